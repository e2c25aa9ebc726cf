import { columnsOf, type ListQuery, type Page, type PageOfRows, pagesOf } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import {
  type Partnership,
  PartnershipEntity,
  type PartnershipKind,
  type PartnershipStatus,
} from '../entities/partnership.ts';
import { givenAny, holdsAnyOf, isAnyOf, type Maybe, type OneOf } from './conditions.ts';
import { byCode } from './orders.ts';
import { listsOf } from './plain-lists.ts';

/** Which partnerships. */
export interface PartnershipFilter {
  readonly state?: OneOf;
  /** With the country itself or with a mission in it. */
  readonly country?: OneOf;
  readonly mission?: OneOf;
  readonly organisation?: OneOf;
  readonly sector?: OneOf;
  readonly kind?: OneOf<PartnershipKind>;
  readonly status?: OneOf<PartnershipStatus>;
}

/** That the partner is a country that passes `test`, or a mission in it. */
const isWithCountry = (test: string): string => `p.country_code ${test} OR m.country_code ${test}`;

/** Whose partnerships, and the condition that they are its. */
const belongings = {
  state: 'p.state_code = parent.code',
  country: isWithCountry('= parent.code'),
  mission: 'p.mission_code = parent.code',
  organisation: 'p.organisation_code = parent.code',
} as const;

/** The kinds of records that have partnerships. */
export type PartnershipSide = keyof typeof belongings;

function list(db: DataSource, filter: Maybe<PartnershipFilter>): ListQuery {
  return {
    select: columnsOf(db, PartnershipEntity, 'p'),
    from: 'partners.partnerships p LEFT JOIN partners.missions m ON m.code = p.mission_code',
    where: [
      ...isAnyOf('p.state_code', filter?.state),
      ...givenAny(filter?.country, isWithCountry('= ANY($1::text[])')),
      ...isAnyOf('p.mission_code', filter?.mission),
      ...isAnyOf('p.organisation_code', filter?.organisation),
      ...holdsAnyOf('p.sector_codes', filter?.sector),
      ...isAnyOf('p.kind', filter?.kind),
      ...isAnyOf('p.status', filter?.status),
    ],
    // Partial dates order as bytes: within one month, those that name a day are later than the bare month.
    order: [{ sql: 'p.since COLLATE "C"', type: 'text', descending: true }, byCode('p.code')],
  };
}

/** A page of partnerships: latest `since` first, those without one last. */
export async function partnershipsPage(
  db: DataSource,
  filter: Maybe<PartnershipFilter>,
  page: Page,
): Promise<PageOfRows<Partnership>> {
  const [found] = await pagesOf<Partnership>(db, list(db, filter), page);
  return found as PageOfRows<Partnership>;
}

/** The partnerships of each state, country, mission or organisation, in the same order. */
export function partnershipsOf(
  db: DataSource,
  side: PartnershipSide,
  filter: Maybe<PartnershipFilter>,
  parents: readonly string[],
): Promise<Partnership[][]> {
  return listsOf(db, list(db, filter), belongings[side], parents);
}
