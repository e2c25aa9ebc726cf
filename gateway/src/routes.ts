import type { FastifyInstance } from 'fastify';
import type { ErrorCode } from './errors.ts';
import { keyHeaders } from './keys/credentials.ts';
import type { Log } from './log.ts';
import { refuse, refuseOtherMethods } from './requests.ts';
import type { GatewayServer } from './server.ts';

/** A GET of something below a route's path. */
export interface RouteRequest {
  /** What stands behind the route's path, decoded; the query string is not part of it. */
  readonly name: string;
  /** In lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Asks the graph, as a client of the gateway. */
  readonly query: GatewayServer['query'];
}

/** What a route answers: a body of its own, or a refusal in the form of a GraphQL error. */
export type RouteAnswer =
  | {
      readonly status: number;
      /** In lower case; `content-type` among them where there is a body. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | {
      readonly status: number;
      readonly code: ErrorCode;
      readonly message: string;
      /** In lower case, such as `retry-after`. */
      readonly headers?: Readonly<Record<string, string>>;
    };

/** Something besides GraphQL that the gateway's host serves, made from answers of the graph. */
export interface Route {
  /** Everything below it is asked for: begins and ends with a slash. */
  readonly path: string;
  readonly answer: (request: RouteRequest) => Promise<RouteAnswer>;
}

/** Serves routes on GET and HEAD. */
export function ownRoutes(
  app: FastifyInstance,
  routes: readonly Route[],
  query: GatewayServer['query'],
  log: Log,
): void {
  for (const { path, answer } of routes) {
    const url = `${path}*`;
    app.get<{ Params: { '*': string } }>(url, async (request, reply) => {
      const { params, headers, id } = request;
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort(new Error('the client has gone')));
      const answered = await answer({
        name: params['*'],
        headers,
        query: (asked, given = {}) =>
          query(asked, { 'x-request-id': id, ...keyHeaders(headers), ...given }, gone.signal),
      }).catch((cause: unknown): RouteAnswer => {
        log.error(`the route ${url} failed`, cause);
        return { status: 500, code: 'INTERNAL_SERVER_ERROR', message: 'Internal server error' };
      });
      const { vary, ...own } = answered.headers ?? {};
      reply.headers(own);
      // Beside what CORS has said already.
      if (vary !== undefined) {
        reply.header('vary', [reply.getHeader('vary') ?? [], vary].flat().join(', '));
      }
      if ('code' in answered) {
        return refuse(reply, answered.status, answered.code, answered.message);
      }
      return reply.code(answered.status).send(answered.body);
    });
    refuseOtherMethods(app, url, ['GET', 'HEAD']);
  }
}
