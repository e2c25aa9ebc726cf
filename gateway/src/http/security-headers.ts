import type { FastifyInstance } from 'fastify';

/** What the security headers depend on. */
export interface SecurityOptions {
  /** Whether browsers are to insist on https from now on: only where people reach the gateway so. */
  readonly https: boolean;
}

/** Answers are data: a browser that shows one as a page is to load, run and frame nothing. */
const ANSWER_POLICY =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS = {
  'content-security-policy': ANSWER_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  // About pages that embed an answer without asking; CORS decides for those that ask.
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

const HSTS = { 'strict-transport-security': 'max-age=31536000' } as const;

/** Sends security headers with everything; a page says for itself what it may load. */
export function securityHeaders(app: FastifyInstance, { https }: SecurityOptions): void {
  const headers = { ...HEADERS, ...(https && HSTS) };
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}
