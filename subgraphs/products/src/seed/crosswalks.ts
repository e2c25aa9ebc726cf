import { cells, type SeedTable } from '@niryat/kernel';

const { reference, required, text } = cells;

/** What a crosswalk says where a name is of no country of today, or the publisher names none. */
export const unspecified = 'unspecified';

const untold = 'Names as files print them: what an import makes of them is told by the import.';

/** The files that tell what the names printed in TradeStat tables mean. A name that is not in them is never guessed. */
export const crosswalkSeedTables: readonly SeedTable[] = [
  {
    file: 'country_names_dgcis.csv',
    table: 'country_names_dgcis',
    key: ['name'],
    untold,
    columns: {
      name: required(text()),
      country_code: required(reference('Country', unspecified)),
      note: text(),
    },
    check: ({ country_code: code, note }) =>
      code === unspecified && note === null
        ? 'country_code is unspecified and the note does not say why'
        : undefined,
  },
  {
    file: 'commodity_names_dgcis.csv',
    table: 'commodity_names_dgcis',
    key: ['name'],
    untold,
    columns: { name: required(text()), commodity_code: required(reference('Commodity')) },
  },
  {
    file: 'regions_dgcis.csv',
    table: 'regions_dgcis',
    key: ['name'],
    untold,
    columns: { name: required(text()), region: required(text()), note: text() },
  },
];
