import type { GatewayServer } from './server.ts';
import { readSupergraph } from './supergraph.ts';

/**
 * Reads the supergraph again, from a file or an `http(s)` URL. One that cannot be read or served is told on
 * standard error, and the old one is served on.
 */
export async function reload(server: GatewayServer, supergraph: string): Promise<void> {
  try {
    server.update(await readSupergraph(supergraph));
    console.log(`The gateway serves ${supergraph} as it is now`);
  } catch (error) {
    console.error(`The old supergraph is served on: ${firstLine(error)}`);
  }
}

/** What an error says first, for a line at a terminal. */
export const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).trim().split('\n', 1)[0] ?? '';
