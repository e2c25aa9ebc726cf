import { type Complete, sourcesOf, toNodeId } from '@niryat/kernel';
import type {
  TradeFileFormat,
  TradeImportPartResolvers,
  TradeImportResolvers,
} from '../__generated__/resolvers.ts';
import type { TradeFormat } from '../import/layout.ts';
import type { TradeImportMapper, TradeImportPartMapper } from '../mappers.ts';
import { Decimal, plain } from '../money/decimal.ts';
import { summed } from './ExportFlow.ts';
import { connectionOf } from './pages.ts';
import { referencedIfAny } from './records.ts';
import { told } from './text.ts';

/** The layouts of files as the schema names them. */
export const fileFormats: Readonly<Record<TradeFileFormat, TradeFormat>> = {
  TRADESTAT_COMMODITY: 'tradestat-commodity',
  TRADESTAT_CHAPTER: 'tradestat-chapter',
  COMTRADE: 'comtrade',
  NIRYAT: 'niryat',
};

/** The name of a layout in the schema. */
function formatName(format: string): TradeFileFormat {
  for (const name of Object.keys(fileFormats) as TradeFileFormat[]) {
    if (fileFormats[name] === format) return name;
  }
  throw new Error(`An import has the format "${format}", which the schema does not know`);
}

/** The resolvers of `TradeImport`. */
export const TradeImport: Complete<TradeImportResolvers, TradeImportMapper> = {
  id: ({ id }) => toNodeId('TradeImport', id),
  code: ({ id }) => id,
  format: ({ format }) => formatName(format),
  table: ({ tableCode, table }, args, context) =>
    told(table.titleEn, table.titleHi, args, context) ?? tableCode,
  rowsRead: ({ rowsRead }) => Number(rowsRead),
  rowsLoaded: ({ rowsLoaded }) => Number(rowsLoaded),
  rowsRejected: ({ rowsRejected }) => Number(rowsRejected),
  rowsUnchanged: ({ rowsUnchanged }) => Number(rowsUnchanged),
  value: ({ valueSum, table }) => summed(valueSum, table.unit),
  statedTotal: ({ statedTotal, table }) =>
    statedTotal === null ? null : summed(statedTotal, table.unit),
  difference: ({ statedTotal, valueSum, table }) =>
    statedTotal === null
      ? null
      : summed(plain(new Decimal(statedTotal).minus(valueSum)), table.unit),
  supersededBy: ({ supersededBy }, _args, { loaders }) =>
    referencedIfAny('TradeImport', supersededBy, loaders.tradeImport),
  parts: ({ id }, args, { loaders }) =>
    connectionOf('TradeImport.parts', args, (page) =>
      loaders.tradeImportPartPages.load({ parent: id, args: { page } }),
    ),
  sources: (row, _args, context) => sourcesOf(row, context),
};

/** The resolvers of `TradeImportPart`. */
export const TradeImportPart: Complete<TradeImportPartResolvers, TradeImportPartMapper> = {
  fiscalYear: ({ fiscalYear, table }) => (table.period === 'FISCAL_YEAR' ? fiscalYear : null),
  calendarYear: ({ fiscalYear, table }) =>
    table.period === 'CALENDAR_YEAR' ? Number(fiscalYear) : null,
  region: ({ region }) => region || null,
  cells: ({ cells }) => Number(cells),
  value: ({ valueSum, table }) => summed(valueSum, table.unit),
  statedTotal: ({ statedTotal, table }) =>
    statedTotal === null ? null : summed(statedTotal, table.unit),
  supersededBy: ({ supersededBy }, _args, { loaders }) =>
    referencedIfAny('TradeImport', supersededBy, loaders.tradeImport),
};
