import type { EntityManager } from 'typeorm';
import { foldWords, formsOf, joinedPairs, spellingsOf, type Word } from './fold.ts';
import { tellingWords, wholeNames } from './names.ts';
import type { SearchRecord, SearchSource } from './records.ts';
import type { SearchPosting } from './tables.ts';

/** How much a word tells by where it stands. */
const weights = { name: 1, joinedName: 0.9, related: 0.55, body: 0.25 } as const;

/**
 * Makes the search index of a subgraph anew from its records, within the transaction of `manager`: the last
 * step of every load of the seed.
 */
export async function rebuildSearch(
  manager: EntityManager,
  schema: string,
  sources: readonly SearchSource[],
): Promise<void> {
  await manager.query(`DELETE FROM ${schema}.search_documents`);
  await manager.query(`DELETE FROM ${schema}.search_words`);
  await manager.query(`DELETE FROM ${schema}.search_spellings`);
  for (const { typeName, read } of sources) {
    await insert(manager, schema, typeName, await read(manager, undefined));
  }
  // The first questions come before autovacuum does.
  await manager.query(
    `ANALYZE ${schema}.search_documents, ${schema}.search_words, ${schema}.search_spellings,
             ${schema}.search_postings`,
  );
  // Until then new words are in a list beside the trigram index, which is read from end to end.
  await manager.query(`SELECT gin_clean_pending_list('${schema}.search_words_word_idx')`);
}

/**
 * Brings single records of one type up to date in the search index, within the transaction that changed
 * them. Codes that no record has any more are taken out.
 */
export async function refreshSearch(
  manager: EntityManager,
  schema: string,
  { typeName, read }: SearchSource,
  codes: readonly string[],
): Promise<void> {
  await manager.query(
    `DELETE FROM ${schema}.search_documents WHERE type_name = $1 AND code = ANY($2::text[])`,
    [typeName, codes],
  );
  await insert(manager, schema, typeName, await read(manager, codes));
}

/** How many records go to the database at once, so that no statement takes long. */
const sliceLength = 2_000;

async function insert(
  manager: EntityManager,
  schema: string,
  typeName: string,
  records: readonly SearchRecord[],
): Promise<void> {
  for (let start = 0; start < records.length; start += sliceLength) {
    await insertSlice(manager, schema, typeName, records.slice(start, start + sliceLength));
  }
}

async function insertSlice(
  manager: EntityManager,
  schema: string,
  typeName: string,
  records: readonly SearchRecord[],
): Promise<void> {
  const postings = records.flatMap((record) => postingsOf(typeName, record));
  // Whole names and neighbouring words written as one are found as they are, or not at all.
  const words = [
    ...new Set(postings.filter(({ isCompound }) => !isCompound).map(({ word }) => word)),
  ].sort();
  const spellings = words.flatMap((word) =>
    spellingsOf(word).map((spelling) => ({ spelling, word })),
  );
  await manager.query(
    `INSERT INTO ${schema}.search_documents (type_name, code, name, name_length)
     SELECT $1, code, name, name_length
     FROM unnest($2::text[], $3::text[], $4::integer[]) AS r(code, name, name_length)`,
    [
      typeName,
      records.map(({ code }) => code),
      records.map(({ title }) => title),
      records.map(({ title }) => tellingWords(title).length),
    ],
  );
  await manager.query(
    `INSERT INTO ${schema}.search_words (word) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING`,
    [words],
  );
  await manager.query(
    `INSERT INTO ${schema}.search_spellings (spelling, word)
     SELECT spelling, word FROM unnest($1::text[], $2::text[]) AS r(spelling, word)
     ON CONFLICT DO NOTHING`,
    [spellings.map(({ spelling }) => spelling), spellings.map(({ word }) => word)],
  );
  await manager.query(
    `INSERT INTO ${schema}.search_postings (word, type_name, code, weight)
     SELECT word, $1, code, weight
     FROM unnest($2::text[], $3::text[], $4::real[]) AS r(word, code, weight)`,
    [
      typeName,
      postings.map(({ word }) => word),
      postings.map(({ code }) => code),
      postings.map(({ weight }) => weight),
    ],
  );
}

/** A posting, and whether its word is nowhere in the record but as several, written as one. */
interface WordOfRecord extends SearchPosting {
  readonly isCompound: boolean;
}

/** The longest whole name that is kept, in characters: no longer text can be asked for. */
const longestWhole = 200;

/** The words of a record, each once, with the weight of the best place in which it stands. */
function postingsOf(typeName: string, { code, ...record }: SearchRecord): WordOfRecord[] {
  const best = new Map<string, number>();
  const note = (word: string, weight: number): void => {
    best.set(word, Math.max(weight, best.get(word) ?? 0));
  };
  const noteForms = (words: readonly Word[], weight: number): void => {
    for (const { word, closeness } of words.flatMap(formsOf)) note(word, weight * closeness);
  };
  const names = record.names.map(wordsOf);
  noteForms(names.flat(), weights.name);
  noteForms([...record.related.flatMap(wordsOf), ...foldWords(code)], weights.related);
  noteForms(record.body.flatMap(wordsOf), weights.body);
  const single = new Set(best.keys());
  for (const pair of names.flatMap(joinedPairs)) note(pair, weights.joinedName);
  for (const whole of record.names.flatMap((name) => wholeNames(name ?? ''))) {
    if (whole.length <= longestWhole) note(whole, weights.name);
  }
  return [...best].map(([word, weight]) => ({
    word,
    typeName,
    code,
    weight,
    isCompound: !single.has(word),
  }));
}

const wordsOf = (text: string | null): Word[] => (text === null ? [] : foldWords(text));
