import { columnsOf, type ListQuery } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { FacilityEntity } from '../entities/facility.ts';
import { type Alternatives, holdsText, isOneOf } from './conditions.ts';
import type { Parentage } from './lists.ts';
import { byCode, byEnglish } from './order.ts';

/** Which facilities. */
export interface FacilityFilter {
  readonly state?: Alternatives;
  readonly district?: Alternatives;
  readonly kind?: Alternatives;
  readonly status?: Alternatives;
  readonly text?: string | null | undefined;
}

/** How facilities are asked for. */
export interface FacilityQuery {
  readonly of?: keyof typeof parentages | undefined;
  readonly filter?: FacilityFilter | null | undefined;
}

const parentages = {
  state: { parent: 'f.state_code' },
  district: { parent: 'f.district_code' },
  cluster: {
    join: 'JOIN products.facility_clusters c ON c.facility_code = f.code',
    parent: 'c.cluster_code',
  },
} satisfies Record<string, Parentage>;

/** Facilities by state, kind and name. */
export function facilityList(db: DataSource, { of, filter }: FacilityQuery): ListQuery {
  const parentage: Parentage | undefined = of && parentages[of];
  return {
    select: columnsOf(db, FacilityEntity, 'f'),
    from: `products.facilities f ${parentage?.join ?? ''}`,
    where: [
      ...isOneOf('f.state_code', filter?.state),
      ...isOneOf('f.district_code', filter?.district),
      ...isOneOf('f.kind', filter?.kind),
      ...isOneOf('f.status', filter?.status),
      ...holdsText(['f.name_en', 'f.name_hi'], filter?.text),
    ],
    order: [byCode('f.state_code'), byCode('f.kind'), byEnglish('f.name_en'), byCode('f.code')],
    ...(parentage ? { parent: parentage.parent } : {}),
  };
}
