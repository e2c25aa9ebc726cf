import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  index,
  keyColumn,
  referenceColumn,
  sourceCodesColumn,
  sourcesCheck,
  textCheck,
  textColumn,
} from './columns.ts';

/** A row of `process_steps`: a step of the making in a cluster. */
export interface ProcessStep {
  readonly clusterCode: string;
  /** The place in the order of the work, from 1, among the steps on record. */
  readonly position: number;
  readonly nameEn: string | null;
  readonly nameHi: string | null;
  /** An ISO 3166-1 alpha-2 code; null where the step is done in the cluster itself. */
  readonly doneIn: string | null;
  readonly isBottleneck: boolean;
  readonly remedyEn: string | null;
  readonly remedyHi: string | null;
  readonly remedyFacilityCode: string | null;
  /** The day of the source, `YYYY-MM-DD`. */
  readonly asOf: string | null;
  readonly sourceCodes: readonly string[];
}

/** The table `process_steps`. */
export const ProcessStepEntity = new EntitySchema<ProcessStep>({
  name: 'ProcessStep',
  tableName: 'process_steps',
  columns: {
    clusterCode: keyColumn(
      'process_steps',
      'cluster_code',
      referenceColumn('process_steps', 'cluster_code', 'Cluster'),
    ),
    position: keyColumn('process_steps', 'position', { type: 'integer' }),
    nameEn: textColumn('name_en'),
    nameHi: textColumn('name_hi'),
    doneIn: textColumn('done_in'),
    isBottleneck: { name: 'is_bottleneck', type: 'boolean' },
    remedyEn: textColumn('remedy_en'),
    remedyHi: textColumn('remedy_hi'),
    remedyFacilityCode: {
      ...referenceColumn('process_steps', 'remedy_facility_code', 'Facility'),
      nullable: true,
    },
    asOf: { name: 'as_of', type: 'date', nullable: true },
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<ProcessStep>,
  checks: [textCheck('process_steps', 'name'), sourcesCheck('process_steps')],
  indices: [index('process_steps', ['remedyFacilityCode'], ['remedy_facility_code'])],
});
