/** What the parent of each type's resolvers is. */
import type { Connection } from '@niryat/kernel';
import type { Delegation } from './entities/delegation.ts';
import type { Event } from './entities/event.ts';
import type { Measure } from './entities/measure.ts';
import type { Person } from './entities/person.ts';
import type { CommitmentOnRecord } from './queries/commitments.ts';

/** A record that another subgraph owns: its key. */
export interface Stub {
  readonly code: string;
}

type Edge<Row> = Connection<Row>['edges'][number];

export type QueryMapper = Record<string, never>;

export type { SearchAsked as SearchResultMapper, Source as SourceMapper } from '@niryat/kernel';
export type { Brief as ExportBriefMapper } from './brief.ts';
export type { CommitmentChange as CommitmentChangeMapper } from './entities/commitment-change.ts';
export type { Delegation as DelegationMapper } from './entities/delegation.ts';
export type { DelegationChange as DelegationChangeMapper } from './entities/delegation-change.ts';
export type { Event as EventMapper } from './entities/event.ts';
export type { Measure as MeasureMapper } from './entities/measure.ts';
export type { Outcome as OutcomeMapper } from './entities/outcome.ts';
export type { Participation as ParticipationMapper } from './entities/participation.ts';
export type { Person as PersonMapper } from './entities/person.ts';
export type { EventTopic as TopicMentionMapper } from './entities/topic.ts';
export type { CommitmentOnRecord as CommitmentMapper } from './queries/commitments.ts';

export type EventConnectionMapper = Connection<Event>;
export type EventEdgeMapper = Edge<Event>;
export type CommitmentConnectionMapper = Connection<CommitmentOnRecord>;
export type CommitmentEdgeMapper = Edge<CommitmentOnRecord>;
export type DelegationConnectionMapper = Connection<Delegation>;
export type DelegationEdgeMapper = Edge<Delegation>;
export type MeasureConnectionMapper = Connection<Measure>;
export type MeasureEdgeMapper = Edge<Measure>;
export type PersonConnectionMapper = Connection<Person>;
export type PersonEdgeMapper = Edge<Person>;

export type CountryMapper = Stub;
export type DistrictMapper = Stub;
export type FacilityMapper = Stub;
export type MissionMapper = Stub;
export type OrganisationMapper = Stub;
export type ProductMapper = Stub;
export type SectorMapper = Stub;
export type StateMapper = Stub;
export type TargetMapper = Stub;
export type TradeAgreementMapper = Stub;
