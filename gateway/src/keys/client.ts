import type { FastifyRequest } from 'fastify';
import type { Variant } from '../variants/variant.ts';
import type { KeyRecord } from './file.ts';

/** Who asks: the variant that is served to them, and the key that opened it. */
export interface Client {
  readonly variant: Variant;
  readonly key: Pick<KeyRecord, 'id' | 'name'> | undefined;
}

/** By request: gone with it. */
const clients = new WeakMap<FastifyRequest, Client>();

/** Takes note of who asks. */
export const setClient = (request: FastifyRequest, client: Client): void => {
  clients.set(request, client);
};

/** The variant that a request is served; undefined ahead of the check of its key, and on paths that have no variants. */
export const variantOf = (request: FastifyRequest): Variant | undefined =>
  clients.get(request)?.variant;

/** The id of the key that a request brought, for counting and logging; undefined for one without a key. */
export const clientOf = (request: FastifyRequest): string | undefined =>
  clients.get(request)?.key?.id;
