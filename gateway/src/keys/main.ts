/** `npm run keys`: makes, lists and revokes the keys of partners. Exit codes: 0 done, 1 failed, 2 called wrongly. */
import { readKeysFile, UsageError } from '../config.ts';
import { runKeysCommand, USAGE } from './command.ts';

try {
  await runKeysCommand(process.argv.slice(2), {
    path: readKeysFile(),
    now: () => new Date(),
    print: console.log,
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof UsageError) console.error(`\n${USAGE}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
