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
  'CALENDAR_YEAR',
  'SECTOR',
  'COMMODITY',
  'HS_CHAPTER',
  'COUNTRY',
  'REGION',
] as const;

/** One of `exportDimensions`. */
export type ExportDimension = (typeof exportDimensions)[number];

/** What the years of a table are: from April to March, or from January to December. A table has one kind. */
export const tradePeriods = ['FISCAL_YEAR', 'CALENDAR_YEAR'] as const;

/** One of `tradePeriods`. */
export type TradePeriod = (typeof tradePeriods)[number];

/** A row of `trade_tables`: a body of trade statistics that is never added to another. */
export interface TradeTable {
  readonly code: string;
  readonly titleEn: string | null;
  readonly titleHi: string | null;
  /** The unit of its values. */
  readonly unit: MoneyUnit;
  /** What its years are. */
  readonly period: TradePeriod;
  /** What its cells tell apart. */
  readonly dimensions: readonly ExportDimension[];
  /** The sectors of which its note is; null where there is none. */
  readonly notedSectors: readonly string[] | null;
  /** What a reader must know of its values of these sectors. */
  readonly sectorsNoteEn: string | null;
  readonly sectorsNoteHi: string | null;
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
    period: { type: 'text', default: 'FISCAL_YEAR' },
    dimensions: { type: 'text', array: true },
    notedSectors: { name: 'noted_sectors', type: 'text', array: true, nullable: true },
    sectorsNoteEn: textColumn('sectors_note_en'),
    sectorsNoteHi: textColumn('sectors_note_hi'),
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<TradeTable>,
  checks: [
    oneOfCheck('trade_tables', 'unit', moneyUnits),
    oneOfCheck('trade_tables', 'period', tradePeriods),
    sourcesCheck('trade_tables'),
  ],
});

/** A row of `trade_table_years`: a year that a table has on record for an origin, and in a table of regions for a region. */
export interface TradeTableYear {
  readonly tableCode: string;
  readonly origin: string;
  /** As in the cells: `2021-22`, or `2018` in a table of calendar years. */
  readonly fiscalYear: string;
  /** Empty in a table that is of all destinations. */
  readonly region: string;
}

/** The table `trade_table_years`: it follows from the cells, and spares a look at all of them. */
export const TradeTableYearEntity = new EntitySchema<TradeTableYear>({
  name: 'TradeTableYear',
  tableName: 'trade_table_years',
  columns: {
    tableCode: ownerColumn('trade_table_years', 'table_code', 'TradeTable'),
    origin: keyColumn('trade_table_years', 'origin'),
    fiscalYear: keyColumn('trade_table_years', 'fiscal_year'),
    region: keyColumn('trade_table_years', 'region', { type: 'text', default: '' }),
  } satisfies Columns<TradeTableYear>,
});
