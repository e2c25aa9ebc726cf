import { columnsOf, type ListQuery, type Page, type PageOfRows, pagesOf } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import {
  type MarketRequirement,
  MarketRequirementEntity,
  type RequirementKind,
} from '../entities/market-requirement.ts';
import { givenAny, holdsText, isAnyOf, isTruth, type Maybe, type OneOf } from './conditions.ts';
import { byCode, byText, firstWhere } from './orders.ts';
import { listsOf } from './plain-lists.ts';

/** Which requirements. */
export interface MarketRequirementFilter {
  /** Where it holds: worldwide ones and those of a country's blocs are taken in. */
  readonly country?: OneOf;
  /** Those of every sector are taken in. */
  readonly sector?: OneOf;
  readonly kind?: OneOf<RequirementKind>;
  readonly mandatory?: Maybe<boolean>;
  readonly text?: Maybe<string>;
}

/** That a requirement holds in a country that passes `test`: there alone, in a bloc of its, or everywhere. */
const holdsIn = (test: string): string =>
  `r.worldwide OR r.country_code ${test} OR r.trade_bloc IN (
    SELECT unnest(c.trade_blocs) FROM partners.countries c WHERE c.code ${test})`;

/** That a requirement is for a sector that passes `test`, or for every sector. */
const isFor = (test: string): string => `r.sector_code IS NULL OR r.sector_code ${test}`;

const texts = ['r.name_en', 'r.name_hi', 'r.summary_en', 'r.summary_hi'];

function list(db: DataSource, filter: Maybe<MarketRequirementFilter>): ListQuery {
  return {
    select: columnsOf(db, MarketRequirementEntity, 'r'),
    from: 'partners.market_requirements r',
    where: [
      ...givenAny(filter?.country, holdsIn('= ANY($1::text[])')),
      ...givenAny(filter?.sector, isFor('= ANY($1::text[])')),
      ...isAnyOf('r.kind', filter?.kind),
      ...isTruth('r.mandatory', filter?.mandatory),
      ...holdsText(texts, filter?.text),
    ],
    order: [firstWhere('r.mandatory'), byText('r.name_en'), byCode('r.code')],
  };
}

/** A page of requirements: mandatory ones first, then by English name. */
export async function marketRequirementsPage(
  db: DataSource,
  filter: Maybe<MarketRequirementFilter>,
  page: Page,
): Promise<PageOfRows<MarketRequirement>> {
  const [found] = await pagesOf<MarketRequirement>(db, list(db, filter), page);
  return found as PageOfRows<MarketRequirement>;
}

/** The requirements that hold in each country, in the same order. */
export function marketRequirementsOfCountries(
  db: DataSource,
  filter: Pick<MarketRequirementFilter, 'sector' | 'mandatory'>,
  countries: readonly string[],
): Promise<MarketRequirement[][]> {
  return listsOf(db, list(db, filter), holdsIn('= parent.code'), countries);
}

/** The requirements for each sector, those for every sector among them, in the same order. */
export function marketRequirementsOfSectors(
  db: DataSource,
  filter: Pick<MarketRequirementFilter, 'country' | 'mandatory'>,
  sectors: readonly string[],
): Promise<MarketRequirement[][]> {
  return listsOf(db, list(db, filter), isFor('= parent.code'), sectors);
}
