import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** What a page of another origin may read besides the headers that every page may. */
const EXPOSED = [
  'content-disposition',
  'etag',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'x-request-id',
];

/** How long a browser may remember what a page may send, in seconds; none remembers it longer. */
const REMEMBERED = 7_200;

/**
 * Lets pages of the given origins, and of no other, ask and read answers, without cookies. The preflight of
 * any other origin is answered like every request with a method that the path does not take.
 */
export async function allowOrigins(
  app: FastifyInstance,
  origins: readonly string[],
): Promise<void> {
  await app.register(cors, {
    // Asked about each request: handed the list, the plugin would say 204 to every preflight.
    origin: (origin, allow) => allow(null, origin !== undefined && origins.includes(origin)),
    methods: ['GET', 'POST'],
    exposedHeaders: EXPOSED,
    credentials: false,
    maxAge: REMEMBERED,
    strictPreflight: false,
  });
}
