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
import { type ExportMeasure, exportMeasures } from './export-figure.ts';

/** The units of targets: a MULTIPLE is one of the baseline. */
export const targetUnits = ['INR_CRORE', 'USD_MILLION', 'PERCENT', 'MULTIPLE', 'PERSONS'] as const;

/** One of `targetUnits`. */
export type TargetUnit = (typeof targetUnits)[number];

/** A row of `targets`: what a government or body has said it wants to reach. */
export interface Target {
  readonly code: string;
  /** An OriginCode; `IN` for all of India. */
  readonly origin: string;
  /** The origin, where it is a state. */
  readonly stateCode: string | null;
  readonly metric: string;
  readonly value: string;
  readonly unit: TargetUnit;
  /** In the target's unit; in INR_CRORE where that is MULTIPLE. */
  readonly baseline: string | null;
  readonly baselineFiscalYear: string | null;
  /** A day, month, year or fiscal year. */
  readonly due: string | null;
  readonly dueTextEn: string | null;
  readonly dueTextHi: string | null;
  readonly announcedOn: string | null;
  readonly announcedByEn: string | null;
  readonly announcedByHi: string | null;
  readonly noteEn: string | null;
  readonly noteHi: string | null;
  /** Which figures tell how far it is: their measure, null where none does, and what they are about. */
  readonly measure: ExportMeasure | null;
  readonly districtCode: string | null;
  readonly sectorCode: string | null;
  readonly productCode: string | null;
  readonly subject: string | null;
  readonly countryCode: string | null;
  readonly sourceCodes: readonly string[];
}

const table = 'targets';

/** The table `targets`. */
export const TargetEntity = new EntitySchema<Target>({
  name: 'Target',
  tableName: table,
  columns: {
    code: codeColumn(table),
    origin: { type: 'text' },
    stateCode: { ...referenceColumn(table, 'state_code', 'State'), nullable: true },
    metric: { type: 'text' },
    value: { type: 'numeric' },
    unit: { type: 'text' },
    baseline: { type: 'numeric', nullable: true },
    baselineFiscalYear: textColumn('baseline_fiscal_year'),
    due: textColumn('due'),
    dueTextEn: textColumn('due_text_en'),
    dueTextHi: textColumn('due_text_hi'),
    announcedOn: { name: 'announced_on', type: 'date', nullable: true },
    announcedByEn: textColumn('announced_by_en'),
    announcedByHi: textColumn('announced_by_hi'),
    noteEn: textColumn('note_en'),
    noteHi: textColumn('note_hi'),
    measure: textColumn('measure'),
    districtCode: { ...referenceColumn(table, 'district_code', 'District'), nullable: true },
    sectorCode: { ...referenceColumn(table, 'sector_code', 'Sector'), nullable: true },
    productCode: { ...referenceColumn(table, 'product_code', 'Product'), nullable: true },
    subject: textColumn('subject'),
    countryCode: textColumn('country_code'),
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<Target>,
  checks: [
    oneOfCheck(table, 'unit', targetUnits),
    oneOfCheck(table, 'measure', exportMeasures),
    check(table, 'origin', "state_code IS NOT DISTINCT FROM NULLIF(origin, 'IN')"),
    sourcesCheck(table),
  ],
  indices: [
    index(table, ['origin', 'metric'], ['origin', 'metric']),
    index(table, ['stateCode'], ['state_code']),
    index(table, ['districtCode'], ['district_code']),
    index(table, ['sectorCode'], ['sector_code']),
    index(table, ['productCode'], ['product_code']),
  ],
});
