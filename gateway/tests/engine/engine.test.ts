import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { Trace as ApolloTrace } from '@apollo/usage-reporting-protobuf';
import { GraphQLError } from 'graphql';
import { stringifyAnswer } from '../../src/engine/answer-text.ts';
import { type CompiledEngineOptions, createCompiledEngine } from '../../src/engine/engine.ts';
import type { SpanName, Trace } from '../../src/engine/hooks.ts';
import { answering, engineOver, graphOf, schemaOf, textTransport } from './graph.ts';

interface Reference {
  readonly id: string;
}

const makers = {
  sdl: `
    type Query { makers: [Maker!]! maker(id: ID!): Maker things: [Thing] }
    type Mutation { rename(id: ID!, name: String!): Maker }
    type Maker @key(fields: "id") { id: ID! name: String! }
    type Place { name: String! }
    union Thing = Place | Maker
  `,
  resolvers: {
    Query: {
      makers: () => [{ id: 'asha' }, { id: 'lost' }],
      maker: (_: unknown, { id }: Reference) => ({ id }),
      things: () => [
        { __typename: 'Place', name: 'Agra' },
        { __typename: 'Maker', id: 'asha' },
        { __typename: 'Maker', id: 'lost' },
      ],
    },
    Mutation: { rename: (_: unknown, args: object) => args },
    Maker: { name: ({ id }: Reference) => id.toUpperCase() },
  },
};

const fairs = {
  sdl: `type Maker @key(fields: "id") { id: ID! stand: String! fairs(first: Int = 2): [String] }`,
  resolvers: {
    Maker: {
      __resolveReference: async (reference: Reference) => reference,
      stand: ({ id }: Reference) => {
        if (id === 'asha') return 'A1';
        throw new GraphQLError(`There is no stand of "${id}".`, {
          extensions: { code: 'NOT_FOUND' },
        });
      },
      fairs: (_: Reference, { first }: { first: number }) => ['a', 'b', 'c'].slice(0, first),
    },
  },
};

const graph = graphOf({ makers, fairs });

describe('an operation over two subgraphs', () => {
  it('is answered from both, with one call of each', async () => {
    const { ask, sent } = await engineOver(graph);
    expect(await ask('{ makers { name fairs } }')).toEqual({
      data: {
        makers: [
          { name: 'ASHA', fairs: ['a', 'b'] },
          { name: 'LOST', fairs: ['a', 'b'] },
        ],
      },
    });
    expect(sent.map(({ service }) => service)).toEqual(['makers', 'fairs']);
  });

  it('passes on the variables that each fetch uses, as they were given', async () => {
    const { ask, sent } = await engineOver(graph);
    const query = 'query ($id: ID!, $n: Int) { maker(id: $id) { fairs(first: $n) } }';
    await ask(query, { variables: { id: 7, n: 1, more: true } });
    expect(sent.map(({ variables }) => variables)).toEqual([
      { id: 7 },
      { n: 1, representations: [{ __typename: 'Maker', id: '7' }] },
    ]);
  });

  it('runs mutations, and asks for the rest afterwards', async () => {
    const { ask } = await engineOver(graph);
    const query = 'mutation { rename(id: "asha", name: "Asha") { name stand } }';
    expect(await ask(query)).toEqual({ data: { rename: { name: 'ASHA', stand: 'A1' } } });
  });

  it('chooses by variables what is skipped and included, each time anew', async () => {
    const { ask, sent } = await engineOver(graph);
    const query =
      'query ($with: Boolean = false) { maker(id: 1) { id fairs @include(if: $with) } }';
    expect(await ask(query)).toEqual({ data: { maker: { id: '1' } } });
    expect(await ask(query, { variables: { with: true } })).toEqual({
      data: { maker: { id: '1', fairs: ['a', 'b'] } },
    });
    expect(await ask(query, { variables: { with: false } })).toEqual({
      data: { maker: { id: '1' } },
    });
    expect(sent.map(({ service }) => service)).toEqual(['makers', 'makers', 'fairs', 'makers']);
  });

  it('answers questions about the schema, beside others', async () => {
    const { ask } = await engineOver(graph);
    const query = `query ($name: String!) {
      constructor: __type(name: $name) { name } __schema { queryType { name } } maker(id: 1) { id }
    }`;
    expect(await ask(query, { variables: { name: 'Maker' } })).toEqual({
      data: {
        constructor: { name: 'Maker' },
        __schema: { queryType: { name: 'Query' } },
        maker: { id: '1' },
      },
    });
  });

  it('refuses variables that do not fit before anything is sent', async () => {
    const { ask, sent } = await engineOver(graph);
    const { data, errors } = await ask('query ($id: ID!) { maker(id: $id) { id } }');
    expect(data).toBeUndefined();
    expect(errors?.[0]?.message).toContain('$id');
    expect(sent).toEqual([]);
  });
});

