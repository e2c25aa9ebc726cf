import { noAmount, readAmount } from './amount.ts';
import type { Crosswalk } from './crosswalk.ts';
import { ImportError } from './error.ts';
import { isCalendarYear, possibleYears } from './fiscal-year-name.ts';
import { type Layout, neverLoaded, type Reading, rejected } from './layout.ts';
import { dollars } from './published-unit.ts';
import { byAlpha3, unknownCountry, unknownName } from './unknown-name.ts';

/** What is needed of a record, by its column's name in the legacy layout and in the current one. */
const names = {
  year: ['year', 'refyear'],
  period: ['period', 'period'],
  level: ['aggregate level', 'aggrlevel'],
  flow: ['trade flow', 'flowdesc'],
  reporter: ['reporter iso', 'reporteriso'],
  partner: ['partner iso', 'partneriso'],
  partnerName: ['partner', 'partnerdesc'],
  commodity: ['commodity code', 'cmdcode'],
  value: ['trade value (us$)', 'primaryvalue'],
  fobValue: ['fob trade value (us$)', 'fobvalue'],
  secondPartner: ['2nd partner code', 'partner2code'],
  customs: ['customs proc. code', 'customscode'],
  transport: ['mode of transport code', 'motcode'],
} as const;

type Field = keyof typeof names;

const needed: readonly Field[] = ['year', 'flow', 'reporter', 'partner', 'commodity', 'value'];

/** Where each column stands; -1 for one that the file does not have. */
function placesOf(heading: readonly string[]): Record<Field, number> {
  const cells = heading.map((cell) => cell.trim().toLowerCase());
  const place = (field: Field): number =>
    Math.max(...names[field].map((name) => cells.indexOf(name)));
  return Object.fromEntries(
    Object.keys(names).map((field) => [field, place(field as Field)]),
  ) as Record<Field, number>;
}

/**
 * UN Comtrade, India's exports in dollars, in the legacy layout or the current one. Years are calendar years. A file
 * may state the same value by chapter, heading and subheading, of partners and of the world, as a whole and in parts:
 * each cell carries its level, and `chooseLevels` takes each value once.
 */
export const comtrade: Layout = {
  format: 'comtrade',
  isHeading: (cells) => {
    const places = placesOf(cells);
    return needed.every((field) => places[field] >= 0);
  },
  open: (heading, file, crosswalk) => {
    const places = placesOf(heading);
    if (file.fiscalYear !== undefined) {
      throw new ImportError(
        `--fiscal-year says ${file.fiscalYear}, and its heading says that it is of calendar years: leave the option out.`,
      );
    }
    return {
      description: 'UN Comtrade',
      read: (cells) => {
        if (cells.length < heading.length - 1 || cells.length > heading.length + 1) {
          return rejected(`it has ${cells.length} cells, not ${heading.length}`);
        }
        return readRow((field) => (cells[places[field]] ?? '').trim(), crosswalk);
      },
      table: (ofWorld) => ({
        code: ofWorld ? 'comtrade-chapter-world' : 'comtrade-chapter-partner',
        unit: dollars.unit,
        publishedUnit: dollars.code,
        period: 'CALENDAR_YEAR',
      }),
    };
  },
};

function readRow(get: (field: Field) => string, crosswalk: Crosswalk): Reading {
  const [year, period, flow, code] = [get('year'), get('period'), get('flow'), get('commodity')];
  if (get('reporter') !== 'IND') {
    return rejected(
      `the reporter is ${get('reporter') || 'not named'}; exports of India (IND) are accepted`,
    );
  }
  if (!/^exports?$/i.test(flow))
    return rejected(`the flow is ${flow || 'not named'}; Export is accepted`);
  if (!isCalendarYear(year))
    return rejected(`the year "${year}" is none of ${possibleYears.CALENDAR_YEAR}`);
  if (period !== '' && period !== year) {
    return rejected(`the period ${period} is no whole year: months are not added up`);
  }
  const given = get('value') || get('fobValue');
  const value = readAmount(given, dollars.shift);
  if (value === undefined) return rejected(noAmount('the value', given));
  const partner = partnerOf(get('partner'), get('partnerName'), crosswalk);
  if ('reason' in partner) return rejected(partner.reason);
  const isPart = isBreakdown(get);
  const isTotal = /^total$/i.test(code);
  if (isTotal && partner.ofWorld && !isPart) {
    return { kind: 'total', totals: new Map([[year, value]]) };
  }
  if (!isTotal && !/^(\d\d){1,3}$/.test(code))
    return rejected(`the commodity code "${code}" is no HS code of 2, 4 or 6 digits`);
  const hsChapter = isTotal ? null : code.slice(0, 2);
  if (hsChapter !== null && !crosswalk.chapters.has(hsChapter)) {
    return rejected(unknownName('the chapter', hsChapter, crosswalk.chapters));
  }
  const cell = {
    origin: 'IN',
    year,
    countryCode: partner.code,
    sectorCode: null,
    commodityCode: null,
    hsChapter,
    region: null,
    value,
    // A country has several names, and one code; what is no country is told apart by its name alone.
    detail: `${code}|${partner.code === null ? `${get('partner')}|${get('partnerName')}` : ''}`,
    level: isTotal || isPart ? neverLoaded : code.length,
    ofWorld: partner.ofWorld,
  };
  return { kind: 'cells', cells: [cell] };
}

/** By a second partner, a customs procedure or a mode of transport: parts of a record that stands in the file too. */
function isBreakdown(get: (field: Field) => string): boolean {
  return (
    !/^(0|)$/.test(get('secondPartner')) ||
    !/^(C00|)$/.test(get('customs')) ||
    !/^(0|)$/.test(get('transport'))
  );
}

/** The partner of a record; null is a destination that Comtrade leaves unspecified (`Areas, nes`). */
function partnerOf(
  alpha3: string,
  name: string,
  crosswalk: Crosswalk,
): { readonly code: string | null; readonly ofWorld: boolean } | { readonly reason: string } {
  if (alpha3 === 'WLD' || alpha3 === 'W00') return { code: null, ofWorld: true };
  const code = crosswalk.alpha3.get(alpha3);
  if (code !== undefined) return { code, ofWorld: false };
  if (
    /\bn\.?e\.?s\.?(\s|$|\))|not elsewhere specified|^(bunkers|free zones|special categories)$/i.test(
      name,
    )
  ) {
    return { code: null, ofWorld: false };
  }
  return { reason: unknownCountry('the partner', alpha3 || name, crosswalk, byAlpha3) };
}
