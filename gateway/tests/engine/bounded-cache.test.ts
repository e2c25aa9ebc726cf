import { BoundedCache } from '../../src/engine/bounded-cache.ts';

describe('BoundedCache', () => {
  it('drops what was used longest ago when there are too many', () => {
    const cache = new BoundedCache<number>({ maxEntries: 2, maxBytes: 100 });
    cache.set('a', 1, 1);
    cache.set('b', 2, 1);
    cache.get('a');
    cache.set('c', 3, 1);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
  });

  it('drops as many as it takes to stay below its bytes', () => {
    const cache = new BoundedCache<number>({ maxEntries: 10, maxBytes: 10 });
    for (const key of ['a', 'b', 'c']) cache.set(key, 1, 3);
    cache.set('d', 1, 8);
    expect(cache.size).toBe(1);
    expect(cache.bytes).toBe(8);
  });

  it('does not keep what is larger than all of it', () => {
    const cache = new BoundedCache<number>({ maxEntries: 10, maxBytes: 10 });
    cache.set('a', 1, 3);
    cache.set('b', 2, 11);
    expect([cache.get('a'), cache.get('b')]).toEqual([1, undefined]);
  });

  it('counts a key that is set again once', () => {
    const cache = new BoundedCache<number>({ maxEntries: 10, maxBytes: 10 });
    cache.set('a', 1, 3);
    cache.set('a', 2, 4);
    expect([cache.get('a'), cache.size, cache.bytes]).toEqual([2, 1, 4]);
  });
});
