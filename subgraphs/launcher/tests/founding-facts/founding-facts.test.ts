import { startTestGraph, type TestGraph } from '../support/graph.ts';
import { problemOf } from './check.ts';
import { documents, type Evidence, readFoundingFacts } from './facts.ts';
import { readOriginalList } from './original-list.ts';
import { askRecords, type Records } from './records.ts';

const facts = readFoundingFacts();
const listed = readOriginalList();

let graph: TestGraph;
let records: Records;

beforeAll(async () => {
  graph = await startTestGraph();
  const names = [
    ...facts.flatMap(({ evidence }) => evidence.map(({ record }) => record)),
    ...(listed ?? []).flatMap((fact) => fact.records),
  ];
  records = await askRecords(graph.gateway, names);
});

afterAll(() => graph?.stop());

/** What keeps a record from holding its part of a fact, in words. */
function problemsOf({ record, checks }: Evidence): string[] {
  const answer = records.find(record);
  if (!answer) return [`${record} is not in the graph`];
  return checks.flatMap((check) => {
    const problem = problemOf(check, answer);
    return problem === undefined ? [] : [`${record}: ${problem}`];
  });
}

describe('the founding documents', () => {
  it('hold the facts 1 to 216, each listed once', () => {
    expect(facts.map(({ number }) => number)).toEqual(Array.from({ length: 216 }, (_, i) => i + 1));
  });

  it('are answered for without an error', () => {
    expect(records.errors).toEqual([]);
  });

  it.each(facts)('fact $number: $what ($document)', ({ evidence }) => {
    expect(evidence.flatMap(problemsOf)).toEqual([]);
  });
});

const whereListed = listed ? describe : describe.skip;

whereListed(
  'the vetted list of facts (skipped where ../shared does not lie beside the checkout)',
  () => {
    it('has the same numbers, each of the same document', () => {
      const ours = facts.map(({ number, document }) => [number, documents[document]]);
      expect(listed?.map(({ number, source }) => [number, source])).toEqual(ours);
    });

    it('names rows that the graph holds, every one', () => {
      const named = new Set(listed?.flatMap((fact) => fact.records));
      expect(named.size).toBeGreaterThan(0);
      expect([...named].filter((record) => !records.find(record))).toEqual([]);
    });

    it('names no row for a fact that ours leaves unchecked', () => {
      const checked = new Set(
        facts.flatMap(({ number, evidence }) =>
          evidence.map(({ record }) => `${number} ${record}`),
        ),
      );
      const unchecked = listed?.flatMap(({ number, records: rows }) =>
        rows.map((record) => `${number} ${record}`).filter((row) => !checked.has(row)),
      );
      expect(unchecked).toEqual([]);
    });
  },
);
