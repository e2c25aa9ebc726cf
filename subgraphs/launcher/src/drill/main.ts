/**
 * `npm run drill`: starts the graph as it is deployed, breaks its parts under load and prints what became of every
 * request. Ends with 1 when one was lost, or when something did not recover by itself.
 */
import { failWith } from '@niryat/kernel';
import { readConfig } from '../config.ts';
import { readExamples } from '../graph.ts';
import { Client } from './client.ts';
import { type Drill, drills, type Field, type Finding, ms } from './drills.ts';
import { type DrillOptions, readDrillOptions } from './options.ts';
import { type Stand, startStand } from './stand.ts';

/** The questions that are asked: over one subgraph, over two, over all. */
const asked = /^q(02|03|04|06|10|13|24)-/;

const COLUMNS = ['sent', 'answered', 'partial', 'refused', 'lost', 'again', 'p50', 'p99'] as const;

function row(name: string, cells: readonly (string | number)[], verdict: string): string {
  return [name.padEnd(20), ...cells.map((cell) => String(cell).padStart(9)), `  ${verdict}`].join(
    '',
  );
}

function line(name: string, { tally, recovered }: Finding): string {
  const { answered, partial, refused, lost } = tally.counts;
  const times = [ms(tally.accepted(0.5)), ms(tally.accepted(0.99))];
  const verdict = lost > 0 ? 'LOST REQUESTS' : recovered ? 'ok' : 'DID NOT RECOVER';
  return row(name, [tally.sent, answered, partial, refused, lost, tally.again, ...times], verdict);
}

/** Runs a drill; gives whether all went well. */
async function run(drill: Drill, field: Field): Promise<boolean> {
  const finding = await drill.run(field);
  console.log(line(drill.name, finding));
  for (const remark of [...finding.remarks, ...finding.tally.reasons]) console.log(`    ${remark}`);
  return finding.recovered && finding.tally.counts.lost === 0;
}

async function runAll(stand: Stand, { seconds, only }: DrillOptions): Promise<boolean> {
  const client = new Client(() => stand.urls());
  try {
    const examples = (await readExamples()).filter(({ name }) => asked.test(name));
    const questions = await client.learn(examples);
    console.log(row('drill', COLUMNS, 'verdict'));
    let allWell = true;
    for (const drill of drills) {
      if (only.length > 0 && !only.includes(drill.name)) continue;
      allWell = (await run(drill, { stand, client, questions, seconds })) && allWell;
    }
    return allWell;
  } finally {
    client.close();
  }
}

try {
  const options = readDrillOptions(
    process.argv.slice(2),
    drills.map(({ name }) => name),
  );
  const stand = await startStand(readConfig(), options.verbose ? 'inherit' : 'ignore');
  try {
    if (!(await runAll(stand, options))) process.exitCode = 1;
  } finally {
    await stand.stop();
  }
} catch (error) {
  failWith(error);
}
