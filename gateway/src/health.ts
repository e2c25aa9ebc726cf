import type { FastifyInstance } from 'fastify';
import type { Log } from './log.ts';

/** What the health routes ask. */
export interface HealthOptions {
  /** Names what is missing (a subgraph, the database), never an address; empty when nothing is. */
  readonly readiness: () => Promise<readonly string[]>;
  /** Names what is missing that questions can be answered without. */
  readonly dispensable: () => readonly string[];
  readonly log: Log;
}

/** `/healthz`: the process is up. `/readyz`: questions can be answered, or what is missing; and what else is (`degraded`). */
export function healthRoutes(
  app: FastifyInstance,
  { readiness, dispensable, log }: HealthOptions,
): void {
  app.get('/healthz', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ healthy: true }),
  );
  app.get('/readyz', async (_request, reply) => {
    const missing = await readiness().catch((cause: unknown) => {
      log.error('the check of readiness failed', cause);
      return ['readiness check'];
    });
    const ready = missing.length === 0;
    const without = dispensable();
    const degraded = without.length > 0 && { degraded: without };
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(ready ? { ready, ...degraded } : { ready, missing, ...degraded });
  });
}
