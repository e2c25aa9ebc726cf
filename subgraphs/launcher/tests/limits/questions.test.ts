import { join } from 'node:path';
import { type ExampleOperation, readOperations } from '@niryat/gateway';
import { getIntrospectionQuery } from 'graphql';
import { root } from '../../src/config.ts';
import { startTestGraph, type TestGraph } from '../support/graph.ts';

let graph: TestGraph;
let examples: readonly ExampleOperation[];
beforeAll(async () => {
  graph = await startTestGraph();
  examples = await readOperations(join(root, 'schema', 'operations'));
});
afterAll(() => graph.stop());

interface Cost {
  readonly requested: number;
  readonly actual: number;
  readonly limit: number;
}

async function costOf(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  const { status, body } = await graph.gateway.query({ query, variables }, { 'x-cost': '1' });
  expect([status, body.errors]).toEqual([200, undefined]);
  return body.extensions?.cost as Cost;
}

describe('the limits that hold where nothing is said', () => {
  it('have room for every question of the contract, which comes to no more than was counted', async () => {
    expect(examples).toHaveLength(26);
    for (const { name, document, variables } of examples) {
      const { requested, actual, limit } = await costOf(document, variables);
      expect([name, requested <= limit, actual <= requested]).toEqual([name, true, true]);
    }
  });

  it('have room for what explorers ask of the schema', async () => {
    const { requested, limit } = await costOf(
      getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true }),
    );
    expect(requested).toBeLessThan(limit / 2);
  });
});
