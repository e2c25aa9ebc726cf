import { columnsOf, type ListQuery } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { CertificationEntity } from '../entities/certification.ts';
import { ProcessStepEntity } from '../entities/process-step.ts';
import { holds } from './conditions.ts';
import { byCode } from './order.ts';

/** The steps of a cluster in the order of the work: all, or those that it depends on others for. */
export const stepsOfClusters = (db: DataSource, bottlenecksOnly: boolean): ListQuery => ({
  select: columnsOf(db, ProcessStepEntity, 's'),
  from: 'products.process_steps s',
  where: bottlenecksOnly ? [holds('s.is_bottleneck')] : [],
  order: [{ sql: 's.position', type: 'integer' }],
  parent: 's.cluster_code',
});

/** The certificates that a cluster is on record to hold, by requirement. */
export const certificationsOfClusters = (db: DataSource): ListQuery => ({
  select: columnsOf(db, CertificationEntity, 'c'),
  from: 'products.certifications c',
  where: [],
  order: [byCode('c.requirement_code')],
  parent: 'c.cluster_code',
});
