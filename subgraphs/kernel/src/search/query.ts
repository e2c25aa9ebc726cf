import type { DataSource } from 'typeorm';
import { foldWords, joinedPairs, spellingsOf } from './fold.ts';

/** The codes that a text finds, by type, best first. A type without any is left out. */
export type Found = ReadonlyMap<string, readonly string[]>;

/** The most words of a text that are looked for; the others are left alone. */
const maximumWords = 16;

/** The most words of the index that one word of the text may stand for: the nearest ones. */
const maximumNearWords = 100;

/** A record that is less than this part as good as the best of its type is not worth showing. */
const leastPart = 0.2;

/**
 * What a text finds in a subgraph's search index, at most `first` records of each type.
 *
 * A word of the text finds the same word, longer ones that begin with it and, where it stands nowhere in the
 * subgraph as it is, those that are spelt much like it: by a slip of typing (in short words not of the first
 * letter, which people seldom mistake), or with half of the trigrams in common. A record is as good as the sum over the words of the text of:
 * how near its nearest word is (0 to 1), times what that word tells by its place (name, belongings, body),
 * less the more records hold such words. A name that has little besides the words asked for counts a tenth
 * more. Equal ones come by name and code.
 */
export async function searchCodes(
  db: DataSource,
  schema: string,
  text: string,
  first: number,
): Promise<Found> {
  const asked = askedWords(text);
  if (asked.length === 0) return new Map();
  const rows: { type: string; codes: string[] }[] = await db.query(
    searchStatement(schema),
    searchParameters(asked, first),
  );
  return new Map(rows.map(({ type, codes }) => [type, codes]));
}

/** Words that hold sentences together and tell no record from another. */
const functionWords = new Set(
  foldWords('of in the and or for to from by with on at an का के की को से और पर एवं तथा'),
);

/** The greatest code point: behind every word with the beginning that it follows. */
const greatest = '\u{10FFFF}';

/** The shortest word that stands for all that begin with it, unless it is the last one, which may be half typed. */
const shortestBeginning = 3;

/** A word to look for. */
export interface AskedWord {
  readonly word: string;
  /** Whether longer words that begin with it are meant too. */
  readonly begins: boolean;
  /** To find it mistyped; empty where it must stand as it is. */
  readonly spellings: readonly string[];
}

/** The words of a text that tell something, each once, and its neighbouring words written as one. */
export function askedWords(text: string): AskedWord[] {
  const all = foldWords(text).slice(0, maximumWords);
  const telling = all.filter((word) => !functionWords.has(word));
  const words = telling.length > 0 ? telling : all;
  return [...new Set([...words, ...joinedPairs(words)])].map((word) => ({
    word,
    begins: word.length >= shortestBeginning || word === words.at(-1),
    spellings: words.includes(word) ? spellingsOf(word) : [],
  }));
}

/** The parameters of the statement. Lists, whose length the planner knows, unlike that of a JSON text. */
export function searchParameters(asked: readonly AskedWord[], first: number): unknown[] {
  const spellings = asked.flatMap((word, i) =>
    word.spellings.map((spelling) => ({ position: i + 1, spelling })),
  );
  return [
    asked.map(({ word }) => word),
    asked.map(({ begins }) => begins),
    spellings.map(({ position }) => position),
    spellings.map(({ spelling }) => spelling),
    first,
  ];
}

/**
 * The statement: `$1` the asked words, `$2` which of them may be beginnings, `$3` and `$4` the spellings of
 * those that may be mistyped with the places of their words in `$1`, `$5` how many records of each type.
 *
 * Words with one beginning are a range of the primary key, `%` is served by the trigram index.
 */
export function searchStatement(schema: string): string {
  return `
    WITH asked AS MATERIALIZED (
      SELECT a.*, a.position = ANY($3::integer[])
                  AND NOT EXISTS (SELECT FROM ${schema}.search_postings p WHERE p.word = a.word) AS forgiving
      FROM unnest($1::text[], $2::boolean[]) WITH ORDINALITY AS a(word, begins, position)
    ), near AS (
      SELECT a.position, n.word, n.closeness
      FROM asked a CROSS JOIN LATERAL (
        SELECT c.word, max(c.closeness) AS closeness
        FROM (
          SELECT a.word, 1 AS closeness
          UNION ALL
          SELECT w.word, 0.6 + 0.3 * length(a.word) / length(w.word)
          FROM ${schema}.search_words w
          WHERE a.begins AND w.word > a.word AND w.word < a.word || '${greatest}'
          UNION ALL
          SELECT w.word, 0.7
          FROM unnest($3::integer[], $4::text[]) AS s(position, spelling)
          JOIN ${schema}.search_spellings w USING (spelling)
          WHERE a.forgiving AND s.position = a.position
            AND (length(a.word) >= 6 OR left(w.word, 1) = left(a.word, 1))
          UNION ALL
          SELECT w.word, 0.8 * public.similarity(w.word, a.word) FROM ${schema}.search_words w
          WHERE a.forgiving AND w.word OPERATOR(public.%) a.word
            AND public.similarity(w.word, a.word) >= 0.5 AND left(w.word, 1) = left(a.word, 1)
        ) AS c
        GROUP BY c.word
        ORDER BY closeness DESC, length(c.word), c.word
        LIMIT ${maximumNearWords}
      ) AS n
    ), hits AS (
      SELECT n.position, p.type_name, p.code, max(n.closeness * p.weight) AS score
      FROM near n JOIN ${schema}.search_postings p USING (word)
      GROUP BY n.position, p.type_name, p.code
    ), common AS (
      SELECT position, 1 + ln(count(*)) AS commonness FROM hits GROUP BY position
    ), sums AS (
      SELECT h.type_name, h.code, sum(h.score / c.commonness) AS score
      FROM hits h JOIN common c USING (position)
      GROUP BY h.type_name, h.code
    ), scored AS (
      -- Rounded, since the last digits of a sum depend on the order of its parts.
      SELECT type_name, code, d.name,
             round((s.score * (1 + 0.1 * least(1, cardinality($1::text[])::float8 / greatest(1, d.name_length))))::numeric, 9) AS score
      FROM sums s JOIN ${schema}.search_documents d USING (type_name, code)
    ), placed AS (
      SELECT type_name, code, score, max(score) OVER (PARTITION BY type_name) AS best,
             row_number() OVER (PARTITION BY type_name
                                ORDER BY score DESC, name COLLATE "en-x-icu", code COLLATE "C") AS place
      FROM scored
    )
    SELECT type_name AS type, array_agg(code ORDER BY place) AS codes
    FROM placed
    WHERE place <= $5::integer AND score >= best * ${leastPart}
    GROUP BY type_name`;
}
