import { generateMerge, merge } from '../../../src/engine/plan/merge.ts';

const parsed = (json: string) => JSON.parse(json) as Record<string, unknown>;

describe('merge', () => {
  it('joins objects and lists of equal length, item by item', () => {
    const target = { a: { b: 1, list: [{ x: 1 }, null, [{ y: 1 }]] } };
    merge(target, { a: { c: 2, list: [{ z: 2 }, { z: 3 }, [{ w: 1 }]] } });
    expect(target).toEqual({
      a: { b: 1, c: 2, list: [{ x: 1, z: 2 }, { z: 3 }, [{ y: 1, w: 1 }]] },
    });
  });

  it('takes the later list where lengths differ, and the later value where kinds differ', () => {
    const target: Record<string, unknown> = { list: [1, 2], value: { a: 1 }, other: [1] };
    merge(target, { list: [3], value: null, other: { b: 1 } });
    expect(target).toEqual({ list: [3], value: null, other: { b: 1 } });
  });

  it('keeps what the source leaves undefined', () => {
    const target = { a: 1 };
    merge(target, { a: undefined });
    expect(target).toEqual({ a: 1 });
  });

  it('treats names that objects inherit as any other', () => {
    const target = {};
    merge(target, parsed('{"__proto__": {"a": 1}, "constructor": 2, "toString": [3]}'));
    merge(target, parsed('{"__proto__": {"b": 1}}'));
    expect(JSON.stringify(target)).toBe(
      '{"__proto__":{"a":1,"b":1},"constructor":2,"toString":[3]}',
    );
    expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
  });
});

describe('generateMerge', () => {
  const names = new Map([
    ['id', false],
    ['home', true],
    ['__proto__', true],
    ['constructor', false],
  ]);

  it('does to its names what `merge` does', () => {
    const first = '{"id": "1", "home": {"street": "s"}, "__proto__": {"a": 1}, "constructor": 1}';
    const second = '{"home": {"no": 4}, "__proto__": {"b": 2}, "constructor": null}';
    const [generated, plain] = [parsed(first), parsed(first)];
    generateMerge(names)(generated, parsed(second));
    merge(plain, parsed(second));
    expect(JSON.stringify(generated)).toBe(JSON.stringify(plain));
  });

  it('leaves names alone that it was not made for', () => {
    const target = {};
    generateMerge(names)(target, { other: 1 });
    expect(target).toEqual({});
  });

  it('refuses a name that is none, which would be code', () => {
    expect(() => generateMerge(new Map([['a;b', false]]))).toThrow('no GraphQL name');
  });
});
