import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, graphql, parse, validate } from 'graphql';
import { stringifyAnswer } from '../../src/engine/answer-text.ts';
import type { ApolloTypes } from '../../src/engine/apollo-types.ts';
import {
  type CompiledEngine,
  type CompiledEngineOptions,
  createCompiledEngine,
} from '../../src/engine/engine.ts';
import type { OutgoingFetch } from '../../src/engine/hooks.ts';
import { allVariables, type Transport } from '../../src/engine/transport/transport.ts';
import type { SubgraphResponse } from '../../src/subgraph-request.ts';

/** A subgraph of a test: its SDL without the link, and its resolvers. */
export interface TestSubgraph {
  readonly sdl: string;
  readonly resolvers?: Readonly<Record<string, unknown>>;
  readonly url?: string;
}

/** Subgraphs that have been composed. */
export interface TestGraph {
  readonly supergraphSdl: string;
  readonly schemas: Readonly<Record<string, GraphQLSchema>>;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@interfaceObject"])`;

/** Composes subgraphs, by name. */
export function graphOf(subgraphs: Readonly<Record<string, TestSubgraph>>): TestGraph {
  const services = Object.entries(subgraphs).map(([name, { sdl, url, resolvers }]) => ({
    name,
    url: url ?? `http://${name}/`,
    typeDefs: parse(`${LINK} ${sdl}`),
    resolvers: resolvers ?? {},
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new AggregateError(errors ?? [], 'the test graph does not compose');
  const schemas = services.map(({ name, typeDefs, resolvers }) => [
    name,
    buildSubgraphSchema({ typeDefs, resolvers: resolvers as never }),
  ]);
  return { supergraphSdl, schemas: Object.fromEntries(schemas) };
}

/** A subgraph as it is over HTTP, less the socket: text both ways. */
export const textTransport = (schema: GraphQLSchema): Transport =>
  answering(async (source, variableValues) =>
    JSON.parse(JSON.stringify(await graphql({ schema, source, variableValues }))),
  );

/** A subgraph that gives what it is told to give. */
export const answering = (
  answer: (query: string, variables: Record<string, unknown>) => Promise<unknown>,
): Transport => ({
  representations: 'text',
  prepare:
    ({ text }) =>
    (call) =>
      answer(text, allVariables(call)) as Promise<SubgraphResponse>,
  close: async () => undefined,
});

/** An answer of an engine, as its JSON says. */
export interface TestAnswer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A question, and what comes with it. */
export interface TestQuestion {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly context?: object;
  readonly metrics?: object;
}

/** An engine that has loaded its supergraph. */
export interface LoadedEngine {
  readonly engine: CompiledEngine;
  /** Puts a question as Apollo Server does. */
  ask(query: string, question?: TestQuestion): Promise<TestAnswer>;
  /** Every fetch that was sent, in order. */
  readonly sent: readonly OutgoingFetch[];
}

/** Makes an engine for a graph; its subgraphs are reached as if over HTTP, unless told otherwise. */
export async function engineOver(
  graph: TestGraph,
  options: Partial<CompiledEngineOptions> = {},
): Promise<LoadedEngine> {
  const sent: OutgoingFetch[] = [];
  const engine = createCompiledEngine({
    supergraphSdl: graph.supergraphSdl,
    transport: ({ name }) => textTransport(schemaOf(graph, name)),
    answers: 'text',
    ...options,
    hooks: {
      ...options.hooks,
      willSend: (fetch) => {
        sent.push(fetch);
        options.hooks?.willSend?.(fetch);
      },
    },
  });
  let schema: GraphQLSchema | undefined;
  engine.onSchemaLoadOrUpdate(({ apiSchema }) => {
    schema = apiSchema;
  });
  const { executor } = await engine.load();
  if (!executor) throw new Error('the engine has no executor');
  const ask = async (query: string, question: TestQuestion = {}): Promise<TestAnswer> => {
    const document = parse(query);
    const [wrong] = schema ? validate(schema, document) : [];
    if (wrong) throw wrong;
    const request = requestOf(query, question);
    return JSON.parse(stringifyAnswer((await executor(request)) as never)) as TestAnswer;
  };
  return { engine, ask, sent };
}

/** A request as Apollo Server hands it on. */
export function requestOf(
  query: string,
  { variables = {}, operationName, context = {}, metrics = {} }: TestQuestion = {},
): ApolloTypes['RequestContext'] {
  const request = {
    document: parse(query),
    source: query,
    queryHash: query,
    operationName: operationName ?? null,
    request: { query, variables, ...(operationName !== undefined && { operationName }) },
    context,
    metrics,
  };
  return request as unknown as ApolloTypes['RequestContext'];
}

/** The executable schema of a subgraph. */
export function schemaOf({ schemas }: TestGraph, name: string): GraphQLSchema {
  const schema = schemas[name];
  if (!schema) throw new Error(`the test graph has no subgraph "${name}"`);
  return schema;
}
