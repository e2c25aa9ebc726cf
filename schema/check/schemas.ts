import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../sources.ts';
import type { CheckedSchema } from './check.ts';
import { readOperations } from './operations.ts';

const folder = join(root, 'schema');

/** A schema that clients build on, as `npm run schema` derives it: the public one, and one for each further audience. */
const published = /^api(?:\.(\w+))?\.graphql$/;

/** What the changelog calls the schema of an audience: `Public schema`, `Partner schema`. */
const titleOf = (audience = 'public'): string =>
  `${audience.charAt(0).toUpperCase()}${audience.slice(1)} schema`;

/** Where the last release of a schema lies. */
export const releasedFile = (name: string): string => join(folder, 'released', `${name}.graphql`);

/** Reads the schemas, their last releases and the operations registered with them; the public one first. */
export function readSchemas(): CheckedSchema[] {
  const operations = readOperations(join(folder, 'operations'));
  return readdirSync(folder)
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .flatMap((file) => {
      const match = published.exec(file);
      if (match === null) return [];
      const name = file.replace(/\.graphql$/, '');
      const released = releasedFile(name);
      return {
        name,
        title: titleOf(match[1]),
        sdl: readFileSync(join(folder, file), 'utf8'),
        released: existsSync(released) ? readFileSync(released, 'utf8') : undefined,
        operations,
      };
    });
}
