import type { Columns } from '@niryat/kernel';
import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { index, keyColumn, referenceColumn, textColumn } from './columns.ts';
import { figureColumns, idColumn } from './flow-columns.ts';

/** A count of rows: `bigint`, which arrives as text. */
const count = (name: string): EntitySchemaColumnOptions => ({ name, type: 'bigint' });

/** The import that took the place of this one, or of a part of it. */
const successor = (table: string): EntitySchemaColumnOptions => ({
  name: 'superseded_by',
  type: 'bigint',
  nullable: true,
  foreignKey: { target: 'TradeImport', name: `${table}_superseded_by_fkey` },
});

/** A row of `trade_imports`: a file of trade statistics that was taken in. It stays on record when another takes its place. */
export interface TradeImport {
  readonly id: string;
  readonly tableCode: string;
  /** Which of the known layouts the file has. */
  readonly format: string;
  /** The file's name without its folder. */
  readonly fileName: string;
  /** SHA-256 of the file's bytes. */
  readonly contentHash: string;
  /** SHA-256 of what else decides what is loaded: the options and the crosswalks. */
  readonly rulesHash: string;
  readonly rowsRead: string;
  readonly rowsLoaded: string;
  readonly rowsRejected: string;
  /** Cells that the import before it held alike. */
  readonly rowsUnchanged: string;
  /** The unit in which the file states values: `INR_LAKH` where the table is in crores. Null for an import before it was noted. */
  readonly publishedUnit: string | null;
  /** The sum of what was loaded, in the unit of the table. */
  readonly valueSum: string;
  /** The totals that the file states itself, added up; null where it states none. */
  readonly statedTotal: string | null;
  /** The import that holds the last of its parts now; null while it holds any. */
  readonly supersededBy: string | null;
  readonly importedAt: string;
}

/** The table `trade_imports`. */
export const TradeImportEntity = new EntitySchema<TradeImport>({
  name: 'TradeImport',
  tableName: 'trade_imports',
  columns: {
    id: idColumn('trade_imports'),
    tableCode: referenceColumn('trade_imports', 'table_code', 'TradeTable'),
    format: { type: 'text' },
    fileName: { name: 'file_name', type: 'text' },
    contentHash: { name: 'content_hash', type: 'text' },
    rulesHash: { name: 'rules_hash', type: 'text' },
    rowsRead: count('rows_read'),
    rowsLoaded: count('rows_loaded'),
    rowsRejected: count('rows_rejected'),
    rowsUnchanged: count('rows_unchanged'),
    publishedUnit: textColumn('published_unit'),
    valueSum: { name: 'value_sum', type: 'numeric' },
    statedTotal: { name: 'stated_total', type: 'numeric', nullable: true },
    supersededBy: successor('trade_imports'),
    importedAt: { name: 'imported_at', type: 'timestamptz', default: () => 'now()' },
  } satisfies Columns<TradeImport>,
  indices: [index('trade_imports', ['contentHash'], ['content_hash'])],
});

/**
 * A row of `trade_import_parts`: what an import says of one year of one origin (and, in a table of regions, of one
 * region). Of each such part one import alone speaks; the others are superseded.
 */
export interface TradeImportPart {
  readonly importId: string;
  readonly origin: string;
  /** As in the cells: `2021-22`, or `2018` in a table of calendar years. */
  readonly fiscalYear: string;
  /** Empty in a table that is of all destinations. */
  readonly region: string;
  readonly tableCode: string;
  /** False for the year before the file's own, which it repeats: it gives way to the file of that year. */
  readonly ownYear: boolean;
  readonly cells: string;
  readonly valueSum: string;
  readonly statedTotal: string | null;
  readonly supersededBy: string | null;
}

