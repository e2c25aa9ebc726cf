import { cells, type SeedFileRow, type SeedTable } from '@niryat/kernel';
import { exportMeasures } from '../entities/export-figure.ts';
import { targetUnits } from '../entities/target.ts';
import { lastDayOfHorizon } from '../metrics/fiscal-year.ts';
import { stateOfOrigin, wrongDistrict } from './statistics-rules.ts';

const { code, date, decimal, fiscalYear, list, oneOf, partialDate, reference } = cells;
const { Rejection, required, text } = cells;

/** A horizon: a day, month, year or fiscal year. */
const horizon = (): cells.Cell => ({
  ...text(),
  read: (given) => {
    const asFiscalYear = fiscalYear().read(given);
    if (!(asFiscalYear instanceof Rejection)) return asFiscalYear;
    const asDate = partialDate().read(given);
    return asDate instanceof Rejection
      ? new Rejection('a day, month, year or fiscal year: 2027-08-03, 2027-08, 2030, 2018-19')
      : asDate;
  },
});

function wrongTarget(values: SeedFileRow['values']): string | undefined {
  const { value, unit, baseline, due, announced_on: announced } = values;
  if (Number(value) <= 0) return `value is ${value}; a target is above 0`;
  if (values.baseline_fiscal_year !== null && baseline === null) {
    return 'baseline_fiscal_year stands without a baseline';
  }
  if (baseline !== null && unit !== 'MULTIPLE' && Number(baseline) === Number(value)) {
    return `baseline ${baseline} equals the target`;
  }
  if (typeof due === 'string' && typeof announced === 'string') {
    if (lastDayOfHorizon(due) < announced) return `due ${due} is before announced_on ${announced}`;
  }
  return wrongDistrict(values);
}

/** What tells which figures a target is judged by is no field of its own: it shows in how far the target is. */
const figureColumns = Object.fromEntries(
  ['measure', 'district_code', 'sector_code', 'product_code', 'subject', 'country_code'].map(
    (column) => [column, ['progress', 'gap', 'requiredGrowth']],
  ),
);

/** The file of targets. */
export const targetsSeed: SeedTable = {
  file: 'targets.csv',
  table: 'targets',
  key: ['code'],
  record: { type: 'Target', fields: figureColumns },
  columns: {
    code: required(code()),
    origin: required(reference('State', 'IN')),
    metric: required(text()),
    value: required(decimal()),
    unit: required(oneOf(...targetUnits)),
    baseline: decimal(),
    baseline_fiscal_year: fiscalYear(),
    due: horizon(),
    due_text_en: text(),
    due_text_hi: text(),
    announced_on: date(),
    announced_by_en: text(),
    announced_by_hi: text(),
    note_en: text(),
    note_hi: text(),
    measure: oneOf(...exportMeasures),
    district_code: reference('District'),
    sector_code: reference('Sector'),
    product_code: reference('Product'),
    subject: code(),
    country_code: reference('Country'),
    source_codes: required(list(reference('Source'))),
  },
  derived: { state_code: { sqlType: 'text', from: stateOfOrigin } },
  check: wrongTarget,
};
