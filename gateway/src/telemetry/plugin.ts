import type { ApolloServerPlugin } from '@apollo/server';
import { currentMetrics, type Metrics, tracerOf } from '@niryat/telemetry';
import { type Context, context, type Tracer, trace } from '@opentelemetry/api';
import type { GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '../context.ts';
import type { Log } from '../log.ts';
import type { ExampleOperation } from '../operations.ts';
import { countError } from './errors.ts';
import { operationLabels } from './operation-names.ts';

/** The longest name of an operation that is told. */
const MOST_CHARACTERS = 100;

/** The codes of errors that are no fault of the client. */
const FAULTS = new Set<unknown>([
  'INTERNAL_SERVER_ERROR',
  'SUBGRAPH_UNAVAILABLE',
  'DOWNSTREAM_SERVICE_ERROR',
  'UNAVAILABLE',
  undefined,
]);

/**
 * Tells of operations: spans of their phases (those of the engine come from the engine), metrics, facts. No
 * plugin where nobody wants to know.
 */
export function operationTelemetry(
  registered: readonly ExampleOperation[],
  log: Log,
): ApolloServerPlugin<RequestContext>[] {
  const tracer = tracerOf('gateway');
  const metrics = currentMetrics();
  if (!tracer && !metrics && !log.request) return [];
  const label = operationLabels(registered);
  const plugin: ApolloServerPlugin<RequestContext> = {
    requestDidStart: async ({ contextValue }) => {
      const began = performance.now();
      let name: string | undefined;
      return {
        parsingDidStart: async () => phase(tracer, 'graphql.parse'),
        validationDidStart: async () => phase(tracer, 'graphql.validate'),
        didResolveOperation: async ({ operation }) => {
          name = operation?.name?.value.slice(0, MOST_CHARACTERS);
          if (contextValue.facts && name !== undefined) contextValue.facts.operation = name;
          trace.getActiveSpan()?.setAttributes({
            ...(operation && { 'graphql.operation.type': operation.operation }),
            ...(name !== undefined && { 'graphql.operation.name': name }),
          });
        },
        willSendResponse: async ({ response }) => {
          if (!metrics || response.body.kind !== 'single') return;
          const { errors = [] } = response.body.singleResult;
          told(metrics, label(name), errors, began);
        },
      };
    },
  };
  return [plugin];
}

function told(
  metrics: Metrics,
  operation: string,
  errors: readonly GraphQLFormattedError[],
  began: number,
): void {
  const outcome = outcomeOf(errors);
  metrics.operationDuration.observe({ operation, outcome }, (performance.now() - began) / 1000);
}

function outcomeOf(errors: readonly GraphQLFormattedError[]): 'ok' | 'refused' | 'failed' {
  if (errors.length === 0) return 'ok';
  return errors.some(({ extensions }) => FAULTS.has(extensions?.code)) ? 'failed' : 'refused';
}

/** Begins the span of a phase below the request's; what is given back ends it. */
function phase(tracer: Tracer | undefined, name: string): (() => Promise<void>) | undefined {
  const above: Context = context.active();
  if (!tracer || !trace.getSpan(above)) return undefined;
  const span = tracer.startSpan(name, {}, above);
  return async () => span.end();
}

/** Counts the errors that a formatter hands out. */
export const counted =
  (format: (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError) =>
  (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const shown = format(formatted, thrown);
    countError(shown.extensions?.code);
    return shown;
  };
