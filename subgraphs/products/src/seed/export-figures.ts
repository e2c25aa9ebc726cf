import { cells, type SeedFileRow, type SeedTable } from '@niryat/kernel';
import {
  type ClaimedBy,
  claimOf,
  exportMeasures,
  figureQualifiers,
  figureUnits,
} from '../entities/export-figure.ts';
import { stateOfOrigin, wrongDistrict } from './statistics-rules.ts';

const { code, decimal, fiscalYear, integer, list, oneOf, reference, required, text, truth } = cells;

/** The units that a measure can be stated in. */
const unitsOf: Readonly<Record<string, readonly string[]>> = {
  EXPORT_VALUE: ['INR_CRORE', 'USD_MILLION'],
  RANK: ['RANK'],
};

function wrongFigure(values: SeedFileRow['values']): string | undefined {
  const { measure, unit, growth_years: years, period, value } = values;
  const units = unitsOf[String(measure)] ?? ['PERCENT'];
  if (!units.includes(String(unit))) {
    return `unit is ${unit}; ${measure} is stated in ${units.join(' or ')}`;
  }
  if ((measure === 'GROWTH') !== (years !== null)) {
    return 'growth_years belongs to GROWTH, and GROWTH needs it';
  }
  if (typeof years === 'number' && years < 1) return `growth_years is ${years}; at least 1 is`;
  if (values.part_of_year === true && (period === null || values.fiscal_year === null)) {
    return 'a part of a year needs its fiscal_year and period, such as apr-jul';
  }
  if (values.fiscal_year === null && values.note_en === null && values.note_hi === null) {
    return 'a figure without a fiscal_year needs a note that says what its source names';
  }
  if (measure === 'RANK' && !/^[1-9]\d*$/.test(String(value))) {
    return `value is ${value}; a RANK is a whole number from 1`;
  }
  return wrongDistrict(values);
}

/** The file of published figures. Which of rivals is preferred is no column: `finishFigures` computes it. */
export const exportFiguresSeed: SeedTable = {
  file: 'export_figures.csv',
  table: 'export_figures',
  key: ['code'],
  parts: [
    { of: 'State', by: 'state_code', field: 'exportFigures' },
    { of: 'District', by: 'district_code', field: 'exportFigures' },
  ],
  columns: {
    code: required(code()),
    measure: required(oneOf(...exportMeasures)),
    origin: required(reference('State', 'IN')),
    district_code: reference('District'),
    sector_code: reference('Sector'),
    product_code: reference('Product'),
    subject: code(),
    country_code: reference('Country'),
    fiscal_year: fiscalYear(),
    part_of_year: required(truth()),
    period: code(),
    growth_years: integer(),
    value: required(decimal()),
    qualifier: oneOf(...figureQualifiers),
    unit: required(oneOf(...figureUnits)),
    provisional: required(truth()),
    note_en: text(),
    note_hi: text(),
    source_codes: required(list(reference('Source'))),
  },
  derived: {
    state_code: { sqlType: 'text', from: stateOfOrigin },
    claim: { sqlType: 'text', from: ({ values }) => claimOf(claimedBy(values)) },
  },
  check: wrongFigure,
};

/** The columns of a row that rivals share; a check has made sure of their types. */
function claimedBy(values: SeedFileRow['values']): ClaimedBy {
  return {
    measure: values.measure,
    origin: values.origin,
    districtCode: values.district_code,
    sectorCode: values.sector_code,
    productCode: values.product_code,
    subject: values.subject,
    countryCode: values.country_code,
    fiscalYear: values.fiscal_year,
    period: values.period,
    growthYears: values.growth_years,
    unit: values.unit,
  } as ClaimedBy;
}
