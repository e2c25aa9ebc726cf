import type { DataSource } from 'typeorm';
import { formsOf, joinedPairs, spellingsOf, type Word } from './fold.ts';
import { tellingWords, wholeName } from './names.ts';

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
 * A word of the text finds the same word, as it is written or, a little less near, as it sounds, and longer ones
 * that begin with it. Where it stands nowhere in the subgraph it finds those that are spelt much like it: by a slip
 * of typing (in short words not of the first letter, which people seldom mistake), or with half of the trigrams in
 * common; but not in what is said about a record, whose many words look like anything.
 *
 * A record is as good as the sum over the words of the text of: how near its nearest word is (0 to 1), times what that
 * word tells by its place (name, belongings, body), less the more records of its type hold such words. A title that has
 * little besides the words asked for counts a tenth more, a record of which the text is a whole name three tenths.
 * Equal ones come by name and code.
 */
export async function searchCodes(
  db: DataSource,
  schema: string,
  text: string,
  first: number,
): Promise<Found> {
  const asked = askedText(text);
  if (asked.forms.length === 0) return new Map();
  const rows: { type: string; codes: string[] }[] = await db.query(
    searchStatement(schema),
    searchParameters(asked, first),
  );
  return new Map(rows.map(({ type, codes }) => [type, codes]));
}

/** The greatest code point: behind every word with the beginning that it follows. */
const greatest = '\u{10FFFF}';

/** The shortest word that stands for all that begin with it, unless it is the last one, which may be half typed. */
const shortestBeginning = 3;

/** A form of a word to look for, or several words written as one. */
export interface AskedForm {
  /** Which of the words of the text it is a form of, from 1; 0 for the whole text as a name. */
  readonly position: number;
  readonly word: string;
  /** How near it is to what was asked for (0 to 1). */
  readonly closeness: number;
  /** Whether longer words that begin with it are meant too. */
  readonly begins: boolean;
  /** To find it mistyped; empty where it must stand as it is. */
  readonly spellings: readonly string[];
}

/** What is looked for. */
export interface AskedText {
  readonly forms: readonly AskedForm[];
  /** How many words the text has that tell something. */
  readonly length: number;
}

/** What to look for: the words of a text that tell something, neighbours written as one, and the text as a name. */
export function askedText(text: string): AskedText {
  const words = distinct(tellingWords(text).slice(0, maximumWords));
  const exactly = { closeness: 1, begins: false, spellings: [] } as const;
  const single = words.flatMap((word, i) =>
    formsOf(word).map((form) => ({
      ...form,
      position: i + 1,
      begins: form.word.length >= shortestBeginning || i === words.length - 1,
      spellings: spellingsOf(form.word),
    })),
  );
  const pairs = joinedPairs(words).map((word, i) => ({
    ...exactly,
    position: words.length + i + 1,
    word,
    begins: true,
  }));
  const whole = { ...exactly, position: 0, word: wholeName(words) };
  return {
    forms: [...single, ...pairs, ...(words.length > 0 ? [whole] : [])],
    length: words.length,
  };
}

const distinct = (words: readonly Word[]): Word[] => [
  ...new Map(words.map((word) => [word.plain, word])).values(),
];

/** The parameters of the statement. Lists, whose length the planner knows, unlike that of a JSON text. */
export function searchParameters({ forms, length }: AskedText, first: number): unknown[] {
  const spellings = forms.flatMap((form, i) =>
    form.spellings.map((spelling) => ({ form: i + 1, spelling })),
  );
  return [
    forms.map(({ position }) => position),
    forms.map(({ word }) => word),
    forms.map(({ closeness }) => closeness),
    forms.map(({ begins }) => begins),
    spellings.map(({ form }) => form),
    spellings.map(({ spelling }) => spelling),
    length,
    first,
  ];
}

/** What a word tells at least where one that is only spelt much like it counts: in names and belongings. */
const leastForgiven = 0.4;

/** A sound of fewer letters stands in the index by accident, which is no sign that the word is typed right. */
const shortestSound = 4;