describe('an error of a subgraph', () => {
  it('stands at its object, counted in the answer, and the null spreads from there', async () => {
    const { ask } = await engineOver(graph);
    const { data, errors } = await ask(
      '{ things { ... on Place { name } ... on Maker { stand } } }',
    );
    expect(data).toEqual({ things: [{ name: 'Agra' }, { stand: 'A1' }, null] });
    expect(errors).toEqual([
      {
        message: 'There is no stand of "lost".',
        path: ['things', 2, 'stand'],
        extensions: { code: 'NOT_FOUND', serviceName: 'fairs' },
      },
    ]);
  });

  it('is shown as the hook wants it', async () => {
    const present = () => ({ message: 'hidden', path: ['maker', 'name'] });
    const transport: CompiledEngineOptions['transport'] = () =>
      answering(async () => ({ data: { maker: null }, errors: [{ message: 'secret' }] }));
    const { ask } = await engineOver(graph, { hooks: { present }, transport });
    expect((await ask('{ maker(id: 1) { name } }')).errors).toMatchObject([
      { message: 'hidden', path: ['maker', 'name'] },
    ]);
  });

  it('is not needed for what does not fit the schema: the answer says so in its extensions', async () => {
    const transport: CompiledEngineOptions['transport'] = () =>
      answering(async () => ({ data: { makers: [{ name: null }] } }));
    const { ask } = await engineOver(graph, { transport });
    expect(await ask('{ makers { name } }')).toEqual({
      data: null,
      extensions: {
        valueCompletion: [
          {
            message: 'Cannot return null for non-nullable field Maker.name.',
            path: ['makers', 0, 'name'],
            extensions: { code: 'INVALID_GRAPHQL' },
          },
        ],
      },
    });
  });
});

describe('a subgraph that gives no answer', () => {
  const unavailable = {
    message: 'The subgraph "fairs" did not answer; its fields are null.',
    extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'fairs' },
  };
  const withFairs = (
    answer: () => Promise<unknown>,
    options: Partial<CompiledEngineOptions> = {},
  ) =>
    engineOver(graph, {
      ...options,
      transport: ({ name }) =>
        name === 'fairs' ? answering(answer) : textTransport(schemaOf(graph, name)),
    });

  it.each([
    ['fails', () => Promise.reject(new Error('connect ECONNREFUSED 127.0.0.1:9'))],
    ['answers what is not GraphQL', async () => ({ status: 'ok' })],
    ['gives fewer entities than it was asked for', async () => ({ data: { _entities: [] } })],
  ])('because it %s costs its own fields, and is named without its address', async (_, answer) => {
    const faults: unknown[] = [];
    const hooks = { didFail: (service: string) => void faults.push(service) };
    const { ask } = await withFairs(answer, { hooks });
    expect(await ask('{ maker(id: 1) { name fairs } }')).toEqual({
      data: { maker: { name: '1', fairs: null } },
      errors: [unavailable],
    });
    expect(faults).toEqual(['fairs']);
  });

  it('in time is not waited for', async () => {
    const never = () => new Promise(() => undefined);
    const { ask } = await withFairs(never, { timeoutMs: 20 });
    expect((await ask('{ maker(id: 1) { name fairs } }')).errors).toEqual([unavailable]);
  });

  it('is not waited for when the client has gone, and nothing more is sent', async () => {
    const client = new AbortController();
    const faults: unknown[] = [];
    const { ask, sent } = await engineOver(graph, {
      hooks: { didFail: (service) => void faults.push(service) },
      transport: () =>
        answering(async () => {
          client.abort();
          return new Promise(() => undefined);
        }),
    });
    await ask('{ maker(id: 1) { name fairs } }', { context: { signal: client.signal } });
    expect(sent).toHaveLength(1);
    expect(faults).toEqual([]);
  });
});

