import { readExamples } from '../../src/graph.ts';
import { type QuestionNumber, type Questions, startQuestions } from './asking.ts';
import { budgets } from './budgets.ts';

describe('the cost of a question', () => {
  let questions: Questions;
  beforeAll(async () => {
    questions = await startQuestions();
  });
  afterAll(() => questions.graph.stop());

  it('has a budget for every question there is', async () => {
    const numbers = (await readExamples()).map(({ name }) => name.slice(0, 3));
    expect(Object.keys(budgets)).toEqual(numbers);
  });

  it.each(Object.entries(budgets))('keeps to its budget: %s', async (number, budget) => {
    const { answer, cost } = await questions.ask(number as QuestionNumber);
    expect(answer.body.errors).toBeUndefined();
    expect(cost.fetches.length).toBeLessThanOrEqual(budget.fetches);
    expect(cost.statements.length).toBeLessThanOrEqual(budget.statements);
  });
});
