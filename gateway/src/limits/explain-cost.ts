import type { GraphQLError } from 'graphql';
import { type CostNode, type CostPlan, costOf, type Slice, sizeOf } from './cost.ts';
import { costRefusal } from './refusals.ts';

type Variables = Readonly<Record<string, unknown>>;

/** An argument on the dearest way through an operation. */
interface Lever {
  /** Where the field is that has the argument. */
  readonly path: readonly string[];
  readonly slice: Slice;
  readonly items: number;
}

/** The refusal of an operation that costs too much. It names what to change: the argument of the longest list on the dearest way. */
export function explainCost(
  plan: CostPlan,
  variables: Variables,
  computed: number,
  ceiling: number,
): GraphQLError {
  const { levers, path } = dearestWay(plan.nodes, variables);
  const [lever] = levers.toSorted((a, b) => b.items - a.items);
  const excess = { limit: 'cost' as const, computed, ceiling };
  if (!lever) {
    const advice = `most of it lies in \`${path.join('.')}\`; ask for less there.`;
    return costRefusal({ ...excess, advice });
  }
  const { argument, variable } = lever.slice;
  const without = plan.nodes.reduce((sum, node) => {
    return sum + costOf(resized(node, lever.slice), variables);
  }, 0);
  const fitting = Math.floor((lever.items * (ceiling - without)) / (computed - without));
  const said = variable === undefined ? `\`${argument}\`` : `\`${argument}\` (\`$${variable}\`)`;
  const goal = fitting >= 1 ? ` to ${fitting}` : '';
  const also = fitting >= 1 ? 'or ask for less below it.' : 'and ask for less below it.';
  return costRefusal({
    ...excess,
    advice: `lower ${said} of \`${lever.path.join('.')}\` from ${lever.items}${goal}, ${also}`,
    argument: variable === undefined ? argument : `$${variable}`,
    given: lever.items,
  });
}

/** A field with no items where an argument says how many: what is left does not depend on that argument. */
function resized(node: CostNode, slice: Slice): CostNode {
  const inside = (nodes: readonly CostNode[]) => nodes.map((below) => resized(below, slice));
  const isSized = node.size.kind === 'sliced' && node.size.slices.includes(slice);
  return {
    ...node,
    size: isSized ? { kind: 'fixed', items: 0 } : node.size,
    common: inside(node.common),
    cases: node.cases.map(inside),
  };
}

function dearestWay(
  nodes: readonly CostNode[],
  variables: Variables,
): { readonly path: readonly string[]; readonly levers: readonly Lever[] } {
  const path: string[] = [];
  const levers: Lever[] = [];
  let here = nodes;
  for (;;) {
    const [dearest] = here
      .map((node) => ({ node, points: costOf(node, variables) }))
      .toSorted((a, b) => b.points - a.points);
    if (!dearest || dearest.points === 0) return { path, levers };
    const { node } = dearest;
    path.push(node.key);
    const { items, slice } = sizeOf(node.size, variables);
    if (slice)
      levers.push({ path: path.slice(0, path.lastIndexOf(slice.field) + 1), slice, items });
    here = [...node.common, ...node.cases.flat()];
  }
}