/** The table `trade_import_parts`. */
export const TradeImportPartEntity = new EntitySchema<TradeImportPart>({
  name: 'TradeImportPart',
  tableName: 'trade_import_parts',
  columns: {
    importId: {
      ...keyColumn('trade_import_parts', 'import_id', { type: 'bigint' }),
      foreignKey: { target: 'TradeImport', name: 'trade_import_parts_import_id_fkey' },
    },
    origin: keyColumn('trade_import_parts', 'origin'),
    fiscalYear: keyColumn('trade_import_parts', 'fiscal_year'),
    region: keyColumn('trade_import_parts', 'region'),
    tableCode: referenceColumn('trade_import_parts', 'table_code', 'TradeTable'),
    ownYear: { name: 'own_year', type: 'boolean' },
    cells: count('cells'),
    valueSum: { name: 'value_sum', type: 'numeric' },
    statedTotal: { name: 'stated_total', type: 'numeric', nullable: true },
    supersededBy: successor('trade_import_parts'),
  } satisfies Columns<TradeImportPart>,
  indices: [
    {
      name: 'trade_import_parts_current_idx',
      columns: ['tableCode', 'origin', 'fiscalYear', 'region'],
      unique: true,
      where: 'superseded_by IS NULL',
    },
  ],
});

/** A row of `superseded_flows`: a cell as an import had it before another took its place. No query of the cube reads it. */
export interface SupersededFlow {
  /** That of the cell while it was one. */
  readonly id: string;
  readonly importId: string;
  readonly tableCode: string;
  readonly origin: string;
  readonly fiscalYear: string;
  readonly countryCode: string | null;
  readonly sectorCode: string | null;
  readonly commodityCode: string | null;
  readonly hsChapter: string | null;
  readonly region: string | null;
  readonly value: string;
}

/** The table `superseded_flows`: history, which refers to codes that may be gone. */
export const SupersededFlowEntity = new EntitySchema<SupersededFlow>({
  name: 'SupersededFlow',
  tableName: 'superseded_flows',
  columns: {
    id: {
      type: 'bigint',
      primary: true,
      primaryKeyConstraintName: 'superseded_flows_pkey',
    },
    importId: {
      name: 'import_id',
      type: 'bigint',
      foreignKey: { target: 'TradeImport', name: 'superseded_flows_import_id_fkey' },
    },
    tableCode: { name: 'table_code', type: 'text' },
    ...figureColumns,
    fiscalYear: { name: 'fiscal_year', type: 'text' },
  } satisfies Columns<SupersededFlow>,
  indices: [index('superseded_flows', ['importId'], ['import_id'])],
});

/** A row of `sibling_files`: a seed file of another subgraph as it was when the last version was published. */
export interface SiblingFile {
  /** Its folder and name: `partners/organisations.csv`. */
  readonly file: string;
  /** SHA-256 of its bytes. */
  readonly digest: string;
}

/** The table `sibling_files`: by it a version can say which of them were corrected. */
export const SiblingFileEntity = new EntitySchema<SiblingFile>({
  name: 'SiblingFile',
  tableName: 'sibling_files',
  columns: {
    file: { type: 'text', primary: true, primaryKeyConstraintName: 'sibling_files_pkey' },
    digest: { type: 'text' },
  } satisfies Columns<SiblingFile>,
});

/** A row of `dataset_versions`: a published state of the data. */
export interface DatasetVersion {
  /** Rises by one with every import and every change of a seed, those of other subgraphs included. */
  readonly version: string;
  readonly publishedAt: string;
  readonly note: string | null;
}

/** The table `dataset_versions`. */
export const DatasetVersionEntity = new EntitySchema<DatasetVersion>({
  name: 'DatasetVersion',
  tableName: 'dataset_versions',
  columns: {
    version: {
      type: 'bigint',
      primary: true,
      primaryKeyConstraintName: 'dataset_versions_pkey',
    },
    publishedAt: { name: 'published_at', type: 'timestamptz', default: () => 'now()' },
    note: textColumn('note'),
  } satisfies Columns<DatasetVersion>,
});
