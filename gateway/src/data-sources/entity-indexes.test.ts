import { FetchedResult } from './entity-indexes.ts';

const maker = (id: string) => ({ __typename: 'Maker', id });
const at = (index: number) => ({ message: 'x', path: ['_entities', index, 'stand'] });

/** The path of an error at an index of the representations, in a result with these things. */
function pathOf(things: unknown, asked: readonly object[], index: number) {
  const result = new FetchedResult();
  result.addRoot({ things });
  return result.withGatewayIndex(at(index), ['things', '@'], asked).path;
}

it('counts the objects that were not asked for', () => {
  const things = [{ __typename: 'Place' }, maker('a'), null, { __typename: 'Place' }, maker('b')];
  expect(pathOf(things, [maker('a'), maker('b')], 0)).toEqual(['_entities', 1, 'stand']);
  expect(pathOf(things, [maker('a'), maker('b')], 1)).toEqual(['_entities', 3, 'stand']);
});

it('tells equal keys apart by their order', () => {
  const things = [maker('a'), { __typename: 'Place' }, maker('a')];
  expect(pathOf(things, [maker('a'), maker('a')], 1)).toEqual(['_entities', 2, 'stand']);
});

it('compares all of a key, nested parts included', () => {
  const things = [
    { id: 'a', of: [{ code: 1 }] },
    { id: 'a', of: [{ code: 2 }] },
  ];
  expect(pathOf(things, [{ id: 'a', of: [{ code: 2 }] }], 0)).toEqual(['_entities', 1, 'stand']);
});

it('keeps the index where every object was asked for', () => {
  const renamed = [{ __typename: 'Other', id: 'a' }, maker('b')];
  expect(pathOf([maker('a'), maker('b')], renamed, 0)).toEqual(['_entities', 0, 'stand']);
});

it('ends the path where the object cannot be told', () => {
  const things = [maker('a'), maker('b')];
  expect(pathOf(things, [maker('c')], 0)).toEqual(['_entities']);
});

it('finds objects in whichever root fetch brought them, lists within lists too', () => {
  const result = new FetchedResult();
  result.addRoot({ other: 1, rows: null });
  result.addRoot({ rows: [[{ cell: maker('a') }], [{ cell: null }, { cell: maker('b') }]] });
  const error = result.withGatewayIndex(at(0), ['rows', '@', '@', 'cell'], [maker('b')]);
  expect(error.path).toEqual(['_entities', 1, 'stand']);
});

it('leaves an error alone that is of no entity', () => {
  const error = { message: 'x', path: ['things', 0] };
  expect(new FetchedResult().withGatewayIndex(error, [], [])).toBe(error);
});
