import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import { index, keyColumn, oneOfCheck } from './columns.ts';

/** What can open a market: a mission of India there, an agreement in force with it, an event that concerned it. */
export const accessKinds = ['MISSION', 'AGREEMENT', 'EVENT'] as const;

/** One of `accessKinds`. */
export type AccessKind = (typeof accessKinds)[number];

/** A row of `market_access`: one fact of another subgraph that opens one market. */
export interface MarketAccess {
  readonly kind: AccessKind;
  /** The code of the mission, the agreement or the event. */
  readonly code: string;
  readonly countryCode: string;
  /** The day from which it counts: the entry into force, the first day of an event. Null where none is stated. */
  readonly since: string | null;
  /** Whose exports an event served, `IN` for all of India; null for all else. */
  readonly origin: string | null;
  /** The sectors that an event was about; empty where it was about none in particular. */
  readonly sectorCodes: readonly string[];
  /** Its main source. */
  readonly sourceCode: string;
}

/** The table `market_access`: a projection, see `seed/market-access.ts`. */
export const MarketAccessEntity = new EntitySchema<MarketAccess>({
  name: 'MarketAccess',
  tableName: 'market_access',
  columns: {
    kind: keyColumn('market_access', 'kind'),
    code: keyColumn('market_access', 'code'),
    countryCode: keyColumn('market_access', 'country_code'),
    since: { type: 'date', nullable: true },
    origin: { type: 'text', nullable: true },
    sectorCodes: { name: 'sector_codes', type: 'text', array: true },
    sourceCode: { name: 'source_code', type: 'text' },
  } satisfies Columns<MarketAccess>,
  checks: [oneOfCheck('market_access', 'kind', accessKinds)],
  indices: [index('market_access', ['countryCode'], ['country_code'])],
});
