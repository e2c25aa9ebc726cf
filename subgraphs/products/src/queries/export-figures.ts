import { columnsOf, type ListQuery, rowsByKeys } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { type ExportFigure, ExportFigureEntity } from '../entities/export-figure.ts';
import { type Alternatives, holds, isOneOf } from './conditions.ts';
import type { Parentage } from './lists.ts';
import { byCode } from './order.ts';

/** Which figures. */
export interface ExportFigureFilter {
  readonly origin?: Alternatives;
  readonly measure?: Alternatives;
  readonly fiscalYear?: Alternatives;
  readonly district?: Alternatives;
  readonly sector?: Alternatives;
  readonly product?: Alternatives;
  readonly subject?: Alternatives;
  readonly country?: Alternatives;
  readonly preferred?: boolean | null | undefined;
  readonly provisional?: boolean | null | undefined;
  readonly partOfYear?: boolean | null | undefined;
}

/** How figures are asked for. */
export interface ExportFigureQuery {
  readonly of?: keyof typeof parentages | undefined;
  readonly filter?: ExportFigureFilter | null | undefined;
}

const parentages = {
  state: { parent: 'f.state_code' },
  district: { parent: 'f.district_code' },
} satisfies Record<string, Parentage>;

/** That a boolean column is as asked; no condition where nothing is. */
const is = (column: string, value: boolean | null | undefined) =>
  typeof value === 'boolean' ? [holds(value ? column : `NOT ${column}`)] : [];

/** Figures by fiscal year, the latest first and those without one last, then by measure and subject. */
export function exportFigureList(db: DataSource, { of, filter }: ExportFigureQuery): ListQuery {
  const parentage: Parentage | undefined = of && parentages[of];
  return {
    select: columnsOf(db, ExportFigureEntity, 'f'),
    from: 'products.export_figures f',
    where: [
      ...isOneOf('f.origin', filter?.origin),
      ...isOneOf('f.measure', filter?.measure),
      ...isOneOf('f.fiscal_year', filter?.fiscalYear),
      ...isOneOf('f.district_code', filter?.district),
      ...isOneOf('f.sector_code', filter?.sector),
      ...isOneOf('f.product_code', filter?.product),
      ...isOneOf('f.subject', filter?.subject),
      ...isOneOf('f.country_code', filter?.country),
      ...is('f.preferred', filter?.preferred),
      ...is('f.provisional', filter?.provisional),
      ...is('f.part_of_year', filter?.partOfYear),
    ],
    order: [
      { ...byCode('f.fiscal_year'), descending: true },
      byCode('f.measure'),
      byCode('f.subject'),
      byCode('f.code'),
    ],
    ...(parentage ? { parent: parentage.parent } : {}),
  };
}

/** All figures of each claim, the preferred one first, then by code. */
export async function figuresByClaims(
  db: DataSource,
  claims: readonly string[],
): Promise<ExportFigure[]> {
  const figures = await rowsByKeys(db, ExportFigureEntity, 'claim', claims);
  return figures.sort(
    (a, b) => Number(b.preferred) - Number(a.preferred) || (a.code < b.code ? -1 : 1),
  );
}

/** The export values of origins in fiscal years, whatever they are about: what other figures are recomputed from. */
export function exportValues(
  db: DataSource,
  origins: readonly string[],
  fiscalYears: readonly string[],
): Promise<ExportFigure[]> {
  return db.query(
    `SELECT ${columnsOf(db, ExportFigureEntity, 'f')} FROM products.export_figures f
     WHERE f.measure = 'EXPORT_VALUE' AND f.origin = ANY($1::text[]) AND f.fiscal_year = ANY($2::text[])
     ORDER BY f.code COLLATE "C"`,
    [origins, fiscalYears],
  );
}
