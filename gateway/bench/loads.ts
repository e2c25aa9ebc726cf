import { join } from 'node:path';
import { readOperations } from '@niryat/gateway';
import { root } from './config.ts';
import { LISTED, NESTED } from './shop/questions.ts';

/** A graph that is asked: this project's own on its data, or the shop of the public benchmark's shape. */
export type GraphName = 'niryat' | 'shop';

/** A question that is asked again and again. */
export interface Load {
  readonly name: string;
  /** What it is, in a few words. */
  readonly title: string;
  readonly graph: GraphName;
  /** The body of the request. */
  readonly body: string;
}

/** The questions of the contract that are asked: by number, from the largest answer to the smallest kind. */
const QUESTIONS = ['q01', 'q03', 'q05', 'q10', 'q14', 'q25'];

/** The load that the goal of the public shape is about. */
export const PUBLIC_SHAPE = 'shop80';
/** The load of about 30 kB that needs no database. */
export const THIRTY_KB = 'shop30';

/** All loads, the contract's first. */
export async function readLoads(): Promise<readonly Load[]> {
  const operations = await readOperations(join(root, 'schema', 'operations'));
  const questions = QUESTIONS.map((number): Load => {
    const operation = operations.find(({ name }) => name.startsWith(`${number}-`));
    if (!operation) throw new Error(`schema/operations has no question ${number}.`);
    const { name, document: query, variables } = operation;
    const title = name.slice(number.length + 1).replaceAll('-', ' ');
    return { name: number, title, graph: 'niryat', body: JSON.stringify({ query, variables }) };
  });
  const shop = (name: string, title: string, query: string): Load => ({
    name,
    title,
    graph: 'shop',
    body: JSON.stringify({ query }),
  });
  return [
    ...questions,
    shop(THIRTY_KB, 'a list over four subgraphs in memory', LISTED),
    shop(PUBLIC_SHAPE, "the public benchmark's shape: four subgraphs in memory, 8 levels", NESTED),
  ];
}
