import type DataLoader from 'dataloader';
import { type DataSource, EntitySchema } from 'typeorm';
import { rowLoader } from '../batching.ts';
import type { Columns } from '../database/columns.ts';
import { rowsByKeys } from '../database/rows.ts';
import type { Language } from '../graphql/language.ts';

/** A row of `sources`: a document or page that facts are known from, in the shape of the schema's `Source`. */
export interface Source {
  readonly code: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly publishedOn: string | null;
  readonly language: Language | null;
  readonly locator: string | null;
  readonly verified: boolean;
}

/** The register of sources. Every subgraph keeps the same one in its own schema. */
export const SourceEntity = new EntitySchema<Source>({
  name: 'Source',
  tableName: 'sources',
  columns: {
    code: { type: 'text', primary: true, primaryKeyConstraintName: 'sources_pkey' },
    title: { type: 'text' },
    publisher: { type: 'text', nullable: true },
    publishedOn: { name: 'published_on', type: 'text', nullable: true },
    language: { type: 'text', nullable: true },
    locator: { type: 'text', nullable: true },
    verified: { type: 'boolean' },
  } satisfies Columns<Source>,
});

/** Loads sources by code, all of a request in one statement. */
export function sourceLoader(db: DataSource): DataLoader<string, Source | null> {
  return rowLoader(
    (codes) => rowsByKeys(db, SourceEntity, 'code', codes),
    (source) => source.code,
  );
}

/**
 * The sources of a record in the order of its codes, the main one first.
 *
 * @throws {Error} when the register lacks one: the seed loader checks each code, so this is a fault.
 */
export async function sourcesOf(
  record: { readonly sourceCodes: readonly string[] },
  { loaders }: { readonly loaders: { readonly source: DataLoader<string, Source | null> } },
): Promise<Source[]> {
  const sources = await loaders.source.loadMany(record.sourceCodes);
  return sources.map((source, i) => {
    if (source instanceof Error) throw source;
    if (source === null) throw new Error(`There is no source ${record.sourceCodes[i]}`);
    return source;
  });
}
