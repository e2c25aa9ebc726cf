/** What is asked of a record: the field of `Query` that takes its code, and the selection on its type. */
interface RecordQuery {
  readonly field: string;
  readonly selection: string;
}

const sources = 'sources { code publishedOn }';

const who = `
  __typename
  ... on Person { code name }
  ... on Organisation { code name kind }
  ... on Mission { code name country { code } }
  ... on Country { code name }
`;

const topic = `
  __typename
  ... on Sector { code name }
  ... on Product { code name }
  ... on Country { code name }
  ... on District { code name }
  ... on TradeAgreement { code name }
  ... on Measure { code name }
`;

/** The query of each type of record that has a field of its own at the root. */
export const queries = {
  Event: {
    field: 'event',
    selection: `
      code kind title summary startsOn endsOn datePrecision mode status countryCode city
      state { code }
      continues { code }
      targets { code }
      launched { code }
      participants { statedName role statedTitle participant { ${who} } ${sources} }
      topicMentions { topic { ${topic} } ${sources} }
      ${sources}`,
  },
  Commitment: {
    field: 'commitment',
    selection: `
      code kind nature summary madeByText dueText dueBy status
      madeBy { ${who} }
      counterpart { code }
      state { code }
      country { code }
      countries { code }
      event { code }
      measure { code }
      delegation { code }
      ${sources}`,
  },
  Measure: {
    field: 'measure',
    selection: `
      code kind name summary launchedOn status beneficiaries topics
      state { code }
      launchedAt { code }
      districts { code }
      facilities { code }
      provider { code }
      ${sources}`,
  },
  Delegation: {
    field: 'delegation',
    selection: `
      code name direction status windowStart windowEnd purpose
      state { code }
      country { code }
      originatingEvent { code }
      ${sources}`,
  },
  Person: {
    field: 'person',
    selection: `
      code name role organisation
      affiliation { ... on Organisation { code } ... on Mission { code } }
      ${sources}`,
  },
  Organisation: {
    field: 'organisation',
    selection: `code kind name jurisdiction role ${sources}`,
  },
  Partnership: {
    field: 'partnership',
    selection: `
      code kind status since goods note
      state { code }
      partner {
        __typename
        ... on Organisation { code name kind }
        ... on Mission { code name country { code } }
        ... on Country { code name }
      }
      sectors { code }
      ${sources}`,
  },
  Target: {
    field: 'target',
    selection: `
      code origin metric value unit due dueText announcedOn announcedBy note
      state { code }
      money { amount currency formatted(scale: LAKH_CRORE) }
      announcedAt { code }
      ${sources}`,
  },
  ExportFigure: {
    field: 'exportFigure',
    selection: `
      code measure origin subject fiscalYear partOfYear growthYears value qualifier unit note
      money { amount currency formatted(scale: LAKH_CRORE) }
      ${sources}`,
  },
  Facility: {
    field: 'facility',
    selection: `code kind name status purpose note state { code } district { code } ${sources}`,
  },
  Cluster: {
    field: 'cluster',
    selection: `
      code name note
      product { code name }
      district { code }
      processSteps { name doneIn isBottleneck remedy asOf remedyFacility { code district { code } } ${sources} }
      ${sources}`,
  },
  State: {
    field: 'state',
    selection: `
      code name
      singlePointOfContact { code }
      bestSellers { statedName position asOf product { code } sector { code } ${sources} }
      originMarks { code name status purpose eligibility state { code } ${sources} }
      ${sources}`,
  },
} as const satisfies Readonly<Record<string, RecordQuery>>;

/** A type of record that is asked for by its code. */
export type RecordType = keyof typeof queries;
