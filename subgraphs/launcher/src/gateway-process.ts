/**
 * The gateway as a process of its own, as the image runs it: reaches the subgraphs over HTTP. SIGHUP makes it read
 * the supergraph again; it serves the old one on where that is none.
 */
import { readFile } from 'node:fs/promises';
import { createGatewayServer, reload } from '@niryat/gateway';
import { endWith, failWith } from '@niryat/kernel';
import { startTelemetry } from '@niryat/telemetry';
import { calendarRoute } from './calendar/route.ts';
import { announce, forkWorkers } from './cluster.ts';
import { readConfig } from './config.ts';
import { readExamples } from './graph.ts';
import { listen } from './listen.ts';
import { whatIsMissing } from './readiness.ts';
import { say } from './say.ts';

try {
  const config = readConfig();
  await forkWorkers(config.gatewayWorkers);
  const telemetry = await startTelemetry();
  const supergraphSdl = await readFile(config.supergraphFile, 'utf8');
  const gateway = await createGatewayServer({
    supergraphSdl,
    examples: await readExamples(),
    subgraphs: config.subgraphUrls,
    publicUrl: config.publicUrl,
    routes: [calendarRoute],
    readiness: () => whatIsMissing(supergraphSdl, config.subgraphUrls),
  });
  const { url } = await listen(gateway, config);
  process.on('SIGHUP', () => void reload(gateway, config.supergraphFile));
  endWith(async () => {
    await gateway.stop();
    await telemetry.stop();
  });
  if (telemetry.metricsUrl) say(`The gateway has metrics at ${telemetry.metricsUrl}`);
  announce(url);
} catch (error) {
  failWith(error);
}
