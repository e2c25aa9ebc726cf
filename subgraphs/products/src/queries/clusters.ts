import { type Condition, columnsOf, type ListQuery, type SortKey } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { ClusterEntity } from '../entities/cluster.ts';
import { type Alternatives, exists, holds, holdsText, isOneOf, not } from './conditions.ts';
import type { Parentage } from './lists.ts';
import { byCode, byEnglish, type Order, orderKeys } from './order.ts';

/** Which clusters. */
export interface ClusterFilter {
  readonly state?: Alternatives;
  readonly district?: Alternatives;
  readonly product?: Alternatives;
  readonly sector?: Alternatives;
  readonly hasBottleneck?: boolean | null | undefined;
  readonly text?: string | null | undefined;
}

/** How clusters are asked for. */
export interface ClusterQuery {
  readonly of?: keyof typeof parentages | undefined;
  readonly filter?: ClusterFilter | null | undefined;
  readonly orderBy?: Order<keyof typeof orders> | null | undefined;
}

const parentages = {
  state: { parent: 'd.state_code' },
  district: { parent: 'c.district_code' },
  product: { parent: 'c.product_code' },
  sector: { parent: 'p.sector_code' },
  facility: {
    join: 'JOIN products.facility_clusters f ON f.cluster_code = c.code',
    parent: 'f.facility_code',
  },
} satisfies Record<string, Parentage>;

const orders = {
  NAME: byEnglish('c.name_en'),
  UNITS: { sql: 'c.units', type: 'integer' },
  ARTISANS: { sql: 'c.artisans', type: 'integer' },
} satisfies Record<string, SortKey>;

/** Clusters by name, unless ordered otherwise. */
export function clusterList(db: DataSource, { of, filter, orderBy }: ClusterQuery): ListQuery {
  const parentage: Parentage | undefined = of && parentages[of];
  return {
    select: columnsOf(db, ClusterEntity, 'c'),
    from: `products.clusters c
           JOIN products.districts d ON d.code = c.district_code
           JOIN products.products p ON p.code = c.product_code
           ${parentage?.join ?? ''}`,
    where: clusterConditions(filter ?? {}),
    order: orderKeys(orderBy, orders, [orders.NAME], byCode('c.code')),
    ...(parentage ? { parent: parentage.parent } : {}),
  };
}

function clusterConditions(filter: ClusterFilter): Condition[] {
  const bottleneck = exists('products.process_steps step', [
    holds('step.cluster_code = c.code AND step.is_bottleneck'),
  ]);
  return [
    ...isOneOf('d.state_code', filter.state),
    ...isOneOf('c.district_code', filter.district),
    ...isOneOf('c.product_code', filter.product),
    ...isOneOf('p.sector_code', filter.sector),
    ...holdsText(['c.name_en', 'c.name_hi'], filter.text),
    ...(typeof filter.hasBottleneck === 'boolean'
      ? [filter.hasBottleneck ? bottleneck : not(bottleneck)]
      : []),
  ];
}
