import { columnsOf, type ListQuery } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { type ExportFigure, ExportFigureEntity } from '../entities/export-figure.ts';
import { type Target, TargetEntity } from '../entities/target.ts';
import { type Alternatives, isOneOf } from './conditions.ts';
import { byCode } from './order.ts';

/** Which targets. */
export interface TargetFilter {
  readonly origin?: Alternatives;
  readonly metric?: Alternatives;
  readonly announcedFrom?: string | null | undefined;
  readonly announcedTo?: string | null | undefined;
}

/** How targets are asked for. */
export interface TargetQuery {
  readonly of?: 'state' | undefined;
  readonly filter?: TargetFilter | null | undefined;
}

/** That a day lies on one side of another; no condition where none is given. */
const isOn = (comparison: '>=' | '<=', day: string | null | undefined) =>
  day ? [{ sql: `t.announced_on ${comparison} $1::date`, values: [day] }] : [];

/** Targets by the day of their announcement, the latest first and those without one last. */
export function targetList(db: DataSource, { of, filter }: TargetQuery): ListQuery {
  return {
    select: columnsOf(db, TargetEntity, 't'),
    from: 'products.targets t',
    where: [
      ...isOneOf('t.origin', filter?.origin),
      ...isOneOf('t.metric', filter?.metric),
      ...isOn('>=', filter?.announcedFrom),
      ...isOn('<=', filter?.announcedTo),
    ],
    order: [{ sql: 't.announced_on', type: 'date', descending: true }, byCode('t.code')],
    ...(of === 'state' ? { parent: 't.state_code' } : {}),
  };
}

/** A row that belongs to a target, by the target's code. */
export type OfTarget<Row> = Row & { readonly target: string };

/**
 * The restatements of each target: other targets of the same origin, metric, value and unit, oldest first;
 * those without a day of announcement last.
 */
export function restatementsOfTargets(
  db: DataSource,
  codes: readonly string[],
): Promise<OfTarget<Target>[]> {
  return db.query(
    `SELECT o.code AS target, ${columnsOf(db, TargetEntity, 't')}
     FROM products.targets o
     JOIN products.targets t
       ON (t.origin, t.metric, t.value, t.unit) = (o.origin, o.metric, o.value, o.unit) AND t.code <> o.code
     WHERE o.code = ANY($1::text[])
     ORDER BY t.announced_on NULLS LAST, t.code COLLATE "C"`,
    [codes],
  );
}

/**
 * The latest published figure that tells how far each target is: the preferred one of its measure and subject,
 * in its unit (rupees for a MULTIPLE), of the latest whole fiscal year; one without a fiscal year only where
 * no other is on record. A target without one has no row.
 */
export function latestFiguresOfTargets(
  db: DataSource,
  codes: readonly string[],
): Promise<OfTarget<ExportFigure>[]> {
  return db.query(
    `SELECT DISTINCT ON (t.code) t.code AS target, ${columnsOf(db, ExportFigureEntity, 'f')}
     FROM products.targets t
     JOIN products.export_figures f
       ON (f.measure, f.origin) = (t.measure, t.origin)
       AND f.unit = CASE t.unit WHEN 'MULTIPLE' THEN 'INR_CRORE' ELSE t.unit END
       AND (f.district_code, f.sector_code, f.product_code, f.subject, f.country_code)
           IS NOT DISTINCT FROM (t.district_code, t.sector_code, t.product_code, t.subject, t.country_code)
       AND f.preferred AND f.period IS NULL
     WHERE t.code = ANY($1::text[])
     ORDER BY t.code, f.fiscal_year COLLATE "C" DESC NULLS LAST, f.code COLLATE "C"`,
    [codes],
  );
}
