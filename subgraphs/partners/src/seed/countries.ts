import { cells, type SeedFileRow, type SeedTable } from '@niryat/kernel';
import { firstOf, sourceCodes } from './columns.ts';
import { countryNames } from './country-names.ts';
import { tradeBlocs } from './trade-blocs.ts';

// XXX is ISO 4217's code where there is no currency: Antarctica has none.
const currencies = new Set([...Intl.supportedValuesOf('currency'), 'XXX']);

/** A column with a name of the country, from CLDR. A row whose code CLDR does not know was refused before. */
const nameColumn = (language: 'en' | 'hi', form: 'shown' | 'other') => ({
  sqlType: 'text',
  from: ({ values }: SeedFileRow) => countryNames(String(values.code), language)?.[form] ?? null,
});

/** Countries that trade with India's states. Their names are not in the file: they come from CLDR. */
export const countries: SeedTable = {
  file: 'countries.csv',
  table: 'countries',
  key: ['code'],
  record: { type: 'Country', fields: { currency_code: ['currencyCode'] } },
  unseen: ['other_name_en', 'other_name_hi'],
  columns: {
    code: cells.required(cells.country()),
    alpha3: cells.required(cells.text()),
    region: cells.required(cells.text()),
    currency_code: cells.required(cells.text()),
    trade_blocs: cells.list(cells.oneOf(...tradeBlocs)),
    source_codes: sourceCodes(),
  },
  derived: {
    name_en: nameColumn('en', 'shown'),
    name_hi: nameColumn('hi', 'shown'),
    other_name_en: nameColumn('en', 'other'),
    other_name_hi: nameColumn('hi', 'other'),
  },
  check: ({ code, alpha3, currency_code: currency }) =>
    firstOf(
      typeof code === 'string' &&
        (countryNames(code, 'en') === undefined || countryNames(code, 'hi') === undefined) &&
        `code is "${code}", which CLDR has no name for`,
      code === 'IN' && 'code is "IN"; India itself is no partner country',
      typeof alpha3 === 'string' &&
        !/^[A-Z]{3}$/.test(alpha3) &&
        `alpha3 is "${alpha3}"; accepted is an ISO 3166-1 alpha-3 code such as JPN`,
      typeof currency === 'string' &&
        !currencies.has(currency) &&
        `currency_code is "${currency}"; accepted is an ISO 4217 code such as JPY`,
    ),
};
