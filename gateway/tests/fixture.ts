import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeServices } from '@apollo/composition';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, GraphQLError, GraphQLScalarType, graphql, Kind, parse } from 'graphql';
import type { GatewayOptions, Log, SubgraphExecutor } from '../src/index.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;
type Resolvers = Record<string, unknown>;

/** A small graph of two subgraphs: makers of things, and the fairs that they go to. */
const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])`;

const makers = parse(`
  ${link}
  scalar Code
  enum Size { SMALL LARGE }
  input Search { size: Size, limit: Int }
  type Maker @key(fields: "id") { id: ID!, name: String! }
  type Place { name: String! }
  union Thing = Maker | Place
  type Query {
    maker(id: ID!): Maker
    makers: [Maker!]!
    things: [Thing!]!
    search(code: Code, by: Search): String
    headersOfMakers: String!
    slip: String
    fault: String
  }
  type Mutation { rename(id: ID!, name: String!): Maker }
`);

const fairs = parse(`
  ${link}
  type Fair @key(fields: "id") { id: ID!, title: String! }
  type Maker @key(fields: "id") { id: ID!, stand: String, fairs: [Fair] }
  type Query { fairs: [Fair!]!, headersOfFairs: String! }
`);

const people = [
  { __typename: 'Maker', id: 'asha', name: 'Asha' },
  { __typename: 'Maker', id: 'lost', name: 'Lost' },
];

const Code = new GraphQLScalarType({
  name: 'Code',
  parseValue: (value) => checkCode(value),
  parseLiteral: (node) => checkCode(node.kind === Kind.STRING ? node.value : undefined),
});

function checkCode(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}$/.test(value)) return value;
  throw new GraphQLError(`A code has four digits, got ${JSON.stringify(value)}.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

const seen = (_: unknown, __: unknown, { headers }: { headers: Headers }) =>
  JSON.stringify({ language: headers['accept-language'], id: headers['x-request-id'] });

const makersResolvers: Resolvers = {
  Code,
  Query: {
    maker: (_: unknown, { id }: { id: string }) => people.find((maker) => maker.id === id),
    makers: () => people,
    things: () => [{ __typename: 'Place', name: 'Agra' }, ...people],
    search: (_: unknown, args: object) => JSON.stringify(args),
    headersOfMakers: seen,
    slip: () => {
      throw new GraphQLError('`first` is at most 100, got 500.', {
        extensions: {
          code: 'BAD_USER_INPUT',
          argument: 'first',
          given: 500,
          accepted: '1 to 100',
          suggestions: ['100'],
          http: { status: 418 },
          secret: 'the name of a table',
          stacktrace: ['at /srv/makers.js'],
        },
      });
    },
    fault: () => {
      throw new GraphQLError('Internal server error', {
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      });
    },
  },
  Mutation: { rename: (_: unknown, args: { id: string; name: string }) => args },
};

const fairsResolvers: Resolvers = {
  Maker: {
    stand: ({ id }: { id: string }) => {
      if (id === 'asha') return 'A1';
      throw new GraphQLError(`There is no stand of "${id}".`, {
        extensions: { code: 'NOT_FOUND', suggestions: ['asha'] },
      });
    },
    fairs: () => [{ id: 'f1', title: 'Craft fair' }],
  },
  Query: { fairs: () => [{ id: 'f1', title: 'Craft fair' }], headersOfFairs: seen },
};

const schemaOf = (typeDefs: DocumentNode, resolvers: Resolvers) =>
  buildSubgraphSchema({ typeDefs, resolvers: resolvers as never });

const schemas = {
  makers: schemaOf(makers, makersResolvers),
  fairs: schemaOf(fairs, fairsResolvers),
};

export type SubgraphName = keyof typeof schemas;

/** The supergraph of both, with the URLs given or with some at which nothing is. */
export function supergraph(urls: Readonly<Partial<Record<SubgraphName, string>>> = {}): string {
  const nowhere = 'http://127.0.0.1:9/graphql';
  const { supergraphSdl, errors } = composeServices([
    { name: 'makers', typeDefs: makers, url: urls.makers ?? nowhere },
    { name: 'fairs', typeDefs: fairs, url: urls.fairs ?? nowhere },
  ]);
  if (!supergraphSdl) throw new AggregateError(errors ?? [], 'the fixture does not compose');
  return supergraphSdl;
}

/** A subgraph as a function in this process. */
export const inProcess =
  (name: SubgraphName): SubgraphExecutor =>
  async ({ query, variables, operationName, headers }) =>
    graphql({
      schema: schemas[name],
      source: query,
      variableValues: variables,
      ...(operationName && { operationName }),
      contextValue: { headers },
    });

/** Both subgraphs in this process. */
export const local = { makers: inProcess('makers'), fairs: inProcess('fairs') };

/** Something that listens until it is told to stop. */
export interface Listening {
  readonly url: string;
  stop(): Promise<void>;
}

/** A subgraph as Apollo Server serves it. */
export async function overHttp(name: SubgraphName): Promise<Listening> {
  const server = new ApolloServer<{ headers: Headers }>({
    schema: schemas[name],
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  });
  const { url } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: 0 },
    context: async ({ req }) => ({ headers: req.headers }),
  });
  return { url, stop: () => server.stop() };
}

/** Any HTTP server, on a free port. */
export async function listening(answer: RequestListener): Promise<Listening> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A log that keeps what it is told. */
export function keptLog() {
  const entries: { level: keyof Log; message: string; cause?: unknown }[] = [];
  const keep = (level: keyof Log) => (message: string, cause?: unknown) =>
    void entries.push({ level, message, cause });
  const log: Log = { info: keep('info'), warn: keep('warn'), error: keep('error') };
  return { log, entries };
}

/** Options of a gateway over both subgraphs in this process, with a log that nobody reads. */
export const localOptions = (): GatewayOptions => ({
  supergraphSdl: supergraph(),
  subgraphs: local,
  log: keptLog().log,
});
