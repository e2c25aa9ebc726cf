import {
  createGatewayServer,
  type GatewayError,
  type GatewayServer,
  type SubgraphExecutor,
} from '../src/index.ts';
import { keptLog, local, localOptions, supergraph } from './fixture.ts';

/** A subgraph whose scalar `Code` refuses a value and tells so as our subgraphs do. */
const refusing =
  (...given: readonly unknown[]): SubgraphExecutor =>
  async () => ({
    data: null,
    errors: given.map((value) => ({
      message: `Code must be four digits; ${JSON.stringify(value)} is not.`,
      extensions: { code: 'BAD_USER_INPUT', given: value, accepted: 'four digits' },
    })),
  });

describe('a value that the schema refuses', () => {
  let gateway: GatewayServer;
  beforeAll(async () => {
    gateway = await createGatewayServer(localOptions());
  });
  afterAll(() => gateway.stop());

  const refusals = async (query: string, variables = {}): Promise<readonly GatewayError[]> => {
    const { status, body } = await gateway.query({ query, variables });
    expect(status).toBe(400);
    expect(body.data).toBeUndefined();
    return body.errors ?? [];
  };

  it('is told with its argument, what was given and what is accepted', async () => {
    expect(await refusals('{ search(by: { limit: "ten" }) }')).toEqual([
      {
        message: '`by.limit` must be a whole number of at most 32 bits; "ten" is not.',
        locations: [{ line: 1, column: 23 }],
        extensions: {
          code: 'BAD_USER_INPUT',
          argument: 'by.limit',
          given: 'ten',
          accepted: 'a whole number of at most 32 bits',
        },
      },
    ]);
  });

  it.each([
    ['{ search(by: { size: HUGE }) }', 'by.size', '`by.size` must be SMALL or LARGE; HUGE is not.'],
    [
      '{ search(by: { size: "LARGE" }) }',
      'by.size',
      '`by.size` must be SMALL or LARGE, without quotes; "LARGE" is not.',
    ],
    [
      '{ search(by: { colour: "RED" }) }',
      'by',
      '`by` must be an object with size and limit; colour: "RED" is not.',
    ],
    ['{ search(by: 7) }', 'by', '`by` must be an object with size and limit; 7 is not.'],
    ['{ maker(id: null) { name } }', 'id', '`id` must be a text or a whole number; null is not.'],
    [
      '{ maker(id: true) { name @include(if: 1) } }',
      'id',
      '`id` must be a text or a whole number; true is not.',
    ],
    [
      'query ($limit: Int = "x") { search(by: { limit: $limit }) }',
      '$limit',
      '`$limit` must be a whole number of at most 32 bits; "x" is not.',
    ],
  ])('as a literal: %s', async (query, argument, message) => {
    expect((await refusals(query))[0]).toMatchObject({
      message,
      extensions: { code: 'BAD_USER_INPUT', argument },
    });
  });

  it.each<[string, object, string, string]>([
    [
      '($by: Search) { search(by: $by) }',
      { by: { size: 'HUGE' } },
      '$by.size',
      '`$by.size` must be SMALL or LARGE; "HUGE" is not.',
    ],
    [
      '($by: Search) { search(by: $by) }',
      { by: { colour: 'RED' } },
      '$by',
      '`$by` must be an object with size and limit; {"colour":"RED"} is not.',
    ],
    [
      '($id: ID!) { maker(id: $id) { name } }',
      {},
      '$id',
      '`$id` must be a text or a whole number; it was not given.',
    ],
    [
      '($id: ID!) { maker(id: $id) { name } }',
      { id: null },
      '$id',
      '`$id` must be a text or a whole number; null is not.',
    ],
  ])('as a variable: query %s with %j', async (query, variables, argument, message) => {
    expect(await refusals(`query ${query}`, variables)).toMatchObject([
      { message, extensions: { code: 'BAD_USER_INPUT', argument } },
    ]);
  });

  it('is told for each of several', async () => {
    const errors = await refusals('{ search(by: { size: HUGE, limit: "x" }) }');
    expect(errors.map(({ extensions }) => extensions.argument)).toEqual(['by.size', 'by.limit']);
  });

  it('leaves other faults of the document as they are', async () => {
    const errors = await refusals('{ search(by: { limit: "x" }) maker(id: 1) { age } }');
    expect(errors.map(({ extensions }) => extensions.code).sort()).toEqual([
      'BAD_USER_INPUT',
      'GRAPHQL_VALIDATION_FAILED',
    ]);
  });

  it('is repeated in the message only as far as it is short', async () => {
    const [error] = await refusals(`{ search(by: { limit: "${'x'.repeat(500)}" }) }`);
    expect(error?.message.length).toBeLessThan(200);
  });
});

describe('a value of a custom scalar that a subgraph refuses', () => {
  const ask = async (makers: SubgraphExecutor, query: string, variables = {}) => {
    const gateway = await createGatewayServer({
      supergraphSdl: supergraph(),
      subgraphs: { ...local, makers },
      log: keptLog().log,
    });
    const { body } = await gateway.query({ query, variables });
    await gateway.stop();
    return body.errors;
  };

  it('is told with the argument that holds it', async () => {
    expect(await ask(refusing('12'), '{ search(code: "12") }')).toMatchObject([
      {
        message: '`code` must be four digits; "12" is not.',
        extensions: {
          code: 'BAD_USER_INPUT',
          service: 'makers',
          argument: 'code',
          given: '12',
          accepted: 'four digits',
        },
      },
    ]);
  });

  it('is told with the variable that holds it', async () => {
    const query = 'query ($a: Code, $b: Code) { a: search(code: $a) b: search(code: $b) }';
    expect(await ask(refusing('12'), query, { a: '1234', b: '12' })).toMatchObject([
      { message: '`$b` must be four digits; "12" is not.', extensions: { argument: '$b' } },
    ]);
  });

  it('is told with the only argument of the scalar where it was no text', async () => {
    expect(await ask(refusing('ObjectValue'), '{ search(code: { a: 1 }) }')).toMatchObject([
      { message: '`code` must be four digits; {a: 1} is not.', extensions: { argument: 'code' } },
    ]);
  });

  it('names no argument where none holds it', async () => {
    const errors = await ask(refusing('99'), '{ search(by: { limit: 1 }) }');
    expect(errors).toMatchObject([{ message: 'Code must be four digits; "99" is not.' }]);
    expect(errors?.[0]?.extensions).not.toHaveProperty('argument');
  });
});
