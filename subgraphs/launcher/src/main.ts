/** `npm start`: the whole graph in one process tree on loopback, on the embedded database unless one is configured. */

import { endWith, failWith } from '@niryat/kernel';
import { readConfig } from './config.ts';
import { provideDatabase } from './database.ts';
import { startGraph } from './graph.ts';
import { listen } from './listen.ts';
import { seedLines } from './seed-lines.ts';

const started = performance.now();

try {
  const config = readConfig();
  const database = await provideDatabase(config, console.log);
  try {
    const graph = await startGraph({
      databaseUrls: database.urls,
      gateway: { publicUrl: config.publicUrl },
    });
    for (const line of seedLines(Object.values(graph.services))) console.log(line);
    const { url } = await listen(graph.gateway, config).catch(async (error: unknown) => {
      await graph.stop();
      throw error;
    });
    endWith(async () => {
      await graph.stop();
      await database.stop();
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`Niryat Graph is ready at ${url} after ${seconds} s. Ctrl-C ends it.`);
    console.log(
      `Open it in a browser for Apollo Sandbox; ${url.replace(/graphql$/, 'explorer')} works without the internet.`,
    );
  } catch (error) {
    await database.stop();
    throw error;
  }
} catch (error) {
  failWith(error);
}
