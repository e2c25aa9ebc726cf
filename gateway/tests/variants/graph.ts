import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, graphql, parse } from 'graphql';
import { createGatewayServer, type GatewayOptions, type SubgraphFetch } from '../../src/index.ts';
import { runKeysCommand } from '../../src/keys/command.ts';
import { keptLog } from '../fixture.ts';

const link = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag", "@external", "@requires"]
)`;

/** Something to hide in every place that a schema has. */
const makers = `
  ${link}
  interface Node { id: ID! }
  interface Audited @tag(name: "partner") { grade: Grade }
  enum Grade @tag(name: "partner") { GOOD POOR }
  enum Order { NAME RATING @tag(name: "partner") MARGIN @tag(name: "internal") }
  input Search { name: String, gradedBy: String @tag(name: "partner"), soldTo: ID @tag(name: "internal") }
  input AuditSearch @tag(name: "partner") { grade: Grade, paidBy: ID @tag(name: "internal") }
  type Maker implements Node & Audited @key(fields: "id") {
    id: ID!
    name: String!
    grade: Grade @tag(name: "partner")
    audits: [Audit!]! @tag(name: "partner")
    taxNumber: String! @tag(name: "internal")
  }
  type Audit implements Node @tag(name: "partner") { id: ID!, inspector: String, costOf: Int @tag(name: "internal") }
  type Ledger implements Node @tag(name: "internal") { id: ID!, balance: Int }
  type Place { name: String! }
  type Stand @key(fields: "number") { number: ID! @tag(name: "internal"), title: String! }
  union Thing = Maker | Place | Audit | Ledger
  type Query {
    node(id: ID!): Node
    nodes(ids: [ID!]!): [Node]!
    things: [Thing]!
    makers(order: Order, by: Search, sinceAudit: ID @tag(name: "partner"), asOwner: Boolean @tag(name: "internal")): [Maker!]!
    audits(by: AuditSearch): [Audit!]! @tag(name: "partner")
    ledgers: [Ledger!]! @tag(name: "internal")
    slip(about: String): String
  }
`;

const fairs = `
  ${link}
  type Maker @key(fields: "id") { id: ID!, taxNumber: String! @external, fee: String @requires(fields: "taxNumber") }
  type Stand @key(fields: "number", resolvable: false) { number: ID! }
  type Query { stands: [Stand]! }
`;

const asha = {
  __typename: 'Maker',
  id: 'maker-asha',
  name: 'Asha',
  grade: 'GOOD',
  taxNumber: '42',
};
/** A maker whose tax number nobody can tell: what needs it says so. */
const lost = { ...asha, id: 'maker-lost', taxNumber: null };
const audit = { __typename: 'Audit', id: 'audit-1', inspector: 'Ravi', costOf: 7 };
const ledger = { __typename: 'Ledger', id: 'ledger-1', balance: 1 };
const records = [asha, audit, ledger];

const found = (id: string) => {
  const record = records.find((one) => one.id === id);
  if (record) return record;
  throw new GraphQLError(`No record has the id "${id}".`, { extensions: { code: 'NOT_FOUND' } });
};

const resolvers = {
  makers: {
    Query: {
      node: (_: unknown, { id }: { id: string }) => found(id),
      nodes: (_: unknown, { ids }: { ids: string[] }) => ids.map(async (id) => found(id)),
      things: () => [asha, { __typename: 'Place', name: 'Agra' }, audit, ledger],
      makers: (_: unknown, { by }: { by?: { name?: string } }) =>
        by?.name === 'Lost' ? [lost] : [asha],
      audits: () => [audit],
      ledgers: () => [ledger],
      slip: (_: unknown, { about }: { about?: string }) => {
        throw new GraphQLError(about ?? 'It goes by `taxNumber`, as audits do.', {
          extensions: { code: 'BAD_USER_INPUT', ...(!about && { accepted: 'a taxNumber' }) },
        });
      },
    },
    Maker: { audits: () => [audit] },
    Stand: {
      __resolveReference: ({ number }: { number: string }) => ({
        number,
        title: `Stand ${number}`,
      }),
    },
  },
  fairs: {
    Query: { stands: () => [{ number: '7' }] },
    Maker: { fee: ({ taxNumber }: { taxNumber: string }) => `fee of ${taxNumber}` },
  },
};

const typeDefs = { makers: parse(makers), fairs: parse(fairs) };

const schemas = {
  makers: buildSubgraphSchema({ typeDefs: typeDefs.makers, resolvers: resolvers.makers as never }),
  fairs: buildSubgraphSchema({ typeDefs: typeDefs.fairs, resolvers: resolvers.fairs as never }),
};

/** A supergraph of subgraphs by their SDL. */
export function composed(sdl: Readonly<Record<string, string>>): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(sdl).map(([name, text]) => ({
      name,
      typeDefs: parse(text),
      url: 'http://127.0.0.1:9/graphql',
    })),
  );
  if (!supergraphSdl) throw new AggregateError(errors ?? [], 'the graph does not compose');
  return supergraphSdl;
}

/** The supergraph of the fixture. */
export const supergraphSdl = composed({ makers, fairs });

/** The supergraph of one subgraph with these types, tags at hand. */
export const supergraphOf = (types: string): string => composed({ only: `${link} ${types}` });

/** Keys in a file of their own, by the command that makes them. */
export function openDesk() {
  const folder = mkdtempSync(join(tmpdir(), 'niryat-keys-'));
  const path = join(folder, 'keys.json');
  const keys = async (args: readonly string[], now = new Date()): Promise<string[]> => {
    const lines: string[] = [];
    await runKeysCommand(args, { path, now: () => now, print: (line) => lines.push(line) });
    return lines;
  };
  return {
    path,
    /** `npm run keys`: the lines that it prints. */
    keys,
    /** Makes a key; the key and its id. */
    add: async (variant: string, ...more: string[]) => {
      const [key = '', said = ''] = await keys([
        'add',
        '--name',
        'A ministry',
        '--variant',
        variant,
        ...more,
      ]);
      return { key, id: /It is (\w+) /.exec(said)?.[1] ?? '' };
    },
    clear: () => rmSync(folder, { recursive: true }),
  };
}

/** What was asked of subgraphs, and a gateway of the fixture that listens. */
export async function startGateway(options: Partial<GatewayOptions>) {
  const fetches: SubgraphFetch[] = [];
  const { log, entries } = keptLog();
  const ask =
    (name: keyof typeof schemas): NonNullable<GatewayOptions['subgraphs']>[string] =>
    async ({ query, variables, operationName }) =>
      graphql({
        schema: schemas[name],
        source: query,
        variableValues: variables,
        ...(operationName && { operationName }),
      });
  const server = await createGatewayServer({
    supergraphSdl,
    subgraphs: { makers: ask('makers'), fairs: ask('fairs') },
    onFetch: (fetch) => fetches.push(fetch),
    explorer: false,
    log,
    ...options,
  });
  const { url } = await server.listen({ host: '127.0.0.1', port: 0 });
  return { server, url, fetches, log: entries };
}

/** Asks over HTTP. */
export async function post(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const json = (): {
    data?: Record<string, unknown> | null;
    errors?: { message: string; extensions: Record<string, unknown> }[];
  } => JSON.parse(text);
  return { status: response.status, headers: response.headers, text, json };
}
