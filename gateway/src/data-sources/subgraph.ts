import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { withTraceHeaders } from '@niryat/telemetry';
import type { RequestContext } from '../context.ts';
import { subgraphUnavailable } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Breakers } from '../resilience/breakers.ts';
import { tellTime, timeOfCall } from '../resilience/time-left.ts';
import type { SubgraphExecutor, SubgraphRequest, SubgraphResponse } from '../subgraph-request.ts';
import { measuredFetches } from '../telemetry/engine.ts';
import { checkAnswer, clientError, representations } from './answer.ts';
import { withDeadline } from './deadline.ts';
import { fetchedResult } from './entity-indexes.ts';

/** One fetch, as it is sent to a subgraph. */
export interface SubgraphFetch extends SubgraphRequest {
  readonly service: string;
}

/** What a data source of a subgraph is made of. */
export interface SubgraphDataSourceOptions {
  readonly service: string;
  readonly execute: SubgraphExecutor;
  /** Milliseconds in which an answer must be there, where its request has as many left. */
  readonly timeoutMs: number;
  /** Says whether the subgraph is worth a call, and is told what came of it. */
  readonly breakers: Breakers;
  readonly log: Log;
  /** Is told of every fetch before it is sent. */
  readonly onFetch?: ((fetch: SubgraphFetch) => void) | undefined;
}

type ProcessOptions = GraphQLDataSourceProcessOptions;
type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/**
 * A subgraph as `@apollo/gateway` asks it, by whatever executor: with a deadline, with the headers
 * that are passed on, and with answers and errors that are fit for clients.
 */
export class SubgraphDataSource implements GraphQLDataSource {
  readonly #options: SubgraphDataSourceOptions;
  readonly #measured = measuredFetches();

  constructor(options: SubgraphDataSourceOptions) {
    this.#options = options;
  }

  /** @throws {GraphQLError} `SUBGRAPH_UNAVAILABLE` when the subgraph gave no answer that is GraphQL. */
  process(options: ProcessOptions): Promise<Answer> {
    const { service } = this.#options;
    return this.#measured('gateway.fetch', { service }, () => this.#process(options));
  }

  async #process(options: ProcessOptions): Promise<Answer> {
    const context = options.context as Partial<RequestContext>;
    const request = toRequest(options.request, context);
    this.#options.onFetch?.({ service: this.#options.service, ...request });
    const { data, errors, extensions } = await this.#ask(request, context);
    const fetched = 'incomingRequestContext' in options && {
      result: fetchedResult(options.incomingRequestContext),
      place: options.pathInIncomingRequest ?? [],
    };
    if (fetched && fetched.place.length === 0 && data) fetched.result.addRoot(data);
    const shown = errors?.map((error) => {
      const known = clientError(error);
      const asked = representations(request);
      return fetched && asked
        ? fetched.result.withGatewayIndex(known, fetched.place, asked)
        : known;
    });
    return {
      ...(data !== undefined && { data }),
      ...(extensions && { extensions }),
      ...(shown?.length && { errors: shown }),
    };
  }

  async #ask(
    request: SubgraphRequest,
    { signal, deadline }: Partial<RequestContext>,
  ): Promise<SubgraphResponse> {
    const { service, execute, timeoutMs, breakers, log } = this.#options;
    const time = timeOfCall(timeoutMs, deadline);
    if (time <= 0 || !breakers.lets(service)) throw subgraphUnavailable(service);
    const headers = deadline === undefined ? request.headers : tellTime(request.headers, time);
    try {
      const answer = await withDeadline(time, signal, async (given) => {
        const response = await execute({ ...request, headers, signal: given });
        checkAnswer(response, request);
        return response;
      });
      breakers.answered(service);
      return answer;
    } catch (cause) {
      if (!signal?.aborted) {
        breakers.failed(service, cause);
        log.warn(`the subgraph "${service}" did not answer`, cause);
      }
      throw subgraphUnavailable(service);
    }
  }
}

function toRequest(
  { query, variables, operationName, http }: ProcessOptions['request'],
  { headers }: Partial<RequestContext>,
): SubgraphRequest {
  return {
    query: query ?? '',
    variables: variables ?? {},
    ...(operationName && { operationName }),
    // The gateway itself asks for traces by a header.
    headers: withTraceHeaders({ ...(http && Object.fromEntries(http.headers)), ...headers }),
  };
}
