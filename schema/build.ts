/**
 * `npm run schema`: derives everything that follows from the SDL and writes it where it is committed.
 * `npm run schema -- --check`: writes nothing, and ends with 1 when a committed file is stale.
 * Both end with 1 on a composition error or hint, a variant that is no schema, a missing description or cache hint, a list of
 * unknown length, a tag that names no variant, a promise that a subgraph cannot keep alone, and what else the rules of the
 * public schema refuse: names, nulls, lists without an end, deprecations without a day.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { resolverTypes, resolverTypesFile } from './codegen.ts';
import { compose } from './compose.ts';
import { brokenPromises, missingCacheHints, missingDescriptions } from './lint.ts';
import { publicProblems } from './lint-public.ts';
import { unsizedLists } from './list-sizes.ts';
import { readSubgraph, root, subgraphs } from './sources.ts';
import { trustedDocuments } from './trusted.ts';
import { strangeTags } from './variants.ts';

const check = process.argv.includes('--check');

/** Every derived file with its text. */
async function derive(): Promise<Map<string, string>> {
  const { supergraph, apis } = compose();
  const documents = subgraphs.map(({ name }) => ({ name, document: readSubgraph(name) }));
  const problems = [
    ...missingDescriptions(apis.internal),
    ...publicProblems(apis.internal),
    ...unsizedLists(apis.internal, supergraph),
    ...brokenPromises(documents),
    ...missingCacheHints(documents),
    ...strangeTags(documents),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const files = new Map([
    [join(root, 'schema', 'supergraph.graphql'), supergraph],
    [join(root, 'schema', 'api.graphql'), apis.public],
    [join(root, 'schema', 'api.partner.graphql'), apis.partner],
    [join(root, 'schema', 'api.internal.graphql'), apis.internal],
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
