/** `npm run import -- FILE…`: takes files of trade statistics into the cube, each in a transaction of its own. */
import { basename, resolve } from 'node:path';
import { failWith, type Service, startService } from '@niryat/kernel';
import { importTradeTable, products, summaryLines } from '@niryat/products';
import { readConfig } from './config.ts';
import { provideDatabase } from './database.ts';
import { type ImportCommand, readImportCommand } from './import-options.ts';
import { progressDisplay } from './progress.ts';

/** What the process ends with. */
const exitCodes = { success: 0, failure: 1, rejects: 2 } as const;

type Outcome = keyof typeof exitCodes;

async function importFile(
  service: Service,
  options: ImportCommand['options'],
  path: string,
  signal: AbortSignal,
): Promise<Outcome> {
  const display = progressDisplay(basename(path), process.stderr);
  try {
    const report = await importTradeTable(service.db, path, {
      ...options,
      signal,
      onProgress: display.show,
    });
    display.end();
    for (const line of summaryLines(report)) console.log(line);
    return report.rows.rejected > 0 ? 'rejects' : 'success';
  } catch (error) {
    display.end();
    console.error(`${basename(path)}: ${error instanceof Error ? error.message : error}`);
    return 'failure';
  }
}

/** The worst of several outcomes: a failure, then rejects. */
function worst(outcomes: readonly Outcome[]): Outcome {
  return (
    (['failure', 'rejects'] as const).find((outcome) => outcomes.includes(outcome)) ?? 'success'
  );
}

try {
  const command = readImportCommand(process.argv.slice(2));
  const config = readConfig();
  const database = await provideDatabase(config, console.log);
  try {
    const service = await startService(products, { databaseUrl: database.urls.products });
    const outcomes: Outcome[] = [];
    try {
      const paths = command.files.map((file) => resolve(config.callerFolder, file));
      const { rejectsFolder: folder } = command.options;
      const options = {
        ...command.options,
        rejectsFolder: folder === undefined ? undefined : resolve(config.callerFolder, folder),
        // Files of one name write to files of several, and none over one that is to be read.
        takenPaths: new Set(paths),
      };
      const interrupt = new AbortController();
      process.once('SIGINT', () => interrupt.abort());
      for (const path of paths) {
        outcomes.push(await importFile(service, options, path, interrupt.signal));
        if (interrupt.signal.aborted) break;
      }
    } finally {
      await service.stop();
    }
    process.exitCode = exitCodes[worst(outcomes)];
  } finally {
    await database.stop();
  }
} catch (error) {
  failWith(error);
}
