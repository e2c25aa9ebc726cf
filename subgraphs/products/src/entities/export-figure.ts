import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  check,
  codeColumn,
  index,
  oneOfCheck,
  referenceColumn,
  sourceCodesColumn,
  sourcesCheck,
  textColumn,
} from './columns.ts';

/** What a figure can measure, as the schema's enum names it. */
export const exportMeasures = [
  'EXPORT_VALUE',
  'ODOP_SHARE',
  'MSME_SHARE',
  'GROWTH',
  'RANK',
  'SHARE_OF_NATIONAL',
] as const;

/** One of `exportMeasures`. */
export type ExportMeasure = (typeof exportMeasures)[number];

/** How a source hedges a number, as the schema's enum names it. */
export const figureQualifiers = ['OVER', 'ALMOST', 'ABOUT'] as const;

/** One of `figureQualifiers`. */
export type FigureQualifier = (typeof figureQualifiers)[number];

/** The units of figures. */
export const figureUnits = ['INR_CRORE', 'USD_MILLION', 'PERCENT', 'RANK'] as const;

/** One of `figureUnits`. */
export type FigureUnit = (typeof figureUnits)[number];

/** A row of `export_figures`: a number as one source or several state it. */
export interface ExportFigure {
  readonly code: string;
  readonly measure: ExportMeasure;
  /** An OriginCode; `IN` for all of India. */
  readonly origin: string;
  /** The origin, where it is a state. */
  readonly stateCode: string | null;
  readonly districtCode: string | null;
  readonly sectorCode: string | null;
  readonly productCode: string | null;
  readonly subject: string | null;
  readonly countryCode: string | null;
  readonly fiscalYear: string | null;
  readonly partOfYear: boolean;
  /** What it covers where that is not one whole fiscal year: `apr-nov`, `h1`, the edition of an index, a calendar year. */
  readonly period: string | null;
  readonly growthYears: number | null;
  /** The number, digit for digit as published. */
  readonly value: string;
  readonly qualifier: FigureQualifier | null;
  readonly unit: FigureUnit;
  readonly provisional: boolean;
  /** Whether it is the one to use among its rivals; `finishFigures` decides. */
  readonly preferred: boolean;
  /** What it speaks of: figures of one claim are rivals. */
  readonly claim: string;
  readonly noteEn: string | null;
  readonly noteHi: string | null;
  readonly sourceCodes: readonly string[];
}

const table = 'export_figures';

/** The table `export_figures`. */
export const ExportFigureEntity = new EntitySchema<ExportFigure>({
  name: 'ExportFigure',
  tableName: table,
  columns: {
    code: codeColumn(table),
    measure: { type: 'text' },
    origin: { type: 'text' },
    stateCode: { ...referenceColumn(table, 'state_code', 'State'), nullable: true },
    districtCode: { ...referenceColumn(table, 'district_code', 'District'), nullable: true },
    sectorCode: { ...referenceColumn(table, 'sector_code', 'Sector'), nullable: true },
    productCode: { ...referenceColumn(table, 'product_code', 'Product'), nullable: true },
    subject: textColumn('subject'),
    countryCode: textColumn('country_code'),
    fiscalYear: textColumn('fiscal_year'),
    partOfYear: { name: 'part_of_year', type: 'boolean' },
    period: textColumn('period'),
    growthYears: { name: 'growth_years', type: 'integer', nullable: true },
    value: { type: 'numeric' },
    qualifier: textColumn('qualifier'),
    unit: { type: 'text' },
    provisional: { type: 'boolean' },
    preferred: { type: 'boolean', default: false },
    claim: { type: 'text' },
    noteEn: textColumn('note_en'),
    noteHi: textColumn('note_hi'),
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<ExportFigure>,
  checks: [
    oneOfCheck(table, 'measure', exportMeasures),
    oneOfCheck(table, 'qualifier', figureQualifiers),
    oneOfCheck(table, 'unit', figureUnits),
    check(table, 'origin', "state_code IS NOT DISTINCT FROM NULLIF(origin, 'IN')"),
    check(
      table,
      'growth_years',
      "(measure = 'GROWTH') = (growth_years IS NOT NULL) AND coalesce(growth_years, 1) > 0",
    ),
    check(
      table,
      'part_of_year',
      'NOT part_of_year OR (period IS NOT NULL AND fiscal_year IS NOT NULL)',
    ),
    sourcesCheck(table),
  ],
  indices: [
    index(table, ['claim'], ['claim']),
    index(table, ['origin', 'fiscalYear'], ['origin', 'fiscal_year']),
    index(table, ['stateCode'], ['state_code']),
    index(table, ['districtCode'], ['district_code']),
    index(table, ['sectorCode'], ['sector_code']),
    index(table, ['productCode'], ['product_code']),
  ],
});

/** What two figures must share to be rivals. */
export type ClaimedBy = Pick<
  ExportFigure,
  | 'measure'
  | 'origin'
  | 'districtCode'
  | 'sectorCode'
  | 'productCode'
  | 'subject'
  | 'countryCode'
  | 'fiscalYear'
  | 'period'
  | 'growthYears'
  | 'unit'
>;

/**
 * What a figure speaks of, as one text. Figures are rivals where it is equal: a sum in dollars is no rival of
 * one in rupees, nor April to July one of April to May.
 */
export function claimOf(figure: ClaimedBy): string {
  return [
    figure.measure,
    figure.origin,
    figure.districtCode,
    figure.sectorCode,
    figure.productCode,
    figure.subject,
    figure.countryCode,
    figure.fiscalYear,
    figure.period,
    figure.growthYears,
    figure.unit,
  ]
    .map((part) => part ?? '')
    .join('|');
}
