/**
 * Plain lists that need no pages because what they hold is few by nature: the register that `pagingProblems` holds the
 * schema against. A list that can grow does not belong here: it is a connection, or says `at most 100` in its description
 * and which connection pages on.
 */

/** Types of which any list is short, with what bounds it. */
export const boundedTypes: Readonly<Record<string, string>> = {
  BestSeller: 'a source names a dozen goods',
  Certification: 'the certificates of one cluster',
  CertificationGap: 'the requirements of one market for one sector',
  CommitmentChange: 'the history of one record',
  Commodity: 'the principal commodities of one sector',
  Country: 'the world has some 250 countries',
  DelegationChange: 'the history of one record',
  District: 'a state has 75 districts at most',
  GeographicalIndication: 'those of one product or district',
  HSChapter: 'the Harmonized System has 98 chapters',
  MetricInput: 'what one formula takes in',
  OriginMark: 'a state has a handful',
  Outcome: 'what came of one event',
  Participation: 'those who took part in one event',
  ProcessStep: 'the steps of one craft',
  ProductDesignation: 'a scheme names a few products for a district',
  Sector: 'there are a dozen sectors',
  Source: 'the documents that one record is known from',
  State: 'India has 36 states and union territories',
  Topic: 'what one record is about',
  TopicMention: 'what one event was about',
  TradeAgreement: 'India has a few dozen',
  UserError: 'the mistakes in one request',
};

/** Lists of other types, each with what bounds it; `Type.*` for all lists of a type. */
export const boundedLists: Readonly<Record<string, string>> = {
  'CertificationGap.helpers': 'the bodies of one sector that certify',
  'Cluster.facilities': 'those that serve one cluster',
  'Country.missions': 'the missions in one country',
  'District.measures': 'those for one district alone',
  'Event.commitments': 'what one event brought',
  'Event.delegations': 'what one event brought',
  'Event.followedBy': 'the sequels of one event',
  'Event.launched': 'what one event brought',
  'Event.targets': 'what one event announced',
  'ExportBrief.delegations': 'those between one state and one country',
  'ExportBrief.missions': 'the missions in one country',
  'ExportBrief.openCommitments': 'what is open between one state and one country',
  'ExportBrief.trade': 'one row a fiscal year',
  'ExportFigure.otherClaims': 'what sources state of one and the same number',
  'Facility.clusters': 'those that one facility serves',
  'Facility.measures': 'those about one facility',
  'Measure.facilities': 'those of one measure',
  'Mission.people': 'those who held an office of one mission',
  'Opportunity.products': 'the products of one sector in one state',
  'Organisation.measures': 'those that one body provides',
  'Organisation.people': 'those who held an office of one body',
  'OriginMark.products': 'those that carry one mark',
  'SearchResult.*': 'as many of each kind as `Query.search(first:)` asks for, 20 at most',
  'Target.restatements': 'the same target at other times',
};
