import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import { apart, figureColumns, idColumn, tradeTableColumn } from './flow-columns.ts';
import type { FlowRollup } from './flow-rollup.ts';

/**
 * A row of `flow_spans`: rollups of an origin added up over all years that its table has on record. It follows from
 * `flow_rollups`; `src/rollups/spans.ts` keeps it up.
 */
export interface FlowSpan extends Omit<FlowRollup, 'fiscalYear'> {
  /** What the first year on record of the table and origin came to, in the unit of the table; 0 where the row is not in it. */
  readonly firstValue: string;
  /** The same of the last. */
  readonly lastValue: string;
}

/** The table `flow_spans`. */
export const FlowSpanEntity = new EntitySchema<FlowSpan>({
  name: 'FlowSpan',
  tableName: 'flow_spans',
  columns: {
    id: idColumn('flow_spans'),
    tableCode: tradeTableColumn('flow_spans'),
    level: { type: 'text' },
    ...figureColumns,
    firstValue: { name: 'first_value', type: 'numeric' },
    lastValue: { name: 'last_value', type: 'numeric' },
  } satisfies Columns<FlowSpan>,
  uniques: [
    {
      name: 'flow_spans_key',
      columns: ['tableCode', 'level', 'origin', ...apart],
    },
  ],
  indices: [
    {
      name: 'flow_spans_product_idx',
      columns: ['tableCode', 'level', 'origin', 'commodityCode', 'hsChapter', 'sectorCode'],
    },
    { name: 'flow_spans_value_idx', columns: ['tableCode', 'level', 'origin', 'value'] },
  ],
});
