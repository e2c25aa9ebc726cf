/** `npm run seed:check`: checks every seed file without a database; ends with 1 and lists each mistake with file and line. */
import { checkSeed } from '@niryat/kernel';
import { subgraphs } from './subgraphs.ts';

for (const [name, { seed }] of Object.entries(subgraphs)) {
  try {
    const tables = checkSeed(seed);
    const rows = tables.reduce((total, table) => total + table.rows.length, 0);
    console.log(`${name}: ${rows} rows in ${tables.length} files are in order`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
