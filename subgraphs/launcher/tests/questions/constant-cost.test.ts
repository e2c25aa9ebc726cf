import { Kind, parse, print } from 'graphql';
import { readExamples } from '../../src/graph.ts';
import {
  counted,
  exampleOf,
  type QuestionNumber,
  type Questions,
  startQuestions,
} from './asking.ts';

type Variables = Readonly<Record<string, unknown>>;

/** Questions with a page in them, and the sizes of page that they are asked with. */
const BY_PAGE: readonly (readonly [QuestionNumber, number, number])[] = [
  ['q03', 2, 100],
  ['q04', 2, 100],
  ['q05', 2, 100],
  ['q09', 2, 100],
  ['q11', 2, 100],
  ['q12', 2, 50],
  ['q13', 2, 100],
  ['q14', 2, 100],
  // The first two events are in India: no country is asked for.
  ['q15', 5, 100],
  ['q16', 2, 100],
  ['q18', 2, 100],
  ['q19', 2, 100],
  ['q22', 2, 100],
  ['q25', 2, 100],
];

/** Questions asked narrowly and widely. Both answers have some of every kind of record asked for. */
const BY_FILTER: readonly (readonly [QuestionNumber, Variables, Variables])[] = [
  ['q01', { state: 'IN-JK' }, { state: 'IN-UP' }],
  ['q01', { country: 'JP' }, { country: 'US' }],
  ['q03', { state: 'IN-JK' }, { state: 'IN-UP' }],
  ['q10', { district: 'up-bhadohi' }, { district: 'up-agra' }],
  ['q11', { state: 'IN-JK' }, { state: 'IN-UP' }],
  ['q13', { sector: 'sports-goods' }, { sector: 'handicrafts' }],
  ['q16', { state: 'IN-JK' }, { state: 'IN-UP' }],
  ['q17', { state: 'IN-JK' }, { state: 'IN-UP' }],
  ['q18', { sector: 'handloom' }, { sector: 'leather' }],
  ['q24', { person: 'sanjay-verma' }, { person: 'navneet-sehgal' }],
];

describe('the number of SQL statements', () => {
  let questions: Questions;
  beforeAll(async () => {
    // Far larger pages than a client may ask for are what is counted here.
    questions = await startQuestions({ cost: 1_000_000 });
  });
  afterAll(() => questions.graph.stop());

  const documentOf = async (number: QuestionNumber): Promise<string> =>
    exampleOf(await readExamples(), number).document;

  /** The statements of each subgraph, and how long the answer is: a measure of its rows. */
  const costOf = async (query: string, variables: Variables) => {
    questions.graph.takeCost();
    const { body } = await questions.graph.gateway.query({ query, variables });
    expect(body.errors).toBeUndefined();
    const { statements } = questions.graph.takeCost();
    return {
      length: JSON.stringify(body.data).length,
      statements: counted(statements.map(({ subgraph }) => subgraph)),
    };
  };

  it.each(BY_PAGE)('is the same for pages of any size: %s with %d and %d', async (number, a, b) => {
    const { document, variables } = exampleOf(await readExamples(), number);
    const sized = (size: number) => document.replace(/\bfirst: \d+/g, `first: ${size}`);
    const [few, many] = [await costOf(sized(a), variables), await costOf(sized(b), variables)];
    expect(many.length).toBeGreaterThan(few.length * 1.2);
    expect(many.statements).toEqual(few.statements);
  });

  it.each(BY_FILTER)(
    'is the same however much is taken in: %s, %j and %j',
    async (number, a, b) => {
      const { document, variables } = exampleOf(await readExamples(), number);
      const few = await costOf(document, { ...variables, ...a });
      const many = await costOf(document, { ...variables, ...b });
      expect(many.length).toBeGreaterThan(few.length * 1.02);
      expect(many.statements).toEqual(few.statements);
    },
  );

  it('is the same for 20 events as for 100, asked all that q02 asks of one', async () => {
    const document = parse(await documentOf('q02'));
    const [field] = document.definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [],
    );
    const selection = field?.kind === Kind.FIELD && field.selectionSet;
    if (!selection) throw new Error('q02 asks for no event.');
    const pageOf = (first: number) => `query ($language: Language) {
      events(orderBy: { field: STARTS_ON, direction: ASC }, first: ${first}) {
        nodes ${print(selection)}
      }
    }`;
    const [few, many] = [await costOf(pageOf(20), {}), await costOf(pageOf(100), {})];
    expect(many.length).toBeGreaterThan(few.length * 3);
    expect(many.statements).toEqual(few.statements);
  });
});
