import type { EntitySchemaColumnOptions } from 'typeorm';
import { textColumn } from './columns.ts';

/** A surrogate key, counted up by the database: for rows that have no key of their own, or one that may hold nulls. */
export const idColumn = (table: string): EntitySchemaColumnOptions => ({
  type: 'bigint',
  primary: true,
  generated: 'increment',
  primaryKeyConstraintName: `${table}_pkey`,
});

/** The trade table that a row of another table is of: both go together. */
export const tradeTableColumn = (table: string): EntitySchemaColumnOptions => ({
  name: 'table_code',
  type: 'text',
  foreignKey: { target: 'TradeTable', name: `${table}_table_code_fkey`, onDelete: 'CASCADE' },
});

/** What a figure comes to, and of what: from where, to where, and which goods. */
export const figureColumns = {
  origin: { type: 'text' },
  countryCode: textColumn('country_code'),
  sectorCode: textColumn('sector_code'),
  commodityCode: textColumn('commodity_code'),
  hsChapter: textColumn('hs_chapter'),
  region: textColumn('region'),
  value: { type: 'numeric' },
} as const;

/** The last columns of each key: what tells figures of a table, origin and year apart. */
export const apart = ['countryCode', 'sectorCode', 'commodityCode', 'hsChapter', 'region'] as const;