/**
 * The statement: `$1` to `$4` the asked forms (position, word, closeness, whether it may be a beginning), `$5` and
 * `$6` the spellings of those that may be mistyped with the places of these forms in the lists, `$7` how many
 * words are asked for, `$8` how many records of each type.
 *
 * Words with one beginning are a range of the primary key, `%` is served by the trigram index.
 */
export function searchStatement(schema: string): string {
  return `
    WITH asked AS MATERIALIZED (
      SELECT a.*, a.form = ANY($5::integer[])
                  AND bool_and((a.closeness < 1 AND length(a.word) < ${shortestSound})
                               OR NOT EXISTS (SELECT FROM ${schema}.search_postings p WHERE p.word = a.word))
                      OVER (PARTITION BY a.position) AS forgiving
      FROM unnest($1::integer[], $2::text[], $3::float8[], $4::boolean[])
           WITH ORDINALITY AS a(position, word, closeness, begins, form)
    ), near AS (
      SELECT a.position, n.word, a.closeness * n.closeness AS closeness, n.guessed
      FROM asked a CROSS JOIN LATERAL (
        SELECT c.word, max(c.closeness) AS closeness, bool_and(c.guessed) AS guessed
        FROM (
          SELECT a.word, 1 AS closeness, false AS guessed
          UNION ALL
          SELECT w.word, 0.6 + 0.3 * length(a.word) / length(w.word), false
          FROM ${schema}.search_words w
          WHERE a.begins AND w.word > a.word AND w.word < a.word || '${greatest}'
          UNION ALL
          SELECT w.word, 0.7, true
          FROM unnest($5::integer[], $6::text[]) AS s(form, spelling)
          JOIN ${schema}.search_spellings w USING (spelling)
          WHERE a.forgiving AND s.form = a.form
            AND (length(a.word) >= 6 OR left(w.word, 1) = left(a.word, 1))
          UNION ALL
          SELECT w.word, 0.8 * public.similarity(w.word, a.word), true FROM ${schema}.search_words w
          WHERE a.forgiving AND w.word OPERATOR(public.%) a.word
            AND public.similarity(w.word, a.word) >= 0.5 AND left(w.word, 1) = left(a.word, 1)
        ) AS c
        GROUP BY c.word
        ORDER BY closeness DESC, length(c.word), c.word
        LIMIT ${maximumNearWords}
      ) AS n
    ), hits AS (
      -- OFFSET 0 keeps the planner, which takes each word for many, from reading all postings instead of these.
      SELECT n.position, p.type_name, p.code, max(n.closeness * p.weight) AS score
      FROM near n CROSS JOIN LATERAL (
        SELECT p.type_name, p.code, p.weight FROM ${schema}.search_postings p
        WHERE p.word = n.word AND (NOT n.guessed OR p.weight >= ${leastForgiven})
        OFFSET 0
      ) AS p
      GROUP BY n.position, p.type_name, p.code
    ), common AS (
      -- Among records of one type: what is common among agreements may tell one event from all others.
      SELECT position, type_name, 1 + ln(count(*)) AS commonness FROM hits GROUP BY position, type_name
    ), sums AS (
      SELECT type_name, h.code, sum(h.score / c.commonness) FILTER (WHERE position > 0) AS score,
             coalesce(max(h.score) FILTER (WHERE position = 0), 0) AS whole
      FROM hits h JOIN common c USING (position, type_name)
      GROUP BY type_name, h.code
    ), scored AS (
      -- Rounded, since the last digits of a sum depend on the order of its parts.
      SELECT type_name, code, d.name,
             round((s.score * (1 + 0.1 * least(1, $7::float8 / greatest(1, d.name_length)) + 0.3 * s.whole))::numeric, 9) AS score
      FROM sums s JOIN ${schema}.search_documents d USING (type_name, code)
    ), placed AS (
      SELECT type_name, code, score, max(score) OVER (PARTITION BY type_name) AS best,
             row_number() OVER (PARTITION BY type_name
                                ORDER BY score DESC, name COLLATE "en-x-icu", code COLLATE "C") AS place
      FROM scored
    )
    SELECT type_name AS type, array_agg(code ORDER BY place) AS codes
    FROM placed
    WHERE place <= $8::integer AND score >= best * ${leastPart}
    GROUP BY type_name`;
}
