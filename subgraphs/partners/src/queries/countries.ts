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
import { type Country, CountryEntity } from '../entities/country.ts';
import { holdsAnyOf, holdsText, isAnyOf, isTruth, type Maybe, type OneOf } from './conditions.ts';
import { byCode, byText } from './orders.ts';
import { listsOf } from './plain-lists.ts';

/** Which countries. */
export interface CountryFilter {
  readonly region?: OneOf;
  readonly tradeBloc?: OneOf;
  /** With a mission of India in the country itself. */
  readonly hasMission?: Maybe<boolean>;
  /** With an agreement in force. */
  readonly hasAgreement?: Maybe<boolean>;
  readonly text?: Maybe<string>;
}

/** How countries are ordered. */
export interface CountryOrder {
  readonly field: 'NAME' | 'REGION';
  readonly direction: 'ASC' | 'DESC';
}

const byName: readonly SortKey[] = [byText('c.name_en'), byCode('c.code')];

const mission = 'EXISTS (SELECT FROM partners.missions m WHERE m.country_code = c.code)';

const agreement = `EXISTS (
  SELECT FROM partners.trade_agreement_partners p
  JOIN partners.trade_agreements a ON a.code = p.agreement_code
  WHERE p.country_code = c.code AND a.status = 'IN_FORCE')`;

const names = ['c.name_en', 'c.name_hi', 'c.other_name_en', 'c.other_name_hi'];

function list(
  db: DataSource,
  where: readonly Condition[] = [],
  order: readonly SortKey[] = byName,
): ListQuery {
  return {
    select: columnsOf(db, CountryEntity, 'c'),
    from: 'partners.countries c',
    where,
    order,
  };
}

/** A page of countries, by English name unless ordered otherwise. */
export async function countriesPage(
  db: DataSource,
  filter: Maybe<CountryFilter>,
  orderBy: Maybe<CountryOrder>,
  page: Page,
): Promise<PageOfRows<Country>> {
  const where = [
    ...isAnyOf('c.region', filter?.region),
    ...holdsAnyOf('c.trade_blocs', filter?.tradeBloc),
    ...isTruth(mission, filter?.hasMission),
    ...isTruth(agreement, filter?.hasAgreement),
    ...holdsText(names, filter?.text),
  ];
  const column = orderBy?.field === 'REGION' ? 'c.region' : 'c.name_en';
  const order = [byText(column, orderBy?.direction === 'DESC'), byCode('c.code')];
  const [found] = await pagesOf<Country>(db, list(db, where, order), page);
  return found as PageOfRows<Country>;
}

/** The further countries that each mission is accredited to, by English name. */
export function countriesOfAccreditations(
  db: DataSource,
  missions: readonly string[],
): Promise<Country[][]> {
  const belongs = `EXISTS (
    SELECT FROM partners.mission_accreditations a
    WHERE a.mission_code = parent.code AND a.country_code = c.code)`;
  return listsOf(db, list(db), belongs, missions);
}

/** The partners of each agreement, by English name. */
export function countriesOfAgreements(
  db: DataSource,
  agreements: readonly string[],
): Promise<Country[][]> {
  const belongs = `EXISTS (
    SELECT FROM partners.trade_agreement_partners p
    WHERE p.agreement_code = parent.code AND p.country_code = c.code)`;
  return listsOf(db, list(db), belongs, agreements);
}

/** The members of each bloc that are on record, by English name. */
export function countriesOfBlocs(db: DataSource, blocs: readonly string[]): Promise<Country[][]> {
  return listsOf(db, list(db), 'c.trade_blocs @> ARRAY[parent.code]', blocs);
}
