import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import type { RequestContext } from '../context.ts';
import { AnswerText } from '../engine/answer-text.ts';
import type { ErrorCode } from '../errors.ts';
import { noteCost } from '../telemetry/facts.ts';
import { actualCost, type CostPlan, planCost, requestedCost } from './cost.ts';
import { type CostTable, readCostTable } from './cost-table.ts';
import { documentExcess } from './document.ts';
import { explainCost } from './explain-cost.ts';
import type { Limits } from './limits.ts';
import { budgetHeaders, spentMessage } from './rate-limit.ts';
import { rateRefusal } from './refusals.ts';
import { variablesExcess } from './variables.ts';

/** With this header of `1` an answer tells its cost in `extensions.cost`. */
export const COST_HEADER = 'x-cost';

/** Points of an operation that was refused, or that asks for nothing. */
const LEAST = 1;

/** What is known of a request's cost. */
interface Cost {
  readonly plan: CostPlan;
  readonly requested: number;
}

/**
 * Holds operations to the limits: documents before they are validated, variables and cost before they run, the list of
 * errors before it is sent; and lets clients pay for what they ask.
 */
export function limitsPlugin(limits: Limits): ApolloServerPlugin<RequestContext> {
  const documents = new Documents(limits);
  return {
    serverWillStart: async () => ({
      schemaDidLoadOrUpdate: ({ apiSchema, coreSupergraphSdl }) => {
        documents.learn(apiSchema, coreSupergraphSdl);
      },
    }),
    requestDidStart: async ({ contextValue }) => {
      const asksForCost = contextValue.asksForCost === true;
      let cost: Cost | undefined;
      let paid = contextValue.spend === undefined;
      return {
        validationDidStart: async (request) => {
          const standIn = documents.refuse(request.document);
          // Validation, which comes next, is not to see what the limits refuse.
          if (standIn) (request as { document: DocumentNode }).document = standIn;
        },
        didResolveOperation: async ({ document, operation, request, schema, response }) => {
          const variables = request.variables ?? {};
          const refused = documents.refusalOf(document) ?? variablesExcess(variables, limits);
          if (refused) throw refused;
          // Which operation is meant is not told; another plugin says so.
          if (!operation) return;
          const plan = documents.planOf(schema, document, operation);
          const requested = requestedCost(plan, variables);
          if (requested > limits.cost) throw explainCost(plan, variables, requested, limits.cost);
          cost = { plan, requested };
          if (!contextValue.spend) return;
          paid = true;
          const budget = await contextValue.spend(Math.max(requested, LEAST));
          const headers = budgetHeaders(budget, limits);
          if (!budget.allowed) {
            throw rateRefusal(spentMessage(budget, limits, requested), headers);
          }
          for (const [name, value] of Object.entries(headers)) {
            response.http.headers.set(name, value);
          }
        },
        willSendResponse: async ({ response }) => {
          // What was refused early is paid for too, or guessing would be free.
          if (!paid) await contextValue.spend?.(LEAST);
          if (response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          if (singleResult.errors) {
            const told = singleResult.errors.map((error) => tellParserLimit(error, limits));
            singleResult.errors = capped(told, limits.errors);
          }
          if (!cost) return;
          const { plan, requested } = cost;
          if (!asksForCost) {
            noteCost(contextValue, requested);
            return;
          }
          const data: unknown = singleResult.data;
          const actual = actualCost(plan, data instanceof AnswerText ? data.toJSON() : data);
          noteCost(contextValue, requested, actual);
          singleResult.extensions = {
            ...singleResult.extensions,
            cost: { requested, actual, limit: limits.cost },
          };
        },
      };
    },
  };
}

/** What is known of documents. Apollo Server keeps parsed ones by their text, and what is known here goes with them. */
class Documents {
  readonly #limits: Limits;
  #tables = new WeakMap<GraphQLSchema, CostTable>();
  /** Plans by operation; a document belongs to one schema. */
  readonly #plans = new WeakMap<OperationDefinitionNode, CostPlan>();
  /** Why a document is refused, by what stands in its place. */
  readonly #refusals = new WeakMap<DocumentNode, GraphQLError>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  learn(schema: GraphQLSchema, supergraphSdl: string | undefined): void {
    this.#tables.set(schema, readCostTable(supergraphSdl ?? '', schema));
  }

  /**
   * What is to stand in the place of a document that the limits refuse; undefined for one that they allow. Apollo Server
   * keeps it under the text of the refused one, which is then refused again without being looked at.
   */
  refuse(document: DocumentNode): DocumentNode | undefined {
    const refusal = documentExcess(document, this.#limits);
    if (!refusal) return undefined;
    const standIn = parse('{ __typename }');
    this.#refusals.set(standIn, refusal);
    return standIn;
  }

  refusalOf(document: DocumentNode): GraphQLError | undefined {
    return this.#refusals.get(document);
  }

  planOf(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): CostPlan {
    const known = this.#plans.get(operation);
    if (known) return known;
    const table = this.#tables.get(schema);
    if (!table) throw new Error('A schema is served whose costs were not read.');
    const plan = planCost(schema, table, document, operation, this.#limits.assumedListSize);
    this.#plans.set(operation, plan);
    return plan;
  }
}

interface ToldError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Where parsing ended for the size of a document, which the parser tells as a mistake of syntax. */
function tellParserLimit<T extends ToldError>(error: T, { tokens }: Limits): T {
  if (error.extensions?.code !== 'GRAPHQL_PARSE_FAILED') return error;
  if (/Maximum call stack/.test(error.message)) {
    return told(
      error,
      'The document is nested too deeply to be read: ask for less within one another.',
      {
        limit: 'depth',
      },
    );
  }
  if (!/more that \d+ tokens/.test(error.message)) return error;
  return told(
    error,
    `The document has more than ${tokens} tokens, which is the most that is read: ask in several requests.`,
    { limit: 'tokens', computed: tokens + 1, ceiling: tokens },
  );
}

const told = <T extends ToldError>(error: T, message: string, extensions: object): T => ({
  ...error,
  message,
  extensions: { code: 'LIMIT_EXCEEDED' satisfies ErrorCode, ...extensions },
});

/** The errors that are sent: all, or the first ones and how many there are besides. */
function capped<T extends ToldError>(
  errors: readonly T[],
  most: number,
): readonly (T | ToldError)[] {
  if (errors.length <= most) return errors;
  const kept = errors.slice(0, most - 1);
  const message = `${errors.length - kept.length} more errors are left out: at most ${most} are told.`;
  const extensions = {
    code: 'LIMIT_EXCEEDED' satisfies ErrorCode,
    limit: 'errors',
    computed: errors.length,
    ceiling: most,
  };
  return [...kept, { message, extensions }];
}
