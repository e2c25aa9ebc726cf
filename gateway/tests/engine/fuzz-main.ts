import { parseArgs } from 'node:util';
import { type FuzzWay, fuzz } from './fuzz.ts';

/**
 * A long run of the fuzzer:
 * node --conditions=source --import tsx gateway/tests/engine/fuzz-main.ts --seed N --operations N [--way text]
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    operations: { type: 'string', default: '1000' },
    way: { type: 'string', default: 'text' },
  },
});
const { compared, faulty, skipped, differences } = await fuzz({
  seed: Number(values.seed),
  operations: Number(values.operations),
  way: values.way as FuzzWay,
  onDifference: (difference) => {
    console.log(`seed ${difference.seed}: ${difference.what}\n${difference.operation.text}`);
    console.log(JSON.stringify(difference.operation.variables));
    console.log(` stock    ${JSON.stringify(difference.stock)}`);
    console.log(` compiled ${JSON.stringify(difference.compiled)}`);
  },
});
console.log(
  `${compared} compared, ${faulty} with faults, ${skipped} not valid, ${differences.length} differences`,
);
process.exitCode = differences.length > 0 ? 1 : 0;
