import { type Condition, columnsOf, type ListQuery, type SortKey } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import type { DesignationScheme } from '../entities/designation.ts';
import { DistrictEntity } from '../entities/district.ts';
import { type Alternatives, exists, holds, holdsText, isOneOf } from './conditions.ts';
import type { Parentage } from './lists.ts';
import { byCode, byEnglish, type Order, orderKeys } from './order.ts';
import { productPlaces } from './places.ts';

/** Which districts. */
export interface DistrictFilter {
  readonly state?: Alternatives;
  /** By the English name. */
  readonly division?: Alternatives;
  readonly product?: Alternatives;
  readonly sector?: Alternatives;
  readonly scheme?: DesignationScheme | null | undefined;
  readonly text?: string | null | undefined;
  /** With a designation or a cluster of any product: a brief of all sectors asks so. */
  readonly withProducts?: boolean;
}

/** How districts are asked for. */
export interface DistrictQuery {
  readonly of?: keyof typeof parentages | undefined;
  readonly filter?: DistrictFilter | null | undefined;
  readonly orderBy?: Order<keyof typeof orders> | null | undefined;
}

const parentages = {
  state: { parent: 'd.state_code' },
  product: {
    join: `JOIN (SELECT DISTINCT district_code, product_code FROM ${productPlaces} AS place) AS home
             ON home.district_code = d.code`,
    parent: 'home.product_code',
  },
  indication: {
    join: 'JOIN products.geographical_indication_districts a ON a.district_code = d.code',
    parent: 'a.indication_code',
  },
} satisfies Record<string, Parentage>;

const orders = {
  NAME: byEnglish('d.name_en'),
  CLUSTER_COUNT: {
    sql: '(SELECT count(*) FROM products.clusters c WHERE c.district_code = d.code)',
    type: 'integer',
  },
  PRODUCT_COUNT: {
    sql: `(SELECT count(DISTINCT place.product_code) FROM ${productPlaces} AS place
           WHERE place.district_code = d.code)`,
    type: 'integer',
  },
} satisfies Record<string, SortKey>;

/** Districts by state and name, unless ordered otherwise; those of one parent by name. */
export function districtList(db: DataSource, { of, filter, orderBy }: DistrictQuery): ListQuery {
  const parentage: Parentage | undefined = of && parentages[of];
  return {
    select: columnsOf(db, DistrictEntity, 'd'),
    from: `products.districts d ${parentage?.join ?? ''}`,
    where: districtConditions(filter ?? {}),
    order: orderKeys(
      orderBy,
      orders,
      [...(of === undefined ? [byCode('d.state_code')] : []), orders.NAME],
      byCode('d.code'),
    ),
    ...(parentage ? { parent: parentage.parent } : {}),
  };
}

function districtConditions(filter: DistrictFilter): Condition[] {
  const ofPlace = [
    ...isOneOf('place.product_code', filter.product),
    ...isOneOf('made.sector_code', filter.sector),
    ...isOneOf('place.scheme', filter.scheme ? [filter.scheme] : null),
  ];
  return [
    ...isOneOf('d.state_code', filter.state),
    ...isOneOf('d.division_en', filter.division),
    ...holdsText(['d.name_en', 'd.name_hi'], filter.text),
    // One and the same designation or cluster has to answer to product, sector and scheme.
    ...(ofPlace.length > 0 || filter.withProducts === true
      ? [
          exists(
            `${productPlaces} AS place JOIN products.products made ON made.code = place.product_code`,
            [holds('place.district_code = d.code'), ...ofPlace],
          ),
        ]
      : []),
  ];
}
