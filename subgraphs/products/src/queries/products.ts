import { type Condition, columnsOf, type ListQuery, type SortKey } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import type { DesignationScheme } from '../entities/designation.ts';
import { ProductEntity } from '../entities/product.ts';
import { type Alternatives, exists, holds, holdsText, isOneOf, not } from './conditions.ts';
import type { Parentage } from './lists.ts';
import { byCode, byEnglish, type Order, orderKeys } from './order.ts';
import { productPlaces } from './places.ts';

/** Which products. */
export interface ProductFilter {
  /** Codes of products: a brief about one of them asks so. */
  readonly product?: Alternatives;
  readonly state?: Alternatives;
  readonly sector?: Alternatives;
  readonly district?: Alternatives;
  readonly scheme?: DesignationScheme | null | undefined;
  /** Beginnings of HS codes. */
  readonly hsCode?: Alternatives;
  readonly hasGeographicalIndication?: boolean | null | undefined;
  readonly text?: string | null | undefined;
}

/** How products are asked for. */
export interface ProductQuery {
  readonly of?: keyof typeof parentages | undefined;
  readonly filter?: ProductFilter | null | undefined;
  readonly orderBy?: Order<keyof typeof orders> | null | undefined;
}

const parentages = {
  state: { join: 'CROSS JOIN products.states home', parent: 'home.code' },
  sector: { parent: 'p.sector_code' },
  /** Its products as far as one state makes them: `IN-UP carpets`. */
  sectorOfState: {
    join: 'CROSS JOIN products.states home',
    parent: "home.code || ' ' || p.sector_code",
  },
  mark: {
    join: 'JOIN products.origin_mark_products m ON m.product_code = p.code',
    parent: 'm.mark_code',
  },
} satisfies Record<string, Parentage>;

const orders = {
  NAME: byEnglish('p.name_en'),
  DISTRICT_COUNT: {
    sql: `(SELECT count(DISTINCT place.district_code) FROM ${productPlaces} AS place
           WHERE place.product_code = p.code)`,
    type: 'integer',
  },
} satisfies Record<string, SortKey>;

/** Products by name, unless ordered otherwise. */
export function productList(db: DataSource, { of, filter, orderBy }: ProductQuery): ListQuery {
  const parentage: Parentage | undefined = of && parentages[of];
  const inHome =
    of === 'state' || of === 'sectorOfState' ? [holds('district.state_code = home.code')] : [];
  return {
    select: columnsOf(db, ProductEntity, 'p'),
    from: `products.products p ${parentage?.join ?? ''}`,
    where: productConditions(filter ?? {}, inHome),
    order: orderKeys(orderBy, orders, [orders.NAME], byCode('p.code')),
    ...(parentage ? { parent: parentage.parent } : {}),
  };
}

function productConditions(filter: ProductFilter, inHome: readonly Condition[]): Condition[] {
  const ofPlace = [
    ...inHome,
    ...isOneOf('district.state_code', filter.state),
    ...isOneOf('place.district_code', filter.district),
    ...isOneOf('place.scheme', filter.scheme ? [filter.scheme] : null),
  ];
  const indication = exists('products.geographical_indications g', [
    holds('g.product_code = p.code'),
  ]);
  return [
    ...isOneOf('p.code', filter.product),
    ...isOneOf('p.sector_code', filter.sector),
    ...holdsText(['p.name_en', 'p.name_hi', 'p.description_en', 'p.description_hi'], filter.text),
    ...declaredUnder(filter.hsCode),
    ...(typeof filter.hasGeographicalIndication === 'boolean'
      ? [filter.hasGeographicalIndication ? indication : not(indication)]
      : []),
    // One and the same designation or cluster has to answer to state, district and scheme.
    ...(ofPlace.length > 0
      ? [
          exists(
            `${productPlaces} AS place JOIN products.districts district ON district.code = place.district_code`,
            [holds('place.product_code = p.code'), ...ofPlace],
          ),
        ]
      : []),
  ];
}

function declaredUnder(hsCodes: Alternatives): Condition[] {
  if (!hsCodes || hsCodes.length === 0) return [];
  const beginnings = hsCodes.map((code) => `${code}%`);
  return [
    exists('unnest(p.hs_codes) AS declared', [
      { sql: 'declared LIKE ANY($1::text[])', values: [beginnings] },
    ]),
  ];
}
