import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../sources.ts';
import type { CheckedSchema } from './check.ts';
import { readOperations } from './operations.ts';

/** The schemas that clients build on, each a file that `npm run schema` derives. A further one is a further line. */
const published = [{ name: 'api', title: 'Public schema', file: 'schema/api.graphql' }] as const;

/** Where the last release of a schema lies. */
export const releasedFile = (name: string): string =>
  join(root, 'schema', 'released', `${name}.graphql`);

/** Reads the schemas, their last releases and the operations registered with them. */
export function readSchemas(): CheckedSchema[] {
  const operations = readOperations(join(root, 'schema', 'operations'));
  return published.map(({ name, title, file }) => {
    const released = releasedFile(name);
    return {
      name,
      title,
      sdl: readFileSync(join(root, file), 'utf8'),
      released: existsSync(released) ? readFileSync(released, 'utf8') : undefined,
      operations,
    };
  });
}
