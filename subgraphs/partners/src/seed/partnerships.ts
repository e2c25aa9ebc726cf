import { cells, type SeedTable } from '@niryat/kernel';
import { partnershipKinds, partnershipStatuses } from '../entities/partnership.ts';
import { firstOf, sectorCodes, sourceCodes, textColumns } from './columns.ts';

const partners = ['country_code', 'mission_code', 'organisation_code'] as const;

/** Relations of states to partners. A row names its partner in one of three columns. */
export const partnerships: SeedTable = {
  file: 'partnerships.csv',
  table: 'partnerships',
  key: ['code'],
  parts: [
    { of: 'Country', by: 'country_code', field: 'partnerships' },
    { of: 'Mission', by: 'mission_code', field: 'partnerships' },
    { of: 'Organisation', by: 'organisation_code', field: 'partnerships' },
    { of: 'State', by: 'state_code', field: 'partnerships' },
  ],
  columns: {
    code: cells.required(cells.code()),
    state_code: cells.required(cells.reference('State')),
    kind: cells.required(cells.oneOf(...partnershipKinds)),
    status: cells.required(cells.oneOf(...partnershipStatuses)),
    since: cells.partialDate(),
    country_code: cells.reference('Country'),
    mission_code: cells.reference('Mission'),
    organisation_code: cells.reference('Organisation'),
    ...textColumns('goods'),
    sector_codes: sectorCodes(),
    ...textColumns('note'),
    source_codes: sourceCodes(),
  },
  check: (values) =>
    firstOf(
      partners.filter((column) => values[column] !== null).length !== 1 &&
        `exactly one of ${partners.join(', ')} names the partner`,
    ),
};
