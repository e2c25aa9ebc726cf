import {
  buildSchema,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  isScalarType,
  OperationTypeNode,
  parse,
  print,
} from 'graphql';
import type { Conditions } from '../../../src/engine/selection.ts';
import { Cancellation } from '../../../src/engine/transport/cancellation.ts';
import { type LocalOptions, localTransport } from '../../../src/engine/transport/local.ts';

const schema: GraphQLSchema = buildSchema(`
  enum Size { SMALL LARGE }
  scalar Even
  type Query {
    count(n: Int!): Int
    size(of: Size): String
    name: String
    later: String
    fault: String
    strict: String!
    items: [String]!
    even(n: Even): Int
    nest: Query
  }
`);

const resolvers: Record<
  string,
  (root: unknown, args: Record<string, unknown>, context: unknown) => unknown
> = {
  count: (_, { n }) => n,
  size: (_, { of }) => of,
  name: (_, __, context) => (context as { name: string }).name,
  later: async () => 'later',
  fault: () => {
    throw new Error('broken');
  },
  strict: () => null,
  items: () => [
    Promise.resolve('a'),
    Promise.reject(new Error('b is broken')),
    Promise.resolve('c'),
  ],
  nest: () => ({}),
};
for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
  const resolve = resolvers[field.name];
  if (resolve) field.resolve = resolve;
}

const even = schema.getType('Even');
if (isScalarType(even)) {
  even.parseLiteral = (node) => {
    throw new GraphQLError(`${print(node)} is not even.`, { extensions: { accepted: 'even' } });
  };
}

/** The answer to an operation, as the transport gives it: a promise only where one is needed. */
function answer(
  text: string,
  variables = {},
  options: Partial<LocalOptions> = {},
  conditions: Conditions = {},
) {
  const document = parse(text);
  const transport = localTransport({ schema, contextOf: () => ({ name: 'N' }), ...options });
  const send = transport.prepare({
    service: 'makers',
    text,
    name: getOperationAST(document)?.name?.value,
    kind: OperationTypeNode.QUERY,
    document,
    variableNames: Object.keys(variables),
    conditions,
    entities: false,
  });
  return send({
    variables,
    representations: undefined,
    headers: {},
    cancellation: new Cancellation(),
    context: 'of the client',
  });
}

describe('localTransport', () => {
  it('answers at once where no resolver has to be waited for', () => {
    expect(answer('{ name }')).toEqual({ data: { name: 'N' } });
  });

  it('keeps the items of a list beside one that fails, each in its place', async () => {
    expect(await answer('{ items }')).toEqual({
      data: { items: ['a', null, 'c'] },
      errors: [{ message: 'b is broken', path: ['items', 1] }],
    });
  });

  it('tells what a scalar says of a literal that it refuses', async () => {
    expect(await answer('{ even(n: 3) name }')).toEqual({
      errors: [{ message: '3 is not even.', extensions: { accepted: 'even' } }],
    });
  });

  it('waits for resolvers that take time', async () => {
    expect(await answer('{ later name }')).toEqual({ data: { later: 'later', name: 'N' } });
  });

  it('fills in the default of a variable that is not null and not given', () => {
    const text = 'query ($n: Int! = 3, $s: Size = LARGE) { count(n: $n) size(of: $s) }';
    expect(answer(text)).toEqual({ data: { count: 3, size: 'LARGE' } });
    expect(answer(text, { n: 5, s: null })).toEqual({ data: { count: 5, size: null } });
  });

  it('decides @skip and @include by the setting that it is prepared for', () => {
    const text = `query ($x: Boolean!) { ...F @skip(if: $x) nest { name @include(if: $x) } strict @skip(if: $x) }
      fragment F on Query { count(n: 1) }`;
    const asked = (x: boolean) => answer(text, { x }, {}, { x });
    expect(asked(true)).toMatchObject({ data: { nest: { name: 'N' } } });
    expect(asked(true)).not.toHaveProperty('data.count');
    expect(asked(false)).toMatchObject({ data: null });
  });

  it('makes the context anew for each call, of that call', () => {
    const seen: unknown[] = [];
    const contextOf: LocalOptions['contextOf'] = ({ context }) => {
      seen.push(context);
      return { name: `N${seen.length}` };
    };
    expect(answer('{ name }', {}, { contextOf })).toEqual({ data: { name: 'N1' } });
    expect(seen).toEqual(['of the client']);
  });

  it('gives errors as they would be sent, and whatever data there are', () => {
    expect(answer('{ fault name }')).toEqual({
      data: { fault: null, name: 'N' },
      errors: [{ message: 'broken', path: ['fault'] }],
    });
  });

  it('lets the subgraph decide what is seen of an error', () => {
    const formatError = () => ({ message: 'Internal server error' });
    expect(answer('{ fault }', {}, { formatError })).toMatchObject({
      errors: [{ message: 'Internal server error' }],
    });
  });

  it('spreads a null that may not be', () => {
    expect(answer('{ strict name }')).toMatchObject({
      data: null,
      errors: [{ message: expect.stringContaining('Cannot return null') }],
    });
  });

  it('refuses variables that do not fit', () => {
    expect(answer('query ($n: Int!) { count(n: $n) }', { n: 'x' })).toMatchObject({
      errors: [{ message: expect.stringContaining('$n') }],
    });
  });

  it('answers aliases that objects inherit something under', async () => {
    expect(JSON.stringify(await answer('{ __proto__: name toString: later }'))).toBe(
      '{"data":{"__proto__":"N","toString":"later"}}',
    );
  });
});
