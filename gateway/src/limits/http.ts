import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../context.ts';
import { clientOf as keyOf } from '../keys/client.ts';
import { refuse } from '../requests.ts';
import type { Limits } from './limits.ts';
import { COST_HEADER } from './plugin.ts';
import { budgetHeaders, clientOfAddress, type RateLimit, spentMessage } from './rate-limit.ts';

/** Who a request's budget belongs to. */
export type ClientOf = (request: FastifyRequest) => string;

/** The part of a request's context that limits read. */
export type LimitsContext = Pick<RequestContext, 'spend' | 'asksForCost'>;

/** By default a client is its key, and without one its address, behind a proxy the one that it forwards for (`TRUST_PROXY`). */
const clientByKey: ClientOf = (request) => {
  const key = keyOf(request);
  return key === undefined ? clientOfAddress(request.ip) : `key ${key}`;
};

/** Budgets at the door: what a server asks of them. */
export interface ClientBudgets {
  /** The context of an operation that a client asks for. */
  contextOf(request: FastifyRequest): LimitsContext;
  /** The same for a page of a table: it is paid for, and never refused, so that no file ends for a budget. */
  tableContextOf(request: FastifyRequest): LimitsContext;
}

/** Points of a request that asks for no operation: a page, a file, a calendar. */
const OTHER_POINTS = 10;

/** Asked by whoever watches over the process, as often as they like. */
const FREE = new Set(['/healthz', '/readyz', '/metrics']);

/** Refuses clients that have spent their budget before anything of a request is read; an operation pays when its cost is known. */
export function guardBudgets(
  app: FastifyInstance,
  options: {
    readonly endpoint: string;
    readonly rate: RateLimit;
    readonly limits: Limits;
    readonly clientOf?: ClientOf | undefined;
  },
): ClientBudgets {
  const { endpoint, rate, limits, clientOf = clientByKey } = options;
  app.addHook('onRequest', async (request, reply): Promise<FastifyReply | undefined> => {
    const path = request.url.split('?', 1)[0] ?? '';
    if (FREE.has(path)) return undefined;
    const client = clientOf(request);
    const spent = rate.spentUp(client);
    const budget =
      spent ?? (path === endpoint ? undefined : await rate.spend(client, OTHER_POINTS));
    if (!budget) return undefined;
    reply.headers(budgetHeaders(budget, limits));
    if (budget.allowed) return undefined;
    return refuse(reply, 429, 'RATE_LIMITED', spentMessage(budget, limits));
  });
  const asksForCost = ({ headers }: FastifyRequest) => headers[COST_HEADER] === '1';
  return {
    contextOf: (request) => ({
      spend: (points) => rate.spend(clientOf(request), points),
      asksForCost: asksForCost(request),
    }),
    tableContextOf: (request) => ({
      spend: async (points) => ({
        ...(await rate.spend(clientOf(request), points)),
        allowed: true,
      }),
    }),
  };
}
