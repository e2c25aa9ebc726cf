import type { TestDatabase } from '@niryat/kernel/testing';
import { readDrillOptions } from '../src/drill/options.ts';
import { seededDatabase } from './support/graph.ts';
import { endAll, run, source } from './support/program.ts';

const command = source('subgraphs/launcher/src/drill/main.ts');
let database: TestDatabase;

beforeAll(async () => {
  database = await seededDatabase();
});

afterEach(endAll);

afterAll(() => database.drop());

/** The counts of a drill's line: sent, answered, partial, refused, lost. */
function counts(output: string, drill: string): number[] {
  const [, numbers = ''] = new RegExp(`^${drill} +((?:\\d+ +){5})`, 'm').exec(output) ?? [];
  return numbers.trim().split(/ +/).map(Number);
}

describe('npm run drill', () => {
  // The other drills take longer than tests should; `npm run drill` has them all.
  it('loses no request while parts of the graph are killed and restarted', async () => {
    const only = 'subgraph-killed,gateways-restarted,database-gone';
    const drill = run([...command, '--short', '--only', only], { DATABASE_URL: database.url });
    const code = await drill.ended();
    const output = drill.output();
    // It has said itself what went wrong, which an exit code does not tell.
    if (code !== 0) throw new Error(`npm run drill ended with ${code}:\n${output}`);
    for (const name of ['subgraph-killed', 'database-gone']) {
      const [sent = 0, answered = 0, partial = 0, , lost] = counts(output, name);
      expect([sent > answered, answered > 0, partial > 0, lost]).toEqual([true, true, true, 0]);
    }
    const [sent, answered, , , lost] = counts(output, 'gateways-restarted');
    expect([answered, lost]).toEqual([sent, 0]);
  });

  it.each([
    [['--only', 'nothing'], '--only names the drill "nothing", which there is not.'],
    [['--seconds', 'long'], '--seconds must be a number up to 600, got "long".'],
    [['--fast'], "Unknown option '--fast'"],
  ])('says what is wrong with %j, and how it is given', (words, message) => {
    const read = () => readDrillOptions(words, ['double-load']);
    expect(read).toThrow(message);
    expect(read).toThrow('--only NAMES  with commas between, of double-load');
  });
});
