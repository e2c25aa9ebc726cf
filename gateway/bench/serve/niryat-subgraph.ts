/** A subgraph of this project as a process that counts. Arguments: launcher's folder, name, database, port. */
import { serveHttp } from '@niryat/kernel';
import { tellCounters } from './counters.ts';
import { niryatSubgraphs, startNiryatSubgraph } from './niryat.ts';

const [launcher = '', asked = '', database = '', port = ''] = process.argv.slice(2);
const name = niryatSubgraphs.find((known) => known === asked);
if (!name) throw new Error(`There is no subgraph "${asked}".`);
let [calls, sql] = [0, 0];
tellCounters(() => ({ calls, sql }));
const service = await startNiryatSubgraph(launcher, name, database, () => {
  sql += 1;
});
const counted: typeof service = {
  ...service,
  // Asked for once for every operation that arrives.
  contextOf(headers) {
    calls += 1;
    return service.contextOf(headers);
  },
};
await serveHttp(counted, { host: '127.0.0.1', port: Number(port) });
