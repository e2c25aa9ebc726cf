import { noAmount, readAmount } from './amount.ts';
import type { Crosswalk } from './crosswalk.ts';
import { ImportError } from './error.ts';
import { readFiscalYear, refuseOtherYear } from './fiscal-year-name.ts';
import {
  chapterOf,
  type FileFacts,
  isNothing,
  type Layout,
  type Reading,
  rejected,
  toName,
} from './layout.ts';
import { dollarMillions, inRupees, tableIn, unitIn } from './published-unit.ts';
import { unknownName } from './unknown-name.ts';

/** A column of values: the fiscal year as `2021-2022`, with or without a remark in brackets. */
const yearColumn = /^(\d{4}\s*-\s*(?:\d{4}|\d{2}))(\s*\(.*\))?$/;

/** The years of a heading with the columns in which they stand. */
function yearsOf(heading: readonly string[]): { year: string; column: number }[] {
  return heading.flatMap((cell, column) => {
    const [, text = ''] = yearColumn.exec(cell.trim()) ?? [];
    const year = readFiscalYear(text.replace(/\s/g, ''));
    return year === undefined ? [] : [{ year, column }];
  });
}

/**
 * TradeStat, chapters of the Harmonized System of one region: `S.No.,HSCode,Commodity,2020-2021,2021-2022,%Growth`. The
 * unit is in the columns of values or in a title above the heading, `Values in ₹ Crore`; millions of dollars where neither
 * says so. Values in rupees are a table of their own, as none is converted. The region is in the file's name alone. The later year is the file's own; the one before it, which
 * the table repeats, is loaded where no file of that year is. Rows are ragged where growth cannot be computed.
 */
export const tradestatChapter: Layout = {
  format: 'tradestat-chapter',
  isHeading: (cells) =>
    cells.some((cell) => /^hs ?code$/.test(cell)) &&
    cells.includes('commodity') &&
    yearsOf(cells).length > 0,
  open: (heading, file, crosswalk) => {
    const place = (name: RegExp): number =>
      heading.findIndex((cell) => name.test(cell.trim().toLowerCase()));
    const at = { code: place(/^hs ?code$/), name: place(/^commodity$/), years: yearsOf(heading) };
    const region = regionOf(file, crosswalk);
    const published =
      unitIn(at.years.map(({ column }) => heading[column] ?? '')) ??
      unitIn(file.titles ?? []) ??
      dollarMillions;
    const ownYear =
      at.years
        .map(({ year }) => year)
        .sort()
        .at(-1) ?? '';
    refuseOtherYear(file.fiscalYear, 'its heading', ownYear);
    return {
      description: `chapters of the Harmonized System, ${region}, ${ownYear}${inRupees(published)}`,
      ownYears: [ownYear],
      read: (cells) => readRow(cells, at, region, published.shift, crosswalk),
      table: () => ({
        code: tableIn(published, 'dgcis-chapter-region'),
        unit: published.unit,
        publishedUnit: published.code,
        period: 'FISCAL_YEAR',
      }),
    };
  },
};

/** The region by the words of the file's name, `export_2021-22_ne-asia.csv` is of `NE Asia`, or where they name none by the option. */
function regionOf({ fileName, region }: FileFacts, { regions }: Crosswalk): string {
  const words = wordsOf(fileName);
  const given = region ?? words;
  const found = [...regions].find(([name]) => letters(name) === letters(given))?.[1];
  const named = [...regions].filter(([name]) => letters(words).includes(letters(name)));
  if (found !== undefined && named.length > 0 && named.every(([, other]) => other !== found)) {
    throw new ImportError(
      `--region says "${region}", and the name of ${fileName} "${words}": leave the option out, or rename the file.`,
    );
  }
  if (found !== undefined) return found;
  throw new ImportError(
    `${unknownName('the region', given, regions.keys())}. Say which with --region "NE Asia"; known are ${[...regions.keys()].join(', ')}.`,
  );
}

/** What is left of a file's name without its ending, its years and words such as `export`. */
function wordsOf(fileName: string): string {
  return fileName
    .replace(/\.[a-z]+$/i, '')
    .replace(/\d{4}[-_ ]?\d{2,4}/g, '')
    .split(/[-_ ]+/)
    .filter((word) => !/^(exports?|region|hs|chapters?|to|)$/i.test(word))
    .join(' ');
}

const letters = (text: string): string => text.toUpperCase().replace(/[^A-Z]/g, '');

function readRow(
  cells: readonly string[],
  at: { code: number; name: number; years: readonly { year: string; column: number }[] },
  region: string,
  shift: number,
  { chapters }: Crosswalk,
): Reading {
  const [code = '', name = ''] = [cells[at.code]?.trim(), cells[at.name]?.trim()];
  const values = at.years.map(({ year, column }) => ({ year, text: (cells[column] ?? '').trim() }));
  const stated = values.filter(({ text }) => !isNothing(text));
  const wrong = stated.find(({ text }) => readAmount(text) === undefined);
  if (wrong) return rejected(noAmount(`the value of ${wrong.year}`, wrong.text));
  const amounts = stated.map(({ year, text }) => ({ year, value: readAmount(text, shift) ?? '0' }));
  if (isNothing(code) && /^(GRAND )?TOTAL$/.test(toName(name))) {
    return { kind: 'total', totals: new Map(amounts.map(({ year, value }) => [year, value])) };
  }
  const chapter = chapterOf(code);
  if (!chapters.has(chapter)) return rejected(unknownName('the chapter', code, chapters));
  if (amounts.length === 0) return rejected('it states no value');
  return {
    kind: 'cells',
    cells: amounts.map(({ year, value }) => ({
      origin: 'IN',
      year,
      countryCode: null,
      sectorCode: null,
      commodityCode: null,
      hsChapter: chapter,
      region,
      value,
      detail: '',
      level: 0,
      ofWorld: false,
    })),
  };
}
