import type { Results, Sample } from './results.ts';
import { figures, median, middleOf, ratioOf } from './summary.ts';

const sample = (round: number, contestant: string, gatewayCpu: number): Sample => ({
  ...{ round, contestant, gatewayCpu, load: 'q01', mode: 'c16', rps: 1, p50: 1, p99: 2 },
  ...{ failures: 0, bytesPerAnswer: 1, subgraphsCpu: 0, sql: 0, rssMb: 1, foreign: 0 },
});

const results: Results = {
  ...{ startedAt: '', command: '', machine: [], versions: {}, rounds: 3, seconds: 1, loads: [] },
  ...{ contestants: [], starts: [], answers: [], peaks: [] },
  samples: [
    ...[sample(1, 'stock', 10), sample(1, 'ours', 2)],
    ...[sample(2, 'stock', 40), sample(2, 'ours', 10)],
    ...[sample(3, 'stock', 10), sample(3, 'ours', 3)],
  ],
};
const ours = { contestant: 'ours', load: 'q01', mode: 'c16' } as const;

it('takes the middle of the two in the middle', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeUndefined();
});

it('compares within a round, so that a disturbed round does not bend a ratio', () => {
  expect(ratioOf(results, ours, figures.gatewayCpu)).toBe(0.25);
  expect(middleOf(results, ours, figures.gatewayCpu)).toBe(3);
});

it('gives nothing for what was not measured', () => {
  expect(ratioOf(results, { ...ours, mode: 'open' }, figures.gatewayCpu)).toBeUndefined();
  expect(middleOf(results, ours, figures.calls)).toBeUndefined();
});
