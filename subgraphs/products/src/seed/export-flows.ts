import { cells, type SeedTable } from '@niryat/kernel';
import { exportDimensions, tradePeriods } from '../entities/trade-table.ts';
import { moneyUnits } from '../money/money.ts';

const { code, decimal, fiscalYear, list, oneOf, reference, required, text } = cells;

/** The table whose published rows `export_flows.csv` holds. */
export const sectorPartnerTable = 'in-sector-partner';

/** The English name of a country in CLDR, which Node brings with it; its code where CLDR has none. */
const englishNames = new Intl.DisplayNames('en', { type: 'region' });

/** The file of regions: a reference table of the statistics' own, as no query asks another subgraph. */
export const countryRegionsSeed: SeedTable = {
  file: 'country_regions.csv',
  table: 'country_regions',
  key: ['code'],
  untold: 'Names and regions of countries for the trade statistics: `partners` tells of a country.',
  columns: {
    code: required(reference('Country')),
    alpha3: required(text()),
    region: required(text()),
  },
  derived: {
    name_en: {
      sqlType: 'text',
      from: ({ values }) => englishNames.of(String(values.code)) ?? String(values.code),
    },
  },
};

/** The file of tables of trade statistics. */
export const tradeTablesSeed: SeedTable = {
  file: 'trade_tables.csv',
  table: 'trade_tables',
  key: ['code'],
  untold: 'A table has no id: versions of the data tell of it.',
  columns: {
    code: required(code()),
    title_en: required(text()),
    title_hi: text(),
    unit: required(oneOf(...moneyUnits)),
    period: required(oneOf(...tradePeriods)),
    dimensions: required(list(oneOf(...exportDimensions))),
    noted_sectors: list(reference('Sector')),
    sectors_note_en: text(),
    sectors_note_hi: text(),
    source_codes: required(list(reference('Source'))),
  },
};

/** The file of India's exports by sector and partner, totals included, as published. */
export const publishedFlowsSeed: SeedTable = {
  file: 'export_flows.csv',
  table: 'published_flows',
  key: ['fiscal_year', 'country_code', 'sector_code'],
  columns: {
    fiscal_year: required(fiscalYear()),
    country_code: reference('Country'),
    sector_code: reference('Sector'),
    value_usd_million: required(decimal()),
    source_codes: required(list(reference('Source'))),
  },
  // As with imports (`import/tell-changes.ts`): a correction is one of the country's exports.
  parts: [{ of: 'Country', by: 'country_code', field: 'exportFlows' }],
  derived: {
    table_code: { sqlType: 'text', from: () => sectorPartnerTable },
    origin: { sqlType: 'text', from: () => 'IN' },
  },
  check: ({ value_usd_million: value }) =>
    Number(value) < 0 ? `value_usd_million is ${value}; a value is not negative` : undefined,
};
