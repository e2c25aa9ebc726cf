import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Metrics } from './metrics.ts';

/** Something that serves metrics. */
export interface MetricsServer {
  /** The address of the metrics. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves metrics in Prometheus' text form, and nothing else, on an address of its own, which is not for the public.
 *
 * @throws {Error} saying what to do when the port is in use.
 */
export async function serveMetrics(
  { registry }: Metrics,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  // Whoever stops the process must not wait for it.
  server.unref();
  server.listen(port, host);
  await once(server, 'listening').catch((cause: unknown) => {
    if ((cause as { code?: unknown }).code !== 'EADDRINUSE') throw cause;
    throw new Error(`Port ${port} on ${host} is in use: set METRICS_PORT to another one.`, {
      cause,
    });
  });
  const address = server.address();
  const bound = address !== null && typeof address === 'object' ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/metrics`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
