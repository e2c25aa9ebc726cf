import { cells, type SeedTable } from '@niryat/kernel';
import { requirementKinds } from '../entities/market-requirement.ts';
import { firstOf, missingText, sourceCodes, textColumns } from './columns.ts';
import { tradeBlocs } from './trade-blocs.ts';

/** What markets ask of goods. A row names its market once: a country, a bloc, or `worldwide`. */
export const marketRequirements: SeedTable = {
  file: 'market_requirements.csv',
  table: 'market_requirements',
  key: ['code'],
  record: {
    type: 'MarketRequirement',
    fields: { country_code: ['countries'], trade_bloc: ['countries'] },
  },
  columns: {
    code: cells.required(cells.code()),
    country_code: cells.reference('Country'),
    trade_bloc: cells.oneOf(...tradeBlocs),
    worldwide: cells.required(cells.truth()),
    sector_code: cells.reference('Sector'),
    kind: cells.required(cells.oneOf(...requirementKinds)),
    mandatory: cells.required(cells.truth()),
    ...textColumns('name'),
    authority: cells.text(),
    ...textColumns('summary'),
    source_codes: sourceCodes(),
  },
  check: (values) =>
    firstOf(
      missingText(values, 'name'),
      missingText(values, 'summary'),
      [values.country_code !== null, values.trade_bloc !== null, values.worldwide === true].filter(
        Boolean,
      ).length !== 1 &&
        'exactly one of country_code, trade_bloc and worldwide (true) tells the market',
    ),
};
