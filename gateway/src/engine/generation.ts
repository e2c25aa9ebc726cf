import { type GraphQLError, getOperationAST, OperationTypeNode } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { AnswerText } from './answer-text.ts';
import type { ApolloTypes } from './apollo-types.ts';
import { BoundedCache, type CacheBounds } from './bounded-cache.ts';
import { cloned, type Fields, isPromise, own } from './object.ts';
import {
  type CompiledOperation,
  compileOperation,
  type EngineAnswer,
  type OperationParts,
  type PlannedOperation,
  planOperation,
} from './operation.ts';
import { FetchTraces } from './query-plan-trace.ts';
import type { Conditions } from './selection.ts';
import { SharedRuns } from './sharing.ts';
import { type CallRules, Calls } from './transport/calls.ts';

/** What the context of a request may hold for its fetches. */
interface ClientContext {
  /** What subgraphs are sent of the client's headers, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
  /** When the time for the answer is over, by the clock of `performance.now`. */
  readonly deadline: number;
}

/** Characters of documents, plans and generated source take about this many bytes each. */
const BYTES_PER_CHARACTER = 50;

/** Asks a subgraph for the trace of its answer (`extensions.ftv1`). */
const TRACE_HEADER = { 'apollo-federation-include-trace': 'ftv1' };

/** What a generation keeps and shares. */
export interface GenerationBounds {
  /** Of plans, and of compiled operations. */
  readonly cache: CacheBounds;
  /** Headers that decide nothing of an answer; undefined where equal queries are run one by one. */
  readonly ignoredHeaders: readonly string[] | undefined;
}

/** An answer, or the refusal of variables that do not fit. */
export type GenerationAnswer = EngineAnswer | { readonly errors: readonly GraphQLError[] };

/**
 * One supergraph with all that was made for it: plans, compiled operations, ways to subgraphs. A new
 * supergraph makes a new generation; the old one ends with the last of its requests.
 */
export class Generation {
  readonly #parts: OperationParts;
  readonly #rules: CallRules;
  readonly #plans: BoundedCache<PlannedOperation>;
  readonly #operations: BoundedCache<CompiledOperation>;
  readonly #shared: SharedRuns<EngineAnswer> | undefined;
  #underWay = 0;
  #whenIdle: (() => void) | undefined;

  constructor(parts: OperationParts, rules: CallRules, bounds: GenerationBounds) {
    this.#parts = parts;
    this.#rules = rules;
    this.#plans = new BoundedCache(bounds.cache);
    this.#operations = new BoundedCache(bounds.cache);
    const { ignoredHeaders } = bounds;
    this.#shared = ignoredHeaders && new SharedRuns(ignoredHeaders, ownAnswer);
  }

  /** Calls once no request is under way; there must be no new ones. */
  retire(whenIdle: () => void): void {
    this.#whenIdle = whenIdle;
    if (this.#underWay === 0) whenIdle();
  }

  /** Answers a request of Apollo Server. */
  answer(request: ApolloTypes['RequestContext']): GenerationAnswer | Promise<GenerationAnswer> {
    this.#underWay += 1;
    let waiting = false;
    try {
      const answer = this.#answer(request);
      if (!isPromise<GenerationAnswer>(answer)) return answer;
      waiting = true;
      return answer.finally(() => this.#ended());
    } finally {
      if (!waiting) this.#ended();
    }
  }

  #ended(): void {
    this.#underWay -= 1;
    if (this.#underWay === 0) this.#whenIdle?.();
  }

  #answer(request: ApolloTypes['RequestContext']): GenerationAnswer | Promise<GenerationAnswer> {
    const variables = request.request.variables ?? {};
    const key = `${request.queryHash} ${request.request.operationName ?? ''}`;
    const known = this.#plans.get(key);
    // Variables come first: they are cheap to check, and planning for wrong ones would be waste.
    const operation =
      known?.operation ?? getOperationAST(request.document, request.request.operationName);
    const { errors, coerced = {} } = getVariableValues(
      this.#parts.supergraph.apiSchema,
      operation?.variableDefinitions ?? [],
      variables,
    );
    if (errors) return { errors };
    const planned = known ?? this.#plan(key, request);
    const compiled = this.#compiled(key, planned, coerced);
    const { context, metrics } = request;
    const { headers = {}, signal, deadline } = context as Partial<ClientContext>;
    const run = (until: AbortSignal | undefined) =>
      compiled.run(
        variables,
        new Calls(this.#rules, { headers, signal: until, deadline, context }),
      );
    if (metrics?.captureTraces) return this.#traced(compiled, request, variables);
    if (!this.#shared) return run(signal);
    if (planned.operation.operation === OperationTypeNode.QUERY) {
      return this.#shared.run(key, { variables, headers, signal, deadline }, run);
    }
    return this.#alone(this.#shared, () => run(signal));
  }

  /** Runs an operation and leaves the traces of its subgraphs where Apollo Server looks for them. */
  #traced(
    compiled: CompiledOperation,
    { context, metrics }: ApolloTypes['RequestContext'],
    variables: Readonly<Record<string, unknown>>,
  ): EngineAnswer | Promise<EngineAnswer> {
    const { headers = {}, signal, deadline } = context as Partial<ClientContext>;
    const traces = new FetchTraces(metrics.startHrTime);
    const origin = { headers: { ...headers, ...TRACE_HEADER }, signal, deadline, context, traces };
    const answer = compiled.run(variables, new Calls(this.#rules, origin));
    const kept = (given: EngineAnswer): EngineAnswer => {
      metrics.queryPlanTrace = compiled.traceOf(traces);
      return given;
    };
    return isPromise<EngineAnswer>(answer) ? answer.then(kept) : kept(answer);
  }

  /** Runs a mutation: no query may get the answer of one that was under way before it or beside it. */
  #alone(
    shared: SharedRuns<EngineAnswer>,
    run: () => EngineAnswer | Promise<EngineAnswer>,
  ): EngineAnswer | Promise<EngineAnswer> {
    shared.forget();
    const answer = run();
    if (isPromise<EngineAnswer>(answer)) return answer.finally(() => shared.forget());
    shared.forget();
    return answer;
  }

  #plan(key: string, request: ApolloTypes['RequestContext']): PlannedOperation {
    const { supergraph, trace } = this.#parts;
    const planned = trace('gateway.plan', {}, () =>
      planOperation(request.document, request.request.operationName, supergraph),
    );
    this.#plans.set(key, planned, (request.source.length + planned.length) * BYTES_PER_CHARACTER);
    return planned;
  }

  /** The operation for this setting of its conditions. */
  #compiled(
    key: string,
    planned: PlannedOperation,
    variables: Readonly<Record<string, unknown>>,
  ): CompiledOperation {
    const { conditionNames } = planned;
    const holds = conditionNames.map((name) => own(variables, name) === true);
    const setting = holds.length > 0 ? `${key} ${holds.map(Number).join('')}` : key;
    const known = this.#operations.get(setting);
    if (known) return known;
    const conditions: Conditions = Object.fromEntries(
      conditionNames.map((name, at) => [name, holds[at] === true]),
    );
    const compiled = compileOperation(planned, conditions, this.#parts);
    this.#operations.set(setting, compiled, compiled.length * BYTES_PER_CHARACTER);
    return compiled;
  }
}

/** An answer that may be changed: a text cannot be, an object is another one. */
function ownAnswer(answer: EngineAnswer): EngineAnswer {
  const { data } = answer;
  return data === null || data instanceof AnswerText
    ? answer
    : { ...answer, data: cloned(data) as Fields };
}
