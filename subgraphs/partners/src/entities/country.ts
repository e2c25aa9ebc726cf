import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import { check, codeColumn, index, listColumn, listIndex, sourcesCheck } from './columns.ts';

/** A row of `countries`. Its names are those of the Unicode CLDR, so both languages are always there. */
export interface Country {
  readonly code: string;
  readonly alpha3: string;
  /** The name that is shown: `United Kingdom`. */
  readonly nameEn: string;
  readonly nameHi: string;
  /** CLDR's other form, `UK`: the same as the shown one for most. It is searched, not shown. */
  readonly otherNameEn: string;
  readonly otherNameHi: string;
  readonly region: string;
  readonly currencyCode: string;
  readonly tradeBlocs: readonly string[];
  readonly sourceCodes: readonly string[];
}

/** The table `countries`. */
export const CountryEntity = new EntitySchema<Country>({
  name: 'Country',
  tableName: 'countries',
  columns: {
    code: codeColumn('countries'),
    alpha3: { type: 'text' },
    nameEn: { name: 'name_en', type: 'text' },
    nameHi: { name: 'name_hi', type: 'text' },
    otherNameEn: { name: 'other_name_en', type: 'text' },
    otherNameHi: { name: 'other_name_hi', type: 'text' },
    region: { type: 'text' },
    currencyCode: { name: 'currency_code', type: 'text' },
    tradeBlocs: listColumn('trade_blocs'),
    sourceCodes: listColumn('source_codes'),
  } satisfies Columns<Country>,
  uniques: [{ name: 'countries_alpha3_key', columns: ['alpha3'] }],
  checks: [check('countries', 'code', "code ~ '^[A-Z]{2}$'"), sourcesCheck('countries')],
  indices: [
    index('countries', 'region', 'region'),
    listIndex('countries', 'tradeBlocs', 'trade_blocs'),
  ],
});
