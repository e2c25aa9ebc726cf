import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { buildSchema } from 'graphql';
import { compileRepresenter, represent } from '../../../src/engine/plan/representations.ts';
import { runtimeTypes } from '../../../src/engine/runtime-types.ts';

const types = runtimeTypes(
  buildSchema(`
    interface Item { id: ID! }
    type Book implements Item { id: ID! size: Size! authors: [Author] }
    type Film implements Item { id: ID! }
    type Size { width: Int unit: Unit }
    type Unit { name: String }
    type Author { name: String }
    type Query { items: [Item] }
  `),
);

const field = (name: string, selections?: QueryPlanSelectionNode[]): QueryPlanSelectionNode => ({
  kind: 'Field',
  name,
  ...(selections && { selections }),
});
const on = (
  typeCondition: string,
  ...selections: QueryPlanSelectionNode[]
): QueryPlanSelectionNode => ({
  kind: 'InlineFragment',
  typeCondition,
  selections,
});
const typename = field('__typename');

const byId = [on('Book', typename, field('id'))];
const deep = [
  on(
    'Book',
    typename,
    field('id'),
    field('size', [field('width'), field('unit', [field('name')])]),
    field('authors', [field('name')]),
  ),
];
const book = {
  __typename: 'Book',
  id: '1"\u2028ä',
  title: 'not asked for',
  size: { width: 3, unit: null },
  authors: [{ name: 'A' }, null],
};

describe('a generated representer', () => {
  it('gives the same as text and as object, with nothing but what is required', () => {
    const representer = compileRepresenter(deep, undefined, types);
    const expected = {
      __typename: 'Book',
      id: '1"\u2028ä',
      size: { width: 3, unit: null },
      authors: [{ name: 'A' }, null],
    };
    expect(representer.object(book)).toEqual(expected);
    expect(representer.text(book)).toBe(JSON.stringify(expected));
  });

  it('gives nothing for another type, and where a field is missing', () => {
    const representer = compileRepresenter(byId, undefined, types);
    expect(representer.text({ __typename: 'Film', id: '1' })).toBeNull();
    expect(representer.text({ __typename: 'Book' })).toBeNull();
    expect(representer.object({ __typename: 'Book' })).toBeNull();
  });

  it('takes every type that implements an interface', () => {
    const representer = compileRepresenter([on('Item', typename, field('id'))], undefined, types);
    expect(representer.text({ __typename: 'Film', id: '1' })).toBe(
      '{"__typename":"Film","id":"1"}',
    );
  });

  it('does not take inherited things for fields', () => {
    const required = [on('Book', typename, field('constructor'))];
    expect(
      compileRepresenter(required, undefined, types).object({ __typename: 'Book' }),
    ).toBeNull();
  });
});

describe('an interpreted representer', () => {
  it('joins all fragments that apply', () => {
    const required = [on('Item', typename, field('id')), on('Book', field('title'))];
    const representer = compileRepresenter(required, undefined, types);
    expect(representer.object(book)).toEqual({
      __typename: 'Book',
      id: book.id,
      title: 'not asked for',
    });
    expect(representer.object({ __typename: 'Film', id: '2' })).toEqual({
      __typename: 'Film',
      id: '2',
    });
  });

  it('rewrites a copy and leaves the tree as it is', () => {
    const rewrites = [
      { kind: 'ValueSetter' as const, path: ['... on Book', '__typename'], setValueTo: 'Item' },
    ];
    const representer = compileRepresenter(byId, rewrites, types);
    expect(representer.object(book)).toEqual({ __typename: 'Item', id: book.id });
    expect(book.__typename).toBe('Book');
  });
});

describe('represent', () => {
  const objects = ['1', '2', undefined, '1', '2'].map((id) => ({ __typename: 'Book', id }));

  it.each(['text', 'object'] as const)('sends equal representations once, as %s', (form) => {
    const representer = compileRepresenter(byId, undefined, types);
    const { items, indexes } = represent(objects, { representer, form, compared: false });
    expect(items.map((item) => (typeof item === 'string' ? JSON.parse(item) : item))).toEqual([
      { __typename: 'Book', id: '1' },
      { __typename: 'Book', id: '2' },
    ]);
    expect([...indexes]).toEqual([0, 1, -1, 0, 1]);
  });

  it('keeps apart keys that are objects and differ', () => {
    const representer = compileRepresenter(byId, undefined, types);
    const twins = [{ a: 1 }, { a: 2 }, { a: 1 }].map((id) => ({ __typename: 'Book', id }));
    const { indexes } = represent(twins, { representer, form: 'object', compared: false });
    expect([...indexes]).toEqual([0, 1, 0]);
  });
});
