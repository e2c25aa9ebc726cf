/**
 * This gateway with its subgraphs in the same process. Arguments: `niryat` or `shop`, supergraph file,
 * port, launcher's folder, database, `count` for counting calls.
 */
import { readFile } from 'node:fs/promises';
import { createGatewayServer, type SubgraphAddress } from '@niryat/gateway';
import { shopSubgraphs } from '../shop/subgraphs.ts';
import { tellCounters } from './counters.ts';
import { niryatSubgraphs, startNiryatSubgraph } from './niryat.ts';
import { shopInProcess } from './shop-in-process.ts';

const [graph, file = '', port = '', launcher = '', database = '', count] = process.argv.slice(2);
let [calls, sql] = [0, 0];
tellCounters(() => ({ calls, sql }));

const onQuery = (): void => {
  sql += 1;
};

type Subgraphs = Readonly<Record<string, SubgraphAddress>>;

async function niryat(): Promise<Subgraphs> {
  const services = niryatSubgraphs.map(
    async (name) => [name, await startNiryatSubgraph(launcher, name, database, onQuery)] as const,
  );
  return Object.fromEntries(await Promise.all(services));
}

async function shop(): Promise<Subgraphs> {
  const subgraphs = shopSubgraphs.map(async (name) => [name, await shopInProcess(name)] as const);
  return Object.fromEntries(await Promise.all(subgraphs));
}

const gateway = await createGatewayServer({
  supergraphSdl: await readFile(file, 'utf8'),
  subgraphs: graph === 'niryat' ? await niryat() : await shop(),
  // Only where nothing is timed: an observer has its price.
  ...(count === 'count' && {
    onFetch: () => {
      calls += 1;
    },
  }),
});
await gateway.listen({ host: '127.0.0.1', port: Number(port) });
