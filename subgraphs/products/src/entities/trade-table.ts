import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import { type MoneyUnit, moneyUnits } from '../money/money.ts';
import {
  codeColumn,
  keyColumn,
  oneOfCheck,
  ownerColumn,
  sourceCodesColumn,
  sourcesCheck,
  textColumn,
} from './columns.ts';

/** What the cube can be grouped by, as the schema's enum names it. */
export const exportDimensions = [
  'ORIGIN',
  'FISCAL_YEAR',
  'SECTOR',
  'COMMODITY',
  'HS_CHAPTER',
  'COUNTRY',
  'REGION',
] as const;

/** One of `exportDimensions`. */
export type ExportDimension = (typeof exportDimensions)[number];

/** A row of `trade_tables`: a body of trade statistics that is never added to another. */
export interface TradeTable {
  readonly code: string;
  readonly titleEn: string | null;
  readonly titleHi: string | null;
  /** The unit of its values. */
  readonly unit: MoneyUnit;
  /** What its cells tell apart. */
  readonly dimensions: readonly ExportDimension[];
  readonly sourceCodes: readonly string[];
}

/** The table `trade_tables`. */
export const TradeTableEntity = new EntitySchema<TradeTable>({
  name: 'TradeTable',
  tableName: 'trade_tables',
  columns: {
    code: codeColumn('trade_tables'),
    titleEn: textColumn('title_en'),
    titleHi: textColumn('title_hi'),
    unit: { type: 'text' },
    dimensions: { type: 'text', array: true },
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<TradeTable>,
  checks: [oneOfCheck('trade_tables', 'unit', moneyUnits), sourcesCheck('trade_tables')],
});

/** A row of `trade_table_years`: a fiscal year that a table has on record for an origin. */
export interface TradeTableYear {
  readonly tableCode: string;
  readonly origin: string;
  readonly fiscalYear: string;
}

/** The table `trade_table_years`: it follows from the cells, and spares a look at all of them. */
export const TradeTableYearEntity = new EntitySchema<TradeTableYear>({
  name: 'TradeTableYear',
  tableName: 'trade_table_years',
  columns: {
    tableCode: ownerColumn('trade_table_years', 'table_code', 'TradeTable'),
    origin: keyColumn('trade_table_years', 'origin'),
    fiscalYear: keyColumn('trade_table_years', 'fiscal_year'),
  } satisfies Columns<TradeTableYear>,
});
