import { REFERENCE } from './contestants.ts';
import type { Mode, Results, Sample } from './results.ts';

/** A figure of a sample. */
export type Figure = (sample: Sample) => number | undefined;

/** The figures that a run's tables are made of. */
export const figures = {
  rps: ({ rps }) => rps,
  p50: ({ p50 }) => p50,
  p99: ({ p99 }) => p99,
  /** How far the slowest are from the middle. */
  spread: ({ p50, p99 }) => p99 / Math.max(1, p50),
  gatewayCpu: ({ gatewayCpu }) => gatewayCpu,
  /** Of the gateway and the subgraphs, the database aside. */
  nodeCpu: ({ gatewayCpu, subgraphsCpu }) => gatewayCpu + subgraphsCpu,
  allCpu: ({ gatewayCpu, subgraphsCpu, databaseCpu }) =>
    databaseCpu === undefined ? undefined : gatewayCpu + subgraphsCpu + databaseCpu,
  calls: ({ calls }) => calls,
  sql: ({ sql }) => sql,
  rssMb: ({ rssMb }) => rssMb,
} satisfies Record<string, Figure>;

/** The middle of some numbers; undefined of none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
}

/** Which measurements are meant. */
export interface Which {
  readonly contestant: string;
  readonly load: string;
  readonly mode: Mode;
}

const chosen = ({ samples }: Results, which: Which): readonly Sample[] =>
  samples.filter(
    ({ contestant, load, mode }) =>
      contestant === which.contestant && load === which.load && mode === which.mode,
  );

const defined = (values: readonly (number | undefined)[]): readonly number[] =>
  values.filter((value) => value !== undefined);

/** The median of a figure over the rounds; undefined where it was not measured. */
export const middleOf = (results: Results, which: Which, figure: Figure): number | undefined =>
  median(defined(chosen(results, which).map(figure)));

/**
 * How a figure of one contestant relates to that of another: the ratio of each round, where both were
 * measured minutes apart at most, and of these the median.
 */
export function ratioOf(
  results: Results,
  which: Which,
  figure: Figure,
  { of, to }: { readonly of?: Figure; readonly to: string } = { to: REFERENCE },
): number | undefined {
  const others = chosen(results, { ...which, contestant: to });
  const ratios = chosen(results, which).map((sample) => {
    const other = others.find(({ round }) => round === sample.round);
    const [one, two] = [figure(sample), other && (of ?? figure)(other)];
    return one === undefined || !two ? undefined : one / two;
  });
  return median(defined(ratios));
}

/** What was counted when a contestant was asked alone; undefined where it was not, or had no good answer. */
export function countOf(
  { answers }: Results,
  contestant: string,
  load: string,
  what: 'calls' | 'sql',
): number | undefined {
  const answer = answers.find((one) => one.contestant === contestant && one.load === load);
  return answer && answer.fault === undefined ? answer[what] : undefined;
}
