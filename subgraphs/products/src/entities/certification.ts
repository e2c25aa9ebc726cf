import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import { check, keyColumn, referenceColumn, sourceCodesColumn, sourcesCheck } from './columns.ts';

/** A row of `certifications`: that a cluster is on record to meet a market requirement. */
export interface Certification {
  readonly clusterCode: string;
  /** A code of MarketRequirement, which the partners subgraph owns. */
  readonly requirementCode: string;
  /** `YYYY-MM-DD`. */
  readonly validFrom: string | null;
  /** The last day, `YYYY-MM-DD`. */
  readonly validUntil: string | null;
  readonly sourceCodes: readonly string[];
}

/** The table `certifications`. */
export const CertificationEntity = new EntitySchema<Certification>({
  name: 'Certification',
  tableName: 'certifications',
  columns: {
    clusterCode: keyColumn(
      'certifications',
      'cluster_code',
      referenceColumn('certifications', 'cluster_code', 'Cluster'),
    ),
    requirementCode: keyColumn('certifications', 'requirement_code'),
    validFrom: { name: 'valid_from', type: 'date', nullable: true },
    validUntil: { name: 'valid_until', type: 'date', nullable: true },
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<Certification>,
  checks: [
    check('certifications', 'validity', 'valid_from <= valid_until'),
    sourcesCheck('certifications'),
  ],
});
