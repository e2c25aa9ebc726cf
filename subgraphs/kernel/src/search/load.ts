import type { DataSource } from 'typeorm';
import { argumentsLoader } from '../batching.ts';
import type { SearchAsked } from './asked.ts';
import { type Found, searchCodes } from './query.ts';

/** Loads what searches find: each in one statement, whatever number of lists is asked of it. */
export interface SearchLoader {
  load(asked: SearchAsked): Promise<Found>;
}

/** The search of one request over the index of a subgraph. */
export function searchLoader(db: DataSource, schema: string): SearchLoader {
  const searches = argumentsLoader(async ({ text, first }: SearchAsked, parents) => {
    const found = await searchCodes(db, schema, text, first);
    return parents.map(() => found);
  });
  return {
    load: ({ text, first }) => searches.load({ parent: '', args: { text, first } }),
  };
}

/** The records of a type that a search finds, best first. One that went away in the meantime is left out. */
export async function foundRecords<Row>(
  typeName: string,
  asked: SearchAsked,
  search: SearchLoader,
  records: { load(code: string): Promise<Row | null> },
): Promise<Row[]> {
  const codes = (await search.load(asked)).get(typeName) ?? [];
  const rows = await Promise.all(codes.map((code) => records.load(code)));
  return rows.filter((row) => row !== null);
}
