import { cells, type SeedTable } from '@niryat/kernel';
import { missionKinds } from '../entities/mission.ts';
import { firstOf, missingText, sourceCodes, textColumns } from './columns.ts';

const outside = (value: unknown, limit: number): boolean =>
  typeof value === 'number' && Math.abs(value) > limit;

/** Degrees as a number: a coordinate is a measurement, not an exact decimal. */
const degrees = (): cells.Cell => ({
  ...cells.decimal(),
  sqlType: 'double precision',
  read: (text) => {
    const read = cells.decimal().read(text);
    return typeof read === 'string' ? Number(read) : read;
  },
});

/** India's missions abroad. */
export const missions: SeedTable = {
  file: 'missions.csv',
  table: 'missions',
  key: ['code'],
  record: { type: 'Mission', fields: { latitude: ['location'], longitude: ['location'] } },
  columns: {
    code: cells.required(cells.code()),
    country_code: cells.required(cells.reference('Country')),
    kind: cells.required(cells.oneOf(...missionKinds)),
    ...textColumns('name'),
    ...textColumns('city'),
    latitude: degrees(),
    longitude: degrees(),
    website: cells.url(),
    has_commercial_wing: cells.truth(),
    accredited_to: cells.list(cells.reference('Country')),
    source_codes: sourceCodes(),
  },
  links: [
    {
      column: 'accredited_to',
      table: 'mission_accreditations',
      owner: 'mission_code',
      item: 'country_code',
    },
  ],
  check: (values) =>
    firstOf(
      missingText(values, 'name'),
      missingText(values, 'city'),
      (values.latitude === null) !== (values.longitude === null) &&
        'latitude and longitude go together',
      outside(values.latitude, 90) && 'latitude is beyond 90 degrees',
      outside(values.longitude, 180) && 'longitude is beyond 180 degrees',
      Array.isArray(values.accredited_to) &&
        values.accredited_to.includes(values.country_code) &&
        'accredited_to names the country that the mission lies in',
    ),
};
