import type { FastifyInstance, FastifyReply } from 'fastify';
import { setClient, variantOf } from '../keys/client.ts';
import { KEY_HEADERS } from '../keys/credentials.ts';
import { refuse } from '../requests.ts';
import { factsOf, noteVariant } from '../telemetry/facts.ts';
import { type Access, isRefused } from './access.ts';

/** Adds headers that an answer depends on to those that it is said to depend on already. */
function addVary(reply: FastifyReply, names: readonly string[]): void {
  const before = [reply.getHeader('vary') ?? []].flat().join(', ');
  const known = before.toLowerCase().split(/\s*,\s*/);
  const more = names.filter((name) => !known.includes(name.toLowerCase()));
  reply.header('vary', [before, ...more].filter((name) => name !== '').join(', '));
}

/**
 * Checks the key of every request to a route of the graph, ahead of all that costs more, and keeps what a variant
 * shows out of shared caches.
 *
 * @param urls the routes that ask the graph, as they were registered.
 */
export function guardVariants(app: FastifyInstance, urls: readonly string[], access: Access): void {
  app.addHook('onRequest', async (request, reply) => {
    const { url } = request.routeOptions;
    if (url === undefined || !urls.includes(url)) return undefined;
    addVary(reply, KEY_HEADERS);
    const client = await access(request.headers, request.url);
    if (!isRefused(client)) {
      setClient(request, client);
      noteVariant({ facts: factsOf(request) }, client.variant);
      return undefined;
    }
    reply.header('cache-control', 'no-store');
    if (client.status === 401) reply.header('www-authenticate', 'Bearer realm="graph"');
    return refuse(reply, client.status, client.code, client.message);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const variant = variantOf(request);
    if (variant !== undefined && variant !== 'public') {
      reply.header('cache-control', 'private, no-store');
    }
    return payload;
  });
}
