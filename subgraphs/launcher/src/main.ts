/** `npm start`: the whole graph in one process tree on loopback, on the embedded database unless one is configured. */

import { endWith, failWith } from '@niryat/kernel';
import { startTelemetry } from '@niryat/telemetry';
import { readConfig } from './config.ts';
import { provideDatabase } from './database.ts';
import { startGraph } from './graph.ts';
import { listen } from './listen.ts';
import { say } from './say.ts';
import { seedLines } from './seed-lines.ts';

const started = performance.now();

try {
  const config = readConfig();
  const telemetry = await startTelemetry();
  const database = await provideDatabase(config, say);
  try {
    const graph = await startGraph({
      databaseUrls: database.urls,
      gateway: { publicUrl: config.publicUrl },
    });
    for (const line of seedLines(Object.values(graph.services))) say(line);
    const { url } = await listen(graph.gateway, config).catch(async (error: unknown) => {
      await graph.stop();
      throw error;
    });
    endWith(async () => {
      await graph.stop();
      await database.stop();
      await telemetry.stop();
    });
    if (telemetry.metricsUrl) say(`Metrics are at ${telemetry.metricsUrl}`);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    say(`Niryat Graph is ready at ${url} after ${seconds} s. Ctrl-C ends it.`);
    say(
      `Open it in a browser for Apollo Sandbox; ${url.replace(/graphql$/, 'explorer')} works without the internet.`,
    );
  } catch (error) {
    await database.stop();
    throw error;
  }
} catch (error) {
  failWith(error);
}
