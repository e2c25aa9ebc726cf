import { buildSchema, getOperationAST, parse } from 'graphql';
import type { ClientOperation } from '../../../src/engine/selection.ts';
import { fragmentsOf } from '../../../src/engine/selection.ts';
import { generateShape, UNFIT } from '../../../src/engine/shape/generate.ts';
import { interpret } from '../../../src/engine/shape/interpret.ts';

const schema = buildSchema(`
  scalar Any
  enum Size { SMALL LARGE }
  interface Item { id: ID! }
  type Book implements Item { id: ID! title: String pages: Int! tags: [[String!]] size: Size more: Any }
  type Film implements Item { id: ID! minutes: Float! next: Film }
  union Thing = Book | Film
  type Query { book: Book film: Film! items: [Item!] strict: [Item!]! things: [Thing] ok: Boolean }
`);

function client(query: string, conditions: Record<string, boolean> = {}): ClientOperation {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return { schema, operation, fragments: fragmentsOf(document), conditions };
}

const none = new Map<string, string>();

/** The answer of both generated shapes and of the interpreter, which must agree. */
function answer(query: string, tree: Record<string, unknown>, conditions = {}) {
  const asked = client(query, conditions);
  const object = generateShape(asked, none, 'object').shape(tree);
  const text = generateShape(asked, none, 'text').shape(tree);
  expect(text).toBe(JSON.stringify(object));
  const interpreted = interpret(asked, tree, none);
  expect(JSON.stringify(interpreted.data)).toBe(text);
  expect(interpreted.errors).toEqual([]);
  return object;
}

/** The interpreter's answer where the generated shapes must not give one. */
function misfit(query: string, tree: Record<string, unknown>) {
  const asked = client(query);
  for (const form of ['object', 'text'] as const) {
    expect(thrown(() => generateShape(asked, none, form).shape(tree))).toBe(UNFIT);
  }
  const { data, errors } = interpret(asked, tree, none);
  return { data, errors: errors.map(({ message, path }) => ({ message, path })) };
}

const thrown = (make: () => unknown): unknown => {
  try {
    make();
  } catch (fault) {
    return fault;
  }
  return undefined;
};

describe('the shape of an answer', () => {
  it('has what was asked for, in that order, and nothing else', () => {
    const tree = { ok: true, book: { title: 'T', id: '1', pages: 3, secret: 1 }, other: 1 };
    expect(JSON.stringify(answer('{ book { pages title } ok }', tree))).toBe(
      '{"book":{"pages":3,"title":"T"},"ok":true}',
    );
  });

  it('writes every kind of leaf as JSON does', () => {
    const text = 'quotes " \\ \n \u2028 \ud800 ä हिन्दी '.repeat(5);
    const tree = {
      book: { id: 7, title: text, tags: [['a', '"'], null, []], size: 'SMALL', more: { a: [1] } },
    };
    expect(answer('{ book { id title tags size more } }', tree)).toEqual(tree);
  });

  it('chooses by type in unions and interfaces, and names the types', () => {
    const tree = {
      things: [
        { __typename: 'Book', id: '1', title: 'T' },
        null,
        { __typename: 'Film', minutes: 1.5 },
      ],
    };
    const query =
      '{ things { __typename kind: __typename ... on Book { title } ...F } } fragment F on Film { minutes }';
    expect(answer(query, tree)).toEqual({
      things: [
        { __typename: 'Book', kind: 'Book', title: 'T' },
        null,
        { __typename: 'Film', kind: 'Film', minutes: 1.5 },
      ],
    });
  });

  it('decides @skip and @include by the setting that it was made for', () => {
    const query =
      'query ($x: Boolean!) { ok @skip(if: $x) book @include(if: $x) { id @skip(if: true) pages } }';
    const tree = { ok: true, book: { id: '1', pages: 1 } };
    expect(answer(query, tree, { x: true })).toEqual({ book: { pages: 1 } });
    expect(answer(query, tree, { x: false })).toEqual({ ok: true });
  });

  it('treats aliases that objects inherit something under as any other', () => {
    const query = '{ book { __proto__: id constructor: title toString: pages } }';
    const tree = { book: JSON.parse('{"__proto__":"1","constructor":"T","toString":2}') };
    expect(JSON.stringify(answer(query, tree))).toBe(
      '{"book":{"__proto__":"1","constructor":"T","toString":2}}',
    );
    expect(answer('{ book { constructor: title } }', { book: {} })).toEqual({
      book: { constructor: null },
    });
  });

  it('shows a field under the name that the client gave it', () => {
    const asked = client('{ own_t: ok book { own_t: title } }');
    const shown = new Map([['own_t', 't']]);
    const tree = { own_t: true, book: { own_t: 'T' } };
    const expected = { t: true, book: { t: 'T' } };
    expect(generateShape(asked, shown, 'object').shape(tree)).toEqual(expected);
    expect(JSON.parse(generateShape(asked, shown, 'text').shape(tree))).toEqual(expected);
    expect(interpret(asked, tree, shown).data).toEqual(expected);
  });
});

describe('what does not fit', () => {
  it('is thrown by generated code as one constant', () => {
    const { shape } = generateShape(client('{ book { pages } }'), none, 'text');
    expect(thrown(() => shape({ book: {} }))).toBe(UNFIT);
  });

  it('spreads to the nearest nullable place, and is told once', () => {
    expect(misfit('{ book { pages } ok }', { book: {}, ok: true })).toEqual({
      data: { book: null, ok: true },
      errors: [
        {
          message: 'Cannot return null for non-nullable field Book.pages.',
          path: ['book', 'pages'],
        },
      ],
    });
  });

  it('empties a list whose items may not be null', () => {
    expect(misfit('{ items { id } }', { items: [{ __typename: 'Film', id: '1' }, null] })).toEqual({
      data: { items: null },
      errors: [
        {
          message: 'Cannot return null for non-nullable array element of type Item at index 1.',
          path: ['items', 1],
        },
      ],
    });
  });

  it('empties the whole answer where nothing on the way may be null', () => {
    expect(misfit('{ ok strict { id } }', { ok: true, strict: [null] }).data).toBeNull();
    expect(misfit('{ ok film { id } }', { ok: true }).data).toBeNull();
  });

  it('is a leaf of another kind, an unknown enum value, an unknown type', () => {
    const wrong = { book: { title: 1, size: 'HUGE' }, things: [{ __typename: 'Nothing' }] };
    expect(misfit('{ book { title size } things { __typename } }', wrong)).toEqual({
      data: { book: { title: null, size: null }, things: [null] },
      errors: [
        { message: 'Invalid value found for field Book.title.', path: ['book', 'title'] },
        { message: 'Invalid value found for field Book.size.', path: ['book', 'size'] },
        {
          message: 'Invalid __typename found for object at array element of type Thing at index 0.',
          path: ['things', 0],
        },
      ],
    });
  });

  it('is a list where an object should be, and the other way round', () => {
    const tree = { book: [], things: { __typename: 'Book' } };
    expect(misfit('{ book { id } things { __typename } }', tree).data).toEqual({
      book: null,
      things: null,
    });
  });
});
