import type { QueryPlan } from '@apollo/query-planner';
import type { Trace as ApolloTrace } from '@apollo/usage-reporting-protobuf';
import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode } from 'graphql';
import { AnswerText } from './answer-text.ts';
import type { EngineHooks, Trace } from './hooks.ts';
import { compileIntrospection } from './introspection.ts';
import { mendEmptyPlan, mendRequiresWithArgument } from './mends.ts';
import type { Fields } from './object.ts';
import { compilePlan } from './plan/compile.ts';
import { merge } from './plan/merge.ts';
import type { Run } from './plan/run.ts';
import type { FetchTraces } from './query-plan-trace.ts';
import {
  type ClientOperation,
  type Conditions,
  conditionVariables,
  type Fragments,
  fragmentsOf,
} from './selection.ts';
import type { AnswerForms } from './shape/dialects.ts';
import { generateShape, type Shape, UNFIT } from './shape/generate.ts';
import { interpret } from './shape/interpret.ts';
import type { LoadedSupergraph } from './supergraph.ts';
import type { Calls } from './transport/calls.ts';
import type { Transport } from './transport/transport.ts';

/** An operation that has been planned; the same for all of its runs. */
export interface PlannedOperation {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
  readonly plan: QueryPlan;
  /** Names of the variables that its @skip and @include ask. */
  readonly conditionNames: readonly string[];
  /** The name under which a field is shown, where it is fetched under another. */
  readonly shown: ReadonlyMap<string, string>;
  /** The characters of its plan, for estimates of size. */
  readonly length: number;
}

/** What an answer is made of; `data` is ready text where that was asked for and nothing went wrong. */
export interface EngineAnswer {
  readonly data: Fields | AnswerText | null;
  readonly errors?: readonly Error[];
  readonly extensions?: { readonly valueCompletion: readonly GraphQLError[] };
}

/** An operation, compiled for one setting of its conditions. */
export interface CompiledOperation {
  /** Runs it. Faults are in the answer's errors; a promise is given only when something is awaited. */
  run(variables: Readonly<Fields>, calls: Calls): EngineAnswer | Promise<EngineAnswer>;
  /** The plan's trace, made of those of its fetches. */
  traceOf(traces: FetchTraces): ApolloTrace.QueryPlanNode;
  /** The characters of its plan and its generated source, for estimates of size. */
  readonly length: number;
}

/** What operations are compiled with. */
export interface OperationParts {
  readonly supergraph: LoadedSupergraph;
  readonly transports: ReadonlyMap<string, Transport>;
  readonly hooks: EngineHooks;
  readonly trace: Trace;
  readonly answers: keyof AnswerForms;
  readonly join: boolean;
  readonly mends: boolean;
}

/**
 * Plans an operation of a validated document.
 *
 * @throws {GraphQLError} when the document has no such operation or the planner refuses it.
 */
export function planOperation(
  given: DocumentNode,
  operationName: string | undefined,
  supergraph: LoadedSupergraph,
): PlannedOperation {
  const { document, shown } = mendRequiresWithArgument(given, supergraph.requiredWithArguments);
  const operation = operationNamed(document, operationName);
  const plan = supergraph.plan(document, operationName);
  return {
    operation,
    fragments: fragmentsOf(document),
    plan,
    conditionNames: conditionVariables(document),
    shown,
    length: lengthOf(plan),
  };
}

function lengthOf(plan: QueryPlan): number {
  // Parsed documents stand beside their text, and would count many times over.
  const text = JSON.stringify(plan, (key, value: unknown) =>
    key === 'operationDocumentNode' ? undefined : value,
  );
  return text.length;
}

/** Compiles a planned operation for one setting of its conditions. */
export function compileOperation(
  planned: PlannedOperation,
  conditions: Conditions,
  parts: OperationParts,
): CompiledOperation {
  const { operation, fragments, shown, plan } = planned;
  const { supergraph, trace, hooks } = parts;
  const client: ClientOperation = {
    schema: supergraph.apiSchema,
    operation,
    fragments,
    conditions,
  };
  const lost = parts.mends && !plan.node ? mendEmptyPlan(client) : undefined;
  const traceOf = (traces: FetchTraces) => traces.of(plan, conditions);
  if (lost) return { run: () => ({ data: null, errors: [lost] }), traceOf, length: 0 };
  const introspect = compileIntrospection(client);
  const step = compilePlan(plan, {
    types: supergraph.types,
    transports: parts.transports,
    present: (error, service) => hooks.present?.(error, service) ?? error,
    client: { selectionSet: operation.selectionSet, fragments, conditions, shown },
    conditions,
    join: parts.join,
  });
  const good = generateShape(client, shown, parts.answers);
  const finish = answerMaker(client, shown, parts.answers, good.shape);
  return {
    length: planned.length + good.source.length,
    traceOf,
    run(variables, calls) {
      const run: Run = { root: {}, errors: [], variables, calls, gatherings: new Map() };
      if (introspect) {
        const { fields, errors } = introspect(variables);
        merge(run.root, fields);
        run.errors.push(...errors);
      }
      const end = (): EngineAnswer => {
        calls.end();
        return trace('gateway.postprocessing', {}, () => finish(run));
      };
      const waiting = trace('gateway.execute', {}, () => step(run, [run.root]));
      return waiting ? waiting.then(end) : end();
    },
  };
}

/** Makes answers: by the generated shape if it fits, else by the interpreter. */
function answerMaker(
  client: ClientOperation,
  shown: ReadonlyMap<string, string>,
  answers: keyof AnswerForms,
  good: Shape<typeof answers>,
): (run: Run) => EngineAnswer {
  // Whoever handles errors looks at the data too, so those come as an object. Rare enough to wait.
  let object: Shape<'object'> | undefined;
  const objectShape = () => {
    object ??= generateShape(client, shown, 'object').shape;
    return object;
  };
  return ({ root, errors }) => {
    try {
      if (errors.length > 0) return { errors, data: objectShape()(root) };
      const data = good(root);
      return { data: typeof data === 'string' ? new AnswerText(data) : data };
    } catch (fault) {
      if (fault !== UNFIT) throw fault;
    }
    const { data, errors: misfits } = interpret(client, root, shown);
    // As Apollo's gateway does: what does not fit is told only where no error explains it.
    if (errors.length > 0) return { errors, data };
    return misfits.length > 0 ? { data, extensions: { valueCompletion: misfits } } : { data };
  };
}

function operationNamed(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const [only, ...others] = operations;
  const found = name === undefined ? only : operations.find((one) => one.name?.value === name);
  if (found && (name !== undefined || others.length === 0)) return found;
  throw new GraphQLError(
    name === undefined
      ? `The document has ${operations.length} operations: \`operationName\` must say which to run.`
      : `The document has no operation named "${name}".`,
    { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
  );
}
