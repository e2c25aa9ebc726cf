import { cells, type SeedTable } from '@niryat/kernel';
import { organisationKinds } from '../entities/organisation.ts';
import { firstOf, missingText, sectorCodes, sourceCodes, textColumns } from './columns.ts';

/** Organisations. One without `state_code` and `country_code` is of India as a whole. */
export const organisations: SeedTable = {
  file: 'organisations.csv',
  table: 'organisations',
  key: ['code'],
  record: {
    type: 'Organisation',
    fields: { state_code: ['jurisdiction'], country_code: ['jurisdiction'] },
  },
  columns: {
    code: cells.required(cells.code()),
    kind: cells.required(cells.oneOf(...organisationKinds)),
    ...textColumns('name'),
    state_code: cells.reference('State'),
    country_code: cells.reference('Country'),
    city: cells.text(),
    website: cells.url(),
    ...textColumns('role'),
    sector_codes: sectorCodes(),
    source_codes: sourceCodes(),
  },
  check: (values) =>
    firstOf(
      missingText(values, 'name'),
      values.state_code !== null &&
        values.country_code !== null &&
        'state_code and country_code are both given; a body belongs to one of them',
    ),
};

/** Which organisation is a state's single point of contact. */
export const stateContacts: SeedTable = {
  file: 'state_contacts.csv',
  table: 'state_contacts',
  key: ['state_code'],
  parts: [{ of: 'State', by: 'state_code', field: 'singlePointOfContact' }],
  columns: {
    state_code: cells.required(cells.reference('State')),
    organisation_code: cells.required(cells.reference('Organisation')),
    source_codes: sourceCodes(),
  },
};
