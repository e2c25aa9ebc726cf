import { toNodeId } from '@niryat/kernel';
import type { Stub } from '../stub.ts';

/** The types of other subgraphs whose records have an id: `Query.node` hands them on by their code. */
export const stubTypes = [
  'Commitment',
  'Country',
  'Delegation',
  'Event',
  'MarketRequirement',
  'Measure',
  'Mission',
  'Organisation',
  'Person',
  'TradeAgreement',
] as const;

/** A type of another subgraph whose records have an id. */
export type StubType = (typeof stubTypes)[number];

/** The resolvers of a type that another subgraph owns: its id follows from its code. */
const stub = (type: StubType) => ({
  id: ({ code }: Stub) => toNodeId(type, code),
});

/** The resolvers of other subgraphs' types, by type. */
export const stubs = Object.fromEntries(stubTypes.map((type) => [type, stub(type)]));
