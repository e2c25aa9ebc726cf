import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import type { Conditions } from '../selection.ts';
import { compileFetch, type FetchParts } from './fetch.ts';
import { findJoins, groupsBelow, type JoinGroup } from './join.ts';
import { objectsAt, type PlanPath, planPath } from './paths.ts';
import { PlaceCounts } from './places.ts';
import type { Step } from './run.ts';
import { inParallel, inSequence, nothing } from './steps.ts';

/** What a plan is compiled with. */
export interface PlanParts extends Omit<FetchParts, 'counts'> {
  readonly conditions: Conditions;
  /** Whether equal fetches on one level become one request. */
  readonly join: boolean;
}

/**
 * Compiles a query plan for one setting of its conditions.
 *
 * @throws for kinds of nodes that a gateway without @defer and subscriptions never gets.
 */
export function compilePlan(plan: QueryPlan, parts: PlanParts): Step {
  if (!plan.node) return nothing;
  if (plan.node.kind === 'Subscription') throw new Error('Subscriptions are not supported.');
  const node = decided(plan.node, parts.conditions);
  if (!node) return nothing;
  const joins = parts.join ? findJoins(node) : new Map<FetchNode, JoinGroup>();
  const fetchParts: FetchParts = { ...parts, counts: new PlaceCounts() };
  return compileNode(node, [], fetchParts, joins);
}

/** The plan without its Condition nodes; undefined where nothing is left. */
function decided(node: PlanNode, conditions: Conditions): PlanNode | undefined {
  switch (node.kind) {
    case 'Condition': {
      const branch = conditions[node.condition] ? node.ifClause : node.elseClause;
      return branch && decided(branch, conditions);
    }
    case 'Sequence':
    case 'Parallel': {
      const nodes = node.nodes.flatMap((child) => decided(child, conditions) ?? []);
      return nodes.length > 0 ? { ...node, nodes } : undefined;
    }
    case 'Flatten': {
      const child = decided(node.node, conditions);
      return child && { ...node, node: child };
    }
    default:
      return node;
  }
}

function compileNode(
  node: PlanNode,
  path: PlanPath,
  parts: FetchParts,
  joins: ReadonlyMap<FetchNode, JoinGroup>,
): Step {
  switch (node.kind) {
    case 'Sequence':
      return inSequence(node.nodes.map((child) => compileNode(child, path, parts, joins)));
    case 'Parallel':
      return inParallel(node.nodes.map((child) => compileNode(child, path, parts, joins)));
    case 'Flatten': {
      const below = planPath(node.path);
      const step = compileNode(node.node, [...path, ...below], parts, joins);
      const waiting = groupsBelow(node.node, joins);
      return (run, targets) => {
        const objects = objectsAt(targets, below);
        if (objects.length > 0) return step(run, objects);
        for (const group of waiting) void group.arrive(run, undefined);
        return undefined;
      };
    }
    case 'Fetch':
      return compileFetch(node, path, parts, joins.get(node));
    default:
      throw new Error(
        `The query plan has a node of the kind "${node.kind}", which is not supported.`,
      );
  }
}
