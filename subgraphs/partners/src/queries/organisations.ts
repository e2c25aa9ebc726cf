import {
  columnsOf,
  type ListQuery,
  type Page,
  type PageOfRows,
  pagesOf,
  type SortKey,
} from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import {
  type Organisation,
  OrganisationEntity,
  type OrganisationKind,
} from '../entities/organisation.ts';
import { givenAny, holdsAnyOf, holdsText, isAnyOf, type Maybe, type OneOf } from './conditions.ts';
import { byCode, byText, firstWhere } from './orders.ts';
import { listsOf } from './plain-lists.ts';

/** Which organisations. */
export interface OrganisationFilter {
  readonly kind?: OneOf<OrganisationKind>;
  /** States, `IN` or partner countries. */
  readonly jurisdiction?: OneOf;
  /** That name the sector; those that serve every sector are left out. */
  readonly sector?: OneOf;
  readonly text?: Maybe<string>;
}

const byName: readonly SortKey[] = [byText('o.name_en'), byCode('o.code')];

const ofIndia = '(o.state_code IS NULL AND o.country_code IS NULL)';
const namesSector = 'o.sector_codes @> ARRAY[parent.code]';
const servesEverySector = 'cardinality(o.sector_codes) = 0';

function list(
  db: DataSource,
  filter: Maybe<OrganisationFilter> = null,
  order: readonly SortKey[] = byName,
): ListQuery {
  return {
    select: columnsOf(db, OrganisationEntity, 'o'),
    from: 'partners.organisations o',
    where: [
      ...isAnyOf('o.kind', filter?.kind),
      ...isAnyOf("COALESCE(o.state_code, o.country_code, 'IN')", filter?.jurisdiction),
      ...holdsAnyOf('o.sector_codes', filter?.sector),
      ...holdsText(['o.name_en', 'o.name_hi'], filter?.text),
    ],
    order,
  };
}

/** A page of organisations, by English name. */
export async function organisationsPage(
  db: DataSource,
  filter: Maybe<OrganisationFilter>,
  page: Page,
): Promise<PageOfRows<Organisation>> {
  const [found] = await pagesOf<Organisation>(db, list(db, filter), page);
  return found as PageOfRows<Organisation>;
}

/** A page of the organisations of each state, by English name. */
export function organisationPagesOfStates(
  db: DataSource,
  filter: Maybe<OrganisationFilter>,
  page: Page,
  states: readonly string[],
): Promise<PageOfRows<Organisation>[]> {
  return pagesOf(db, { ...list(db, filter), parent: 'o.state_code' }, page, states);
}

/** The organisations that name each sector, then those that serve every sector; by English name. */
export function organisationsOfSectors(
  db: DataSource,
  sectors: readonly string[],
): Promise<Organisation[][]> {
  const order = [firstWhere(namesSector), ...byName];
  return listsOf(db, list(db, null, order), `${namesSector} OR ${servesEverySector}`, sectors);
}

/** The councils and standards bodies that name each sector, by English name: they advise on certificates or give them. */
export function certifiersOfSectors(
  db: DataSource,
  sectors: readonly string[],
): Promise<Organisation[][]> {
  const filter: OrganisationFilter = { kind: ['EXPORT_PROMOTION_COUNCIL', 'STANDARDS_BODY'] };
  return listsOf(db, list(db, filter), namesSector, sectors);
}

/**
 * The organisations of each state and of India, those of the state first, then by English name. With a sector:
 * those that name it or serve every sector.
 */
export function organisationsForStates(
  db: DataSource,
  sector: string | null,
  states: readonly string[],
): Promise<Organisation[][]> {
  const ofState = 'o.state_code = parent.code';
  const order = [firstWhere('o.state_code IS NOT NULL'), ...byName];
  const serving = sector === null ? null : [sector];
  const { where, ...rest } = list(db, null, order);
  return listsOf(
    db,
    {
      ...rest,
      where: [
        ...where,
        ...givenAny(serving, `o.sector_codes && $1::text[] OR ${servesEverySector}`),
      ],
    },
    `${ofState} OR ${ofIndia}`,
    states,
  );
}
