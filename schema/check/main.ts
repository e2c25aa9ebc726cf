/**
 * `npm run schema:check`: holds the schemas against their last release and writes what is not released yet into
 * `schema/CHANGELOG.md`. `npm run schema:check -- --check` writes nothing, and ends with 1 where the file is stale.
 * `npm run schema:release -- 0.2.0`: the same check, then makes what is there a release.
 * All end with 1 on a breaking change that is not due and on an operation that is no longer valid.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../sources.ts';
import { withRelease, withUnreleased } from './changelog.ts';
import { checkSchemas } from './check.ts';
import { readSchemas, releasedFile } from './schemas.ts';

const changelogFile = join(root, 'schema', 'CHANGELOG.md');

function release(version: string, schemas: ReturnType<typeof readSchemas>, changelog: string) {
  writeFileSync(changelogFile, changelog);
  for (const { name, sdl } of schemas) {
    mkdirSync(dirname(releasedFile(name)), { recursive: true });
    writeFileSync(releasedFile(name), sdl);
  }
  console.log(`${version} is released: commit schema/released and schema/CHANGELOG.md.`);
}

async function main(words: readonly string[]): Promise<number> {
  const today = new Date().toISOString().slice(0, 10);
  const schemas = readSchemas();
  const { problems, warnings, compared } = await checkSchemas(schemas, today);
  for (const line of warnings) console.log(line);
  for (const line of problems) console.error(line);
  const before = existsSync(changelogFile) ? readFileSync(changelogFile, 'utf8') : '';
  const at = words.indexOf('--release');
  if (at >= 0) {
    if (problems.length > 0) return 1;
    const version = words[at + 1] ?? '';
    release(version, schemas, withRelease(before, compared, version, today));
    return 0;
  }
  const after = withUnreleased(before, compared);
  if (after === before) {
    if (problems.length === 0) console.log('The schema keeps what its last release promised.');
  } else if (words.includes('--check')) {
    console.error('schema/CHANGELOG.md is stale: run `npm run schema:check` and commit it.');
    return 1;
  } else {
    writeFileSync(changelogFile, after);
    console.log('schema/CHANGELOG.md written');
  }
  return problems.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
