import type { SeedFileRow } from '@niryat/kernel';

/** The state that an origin is; null for `IN`, all of India. */
export function stateOfOrigin({ values }: SeedFileRow): string | null {
  return values.origin === 'IN' ? null : String(values.origin);
}

/** Refuses a district of another origin: the codes of districts begin with the letters of their state. */
export function wrongDistrict({ origin, district_code: district }: SeedFileRow['values']) {
  if (district === null || district === undefined) return undefined;
  const letters = String(origin).slice('IN-'.length).toLowerCase();
  return letters !== '' && String(district).startsWith(`${letters}-`)
    ? undefined
    : `district_code is ${district}, which is no district of ${origin}`;
}
