import {
  type Condition,
  columnsOf,
  type ListQuery,
  type Page,
  type PageOfRows,
  pagesOf,
  type SortKey,
} from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { type Mission, MissionEntity, type MissionKind } from '../entities/mission.ts';
import { givenAny, holdsText, isAnyOf, isTruth, type Maybe, type OneOf } from './conditions.ts';
import { byCode, byText, firstWhere } from './orders.ts';
import { listsOf } from './plain-lists.ts';

/** Which missions. */
export interface MissionFilter {
  /** The country it lies in or is accredited to. */
  readonly country?: OneOf;
  readonly kind?: OneOf<MissionKind>;
  readonly hasCommercialWing?: Maybe<boolean>;
  readonly text?: Maybe<string>;
}

const embassiesFirst = firstWhere("m.kind IN ('EMBASSY', 'HIGH_COMMISSION')");

const byCity: readonly SortKey[] = [byText('m.city_en'), byCode('m.code')];

/** That a mission lies in, or is accredited to, a country that passes `test`. */
const servesCountry = (test: string): string =>
  `m.country_code ${test} OR EXISTS (
    SELECT FROM partners.mission_accreditations a
    WHERE a.mission_code = m.code AND a.country_code ${test})`;

function list(db: DataSource, filter: Maybe<MissionFilter>, order: readonly SortKey[]): ListQuery {
  const where: Condition[] = [
    ...givenAny(filter?.country, servesCountry('= ANY($1::text[])')),
    ...isAnyOf('m.kind', filter?.kind),
    ...isTruth('m.has_commercial_wing', filter?.hasCommercialWing),
    ...holdsText(['m.name_en', 'm.name_hi', 'm.city_en', 'm.city_hi'], filter?.text),
  ];
  return {
    select: columnsOf(db, MissionEntity, 'm'),
    from: 'partners.missions m JOIN partners.countries c ON c.code = m.country_code',
    where,
    order,
  };
}

/** A page of missions: by country, then embassies and high commissions before the rest, then by city. */
export async function missionsPage(
  db: DataSource,
  filter: Maybe<MissionFilter>,
  page: Page,
): Promise<PageOfRows<Mission>> {
  const order = [byText('c.name_en'), embassiesFirst, ...byCity];
  const [found] = await pagesOf<Mission>(db, list(db, filter, order), page);
  return found as PageOfRows<Mission>;
}

/**
 * The missions in each country and those accredited to it: embassies and high commissions first, those in the
 * country itself before the others, then by city.
 */
export function missionsOfCountries(
  db: DataSource,
  filter: Maybe<MissionFilter>,
  countries: readonly string[],
): Promise<Mission[][]> {
  const order = [embassiesFirst, firstWhere('m.country_code = parent.code'), ...byCity];
  return listsOf(db, list(db, filter, order), servesCountry('= parent.code'), countries);
}
