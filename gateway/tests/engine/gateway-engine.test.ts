import { GraphQLError } from 'graphql';
import { stringifyAnswer } from '../../src/engine/answer-text.ts';
import { createGatewayEngine } from '../../src/engine/gateway-engine.ts';
import type { LocalSubgraph, SubgraphAddress } from '../../src/index.ts';
import { Breakers } from '../../src/resilience/breakers.ts';
import { keptLog, local } from '../fixture.ts';
import { graphOf, requestOf, schemaOf } from './graph.ts';

const graph = graphOf({
  makers: {
    sdl: 'type Query { maker: Maker headers: String } type Maker @key(fields: "id") { id: ID! }',
    resolvers: {
      Query: {
        maker: () => ({ id: 'asha' }),
        headers: (_: unknown, __: unknown, context: unknown) => JSON.stringify(context),
      },
    },
  },
  fairs: {
    sdl: 'type Maker @key(fields: "id") { id: ID! stand: String }',
    resolvers: {
      Maker: {
        __resolveReference: async (reference: object) => reference,
        stand: () => {
          throw new GraphQLError('broken table', { extensions: { table: 'stands' } });
        },
      },
    },
  },
});

const inProcess = (name: string): LocalSubgraph => ({
  execute: () => Promise.reject(new Error('The engine runs the schema itself.')),
  schema: schemaOf(graph, name),
  contextOf: (headers) => headers,
  formatError: ({ path }) => ({
    message: 'Internal server error',
    ...(path && { path }),
    extensions: { code: 'INTERNAL_SERVER_ERROR', secret: 'not for clients' },
  }),
});

async function asked(query: string, subgraphs: Record<string, SubgraphAddress>, context = {}) {
  const { log, entries } = keptLog();
  const sent: unknown[] = [];
  const engine = createGatewayEngine({
    supergraphSdl: graph.supergraphSdl,
    subgraphs,
    timeoutMs: 2000,
    sharing: false,
    breakers: new Breakers({ fairTimeMs: 1000, log }),
    log,
    onFetch: ({ service, variables }) => void sent.push([service, variables]),
  });
  const { executor } = await engine.load();
  const answer = await executor?.(requestOf(query, { context }));
  await engine.stop();
  return { answer: JSON.parse(stringifyAnswer(answer as never)) as unknown, entries, sent };
}

describe('createGatewayEngine', () => {
  const inside = { makers: inProcess('makers'), fairs: inProcess('fairs') };

  it('reaches subgraphs in this process, with the headers that are passed on', async () => {
    const headers = { 'accept-language': 'hi' };
    const { answer } = await asked('{ headers }', inside, { headers });
    expect(answer).toEqual({ data: { headers: JSON.stringify(headers) } });
  });

  it('shows of an error what the subgraph shows, and of that what is public', async () => {
    const { answer } = await asked('{ maker { id stand } }', inside);
    expect(answer).toEqual({
      data: { maker: { id: 'asha', stand: null } },
      errors: [
        {
          message: 'Internal server error',
          path: ['maker', 'stand'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', serviceName: 'fairs' },
        },
      ],
    });
  });

  it('tells of every fetch, with the representations that it sends', async () => {
    const { sent } = await asked('{ maker { stand } }', inside);
    expect(sent).toEqual([
      ['makers', {}],
      ['fairs', { representations: [{ __typename: 'Maker', id: 'asha' }] }],
    ]);
  });

  it('logs why a subgraph did not answer, and tells clients only that it did not', async () => {
    const nowhere = 'http://127.0.0.1:9/graphql';
    const { answer, entries } = await asked('{ maker { id stand } }', {
      ...inside,
      fairs: nowhere,
    });
    expect(answer).toMatchObject({
      data: { maker: { id: 'asha', stand: null } },
      errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'fairs' } }],
    });
    expect(JSON.stringify(answer)).not.toContain('127.0.0.1');
    expect(entries).toMatchObject([
      { level: 'warn', message: 'the subgraph "fairs" did not answer' },
    ]);
  });

  it('reaches subgraphs behind functions', async () => {
    const { answer } = await asked('{ __typename }', local);
    expect(answer).toEqual({ data: { __typename: 'Query' } });
    const maker: SubgraphAddress = async () => ({ data: { maker: { id: 'of a function' } } });
    expect((await asked('{ maker { id } }', { makers: maker })).answer).toEqual({
      data: { maker: { id: 'of a function' } },
    });
  });
});
