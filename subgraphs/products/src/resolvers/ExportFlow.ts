import type { Complete } from '@niryat/kernel';
import type { ExportFlowResolvers } from '../__generated__/resolvers.ts';
import type { ExportFlowMapper } from '../mappers.ts';
import { missingYearNote } from '../metrics/flow-notes.ts';
import { Decimal, plain } from '../money/decimal.ts';
import { type Money, toMoney } from '../money/money.ts';
import { referencedIfAny } from './records.ts';

/** The properties of a row that are fields as they stand. */
type Told = Pick<ExportFlowMapper, 'origin' | 'fiscalYear' | 'region'>;

/** A sum of cells as money. Its digits are those of the sum: the table states no such number itself. */
export function summed(value: string, unit: string): Money {
  const money = toMoney(plain(new Decimal(value)), unit);
  if (money === null) throw new Error(`The trade statistics count in ${unit}, which is no money`);
  return money;
}

const toNumber = (value: string | null): number | null => (value === null ? null : Number(value));

/** A measure that every row has where it is asked for. */
function measured(value: string | number | null): number {
  if (value === null)
    throw new Error('A measure of the cube was not asked for when its rows were read');
  return Number(value);
}

/** The resolvers of `ExportFlow`. */
export const ExportFlow: Complete<ExportFlowResolvers, Told> = {
  sector: ({ sectorCode }, _args, { loaders }) =>
    referencedIfAny('Sector', sectorCode, loaders.sector),
  commodity: ({ commodityCode }, _args, { loaders }) =>
    referencedIfAny('Commodity', commodityCode, loaders.commodity),
  hsChapter: ({ hsChapterCode }, _args, { loaders }) =>
    referencedIfAny('HSChapter', hsChapterCode, loaders.hsChapter),
  country: ({ countryCode }) => (countryCode === null ? null : { code: countryCode }),
  value: ({ value, unit }) => summed(value, unit),
  share: ({ share }) => measured(share),
  rank: ({ rank }) => measured(rank),
  previous: ({ previous, unit }) => (previous === null ? null : summed(previous, unit)),
  growth: ({ growth }) => toNumber(growth),
  cagr: ({ cagr }) => toNumber(cagr),
  rca: ({ rca }) => toNumber(rca),
  calendarYear: ({ calendarYear }) => toNumber(calendarYear),
  note: ({ missingYear }, { language }, context) =>
    missingYear === null ? null : missingYearNote(missingYear, language ?? context.language),
};
