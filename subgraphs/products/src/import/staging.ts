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
