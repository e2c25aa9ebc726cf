import { GraphQLError } from 'graphql';
import { DeadlineError } from '../../data-sources/deadline.ts';
import { subgraphUnavailable } from '../../errors.ts';
import type { Breakers } from '../../resilience/breakers.ts';
import { tellTime, timeOfCall } from '../../resilience/time-left.ts';
import type { SubgraphResponse } from '../../subgraph-request.ts';
import type { EngineHooks, OutgoingFetch, Trace } from '../hooks.ts';
import { type Fields, isPromise, own, put } from '../object.ts';
import type { FetchTraces } from '../query-plan-trace.ts';
import { checkAnswer } from './answer.ts';
import { Cancellation } from './cancellation.ts';
import { allVariables, type Send, type SubgraphCall, type SubgraphOperation } from './transport.ts';

/** What an engine's calls have in common. */
export interface CallRules {
  readonly hooks: EngineHooks;
  readonly trace: Trace;
  /** Milliseconds in which an answer must be there, where its request has as many left. */
  readonly timeoutMs: number;
  /** Says which subgraphs are worth a call, and is told what came of it; all are where there is none. */
  readonly breakers: Pick<Breakers, 'lets' | 'answered' | 'failed'> | undefined;
}

/** What calls need of the client's request. */
export interface CallOrigin {
  /** What subgraphs are sent of the client's headers, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal | undefined;
  /** When the time for the answer is over, by the clock of `performance.now`. */
  readonly deadline: number | undefined;
  readonly context: unknown;
  /** Where the traces of subgraphs are wanted: what keeps them. */
  readonly traces?: FetchTraces | undefined;
}

/** The calls of one request: each with a deadline, all of them ended when the client goes. */
export class Calls {
  readonly #rules: CallRules;
  readonly #origin: CallOrigin;
  readonly #open = new Set<Cancellation>();
  #listening = false;

  constructor(rules: CallRules, origin: CallOrigin) {
    this.#rules = rules;
    this.#origin = origin;
  }

  /** What keeps the traces of this request's fetches; undefined where nobody wants them. */
  get traces(): FetchTraces | undefined {
    return this.#origin.traces;
  }

  /**
   * Asks a subgraph.
   *
   * @throws {GraphQLError} `SUBGRAPH_UNAVAILABLE` when it gave no answer that is GraphQL. So does the
   *   promise. What a hook throws is thrown as it is.
   */
  ask(
    operation: SubgraphOperation,
    send: Send,
    given: Readonly<Fields>,
    representations: readonly (string | Fields)[] | undefined,
  ): SubgraphResponse | Promise<SubgraphResponse> {
    const { trace } = this.#rules;
    return trace('gateway.fetch', { service: operation.service }, () => {
      if (this.#origin.signal?.aborted) throw subgraphUnavailable(operation.service);
      const time = timeOfCall(this.#rules.timeoutMs, this.#origin.deadline);
      if (time <= 0 || this.#rules.breakers?.lets(operation.service) === false) {
        throw subgraphUnavailable(operation.service);
      }
      const call = this.#call(operation, given, representations, time);
      const fetch = this.#announced(operation, call);
      const taken = (answer: SubgraphResponse) =>
        this.#taken(operation, fetch, answer, representations?.length);
      const failed = (fault: unknown) => this.#failed(operation, fault);
      let response: SubgraphResponse | Promise<SubgraphResponse>;
      try {
        response = send(fetch ? { ...call, headers: fetch.headers } : call);
      } catch (fault) {
        return failed(fault);
      }
      if (!isPromise(response)) return taken(response);
      return this.#awaited(call.cancellation, response, time).then(taken, failed);
    });
  }

  /** Ends: nothing more is asked, and nothing listens to the client. */
  end(): void {
    if (this.#listening) this.#origin.signal?.removeEventListener('abort', this.#gone);
    this.#listening = false;
  }

  #call(
    operation: SubgraphOperation,
    given: Readonly<Fields>,
    representations: readonly (string | Fields)[] | undefined,
    time: number,
  ): SubgraphCall {
    const variables: Fields = {};
    for (const name of operation.variableNames) {
      const value = own(given, name);
      if (value !== undefined) put(variables, name, value);
    }
    const { context, deadline } = this.#origin;
    const headers =
      deadline === undefined ? this.#origin.headers : tellTime(this.#origin.headers, time);
    return { variables, representations, headers, cancellation: new Cancellation(), context };
  }

  /** Tells the hook, if there is one, of the fetch; it may change the headers. */
  #announced(operation: SubgraphOperation, call: SubgraphCall): OutgoingFetch | undefined {
    const { willSend, didReceive } = this.#rules.hooks;
    if (!willSend && !didReceive) return undefined;
    const fetch: OutgoingFetch = {
      service: operation.service,
      query: operation.text,
      operationName: operation.name,
      variables: allVariables(call),
      headers: { ...call.headers },
      context: call.context,
    };
    willSend?.(fetch);
    return fetch;
  }

  #taken(
    operation: SubgraphOperation,
    fetch: OutgoingFetch | undefined,
    response: SubgraphResponse,
    expected: number | undefined,
  ): SubgraphResponse {
    try {
      checkAnswer(response, expected);
    } catch (fault) {
      return this.#failed(operation, fault);
    }
    this.#rules.breakers?.answered(operation.service);
    if (fetch) this.#rules.hooks.didReceive?.(fetch, response);
    return response;
  }

  #failed({ service }: SubgraphOperation, fault: unknown): never {
    if (fault instanceof GraphQLError) throw fault;
    if (!this.#origin.signal?.aborted) {
      this.#rules.breakers?.failed(service, fault);
      this.#rules.hooks.didFail?.(service, fault);
    }
    throw subgraphUnavailable(service);
  }

  /** The answer, unless the deadline passes or the client goes first. */
  #awaited(
    cancellation: Cancellation,
    answer: Promise<SubgraphResponse>,
    time: number,
  ): Promise<SubgraphResponse> {
    this.#open.add(cancellation);
    this.#listen();
    const timer = setTimeout(() => cancellation.cancel(new DeadlineError(time)), time);
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        this.#open.delete(cancellation);
      };
      cancellation.onCancel((reason) => {
        done();
        reject(reason);
      });
      answer.then(
        (response) => {
          done();
          resolve(response);
        },
        (fault: unknown) => {
          done();
          reject(fault);
        },
      );
    });
  }

  #listen(): void {
    if (this.#listening || !this.#origin.signal) return;
    // It may have gone while the call was being made: then there is no event to come.
    if (this.#origin.signal.aborted) {
      this.#gone();
      return;
    }
    this.#listening = true;
    this.#origin.signal.addEventListener('abort', this.#gone, { once: true });
  }

  readonly #gone = (): void => {
    for (const cancellation of this.#open) cancellation.cancel(new Error('the client has gone'));
  };
}
