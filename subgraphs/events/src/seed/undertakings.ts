import { cells, type SeedTable } from '@niryat/kernel';
import { commitmentKinds, commitmentNatures, recordedStatuses } from '../entities/commitment.ts';
import { delegationDirections, delegationStatuses } from '../entities/delegation.ts';
import { measureKinds, measureStatuses, supportTopics } from '../entities/measure.ts';
import {
  inOrder,
  instant,
  oneFilled,
  origin,
  position,
  sourceCodes,
  told,
  toldOnce,
  topicCells,
} from './cells.ts';

const { code, date, list, oneOf, partialDate, reference, required } = cells;

/** Measures of support. */
export const measures: SeedTable = {
  file: 'measures.csv',
  table: 'measures',
  key: ['code'],
  record: { type: 'Measure', fields: { origin: ['state'], facility_codes: ['facilities'] } },
  columns: {
    code: required(code()),
    origin: required(origin()),
    kind: required(oneOf(...measureKinds)),
    ...told('name'),
    launched_on: partialDate(),
    launched_at_code: reference('Event'),
    status: oneOf(...measureStatuses),
    ...told('summary'),
    ...told('beneficiaries'),
    topics: list(oneOf(...supportTopics)),
    provider_code: reference('Organisation'),
    district_codes: list(reference('District')),
    facility_codes: list(reference('Facility')),
    source_codes: sourceCodes(),
  },
  check: (row) => toldOnce(row, 'name'),
};

/** Delegations. */
export const delegations: SeedTable = {
  file: 'delegations.csv',
  table: 'delegations',
  key: ['code'],
  record: { type: 'Delegation', revision: 'revision' },
  columns: {
    code: required(code()),
    direction: required(oneOf(...delegationDirections)),
    state_code: reference('State'),
    country_code: reference('Country'),
    status: required(oneOf(...delegationStatuses)),
    window_start: date(),
    window_end: date(),
    ...told('name'),
    ...told('lead'),
    ...told('purpose'),
    originating_event_code: reference('Event'),
    source_codes: sourceCodes(),
  },
  check: (row) => toldOnce(row, 'name') ?? inOrder(row, 'window_start', 'window_end'),
};

/** Topics of delegations, in the order of the source. */
export const delegationTopics: SeedTable = {
  file: 'delegation_topics.csv',
  table: 'delegation_topics',
  key: ['delegation_code', ...Object.keys(topicCells)],
  parts: [{ of: 'Delegation', by: 'delegation_code', field: 'topics' }],
  unseen: ['position'],
  columns: { delegation_code: required(reference('Delegation')), ...topicCells },
  derived: { position },
  check: (row) => oneFilled(row, Object.keys(topicCells)),
};

/** Commitments, in the order of the source. */
export const commitments: SeedTable = {
  file: 'commitments.csv',
  table: 'commitments',
  key: ['code'],
  record: {
    type: 'Commitment',
    fields: {
      made_by_en: ['madeByText'],
      made_by_hi: ['madeByText'],
      person_code: ['madeBy'],
      organisation_code: ['madeBy'],
      country_codes: ['country', 'countries'],
    },
    revision: 'revision',
  },
  unseen: ['recorded_at', 'position'],
  columns: {
    code: required(code()),
    event_code: required(reference('Event')),
    kind: required(oneOf(...commitmentKinds)),
    nature: required(oneOf(...commitmentNatures)),
    status: required(oneOf(...recordedStatuses)),
    ...told('summary'),
    ...told('made_by'),
    person_code: reference('Person'),
    organisation_code: reference('Organisation'),
    counterpart_code: reference('Organisation'),
    country_codes: list(reference('Country')),
    measure_code: reference('Measure'),
    delegation_code: reference('Delegation'),
    ...told('due_text'),
    due_by: date(),
    fulfilled_by_code: reference('Event'),
    recorded_at: required(instant()),
    source_codes: sourceCodes(),
  },
  derived: { position },
  check: (row) =>
    toldOnce(row, 'summary') ??
    toldOnce(row, 'made_by') ??
    (row.person_code !== null && row.organisation_code !== null
      ? 'a commitment is made by a person or by an organisation, not by both'
      : undefined) ??
    (row.fulfilled_by_code !== null && row.status !== 'FULFILLED'
      ? `fulfilled_by_code is filled, but status is ${row.status}`
      : undefined),
};
