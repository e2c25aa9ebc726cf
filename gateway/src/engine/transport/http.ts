import { Pool } from 'undici';
import type { SubgraphResponse } from '../../subgraph-request.ts';
import { AnswerReader } from './answer-reader.ts';
import type { SubgraphCall, SubgraphOperation, Transport } from './transport.ts';

/** How a subgraph is reached over HTTP. */
export interface HttpOptions {
  /** The most connections that are open at a time; 64 by default. Further calls wait for one. */
  readonly connections?: number;
  /** The largest answer that is read, in bytes; 16 MiB by default. */
  readonly maxAnswerBytes?: number;
  /** How often a query is sent again after a connection has failed; once by default. */
  readonly retries?: number;
  /** Is told of the pool of connections, to measure it. */
  readonly onPool?: (pool: Pool) => void;
}

interface Target {
  readonly pool: Pool;
  readonly path: string;
  readonly maxAnswerBytes: number;
}

/**
 * A subgraph over HTTP, by connections that stay open. Bodies are put together from the parts that a
 * plan knows beforehand and the texts of the representations. The status of an answer is not looked at
 * where the body is GraphQL: a refusal of a variable is an answer.
 *
 * @throws when the URL is none.
 */
export function httpTransport(url: string, options: HttpOptions = {}): Transport {
  const { connections = 64, maxAnswerBytes = 16 * 1024 * 1024, retries = 1 } = options;
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1, keepAliveTimeout: 30_000 });
  options.onPool?.(pool);
  const target: Target = { pool, path: pathname + search, maxAnswerBytes };
  return {
    representations: 'text',
    prepare(operation) {
      const head = bodyHead(operation);
      // A mutation that was sent may have been done, even if no answer came.
      const attempts = operation.kind === 'query' ? retries + 1 : 1;
      return (call) => posted(target, head + bodyTail(call), call, attempts);
    },
    close: () => pool.close(),
  };
}

/** The part of a body that is the same for every call: all but the variables. */
function bodyHead({ text, name }: SubgraphOperation): string {
  const operationName = name === undefined ? '' : `,"operationName":${JSON.stringify(name)}`;
  return `{"query":${JSON.stringify(text)}${operationName},"variables":`;
}

function bodyTail({ variables, representations }: SubgraphCall): string {
  const own = JSON.stringify(variables);
  if (!representations) return `${own}}`;
  return `{"representations":[${representations.join(',')}]${own === '{}' ? '' : `,${own.slice(1, -1)}`}}}`;
}

async function posted(
  target: Target,
  body: string,
  call: SubgraphCall,
  attempts: number,
): Promise<SubgraphResponse> {
  for (let left = attempts - 1; ; left -= 1) {
    try {
      return await post(target, body, call);
    } catch (fault) {
      if (left <= 0 || call.cancellation.reason || !isConnectionFault(fault)) throw fault;
    }
  }
}

/** Faults of a connection, not of an answer: nothing of one had come. */
const CONNECTION_FAULTS = new Set<unknown>([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const isConnectionFault = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && CONNECTION_FAULTS.has(fault.code);

function post({ pool, path, maxAnswerBytes }: Target, body: string, call: SubgraphCall) {
  const headers = { ...call.headers, 'content-type': 'application/json', accept: ACCEPTED };
  return new Promise<SubgraphResponse>((resolve, reject) => {
    const { cancellation } = call;
    const reader = new AnswerReader(maxAnswerBytes, { cancellation, resolve, reject });
    pool.dispatch({ path, method: 'POST', headers, body }, reader);
  });
}

const ACCEPTED = 'application/json, application/graphql-response+json;q=0.9';
