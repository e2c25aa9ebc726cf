import type { QuestionNumber } from './asking.ts';

/** The most that a question may cost. */
export interface Budget {
  /** Requests to subgraphs, as the query planner plans them: the contract's figures. */
  readonly fetches: number;
  /** SQL statements in all subgraphs together, whatever the number of rows. */
  readonly statements: number;
}

/** The budgets of the questions in `schema/operations`. */
export const budgets: Readonly<Record<QuestionNumber, Budget>> = {
  q01: { fetches: 5, statements: 21 },
  q02: { fetches: 4, statements: 11 },
  q03: { fetches: 3, statements: 6 },
  q04: { fetches: 3, statements: 6 },
  q05: { fetches: 4, statements: 14 },
  q06: { fetches: 3, statements: 8 },
  q07: { fetches: 2, statements: 8 },
  q08: { fetches: 1, statements: 9 },
  q09: { fetches: 4, statements: 10 },
  q10: { fetches: 2, statements: 15 },
  q11: { fetches: 1, statements: 5 },
  q12: { fetches: 1, statements: 5 },
  q13: { fetches: 3, statements: 8 },
  q14: { fetches: 1, statements: 4 },
  q15: { fetches: 3, statements: 4 },
  q16: { fetches: 2, statements: 6 },
  q17: { fetches: 2, statements: 4 },
  q18: { fetches: 3, statements: 12 },
  q19: { fetches: 2, statements: 8 },
  q20: { fetches: 3, statements: 14 },
  q21: { fetches: 3, statements: 4 },
  q22: { fetches: 1, statements: 8 },
  q23: { fetches: 3, statements: 17 },
  q24: { fetches: 2, statements: 5 },
  q25: { fetches: 2, statements: 4 },
  q26: { fetches: 2, statements: 12 },
};