describe('hooks', () => {
  it('see every fetch, may change its headers, and see its answer', async () => {
    const received: unknown[] = [];
    const headers: unknown[] = [];
    const { ask } = await engineOver(graph, {
      hooks: {
        willSend: (fetch) => {
          fetch.headers['x-hook'] = fetch.service;
        },
        didReceive: ({ service }, { data }) => void received.push([service, data]),
      },
      transport: () => ({
        ...answering(async () => ({ data: {} })),
        prepare: () => (call) => {
          headers.push(call.headers);
          return { data: { maker: { id: '1' } } };
        },
      }),
    });
    await ask('{ maker(id: 1) { id } }', { context: { headers: { 'accept-language': 'hi' } } });
    expect(headers).toEqual([{ 'accept-language': 'hi', 'x-hook': 'makers' }]);
    expect(received).toEqual([['makers', { maker: { id: '1' } }]]);
  });

  it('may refuse a fetch with an error for the client', async () => {
    const willSend = () => {
      throw new GraphQLError('Not today.', { extensions: { code: 'FORBIDDEN' } });
    };
    const { ask } = await engineOver(graph, { hooks: { willSend } });
    expect(await ask('{ maker(id: 1) { id } }')).toEqual({
      data: { maker: null },
      errors: [{ message: 'Not today.', extensions: { code: 'FORBIDDEN' } }],
    });
  });

  it('that fail are a fault of the gateway, not of the subgraph', async () => {
    const faults: unknown[] = [];
    const { ask } = await engineOver(graph, {
      hooks: {
        willSend: () => {
          throw new Error('broken hook');
        },
        didFail: (service) => void faults.push(service),
      },
    });
    expect(await ask('{ maker(id: 1) { id } }')).toMatchObject({
      data: { maker: null },
      errors: [{}],
    });
    expect(faults).toEqual([]);
  });

  it('ask for traces where the server captures them, and get them', async () => {
    const traces: unknown[] = [];
    const { ask, sent } = await engineOver(graph, {
      hooks: { didReceive: (_, { extensions }) => void traces.push(extensions?.ftv1) },
      transport: () =>
        answering(async () => ({ data: { maker: null }, extensions: { ftv1: 'trace' } })),
    });
    await ask('{ maker(id: 1) { id } }', { metrics: { captureTraces: true } });
    expect(sent[0]?.headers).toEqual({ 'apollo-federation-include-trace': 'ftv1' });
    expect(traces).toEqual(['trace']);
  });

  it('put the traces of subgraphs together by the plan', async () => {
    const trace = ApolloTrace.encode({
      root: { child: [{ responseName: 'maker' }] },
      durationNs: 7,
    });
    const ftv1 = Buffer.from(trace.finish()).toString('base64');
    const { ask } = await engineOver(graph, {
      share: { ignoredHeaders: [] },
      transport: ({ name }) =>
        answering(async () =>
          name === 'makers'
            ? {
                data: { maker: { __typename: 'Maker', id: '1', name: 'Asha' } },
                extensions: { ftv1 },
              }
            : { data: { _entities: [{ stand: 'A1' }] }, extensions: { ftv1: 'bm9uZQ==' } },
        ),
    });
    const metrics: { captureTraces: boolean; queryPlanTrace?: ApolloTrace.QueryPlanNode } = {
      captureTraces: true,
    };
    await ask('{ maker(id: 1) { name stand } }', { metrics });
    expect(metrics.queryPlanTrace).toMatchObject({
      sequence: {
        nodes: [
          {
            fetch: {
              serviceName: 'makers',
              traceParsingFailed: false,
              trace: { durationNs: 7, root: { child: [{ parentType: 'Query' }] } },
            },
          },
          {
            flatten: {
              responsePath: [{ fieldName: 'maker' }],
              node: { fetch: { serviceName: 'fairs', traceParsingFailed: true } },
            },
          },
        ],
      },
    });
  });
});

describe('plans', () => {
  const counting = () => {
    const spans: SpanName[] = [];
    const trace: Trace = (span, _, run) => {
      spans.push(span);
      return run();
    };
    return { spans, trace };
  };
  const planned = (spans: readonly SpanName[]) =>
    spans.filter((span) => span === 'gateway.plan').length;

  it('are made once for a text and a name', async () => {
    const { spans, trace } = counting();
    const { ask } = await engineOver(graph, { trace });
    const query = 'query A { maker(id: 1) { id } } query B { makers { id } }';
    for (const operationName of ['A', 'B', 'A', 'B']) await ask(query, { operationName });
    expect(planned(spans)).toBe(2);
    expect(new Set(spans)).toEqual(
      new Set<SpanName>([
        'gateway.request',
        'gateway.plan',
        'gateway.execute',
        'gateway.fetch',
        'gateway.postprocessing',
      ]),
    );
  });

  it('are not kept beyond the bounds of the cache', async () => {
    const { spans, trace } = counting();
    const { ask } = await engineOver(graph, { trace, cache: { maxEntries: 1, maxBytes: 1e6 } });
    for (const id of [1, 2, 1]) await ask(`{ maker(id: ${id}) { id } }`);
    expect(planned(spans)).toBe(3);
  });

  it('are not made for variables that do not fit, nor for an operation that is not there', async () => {
    const { spans, trace } = counting();
    const { ask } = await engineOver(graph, { trace });
    await ask('query ($id: ID!) { maker(id: $id) { id } }');
    expect(planned(spans)).toBe(0);
    await expect(ask('query A { makers { id } }', { operationName: 'B' })).rejects.toThrow('"B"');
  });
});

