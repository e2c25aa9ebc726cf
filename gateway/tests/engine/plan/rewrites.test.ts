import { buildSchema } from 'graphql';
import { compileRewrites, renamedKeys } from '../../../src/engine/plan/rewrites.ts';
import { runtimeTypes } from '../../../src/engine/runtime-types.ts';

const types = runtimeTypes(
  buildSchema(
    'interface I { a: Int } type A implements I { a: Int } type B { b: Int } type Query { i: I }',
  ),
);
const rename = (...path: string[]) => ({ kind: 'KeyRenamer' as const, path, renameKeyTo: 'name' });

const changed = (path: string[], value: Record<string, unknown>) => {
  compileRewrites([rename(...path)], types)?.(value);
  return JSON.parse(JSON.stringify(value));
};

describe('compileRewrites', () => {
  it('renames below lists and objects', () => {
    expect(changed(['list', 'name_1'], { list: [{ name_1: 1 }, null, [{ name_1: 2 }]] })).toEqual({
      list: [{ name: 1 }, null, [{ name: 2 }]],
    });
  });

  it('renames values that are false in conditions, which stock forgets', () => {
    expect(changed(['name_1'], { name_1: 0 })).toEqual({ name: 0 });
    expect(changed(['name_1'], { name_1: '' })).toEqual({ name: '' });
  });

  it('does not overwrite a value with nothing', () => {
    expect(changed(['name_1'], { name: 1, name_1: null })).toEqual({ name: 1, name_1: null });
  });

  it('asks for the type of an object, and takes one of unknown type', () => {
    expect(changed(['... on I', 'name_1'], { __typename: 'A', name_1: 1 })).toHaveProperty('name');
    expect(changed(['... on I', 'name_1'], { __typename: 'B', name_1: 1 })).not.toHaveProperty(
      'name',
    );
    expect(changed(['... on I', 'name_1'], { name_1: 1 })).toHaveProperty('name');
  });

  it('is nothing where nothing is to be rewritten', () => {
    expect(compileRewrites([], types)).toBeUndefined();
    expect(compileRewrites(undefined, types)).toBeUndefined();
  });
});

describe('renamedKeys', () => {
  it('gives the names that only the fetch uses', () => {
    expect(renamedKeys([rename('list', 'name_1')])).toEqual(new Map([['name_1', 'name']]));
  });
});
