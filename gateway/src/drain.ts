import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance } from 'fastify';

/**
 * Stops a server as soon as the requests under way are answered, or after `graceMs` milliseconds.
 *
 * Closing alone waits for connections, not for requests: one that a client opened and has not used,
 * as browsers do ahead of time, holds it up until the client lets go (`closeIdleConnections` of Node
 * passes over those). The integration's own plugin waits ten seconds then.
 */
export function drainPlugin(app: FastifyInstance, graceMs = 10_000): ApolloServerPlugin {
  let underWay = 0;
  let whenNone: () => void = () => undefined;

  app.addHook('onRequest', async (_request, { raw }) => {
    underWay += 1;
    raw.once('close', () => {
      underWay -= 1;
      if (underWay === 0) whenNone();
    });
  });

  const allAnswered = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, graceMs);
      whenNone = () => {
        clearTimeout(timer);
        resolve();
      };
      if (underWay === 0) whenNone();
    });

  return {
    serverWillStart: async () => ({
      drainServer: async () => {
        const closed = app.close();
        await allAnswered();
        app.server.closeAllConnections();
        await closed;
      },
    }),
  };
}
