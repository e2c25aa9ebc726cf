import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../src/config.ts';
import { readExamples } from '../../src/graph.ts';
import { startTestGraph, type TestGraph } from '../support/graph.ts';

interface Manifest {
  readonly operations: readonly { readonly id: string; readonly name: string }[];
}

const manifest: Manifest = JSON.parse(
  readFileSync(join(root, 'schema', 'trusted-documents.json'), 'utf8'),
);

describe('the questions of users, over HTTP', () => {
  let graph: TestGraph;
  let url: string;
  beforeAll(async () => {
    graph = await startTestGraph();
    ({ url } = await graph.gateway.listen({ host: '127.0.0.1', port: 0 }));
  });
  afterAll(() => graph.stop());

  it('may all be kept by caches for a minute or more, but for what changed', async () => {
    const policies = new Map<string, string | undefined>();
    for (const { name, document: query, variables } of await readExamples()) {
      const { headers, body } = await graph.gateway.query({ query, variables });
      expect([name, body.errors]).toEqual([name, undefined]);
      policies.set(name, headers['cache-control']);
    }
    const notKept = [...policies].filter(([, policy]) => policy === 'no-store');
    expect(notKept.map(([name]) => name)).toEqual(['q21-what-changed']);
    expect(new Set(policies.values())).toEqual(
      new Set(['no-store', 'max-age=60, public', 'max-age=300, public']),
    );
    // Its status is judged by the day of asking; a number's source is not.
    expect(policies.get('q03-open-promises')).toBe('max-age=60, public');
    expect(policies.get('q22-where-does-this-number-come-from')).toBe('max-age=300, public');
  });

  it('are not kept where they name the version of the data: it would be cited after the next import', async () => {
    const { headers } = await graph.gateway.query({
      query: '{ datasetVersions(first: 1) { version } }',
    });
    expect(headers['cache-control']).toBe('no-store');
  });

  it('are answered by the ids of the manifest', async () => {
    const examples = await readExamples();
    expect(manifest.operations).toHaveLength(examples.length);
    for (const [index, { id }] of manifest.operations.entries()) {
      const search = new URLSearchParams({
        documentId: id,
        variables: JSON.stringify(examples[index]?.variables),
      });
      const response = await fetch(`${url}?${search}`, {
        headers: { 'apollo-require-preflight': 'true' },
      });
      expect([id, response.status]).toEqual([id, 200]);
    }
  });
});
