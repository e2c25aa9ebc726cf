import type { FastifyInstance } from 'fastify';

const LANDING_PAGE = 'https://apollo-server-landing-page.cdn.apollographql.com';
const SANDBOX = 'https://embeddable-sandbox.cdn.apollographql.com';

/** The nonce that Apollo's page gives to its own scripts and styles, anew for each answer. */
const NONCE = /'nonce-([\da-f]{64})'/;

/**
 * Says by header what Apollo Sandbox's page may load. The page has a policy of its own, in a `meta` element,
 * which leaves out all that such an element cannot say or that the page does not think of: who may frame it,
 * whom it may ask.
 */
export function sandboxPolicy(app: FastifyInstance, endpoint: string): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (request.routeOptions.url === endpoint && typeof payload === 'string') {
      const nonce = isHtml(reply.getHeader('content-type')) && NONCE.exec(payload)?.[1];
      if (nonce) reply.headers(sandboxHeaders(nonce));
    }
    done(null, payload);
  });
}

const isHtml = (type: unknown): boolean => typeof type === 'string' && type.startsWith('text/html');

const sandboxHeaders = (nonce: string) => ({
  'cache-control': 'no-store',
  // Signing in to Sandbox opens a window that has to report back.
  'cross-origin-opener-policy': 'same-origin-allow-popups',
  'content-security-policy': [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' ${SANDBOX}`,
    `style-src 'nonce-${nonce}' ${LANDING_PAGE} ${SANDBOX} https://fonts.googleapis.com`,
    'font-src https://fonts.gstatic.com',
    `img-src ${LANDING_PAGE}`,
    `manifest-src ${LANDING_PAGE}`,
    'frame-src https://sandbox.embed.apollographql.com',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
});
