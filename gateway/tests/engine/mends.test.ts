import { parse, print } from 'graphql';
import {
  fieldsRequiredWithArguments,
  mendKeysMashup,
  mendRequiresWithArgument,
} from '../../src/engine/mends.ts';
import { engineOver, graphOf } from './graph.ts';

describe('mendKeysMashup', () => {
  it('takes out a key that is not resolvable beside one of the same subgraph that is', () => {
    const sdl = `type A @join__type(graph: X, key: "id") @join__type(graph: X, key: "no", resolvable: false) { id: ID }`;
    expect(mendKeysMashup(sdl)).not.toContain('"no"');
    expect(mendKeysMashup(sdl)).toContain('@join__type(graph: X, key: "id")');
  });

  it('leaves a key alone that is the only one of its subgraph', () => {
    const sdl = `type A @join__type(graph: X, key: "id") @join__type(graph: Y, key: "id", resolvable: false) { id: ID }`;
    expect(mendKeysMashup(sdl)).toBe(sdl);
  });
});

describe('mendRequiresWithArgument', () => {
  const required = new Set(['comments']);

  it('gives a name of its own to every field that some @requires wants with arguments', () => {
    const given = parse('{ a { comments(first: 1) { id } some: comments { id } title } }');
    const { document, shown } = mendRequiresWithArgument(given, required);
    expect(print(document).replaceAll(/\s+/g, ' ')).toBe(
      '{ a { own_comments: comments(first: 1) { id } own_some: comments { id } title } }',
    );
    expect([...shown]).toEqual([
      ['own_comments', 'comments'],
      ['own_some', 'some'],
    ]);
  });

  it('avoids names that the client uses', () => {
    const { shown } = mendRequiresWithArgument(parse('{ comments own_comments: title }'), required);
    expect([...shown.keys()]).toEqual(['own_own_comments']);
  });

  it('leaves a document alone where nothing is required with arguments', () => {
    const document = parse('{ comments }');
    expect(mendRequiresWithArgument(document, new Set()).document).toBe(document);
  });
});

describe('a field that is required with arguments', () => {
  const graph = graphOf({
    posts: {
      sdl: `type Query { post: Post } type Post @key(fields: "id") { id: ID! comments(limit: Int!): [String] }`,
      resolvers: {
        Query: { post: () => ({ id: '1' }) },
        Post: {
          comments: (_: unknown, { limit }: { limit: number }) => ['a', 'b', 'c'].slice(0, limit),
          __resolveReference: async (reference: object) => reference,
        },
      },
    },
    stats: {
      sdl: `type Post @key(fields: "id") {
        id: ID! comments(limit: Int!): [String] @external
        count: Int @requires(fields: "comments(limit: 3)")
      }`,
      resolvers: {
        Post: {
          count: ({ comments }: { comments: string[] }) => comments.length,
          __resolveReference: async (reference: object) => reference,
        },
      },
    },
  });

  it('is found in the supergraph', () => {
    expect([...fieldsRequiredWithArguments(graph.supergraphSdl)]).toEqual(['comments']);
  });

  it('does not take the place of the same field with arguments of the client', async () => {
    const { ask } = await engineOver(graph);
    expect(await ask('{ post { comments(limit: 1) count } }')).toEqual({
      data: { post: { comments: ['a'], count: 3 } },
    });
  });

  it('is mended only where mends are on: as soon as this fails, the mend can go', async () => {
    const { ask } = await engineOver(graph, { mends: false });
    const { data } = await ask('{ post { comments(limit: 1) count } }');
    expect(data).not.toEqual({ post: { comments: ['a'], count: 3 } });
  });
});
