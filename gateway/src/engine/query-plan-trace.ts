import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { google, Trace } from '@apollo/usage-reporting-protobuf';
import type { OperationTypeNode } from 'graphql';
import type { SubgraphResponse } from '../subgraph-request.ts';
import type { Conditions } from './selection.ts';

/** The names of root types in traces, whatever a subgraph calls its own. */
const ROOT_TYPES: Readonly<Record<OperationTypeNode, string>> = {
  query: 'Query',
  mutation: 'Mutation',
  subscription: 'Subscription',
};

/**
 * The traces (`ftv1`) of one request's fetches, put together the way `@apollo/gateway` does, for the
 * plugins of Apollo Server that read `metrics.queryPlanTrace`. Of fetches that were joined, the one that
 * was sent has the trace; the others have their names alone.
 */
export class FetchTraces {
  readonly #started: readonly [number, number] | undefined;
  readonly #fetches = new Map<FetchNode, Trace.QueryPlanNode.FetchNode>();

  /** @param started when the request began, as `process.hrtime` says it. */
  constructor(started: readonly [number, number] | undefined) {
    this.#started = started;
  }

  /** Notes that a fetch is sent. */
  sent(node: FetchNode): void {
    const fetch = new Trace.QueryPlanNode.FetchNode({ serviceName: node.serviceName });
    fetch.sentTime = now();
    if (this.#started) {
      const [seconds, nanos] = process.hrtime([...this.#started]);
      fetch.sentTimeOffset = seconds * 1e9 + nanos;
    }
    this.#fetches.set(node, fetch);
  }

  /** Notes that its answer is here, and reads the subgraph's trace out of it. */
  received(node: FetchNode, { extensions }: SubgraphResponse): void {
    const fetch = this.#fetches.get(node);
    if (!fetch) return;
    fetch.receivedTime = now();
    if (typeof extensions?.ftv1 !== 'string') return;
    try {
      const trace = Trace.decode(Buffer.from(extensions.ftv1, 'base64'));
      for (const child of trace.root?.child ?? []) {
        child.parentType = ROOT_TYPES[node.operationKind];
      }
      fetch.trace = trace;
      fetch.traceParsingFailed = false;
    } catch {
      fetch.traceParsingFailed = true;
    }
  }

  /** The trace of the plan, with the branches that its conditions left. */
  of(plan: QueryPlan, conditions: Conditions): Trace.QueryPlanNode {
    const { node } = plan;
    return node && node.kind !== 'Subscription'
      ? this.#node(node, conditions)
      : new Trace.QueryPlanNode();
  }

  #node(node: PlanNode, conditions: Conditions): Trace.QueryPlanNode {
    const each = (nodes: readonly PlanNode[]) =>
      nodes.map((child) => this.#node(child, conditions));
    switch (node.kind) {
      case 'Sequence':
        return new Trace.QueryPlanNode({ sequence: { nodes: each(node.nodes) } });
      case 'Parallel':
        return new Trace.QueryPlanNode({ parallel: { nodes: each(node.nodes) } });
      case 'Flatten':
        return new Trace.QueryPlanNode({
          flatten: {
            responsePath: node.path.map((step) =>
              typeof step === 'string' ? { fieldName: step } : { index: step },
            ),
            node: this.#node(node.node, conditions),
          },
        });
      case 'Fetch':
        return new Trace.QueryPlanNode({
          fetch: this.#fetches.get(node) ?? { serviceName: node.serviceName },
        });
      case 'Condition': {
        const holds = conditions[node.condition] === true;
        const branch = holds ? node.ifClause : node.elseClause;
        const traced = branch && this.#node(branch, conditions);
        return new Trace.QueryPlanNode({
          condition: {
            condition: node.condition,
            ...(traced && (holds ? { ifClause: traced } : { elseClause: traced })),
          },
        });
      }
      default:
        return new Trace.QueryPlanNode();
    }
  }
}

function now(): google.protobuf.Timestamp {
  const milliseconds = Date.now();
  return new google.protobuf.Timestamp({
    seconds: Math.floor(milliseconds / 1000),
    nanos: (milliseconds % 1000) * 1e6,
  });
}
