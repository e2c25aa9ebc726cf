import { objectsAt, placesAt, planPath } from '../../../src/engine/plan/paths.ts';

const tree = {
  products: [
    { id: 1, maker: { id: 'm' } },
    null,
    { id: 2, maker: null },
    { id: 3, maker: [{ id: 'n' }] },
  ],
  shelves: [[{ id: 'a' }], null, [{ id: 'b' }, null]],
};

describe('objectsAt', () => {
  it('goes into each item of a list, and leaves out what is null', () => {
    expect(objectsAt([tree], planPath(['products', '@']))).toHaveLength(3);
    expect(objectsAt([tree], planPath(['shelves', '@', '@']))).toEqual([{ id: 'a' }, { id: 'b' }]);
  });

  it('opens a list at the end of the path', () => {
    expect(objectsAt([tree], planPath(['products', '@', 'maker']))).toEqual([
      { id: 'm' },
      { id: 'n' },
    ]);
  });

  it('finds nothing where the tree has only what objects inherit', () => {
    expect(objectsAt([{}], planPath(['constructor']))).toEqual([]);
  });
});

describe('placesAt', () => {
  it('gives the indexes in the answer, nulls counted', () => {
    const places = placesAt(tree, planPath(['products', '@']));
    expect([...places.values()].flat()).toEqual([
      ['products', 0],
      ['products', 2],
      ['products', 3],
    ]);
  });

  it('gives every place of an object that stands at several', () => {
    const shared = { id: 's' };
    const places = placesAt({ list: [shared, { id: 't' }, shared] }, planPath(['list', '@']));
    expect(places.get(shared)).toEqual([
      ['list', 0],
      ['list', 2],
    ]);
  });
});

describe('planPath', () => {
  it('refuses a step that is neither a name nor each item', () => {
    expect(() => planPath(['products', '@|[Book]'])).toThrow('not supported: products.@|[Book]');
  });
});
