import type { ExampleOperation, GatewayAnswer, Limits } from '@niryat/gateway';
import { readExamples } from '../../src/graph.ts';
import { type Cost, dayOfAsking, startTestGraph, type TestGraph } from '../support/graph.ts';

/** The number of a question, as its file begins: `q01`. */
export type QuestionNumber = `q${number}`;

/** A question's answer and what it cost. */
export interface Asked {
  readonly answer: GatewayAnswer;
  readonly cost: Cost;
}

/** The graph with the questions of `schema/operations` at hand. */
export interface Questions {
  readonly graph: TestGraph;
  /** Puts a question with the variables of its example, some of them changed. */
  ask(number: QuestionNumber, variables?: Readonly<Record<string, unknown>>): Promise<Asked>;
  /** The same; fails where there is an error, and gives the data alone. */
  answer(
    number: QuestionNumber,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<Record<string, unknown>>;
}

/** The question of a number, with the variables of its example. */
export function exampleOf(
  examples: readonly ExampleOperation[],
  number: QuestionNumber,
): ExampleOperation {
  const example = examples.find(({ name }) => name.startsWith(`${number}-`));
  if (!example) throw new Error(`There is no question ${number}.`);
  return example;
}

/** Starts the graph for the questions of one test file, with the limits that differ from the usual ones. */
export async function startQuestions(limits: Partial<Limits> = {}): Promise<Questions> {
  const examples = await readExamples();
  const graph = await startTestGraph(dayOfAsking, { limits });
  const ask: Questions['ask'] = async (number, variables = {}) => {
    const example = exampleOf(examples, number);
    graph.takeCost();
    const answer = await graph.gateway.query({
      query: example.document,
      variables: { ...example.variables, ...variables },
    });
    return { answer, cost: graph.takeCost() };
  };
  return {
    graph,
    ask,
    answer: async (number, variables) => {
      const { body } = (await ask(number, variables)).answer;
      expect(body.errors).toBeUndefined();
      return body.data ?? {};
    },
  };
}

/**
 * All values at a dotted path of an answer, in its order; lists on the way are walked through:
 * `state.facilities.nodes.name` gives every name.
 */
export function valuesAt(data: unknown, path: string): unknown[] {
  let found: unknown[] = [data];
  for (const step of path === '' ? [] : path.split('.')) {
    found = found.flat(1).flatMap((value) => {
      if (typeof value !== 'object' || value === null) return [];
      if (!(step in value)) throw new Error(`The answer has no \`${step}\` of \`${path}\`.`);
      return [(value as Record<string, unknown>)[step]];
    });
  }
  return found.flat(1);
}

/** How often each value stands in a list. */
export function counted(values: readonly unknown[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
}
