import { isDeepStrictEqual } from 'node:util';
import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway';
import { type GraphQLError, type GraphQLSchema, graphql } from 'graphql';
import { createCompiledEngine } from '../../src/engine/engine.ts';
import { functionTransport } from '../../src/engine/transport/function.ts';
import { localTransport } from '../../src/engine/transport/local.ts';
import { allVariables, type Transport } from '../../src/engine/transport/transport.ts';
import { type FuzzOperation, randomOperation } from './fuzz-operations.ts';
import { type FaultySubgraphs, faultySubgraphs } from './fuzz-subgraphs.ts';

/**
 * How the compiled engine reaches the subgraphs: as over HTTP (text both ways), by a function, or by
 * compiled operations in this process.
 */
export type FuzzWay = 'text' | 'function' | 'local';

/** What a run of the fuzzer found. */
export interface FuzzReport {
  /** Operations that were compared. */
  readonly compared: number;
  /** Of those, the ones in which something failed. */
  readonly faulty: number;
  /** Operations that chance made and the schema does not allow. */
  readonly skipped: number;
  readonly differences: readonly FuzzDifference[];
}

/** An operation to which the two engines give different answers. */
export interface FuzzDifference {
  readonly seed: number;
  readonly operation: FuzzOperation;
  readonly what: 'data' | 'errors' | 'valueCompletion' | 'paths';
  readonly stock: unknown;
  readonly compiled: unknown;
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLError[];
  readonly extensions?: { readonly valueCompletion?: readonly GraphQLError[] };
}

type Ask = (operation: FuzzOperation, id: string) => Promise<Answer>;

/**
 * Puts random operations to Apollo's executor and to ours, over the same failing subgraphs, and compares
 * data, the messages of errors, and what did not fit the schema, with its places.
 */
export async function fuzz(options: {
  readonly seed: number;
  readonly operations: number;
  readonly way: FuzzWay;
  readonly onDifference?: (difference: FuzzDifference) => void;
}): Promise<FuzzReport> {
  const subgraphs = faultySubgraphs();
  const stock = await stockEngine(subgraphs);
  const compiled = await compiledEngine(subgraphs, options.way);
  const differences: FuzzDifference[] = [];
  const report = { compared: 0, faulty: 0, skipped: 0, differences };
  for (let at = 0; at < options.operations; at += 1) {
    const seed = options.seed * 1_000_003 + at;
    const operation = randomOperation(compiled.schema, seed);
    if (!operation) {
      report.skipped += 1;
      continue;
    }
    subgraphs.enter(seed);
    const expected = await stock(operation, String(seed));
    const answer = await compiled.ask(operation, String(seed));
    report.compared += 1;
    if (expected.errors || expected.extensions) report.faulty += 1;
    const difference = compare(expected, answer, options.way);
    if (!difference) continue;
    const found = { seed, operation, ...difference };
    differences.push(found);
    options.onDifference?.(found);
  }
  return report;
}

type Difference = Pick<FuzzDifference, 'what' | 'stock' | 'compiled'>;

function compare(stock: Answer, compiled: Answer, way: FuzzWay): Difference | undefined {
  if (!isDeepStrictEqual(stock.data, compiled.data)) {
    return { what: 'data', stock, compiled };
  }
  const wrong = (compiled.errors ?? []).filter(({ path }) => !leadsInto(compiled.data, path));
  if (wrong.length > 0) return { what: 'paths', stock: stock.errors, compiled: wrong };
  // graphql-jit tells of more errors beside one that emptied the parent, as the specification allows.
  if (way === 'local') return undefined;
  const messages = [stock, compiled].map(({ errors = [] }) =>
    [...new Set(errors.map(({ message }) => message))].sort(),
  );
  if (!isDeepStrictEqual(messages[0], messages[1])) {
    return { what: 'errors', stock: messages[0], compiled: messages[1] };
  }
  const misfits = [stock, compiled].map(({ extensions }) =>
    (extensions?.valueCompletion ?? [])
      .map(({ message, path }) => JSON.stringify([message, path]))
      .sort(),
  );
  return isDeepStrictEqual(misfits[0], misfits[1])
    ? undefined
    : { what: 'valueCompletion', stock: misfits[0], compiled: misfits[1] };
}

/** Whether a path can be followed in the data, as far as nulls let it. */
function leadsInto(data: unknown, path: readonly (string | number)[] | undefined): boolean {
  let at = data;
  for (const step of path ?? []) {
    if (step === '@' || step === '_entities') return false;
    if (at === null) return true;
    if (typeof at !== 'object' || at === undefined || !Object.hasOwn(at, step)) return false;
    at = (at as Record<string | number, unknown>)[step];
  }
  return true;
}

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

async function stockEngine({ supergraphSdl, schemas }: FaultySubgraphs): Promise<Ask> {
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => new LocalGraphQLDataSource(schemaNamed(schemas, name)),
    logger: SILENT,
  });
  const { executor, schema } = await gateway.load();
  return (operation, id) => executed(executor, operation, id, schema);
}

async function compiledEngine({ supergraphSdl, schemas }: FaultySubgraphs, way: FuzzWay) {
  const engine = createCompiledEngine({
    supergraphSdl,
    answers: 'text',
    transport: ({ name }) => TRANSPORTS[way](schemaNamed(schemas, name)),
  });
  let schema: GraphQLSchema | undefined;
  engine.onSchemaLoadOrUpdate(({ apiSchema }) => {
    schema = apiSchema;
  });
  const { executor } = await engine.load({ apollo: {} });
  if (!schema || !executor) throw new Error('the engine has not loaded');
  const known = schema;
  return {
    schema: known,
    ask: ((operation, id) => executed(executor, operation, id, known)) satisfies Ask,
  };
}

const TRANSPORTS: Readonly<Record<FuzzWay, (schema: GraphQLSchema) => Transport>> = {
  text: (schema) => ({
    representations: 'text',
    prepare: (operation) => async (call) =>
      JSON.parse(JSON.stringify(await ask(schema, operation.text, allVariables(call)))),
    close: async () => undefined,
  }),
  function: (schema) =>
    functionTransport(
      async ({ query, variables }) => (await ask(schema, query, variables)) as never,
    ),
  local: (schema) => localTransport({ schema, contextOf: () => ({}) }),
};

const ask = (
  schema: GraphQLSchema,
  source: string,
  variableValues: Readonly<Record<string, unknown>>,
) => graphql({ schema, source, variableValues });

function schemaNamed(schemas: ReadonlyMap<string, GraphQLSchema>, name: string): GraphQLSchema {
  const schema = schemas.get(name);
  if (!schema) throw new Error(`there is no subgraph "${name}"`);
  return schema;
}

/** Runs an operation as Apollo Server would. The answer is what its JSON says. */
async function executed(
  executor: (context: never) => Promise<unknown>,
  { document, text, variables }: FuzzOperation,
  id: string,
  schema: GraphQLSchema,
): Promise<Answer> {
  const context = {
    document,
    source: text,
    request: { query: text, variables, operationName: 'Fuzz' },
    queryHash: id,
    operationName: 'Fuzz',
    context: {},
    schema,
    metrics: {},
    logger: SILENT,
  };
  return JSON.parse(JSON.stringify(await executor(context as never))) as Answer;
}
