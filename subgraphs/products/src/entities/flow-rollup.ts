import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import { apart, figureColumns, idColumn, tradeTableColumn } from './flow-columns.ts';

/**
 * A row of `flow_rollups`: cells of a table added up. It follows from `export_flows`; `src/rollups` says which levels
 * there are and keeps them up. Nulls of what the level tells apart are what the table leaves unspecified.
 */
export interface FlowRollup {
  readonly id: string;
  readonly tableCode: string;
  /** What it tells apart beside origin and year: `sector-country`. */
  readonly level: string;
  readonly origin: string;
  readonly fiscalYear: string;
  readonly countryCode: string | null;
  readonly sectorCode: string | null;
  readonly commodityCode: string | null;
  readonly hsChapter: string | null;
  readonly region: string | null;
  /** In the unit of its table. */
  readonly value: string;
}

/** The table `flow_rollups`. */
export const FlowRollupEntity = new EntitySchema<FlowRollup>({
  name: 'FlowRollup',
  tableName: 'flow_rollups',
  columns: {
    id: idColumn('flow_rollups'),
    tableCode: tradeTableColumn('flow_rollups'),
    level: { type: 'text' },
    ...figureColumns,
    fiscalYear: { name: 'fiscal_year', type: 'text' },
  } satisfies Columns<FlowRollup>,
  uniques: [
    {
      name: 'flow_rollups_key',
      columns: ['tableCode', 'level', 'origin', 'fiscalYear', ...apart],
    },
  ],
  checks: [
    {
      name: 'flow_rollups_sector_check',
      expression: `"level" NOT LIKE 'commodity-%' OR "commodity_code" IS NOT NULL OR "sector_code" IS NULL`,
    },
  ],
  indices: [
    {
      name: 'flow_rollups_product_idx',
      columns: [
        'tableCode',
        'level',
        'origin',
        'commodityCode',
        'hsChapter',
        'sectorCode',
        'fiscalYear',
      ],
    },
    {
      name: 'flow_rollups_value_idx',
      columns: ['tableCode', 'level', 'origin', 'value', 'fiscalYear'],
    },
  ],
});
