import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The headers of a request that change an answer. A cache keeps an answer for each of their values. */
const VARIES_BY = ['accept', 'accept-encoding', 'accept-language', 'authorization', 'x-api-key'];

/**
 * Lets caches do their work: gives answers that may be kept an `ETag` and says what they vary by, answers 304
 * to who has the same already, and forbids to keep what says nothing about it.
 */
export function conditionalAnswers(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const policy = reply.getHeader('cache-control');
    if (policy === undefined) reply.header('cache-control', 'no-store');
    const isKept = typeof policy === 'string' && !policy.includes('no-store');
    if (!isKept || request.method !== 'GET') return done(null, payload);
    const isText = typeof payload === 'string' || Buffer.isBuffer(payload);
    if (isText && reply.statusCode === 200 && !reply.hasHeader('etag')) {
      const etag = entityTag(payload);
      reply.headers({ etag, vary: varyOf(reply) });
      if (knows(request, etag)) {
        reply.code(304).removeHeader('content-type').removeHeader('content-length');
        return done(null, null);
      }
    }
    done(null, payload);
  });
}

/** Weak, because the same answer goes out in several encodings. */
const entityTag = (body: string | Buffer): string =>
  `W/"${createHash('sha1').update(body).digest('base64url')}"`;

/** Whether the client has the answer already (RFC 9110, weak comparison). */
function knows({ headers }: FastifyRequest, etag: string): boolean {
  const known = headers['if-none-match'];
  if (known === undefined) return false;
  const opaque = etag.slice('W/'.length);
  return known.split(',').some((tag) => {
    const given = tag.trim();
    return given === '*' || given.replace(/^W\//, '') === opaque;
  });
}

/** What is said already, by CORS above all, and the rest. */
function varyOf(reply: FastifyReply): string {
  const said = String(reply.getHeader('vary') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  return [...new Set([...said, ...VARIES_BY])].join(', ');
}