describe('a new supergraph', () => {
  const more = graphOf({
    makers: { ...makers, sdl: makers.sdl.replace('name: String! }', 'name: String! born: Int }') },
    fairs: { ...fairs, url: 'http://moved/' },
  });

  it('is told to the server and used from then on; ways that stay are kept', async () => {
    const made: string[] = [];
    const closed: string[] = [];
    const { engine, ask } = await engineOver(graph, {
      transport: ({ name, url }) => {
        made.push(url);
        return {
          ...textTransport(schemaOf(more, name)),
          close: async () => void closed.push(url),
        };
      },
    });
    await expect(ask('{ maker(id: 1) { born } }')).rejects.toThrow('born');
    engine.update(more.supergraphSdl);
    expect(await ask('{ maker(id: 1) { born } }')).toEqual({ data: { maker: { born: null } } });
    expect(made.sort()).toEqual(['http://fairs/', 'http://makers/', 'http://moved/']);
    expect(closed).toEqual(['http://fairs/']);
    await engine.stop();
    expect(closed.sort()).toEqual(['http://fairs/', 'http://makers/', 'http://moved/']);
  });

  it('leaves requests under way on the old one', async () => {
    const closed: string[] = [];
    const { engine, ask } = await engineOver(graph, {
      transport: ({ name, url }) => ({
        ...answering(async () => {
          if (name === 'makers') engine.update(more.supergraphSdl);
          closed.push(`asked ${name}`);
          return name === 'makers'
            ? { data: { maker: { __typename: 'Maker', id: '1' } } }
            : { data: { _entities: [{ fairs: ['a'] }] } };
        }),
        close: async () => void closed.push(url),
      }),
    });
    expect(await ask('{ maker(id: 1) { fairs } }')).toEqual({ data: { maker: { fairs: ['a'] } } });
    expect(closed).toEqual(['asked makers', 'asked fairs', 'http://fairs/']);
  });

  it('that is none changes nothing', async () => {
    const { engine, ask } = await engineOver(graph);
    expect(() => engine.update('type Query { a: Int }')).toThrow();
    expect(await ask('{ maker(id: 1) { id } }')).toEqual({ data: { maker: { id: '1' } } });
  });
});

describe('behind Apollo Server', () => {
  const served = async (query: string, plugins: ApolloServerPlugin[] = []) => {
    const server = new ApolloServer({
      gateway: createCompiledEngine({
        supergraphSdl: graph.supergraphSdl,
        transport: ({ name }) => textTransport(schemaOf(graph, name)),
        answers: 'text',
      }),
      stringifyResult: stringifyAnswer,
      formatError: ({ message, path }) => ({ message: `seen: ${message}`, ...(path && { path }) }),
      plugins,
    });
    await server.start();
    const { body } = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: 'POST',
        search: '',
        headers: new HeaderMap([['content-type', 'application/json']]),
        body: { query },
      },
      context: async () => ({}),
    });
    await server.stop();
    return body.kind === 'complete' ? body.string : '';
  };

  it('answers go out as the text that was made', async () => {
    expect(await served('{ maker(id: "asha") { name stand } }')).toBe(
      '{"data":{"maker":{"name":"ASHA","stand":"A1"}}}\n',
    );
  });

  it('errors are formatted, and plugins see the data beside them', async () => {
    let seen: unknown;
    const plugin: ApolloServerPlugin = {
      requestDidStart: async () => ({
        willSendResponse: async ({ response }) => {
          seen = response.body.kind === 'single' && response.body.singleResult.data;
        },
      }),
    };
    const text = await served('{ maker(id: "lost") { name stand } }', [plugin]);
    expect(JSON.parse(text)).toEqual({
      data: { maker: null },
      errors: [{ message: 'seen: There is no stand of "lost".', path: ['maker', 'stand'] }],
    });
    expect(seen).toEqual({ maker: null });
  });

  it('plugins may add to an answer that is text', async () => {
    const plugin: ApolloServerPlugin = {
      requestDidStart: async () => ({
        willSendResponse: async ({ response }) => {
          if (response.body.kind === 'single') response.body.singleResult.extensions = { took: 1 };
        },
      }),
    };
    expect(JSON.parse(await served('{ maker(id: 1) { id } }', [plugin]))).toEqual({
      data: { maker: { id: '1' } },
      extensions: { took: 1 },
    });
  });
});
