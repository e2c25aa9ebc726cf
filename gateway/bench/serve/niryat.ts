import { pathToFileURL } from 'node:url';
import type { Service } from '@niryat/kernel';

/** How many database connections a subgraph may hold: three graphs at a time fit into the embedded server's 60. */
export const POOL_SIZE = 6;

/** The names of the subgraphs of this project's graph. */
export const niryatSubgraphs = ['products', 'partners', 'events'] as const;

type Launcher = typeof import('../../../subgraphs/launcher/src/subgraphs.ts');

/**
 * Starts a subgraph of this project, as it was built.
 *
 * @param launcher the folder of the launcher's compiled files.
 */
export async function startNiryatSubgraph(
  launcher: string,
  name: (typeof niryatSubgraphs)[number],
  databaseUrl: string,
  onQuery: () => void,
): Promise<Service> {
  const { startService } = await import('@niryat/kernel');
  const { subgraphs }: Launcher = await import(pathToFileURL(`${launcher}/subgraphs.js`).href);
  return startService(subgraphs[name], { databaseUrl, onQuery, poolSize: POOL_SIZE });
}
