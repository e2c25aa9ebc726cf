import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { EntityManager } from 'typeorm';
import type { StatedCell } from './layout.ts';

/** The temporary table that a file is read into; it goes with the transaction. */
export const staging = 'pg_temp.trade_staging';

/** The columns that make a cell, named as in `export_flows` but for the year. */
export const cellColumns =
  'origin, year, country_code, sector_code, commodity_code, hs_chapter, region';

/** A cell with the line of the file that states it. */
export interface StagedCell {
  readonly line: number;
  readonly cell: StatedCell;
}

/** How much text is sent to the server at a time, in characters. */
const chunkLength = 1 << 16;

/** Makes the empty staging table. */
export async function createStaging(manager: EntityManager): Promise<void> {
  await manager.query(`
    CREATE TEMPORARY TABLE trade_staging (
      line integer NOT NULL, level smallint NOT NULL, of_world boolean NOT NULL, detail text NOT NULL,
      origin text NOT NULL, year text NOT NULL, country_code text, sector_code text, commodity_code text,
      hs_chapter text, region text, value numeric NOT NULL
    ) ON COMMIT DROP`);
}

/** Streams cells into the staging table. No more than a chunk is held at a time. */
export async function stage(client: PoolClient, cells: AsyncIterable<StagedCell>): Promise<void> {
  const into = client.query(copyFrom(`COPY ${staging} FROM STDIN`));
  await pipeline(Readable.from(chunks(cells)), into);
}

async function* chunks(cells: AsyncIterable<StagedCell>): AsyncGenerator<Buffer> {
  let text = '';
  for await (const { line, cell } of cells) {
    text += copyLine(line, cell);
    if (text.length < chunkLength) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

/** A line of COPY's text format: tabs between columns, `\N` for null. */
function copyLine(line: number, cell: StatedCell): string {
  const { origin, year, countryCode, sectorCode, commodityCode, hsChapter, region, value } = cell;
  const texts = [origin, year, countryCode, sectorCode, commodityCode, hsChapter, region]
    .map((text) => (text === null ? '\\N' : escaped(text)))
    .join('\t');
  return `${line}\t${cell.level}\t${cell.ofWorld ? 't' : 'f'}\t${escaped(cell.detail)}\t${texts}\t${value}\n`;
}

const needsEscape = /[\\\t\n\r]/;

const escaped = (text: string): string =>
  needsEscape.test(text)
    ? text
        .replaceAll('\\', '\\\\')
        .replaceAll('\t', '\\t')
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r')
    : text;

/** A line that states what an earlier one did. */
export interface Repetition {
  readonly line: number;
  readonly first: number;
}

/** The lines that repeat an earlier one's cell, at most `most` of them; they are taken out. */
export async function takeRepetitions(manager: EntityManager, most: number): Promise<Repetition[]> {
  const key = `${cellColumns}, detail, level, of_world`;
  const [any]: unknown[] = await manager.query(
    `SELECT 1 FROM ${staging} GROUP BY ${key} HAVING count(*) > 1 LIMIT 1`,
  );
  if (any === undefined) return [];
  const found: Repetition[] = await manager.query(
    `SELECT line, min(first) AS first FROM (
       SELECT line, min(line) OVER (PARTITION BY ${key}) AS first FROM ${staging}
     ) AS s WHERE line <> first GROUP BY line ORDER BY line LIMIT $1`,
    [most],
  );
  await manager.query(`DELETE FROM ${staging} WHERE line = ANY($1::integer[])`, [
    found.map(({ line }) => line),
  ]);
  return found;
}

/** What a file states at one of its levels. */
interface Level {
  readonly year: string;
  readonly of_world: boolean;
  readonly level: number;
  readonly lines: string;
  readonly value: string;
}

/** Which of a file's levels is loaded. */
export interface ChosenLevel {
  /** Digits of the HS code; 0 for a file without levels. */
  readonly level: number;
  readonly ofWorld: boolean;
  /** How many lines are of other levels, or of the world beside its partners; they are taken out. */
  readonly others: number;
  /** The sums of the world beside partners, by year, at the level chosen. */
  readonly worldSums: ReadonlyMap<string, string>;
}

/** The one level of a file whose rows are cells as they stand. */
export const onlyLevel: ChosenLevel = { level: 0, ofWorld: false, others: 0, worldSums: new Map() };

/**
 * Chooses one level of a file that mixes them, and takes the others out: partners go before the world, whose rows are
 * their sum; then the coarsest level that every year has, as it is the publisher's own sum of the finer ones.
 * Undefined where the years have no level in common.
 */
export async function chooseLevel(manager: EntityManager): Promise<ChosenLevel | undefined> {
  const all: Level[] = await manager.query(
    `SELECT year, of_world, level, count(*) AS lines, sum(value) AS value FROM ${staging} GROUP BY 1, 2, 3`,
  );
  const ofWorld = all.every((row) => row.of_world);
  const own = all.filter((row) => row.of_world === ofWorld);
  const years = [...new Set(own.map(({ year }) => year))];
  const level = [...new Set(own.map((row) => row.level))]
    .sort((a, b) => a - b)
    .find((candidate) =>
      years.every((year) => own.some((row) => row.year === year && row.level === candidate)),
    );
  if (level === undefined)
    return all.length === 0 ? { level: 0, ofWorld, others: 0, worldSums: new Map() } : undefined;
  const dropped = all.filter((row) => row.level !== level || row.of_world !== ofWorld);
  if (dropped.length > 0) {
    await manager.query(`DELETE FROM ${staging} WHERE level <> $1 OR of_world <> $2`, [
      level,
      ofWorld,
    ]);
  }
  return {
    level,
    ofWorld,
    others: dropped.reduce((sum, { lines }) => sum + Number(lines), 0),
    worldSums: new Map(
      dropped
        .filter((row) => row.of_world && row.level === level)
        .map(({ year, value }) => [year, value]),
    ),
  };
}
