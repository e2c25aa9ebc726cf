import { setImmediate as turn } from 'node:timers/promises';
import type { Transport } from '../../src/engine/transport/transport.ts';
import { engineOver, graphOf, requestOf } from './graph.ts';

const graph = graphOf({
  makers: {
    sdl: `
      type Query { maker(id: ID!): Maker broken: Int }
      type Mutation { rename(id: ID!, name: String!): Maker }
      type Maker { id: ID! name: String }
    `,
  },
});

/** A subgraph that answers when it is told to; what was asked of it is kept. */
function heldSubgraph(data: () => object) {
  const asked: { readonly cancelled: () => boolean; readonly answer: () => void }[] = [];
  const transport: Transport = {
    representations: 'text',
    prepare:
      () =>
      ({ cancellation }) =>
        new Promise((resolve) => {
          asked.push({
            cancelled: () => cancellation.reason !== undefined,
            answer: () => resolve(data() as never),
          });
        }),
    close: async () => undefined,
  };
  return { asked, transport: () => transport };
}

const share = { ignoredHeaders: ['x-request-id'] };
const query = 'query ($id: ID!) { maker(id: $id) { name } }';
const asha = { data: { maker: { name: 'Asha' } } };

const contextOf = (headers: Record<string, string>, client = new AbortController()) => ({
  headers,
  signal: client.signal,
});

describe('equal queries under way', () => {
  it('are run once, whatever ids their requests have', async () => {
    const { asked, transport } = heldSubgraph(() => asha);
    const { ask } = await engineOver(graph, { transport, share });
    const answers = ['1', '2', '3'].map((id) =>
      ask(query, { variables: { id: 'a' }, context: contextOf({ 'x-request-id': id }) }),
    );
    await turn();
    expect(asked).toHaveLength(1);
    asked[0]?.answer();
    expect(await Promise.all(answers)).toEqual([asha, asha, asha]);
    const later = ask(query, { variables: { id: 'a' } });
    await turn();
    expect(asked).toHaveLength(2);
    asked[1]?.answer();
    expect(await later).toEqual(asha);
  });

  it.each([
    ['variables', { variables: { id: 'b' }, context: contextOf({ 'accept-language': 'en' }) }],
    ['headers', { variables: { id: 'a' }, context: contextOf({ 'accept-language': 'hi' }) }],
    ['headers that are missing', { variables: { id: 'a' } }],
  ])('are run each where their %s differ', async (_, other) => {
    const { asked, transport } = heldSubgraph(() => asha);
    const { ask } = await engineOver(graph, { transport, share });
    const context = contextOf({ 'accept-language': 'en' });
    const answers = [ask(query, { variables: { id: 'a' }, context }), ask(query, other)];
    await turn();
    expect(asked).toHaveLength(2);
    for (const { answer } of asked) answer();
    expect(await Promise.all(answers)).toEqual([asha, asha]);
  });

  it('are run each where nobody asked for sharing', async () => {
    const { asked, transport } = heldSubgraph(() => asha);
    const { ask } = await engineOver(graph, { transport });
    const answers = [1, 2].map(() => ask(query, { variables: { id: 'a' } }));
    await turn();
    expect(asked).toHaveLength(2);
    for (const { answer } of asked) answer();
    await Promise.all(answers);
  });

  it('go on for those who wait when one client has gone, and end with the last', async () => {
    const { asked, transport } = heldSubgraph(() => asha);
    const { ask } = await engineOver(graph, { transport, share });
    const clients = [new AbortController(), new AbortController()];
    const answers = clients.map((client) =>
      ask(query, { variables: { id: 'a' }, context: contextOf({}, client) }),
    );
    await turn();
    clients[0]?.abort();
    expect(asked.map(({ cancelled }) => cancelled())).toEqual([false]);
    clients[1]?.abort();
    expect(asked.map(({ cancelled }) => cancelled())).toEqual([true]);
    const afterwards = ask(query, { variables: { id: 'a' } });
    await turn();
    expect(asked).toHaveLength(2);
    asked[1]?.answer();
    expect(await afterwards).toEqual(asha);
    expect((await Promise.all(answers)).map(({ data }) => data)).toEqual([
      { maker: null },
      { maker: null },
    ]);
  });

  it('have errors and data of their own', async () => {
    const { asked, transport } = heldSubgraph(() => ({
      data: { broken: null },
      errors: [{ message: 'no number', path: ['broken'] }],
    }));
    const { engine } = await engineOver(graph, { transport, share, answers: 'object' });
    const { executor } = await engine.load();
    const answers = [1, 2].map(() => executor?.(requestOf('{ broken }')));
    await turn();
    expect(asked).toHaveLength(1);
    asked[0]?.answer();
    const [one, two] = await Promise.all(answers);
    expect(one?.errors).toHaveLength(1);
    expect(two?.errors).toHaveLength(1);
    expect(one?.data).toEqual(two?.data);
    expect(one?.data).not.toBe(two?.data);
  });

  it('do not join one that began before a mutation, nor are mutations shared', async () => {
    const { asked, transport } = heldSubgraph(() => ({
      data: { maker: { name: 'Asha' }, rename: { name: 'Asha' } },
    }));
    const { ask } = await engineOver(graph, { transport, share });
    const rename = 'mutation { rename(id: "a", name: "Asha") { name } }';
    const answers = [
      ask(query, { variables: { id: 'a' } }),
      ask(rename),
      ask(rename),
      ask(query, { variables: { id: 'a' } }),
    ];
    await turn();
    expect(asked).toHaveLength(4);
    for (const { answer } of asked) answer();
    await Promise.all(answers);
  });
});
