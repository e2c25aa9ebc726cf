import { Commitment } from './Commitment.ts';
import { CommitmentChange } from './CommitmentChange.ts';
import { Country } from './Country.ts';
import { Delegation } from './Delegation.ts';
import { DelegationChange } from './DelegationChange.ts';
import { District } from './District.ts';
import { Event } from './Event.ts';
import { ExportBrief } from './ExportBrief.ts';
import { Facility } from './Facility.ts';
import { Measure } from './Measure.ts';
import { Mission } from './Mission.ts';
import { Organisation } from './Organisation.ts';
import { Outcome } from './Outcome.ts';
import { Participation } from './Participation.ts';
import { Person } from './Person.ts';
import { Product } from './Product.ts';
import { Query } from './Query.ts';
import { SearchResult } from './SearchResult.ts';
import { Sector } from './Sector.ts';
import { State } from './State.ts';
import { Target } from './Target.ts';
import { TopicMention } from './TopicMention.ts';
import { TradeAgreement } from './TradeAgreement.ts';

/** The resolvers of the subgraph. Members of unions carry `__typename`, which GraphQL takes as it is. */
export const resolvers = {
  Commitment,
  CommitmentChange,
  Country,
  Delegation,
  DelegationChange,
  District,
  Event,
  ExportBrief,
  Facility,
  Measure,
  Mission,
  Organisation,
  Outcome,
  Participation,
  Person,
  Product,
  Query,
  SearchResult,
  Sector,
  State,
  Target,
  TopicMention,
  TradeAgreement,
};
