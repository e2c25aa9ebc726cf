import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../src/config.ts';
import { startTestGraph, type TestGraph } from './support/graph.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The text of the first code block of a language. */
function block(language: string): string {
  const text = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1];
  if (text === undefined) throw new Error(`README.md has no ${language} block`);
  return text;
}

let graph: TestGraph;

beforeAll(async () => {
  graph = await startTestGraph();
});

afterAll(() => graph.stop());

describe('the first question of the README', () => {
  it('is answered as printed there, each list beginning with what is shown', async () => {
    const { body } = await graph.gateway.query<{ exportBrief: Record<string, unknown[]> }>({
      query: block('graphql'),
    });
    expect(body.errors).toBeUndefined();
    const printed: { data: { exportBrief: Record<string, unknown[]> } } = JSON.parse(block('json'));
    for (const [list, items] of Object.entries(printed.data.exportBrief)) {
      expect(body.data?.exportBrief[list]?.slice(0, items.length)).toEqual(items);
    }
  });
});
