import { type Condition, columnsOf, type ListQuery } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import {
  type TradeImport,
  TradeImportEntity,
  type TradeImportPart,
  TradeImportPartEntity,
} from '../entities/trade-import.ts';
import type { TradeTable } from '../entities/trade-table.ts';
import { type Alternatives, holds, isOneOf } from './conditions.ts';

/** An import with what its table says of it. */
export interface ImportRow extends TradeImport {
  readonly table: Pick<TradeTable, 'titleEn' | 'titleHi' | 'unit' | 'period'>;
  /** Those of its table. */
  readonly sourceCodes: TradeTable['sourceCodes'];
}

/** A part of an import with what its table says of it. */
export interface ImportPartRow extends TradeImportPart {
  readonly table: Pick<TradeTable, 'unit' | 'period'>;
}

/** Which imports. */
export interface ImportFilter {
  readonly table?: Alternatives;
  readonly format?: Alternatives;
  readonly inForce?: boolean | null | undefined;
  readonly fileName?: Alternatives;
}

/** How imports are asked for. */
export interface ImportQuery {
  readonly of?: 'table' | undefined;
  readonly filter?: ImportFilter | null | undefined;
}

const ofTable = `jsonb_build_object(
  'titleEn', t.title_en, 'titleHi', t.title_hi, 'unit', t.unit, 'period', t.period
) AS "table"`;

const selected = (db: DataSource): string =>
  `${columnsOf(db, TradeImportEntity, 'i')}, ${ofTable}, t.source_codes AS "sourceCodes"`;

const from = 'products.trade_imports i JOIN products.trade_tables t ON t.code = i.table_code';

const isInForce = (inForce: boolean | null | undefined): Condition[] =>
  typeof inForce === 'boolean' ? [holds(`i.superseded_by IS ${inForce ? '' : 'NOT '}NULL`)] : [];

/** Imports, the latest first. */
export function importList(db: DataSource, { of, filter }: ImportQuery): ListQuery {
  return {
    select: selected(db),
    from,
    where: [
      ...isOneOf('i.table_code', filter?.table),
      ...isOneOf('i.format', filter?.format),
      ...isInForce(filter?.inForce),
      ...isOneOf('i.file_name', filter?.fileName),
    ],
    order: [{ sql: 'i.id', type: 'numeric', descending: true }],
    ...(of === 'table' ? { parent: 'i.table_code' } : {}),
  };
}

/** The parts of imports, by origin, year and region. */
export function importPartList(db: DataSource): ListQuery {
  const code = (column: string) => ({ sql: `p.${column} COLLATE "C"`, type: 'text' }) as const;
  return {
    select: `${columnsOf(db, TradeImportPartEntity, 'p')}, ${ofTable}`,
    from: 'products.trade_import_parts p JOIN products.trade_tables t ON t.code = p.table_code',
    where: [],
    order: [code('origin'), code('fiscal_year'), code('region')],
    parent: 'p.import_id::text',
  };
}

/** The imports of these running numbers, in no particular order; texts that are none have no row. */
export function importsByCodes(db: DataSource, codes: readonly string[]): Promise<ImportRow[]> {
  const numbers = codes.filter((code) => /^\d{1,18}$/.test(code));
  return db.query(`SELECT ${selected(db)} FROM ${from} WHERE i.id = ANY($1::bigint[])`, [numbers]);
}
