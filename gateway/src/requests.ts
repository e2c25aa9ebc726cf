import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { type DocumentNode, GraphQLError, Kind } from 'graphql';
import { type ErrorCode, errorBody } from './errors.ts';
import type { Log } from './log.ts';
import { countError } from './telemetry/errors.ts';

/** Why a body or a request line is refused before GraphQL sees it; by the code that Fastify gives. */
const REFUSALS: Readonly<Record<string, { code: ErrorCode; message: (limit: number) => string }>> =
  {
    FST_ERR_CTP_EMPTY_JSON_BODY: {
      code: 'BAD_REQUEST',
      message: () => 'The body is empty: send a JSON object with a `query`.',
    },
    FST_ERR_CTP_INVALID_JSON_BODY: {
      code: 'BAD_REQUEST',
      // Fastify does not tell these two apart.
      message: () =>
        'The body is not JSON, or has a key `__proto__`: send an object with a `query`.',
    },
    FST_ERR_CTP_INVALID_MEDIA_TYPE: {
      code: 'UNSUPPORTED_MEDIA_TYPE',
      message: () =>
        'The body must be JSON, sent with the header `Content-Type: application/json`.',
    },
    FST_ERR_CTP_BODY_TOO_LARGE: {
      code: 'PAYLOAD_TOO_LARGE',
      message: (limit) => `The body is larger than ${limit} bytes, which is the most that is read.`,
    },
  };

/** Refuses a request line that Fastify cannot route; for its option `frameworkErrors`. */
export const refuseRequestLine = (error: FastifyError, _: unknown, reply: FastifyReply): void => {
  void refuse(reply, error.statusCode ?? 400, 'BAD_REQUEST', error.message);
};

/** Answers every request that GraphQL does not get to see, in the form of a GraphQL answer. */
export function answerOtherRequests(app: FastifyInstance, maxBodyBytes: number, log: Log): void {
  // Without this Fastify reads plain text, and the body reaches Apollo Server as a string.
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (request, reply) => {
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined || encoding === 'identity') return;
    await refuse(
      reply.header('accept-encoding', 'identity'),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      `A body with \`Content-Encoding: ${encoding}\` is not read: send it uncompressed.`,
    );
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0];
    return refuse(
      reply,
      404,
      'NOT_FOUND',
      `There is nothing at ${request.method} ${path}; GraphQL is at /graphql.`,
    );
  });
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    const known = REFUSALS[error.code];
    if (known) {
      return refuse(reply, error.statusCode ?? 400, known.code, known.message(maxBodyBytes));
    }
    // A `Host` header that is no host: the integration makes a URL of it.
    if (error.code === 'ERR_INVALID_URL') {
      return refuse(reply, 400, 'BAD_REQUEST', 'The `Host` header does not name a host.');
    }
    const status = error.statusCode ?? 500;
    if (status < 500) return refuse(reply, status, 'BAD_REQUEST', error.message);
    log.error('a request failed', error);
    return refuse(reply, 500, 'INTERNAL_SERVER_ERROR', 'Internal server error');
  });
}

/** Refuses every method on a path but those that it takes. */
export function refuseOtherMethods(app: FastifyInstance, url: string, allowed: string[]): void {
  const others = ['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter(
    (m) => !allowed.includes(m),
  );
  const allow = allowed.join(', ');
  app.route({
    method: others,
    url,
    handler: (request, reply) =>
      refuse(
        reply.header('allow', allow),
        405,
        'METHOD_NOT_ALLOWED',
        `${url} takes ${allow}, not ${request.method}.`,
      ),
  });
}

/** Sends a refusal. */
export const refuse = (reply: FastifyReply, status: number, code: ErrorCode, message: string) => {
  countError(code);
  return reply.code(status).send(errorBody(message, code));
};

/**
 * Refuses operations that cannot be run, for which stock parts answer 500: a name that is not in the
 * document, several operations without a name, a kind of operation that the schema lacks.
 */
export const operationRefusals: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operation, request, schema }) => {
      if (!operation) throw unresolved(document, request.operationName);
      const kind = operation.operation;
      if (kind === 'subscription' || !schema.getRootType(kind)) {
        throw badRequest(`This graph has no ${kind}s.`, 'BAD_REQUEST');
      }
    },
  }),
};

function unresolved(document: DocumentNode, operationName: string | undefined): GraphQLError {
  const names = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value ?? 'one unnamed'] : [],
  );
  const has = names.length > 0 ? `It has: ${names.join(', ')}.` : 'It has no operation.';
  return badRequest(
    operationName
      ? `The document has no operation named "${operationName}". ${has}`
      : `\`operationName\` must say which operation of the document to run. ${has}`,
    'OPERATION_RESOLUTION_FAILURE',
  );
}

const badRequest = (message: string, code: ErrorCode): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
