/** The gateway as a process of its own, as the image runs it: reaches the subgraphs over HTTP. */
import { createGatewayServer } from '@niryat/gateway';
import { endWith, failWith } from '@niryat/kernel';
import { calendarRoute } from './calendar/route.ts';
import { announce, forkWorkers } from './cluster.ts';
import { readConfig } from './config.ts';
import { readExamples, readSupergraph } from './graph.ts';
import { listen } from './listen.ts';
import { subgraphsThatAreNotReady } from './readiness.ts';

try {
  const config = readConfig();
  await forkWorkers(config.gatewayWorkers);
  const supergraphSdl = await readSupergraph();
  const gateway = await createGatewayServer({
    supergraphSdl,
    examples: await readExamples(),
    subgraphs: config.subgraphUrls,
    publicUrl: config.publicUrl,
    routes: [calendarRoute],
    readiness: () => subgraphsThatAreNotReady(supergraphSdl, config.subgraphUrls),
  });
  const { url } = await listen(gateway, config);
  endWith(() => gateway.stop());
  announce(url);
} catch (error) {
  failWith(error);
}
