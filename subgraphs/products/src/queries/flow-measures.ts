import type { FlowOrderField } from './flow-plan.ts';

/**
 * What rows of the cube can be asked for beside their dimensions and values; `count` is the length of the list, `totals` what
 * all of its rows come to. What nobody asks for is not computed: most of it takes a look at all rows of the list, where
 * a page has a few.
 */
export const flowMeasures = [
  'share',
  'previous',
  'cagr',
  'rca',
  'rank',
  'count',
  'totals',
] as const;

/** One of `flowMeasures`. */
export type FlowMeasure = (typeof flowMeasures)[number];

/** The measure that an order compares. */
const ordering: Readonly<Partial<Record<FlowOrderField, FlowMeasure>>> = {
  GROWTH: 'previous',
  CAGR: 'cagr',
  SHARE: 'share',
};

/** The measures that a list needs: those asked for, and that of its order. */
export function neededMeasures(
  asked: readonly FlowMeasure[],
  order: FlowOrderField,
): ReadonlySet<FlowMeasure> {
  const own = ordering[order];
  return new Set([...asked, ...(own ? [own] : [])]);
}
