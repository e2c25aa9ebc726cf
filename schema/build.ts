/**
 * `npm run schema`: derives everything that follows from the SDL and writes it where it is committed.
 * `npm run schema -- --check`: writes nothing, and ends with 1 when a committed file is stale.
 * Both end with 1 on a composition error or hint, a missing description or cache hint, or a promise that a subgraph cannot keep alone.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { resolverTypes, resolverTypesFile } from './codegen.ts';
import { compose } from './compose.ts';
import { brokenPromises, missingCacheHints, missingDescriptions } from './lint.ts';
import { readSubgraph, root, subgraphs } from './sources.ts';
import { trustedDocuments } from './trusted.ts';

const check = process.argv.includes('--check');

/** Every derived file with its text. */
async function derive(): Promise<Map<string, string>> {
  const { supergraph, api } = compose();
  const documents = subgraphs.map(({ name }) => ({ name, document: readSubgraph(name) }));
  const problems = [
    ...missingDescriptions(api),
    ...brokenPromises(documents),
    ...missingCacheHints(documents),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const files = new Map([
    [join(root, 'schema', 'supergraph.graphql'), supergraph],
    [join(root, 'schema', 'api.graphql'), api],
    [join(root, 'schema', 'trusted-documents.json'), trustedDocuments()],
  ]);
  for (const { name } of subgraphs) files.set(resolverTypesFile(name), await resolverTypes(name));
  return files;
}

function current(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

try {
  const files = await derive();
  const stale = [...files].filter(([file, text]) => current(file) !== text);
  for (const [file, text] of stale) {
    if (check) {
      console.error(`${relative(root, file)} is stale: run \`npm run schema\` and commit it.`);
    } else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      console.log(`${relative(root, file)} written`);
    }
  }
  if (stale.length === 0) console.log('Everything derived from the schema is up to date.');
  if (check && stale.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
