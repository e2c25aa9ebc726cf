import type { ApolloTypes } from './apollo-types.ts';
import type { CacheBounds } from './bounded-cache.ts';
import { Generation } from './generation.ts';
import { type EngineHooks, type Trace, untraced } from './hooks.ts';
import type { AnswerForms } from './shape/dialects.ts';
import { type LoadedSupergraph, loadSupergraph } from './supergraph.ts';
import type { CallRules } from './transport/calls.ts';
import type { Transport } from './transport/transport.ts';

/** What an engine is made of. */
export interface CompiledEngineOptions {
  readonly supergraphSdl: string;
  /** The way to a subgraph; asked for each, and again when a new supergraph moves it. */
  readonly transport: (subgraph: { readonly name: string; readonly url: string }) => Transport;
  /**
   * Whether answers without errors carry their data as ready text, `AnswerText`; objects by default.
   * Text wants the server's option `stringifyResult: stringifyAnswer`.
   */
  readonly answers?: keyof AnswerForms;
  /** Milliseconds in which a subgraph must answer; 10000 by default. */
  readonly timeoutMs?: number;
  /** Says which subgraphs are worth a call, and is told what came of it; all are by default. */
  readonly breakers?: CallRules['breakers'];
  /** Whether equal fetches on one level of a plan become one request. Yes by default. */
  readonly join?: boolean;
  /** Whether the planner's known mistakes are mended. Yes by default. */
  readonly mends?: boolean;
  /** What is kept of plans and of compiled operations; 1000 and an estimated 64 MiB of each by default. */
  readonly cache?: CacheBounds;
  /**
   * Whether a query that is asked while the same one is under way gets its answer; not by default. The
   * headers that are named decide nothing of an answer, such as ids of requests.
   */
  readonly share?: { readonly ignoredHeaders: readonly string[] } | undefined;
  readonly hooks?: EngineHooks;
  readonly trace?: Trace;
}

/** An engine behind Apollo Server's gateway interface. */
export interface CompiledEngine {
  readonly load: (...options: unknown[]) => Promise<ApolloTypes['LoadResult']>;
  readonly stop: () => Promise<void>;
  readonly onSchemaLoadOrUpdate: ApolloTypes['Gateway']['onSchemaLoadOrUpdate'];
  /**
   * Takes a new supergraph. Requests under way end on the old one.
   *
   * @throws when it is no supergraph; the old one stays then.
   */
  readonly update: (supergraphSdl: string) => void;
}

const CACHE: CacheBounds = { maxEntries: 1000, maxBytes: 64 * 1024 * 1024 };

/** Makes an engine that plans by Apollo's planner and runs compiled plans. */
export function createCompiledEngine(options: CompiledEngineOptions): CompiledEngine {
  const { answers = 'object', join = true, mends = true, cache = CACHE, share } = options;
  const { hooks = {}, trace = untraced, timeoutMs = 10_000 } = options;
  const rules: CallRules = { hooks, trace, timeoutMs, breakers: options.breakers };
  const ways = new Ways(options.transport);
  const listeners = new Set<ApolloTypes['SchemaListener']>();
  let generation: Generation | undefined;

  const update = (supergraphSdl: string): void => {
    const supergraph = loadSupergraph(supergraphSdl, { mends });
    const { transports, gone } = ways.to(supergraph);
    const parts = { supergraph, transports, hooks, trace, answers, join, mends };
    const before = generation;
    generation = new Generation(parts, rules, { cache, ignoredHeaders: share?.ignoredHeaders });
    before?.retire(() => {
      for (const transport of gone) void transport.close();
    });
    for (const listener of listeners) {
      listener({ apiSchema: supergraph.apiSchema, coreSupergraphSdl: supergraphSdl });
    }
  };

  const executor = async (request: ApolloTypes['RequestContext']) => {
    const current = generation;
    if (!current) throw new Error('The engine was asked before it had loaded a supergraph.');
    const name = request.operationName;
    const attributes = name === null ? {} : { 'graphql.operation.name': name };
    const answer = await trace('gateway.request', attributes, () => current.answer(request));
    // An answer is an execution result but for its ready text, which the server only carries.
    return answer as ApolloTypes['ExecutionResult'];
  };

  return {
    load: async () => {
      update(options.supergraphSdl);
      return { executor };
    },
    stop: async () => {
      listeners.clear();
      await ways.close();
    },
    onSchemaLoadOrUpdate: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    update,
  };
}

interface Way {
  readonly url: string;
  readonly transport: Transport;
}

/** The ways to all subgraphs; one stays as long as its subgraph stays where it is. */
class Ways {
  readonly #make: CompiledEngineOptions['transport'];
  #known: ReadonlyMap<string, Way> = new Map();

  constructor(make: CompiledEngineOptions['transport']) {
    this.#make = make;
  }

  /** The ways for a supergraph, and those that it has no more use for. */
  to({ subgraphs }: LoadedSupergraph) {
    const before = this.#known;
    const now = new Map(
      subgraphs.map(({ name, url }): [string, Way] => {
        const known = before.get(name);
        return [name, known?.url === url ? known : { url, transport: this.#make({ name, url }) }];
      }),
    );
    this.#known = now;
    return {
      transports: new Map([...now].map(([name, { transport }]) => [name, transport])),
      gone: [...before]
        .filter(([name, way]) => now.get(name) !== way)
        .map(([, { transport }]) => transport),
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#known.values()].map(({ transport }) => transport.close()));
    this.#known = new Map();
  }
}
