import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { parse } from 'csv-parse';

/** The columns of the file, in the graph's own format. */
const heading = 'fiscal_year,origin,commodity_code,hs_chapter,country_code,value_usd_million';

/** What tells cells of the synthetic table apart, each list in the order in which small tables take from it. */
export interface Shape {
  readonly years: readonly string[];
  readonly origins: readonly string[];
  readonly commodities: readonly string[];
  /** How many chapters the cells of a commodity lie in, all of its own. */
  readonly chapters: number;
  /** An empty one is 'unspecified'. */
  readonly countries: readonly string[];
}

/** Codes of the graph, and the sector of each commodity. */
export interface Codes {
  readonly commodities: readonly string[];
  readonly countries: readonly string[];
  readonly chapters: readonly string[];
}

/** The last fiscal year of every synthetic table. */
export const latestYear = 2024;

/** The origins: those of the graph's states, and India's. No one is the sum of others. */
const origins = ['IN', 'IN-UP', 'IN-JK'];

/** What questions of the benchmark name, so that tables of all sizes have it. */
const asked = {
  countries: ['JP', 'US', 'DE', ''],
  commodities: ['tea', 'cotton-yarn'],
};

const yearName = (start: number): string =>
  `${start}-${String((start + 1) % 100).padStart(2, '0')}`;

/** The codes that the seed has: sectors' commodities first, as most questions are about sectors. */
export async function readCodes(): Promise<Codes> {
  const commodities = await seedRows('commodities.csv');
  const withSector = commodities.filter(({ sector_code: sector }) => sector !== '');
  const others = commodities.filter(({ sector_code: sector }) => sector === '');
  const code = (row: Readonly<Record<string, string>>): string => row.code ?? '';
  const first = (codes: readonly string[], all: readonly string[]): string[] => [
    ...new Set([...codes.filter((one) => one === '' || all.includes(one)), ...all]),
  ];
  return {
    commodities: first(asked.commodities, [...withSector, ...others].map(code)),
    countries: first(asked.countries, (await seedRows('country_regions.csv')).map(code)),
    chapters: (await seedRows('hs_chapters.csv')).map(code),
  };
}

async function seedRows(file: string): Promise<Readonly<Record<string, string>>[]> {
  const path = join(import.meta.dirname, '..', 'seed', file);
  const rows: Readonly<Record<string, string>>[] = [];
  for await (const row of createReadStream(path).pipe(parse({ columns: true, bom: true }))) {
    rows.push(row as Record<string, string>);
  }
  return rows;
}

/**
 * The shape of a table of so many rows. Dimensions grow one after another until there is room: a small table has few
 * countries and commodities, and one of millions all of them and ten years. Commodities lie in several chapters.
 *
 * @throws {Error} where there is no room for so many rows.
 */
export function shapeFor(rows: number, codes: Codes): Shape {
  const most = {
    commodities: codes.commodities.length,
    countries: codes.countries.length,
    years: 10,
    chapters: codes.chapters.length,
  } as const;
  const size = { commodities: 12, countries: 10, years: 4, chapters: 1 };
  const room = (): number =>
    size.commodities * size.countries * size.years * size.chapters * origins.length;
  // A tenth stays empty: real tables have gaps.
  const isFull = (): boolean => room() < rows * 1.1;
  const grow = (name: keyof typeof size, to: number): void => {
    while (isFull() && size[name] < to) size[name] = Math.min(to, Math.ceil(size[name] * 1.5));
  };
  // Chapters first, so that tables of all sizes have about as many cells to a row of their rollups.
  grow('chapters', 8);
  grow('countries', most.countries);
  grow('commodities', most.commodities);
  grow('years', most.years);
  grow('chapters', most.chapters);
  if (room() < rows) throw new Error(`There is no room for ${rows} rows.`);
  return {
    years: Array.from({ length: size.years }, (_, i) => yearName(latestYear - size.years + 1 + i)),
    origins,
    commodities: codes.commodities.slice(0, size.commodities),
    chapters: size.chapters,
    countries: codes.countries.slice(0, size.countries),
  };
}

/** A row of the synthetic table. */
export interface SyntheticRow {
  readonly year: string;
  readonly origin: string;
  readonly commodity: string;
  readonly chapter: string;
  readonly country: string;
  readonly value: string;
}

/** A number from 0 up to 1 that looks random and depends on the seed alone. */
function noise(seed: number): number {
  let x = (seed ^ 0x9e3779b9) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}

/**
 * The rows, in the order of publishers: years, then origins, commodities and countries. Each is another cell, and the
 * same number of rows gives the same rows. Values fall off with the rank of commodity and country, as trade does.
 */
export function* syntheticRows(rows: number, codes: Codes): Generator<SyntheticRow> {
  const { years, origins, commodities, chapters, countries } = shapeFor(rows, codes);
  const room = years.length * origins.length * commodities.length * chapters * countries.length;
  const at = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;
  for (let i = 0; i < rows; i++) {
    // One cell out of each of as many equal parts of the room: all differ, and leave gaps at random.
    const from = Math.ceil((i * room) / rows);
    const to = Math.ceil(((i + 1) * room) / rows);
    let place = from + Math.floor(noise(i) * (to - from));
    const take = (size: number): number => {
      const found = place % size;
      place = (place - found) / size;
      return found;
    };
    const country = take(countries.length);
    const chapter = take(chapters);
    const commodity = take(commodities.length);
    const origin = take(origins.length);
    const year = take(years.length);
    const weight =
      (1000 * (1 + year / 8)) / ((1 + country) * (1 + commodity / 4) * (1 + 4 * origin));
    yield {
      year: at(years, year),
      origin: at(origins, origin),
      commodity: at(commodities, commodity),
      // Every commodity has chapters of its own, the first of which says where it begins.
      chapter: at(codes.chapters, commodity + chapter * 7),
      country: at(countries, country),
      value: (0.001 + weight * (0.5 + noise(i + 0x5bd1e995))).toFixed(3),
    };
  }
}

/** Writes a synthetic table as a CSV file in the graph's own format; its name must say what it is. */
export async function writeSyntheticTable(path: string, rows: number, codes: Codes): Promise<void> {
  const line = ({ year, origin, commodity, chapter, country, value }: SyntheticRow): string =>
    `${year},${origin},${commodity},${chapter},${country},${value}\n`;
  await writeLines(path, `${heading}\n`, rows, codes, line);
}

/** Writes the rows of a file of synthetic rows, a line each. */
export async function writeLines(
  path: string,
  head: string,
  rows: number,
  codes: Codes,
  line: (row: SyntheticRow) => string,
): Promise<void> {
  const file = createWriteStream(path);
  let text = head;
  for (const row of syntheticRows(rows, codes)) {
    text += line(row);
    if (text.length < 1 << 18) continue;
    if (!file.write(text)) await once(file, 'drain');
    text = '';
  }
  file.end(text);
  await finished(file);
}
