import { toNodeId } from '@niryat/kernel';
import { startTestService, type TestService } from '@niryat/kernel/testing';
import { CommitmentChangeEntity } from '../src/entities/commitment-change.ts';
import { events } from '../src/index.ts';
import {
  ask,
  codes,
  on,
  put,
  putCommitments,
  putDelegations,
  putEvents,
  putMeasures,
  putPeople,
  putSources,
} from './support.ts';

/** Late on 31 December 2022 in UTC, 1 January 2023 in India. */
const newYearInIndia = new Date('2022-12-31T20:00:00Z');

let service: TestService;
beforeAll(async () => {
  service = await startTestService(events, { now: () => newYearInIndia });
  const { db } = service;
  await putSources(db);
  await putPeople(db, { code: 'envoy', nameEn: 'The Envoy' });
  await putEvents(
    db,
    { code: 'talks', ...on('2022-06-01') },
    { code: 'older', ...on('2021-01-01'), origin: 'IN-JK' },
    { code: 'national', ...on('2020-01-01'), origin: 'IN' },
  );
  await putMeasures(db, { code: 'odop' });
  await putDelegations(db, { code: 'travellers' });
  await putCommitments(
    db,
    {
      code: 'send-delegation',
      eventCode: 'talks',
      kind: 'DELEGATION',
      summaryEn: 'Full support',
      summaryHi: 'पूर्ण सहयोग',
      madeByEn: 'The Envoy',
      madeByHi: 'राजदूत',
      personCode: 'envoy',
      counterpartCode: 'up-government',
      countryCodes: ['JP'],
      measureCode: 'odop',
      delegationCode: 'travellers',
      dueTextEn: 'by the end of the year',
      dueTextHi: 'वर्ष के अंत तक',
      dueBy: '2022-12-31',
    },
    { code: 'advice', eventCode: 'talks', nature: 'ADVICE', countryCodes: ['US', 'DE'] },
    {
      code: 'due-today',
      eventCode: 'talks',
      dueBy: '2023-01-01',
      organisationCode: 'up-government',
    },
    {
      code: 'kept',
      eventCode: 'older',
      status: 'FULFILLED',
      dueBy: '2021-02-01',
      fulfilledByCode: 'talks',
      recordedAt: '2021-01-01T00:00:00Z',
    },
    {
      code: 'moved',
      eventCode: 'older',
      dueBy: '2023-06-30',
      revision: 3,
      recordedAt: '2021-01-02T00:00:00Z',
    },
    { code: 'for-all', eventCode: 'national', recordedAt: '2020-01-01T00:00:00Z' },
  );
  await put(
    db,
    CommitmentChangeEntity,
    {
      commitmentCode: 'moved',
      revision: 1,
      at: '2021-01-02T00:00:00Z',
      fromStatus: null,
      toStatus: 'OPEN',
      dueByBefore: null,
      dueByAfter: '2021-12-31',
      reason: 'Made',
      actor: 'seed',
    },
    {
      commitmentCode: 'moved',
      revision: 2,
      at: '2022-03-01T00:00:00Z',
      fromStatus: 'OPEN',
      toStatus: 'WITHDRAWN',
      dueByBefore: '2021-12-31',
      dueByAfter: '2021-12-31',
      reason: 'Taken back',
      actor: 'editor',
      evidenceCode: 's2',
    },
    {
      commitmentCode: 'moved',
      revision: 3,
      at: '2022-09-01T00:00:00Z',
      fromStatus: 'WITHDRAWN',
      toStatus: 'OPEN',
      dueByBefore: '2021-12-31',
      dueByAfter: '2023-06-30',
      reason: 'Renewed',
      actor: 'editor',
    },
  );
});
afterAll(() => service.stop());

const list = async (args: string): Promise<string[]> =>
  codes((await ask(service, `{ commitments${args} { nodes { code } } }`)).commitments);

describe('a commitment', () => {
  it('tells who undertook what, to whom, about what and until when', async () => {
    const { commitment } = await ask(
      service,
      `{ commitment(code: "send-delegation") { id code kind nature summary madeByText madeBy { __typename ... on Person { name } }
         counterpart { code } state { code } country { code } countries { code } event { code } measure { code }
         delegation { code } dueText dueBy status history { at } fulfilledBy { code } revision sources { code } languages } }`,
    );
    expect(commitment).toEqual({
      id: toNodeId('Commitment', 'send-delegation'),
      code: 'send-delegation',
      kind: 'DELEGATION',
      nature: 'ASSURANCE',
      summary: 'Full support',
      madeByText: 'The Envoy',
      madeBy: { __typename: 'Person', name: 'The Envoy' },
      counterpart: { code: 'up-government' },
      state: { code: 'IN-UP' },
      country: { code: 'JP' },
      countries: [{ code: 'JP' }],
      event: { code: 'talks' },
      measure: { code: 'odop' },
      delegation: { code: 'travellers' },
      dueText: 'by the end of the year',
      dueBy: '2022-12-31',
      status: 'DUE_PASSED_NO_EVIDENCE',
      history: [],
      fulfilledBy: null,
      revision: 1,
      sources: [{ code: 's1' }],
      languages: ['EN', 'HI'],
    });
  });

  it('is told in Hindi', async () => {
    const { commitment } = await ask(
      service,
      '{ commitment(code: "send-delegation") { summary madeByText dueText } }',
      {},
      { 'accept-language': 'hi' },
    );
    expect(commitment).toEqual({
      summary: 'पूर्ण सहयोग',
      madeByText: 'राजदूत',
      dueText: 'वर्ष के अंत तक',
    });
  });

  it('has no single country where it concerns several', async () => {
    const { commitment } = await ask(
      service,
      '{ commitment(code: "advice") { country { code } countries { code } } }',
    );
    expect(commitment).toEqual({ country: null, countries: [{ code: 'DE' }, { code: 'US' }] });
  });

  it('has no state where its event is of all of India', async () => {
    const { commitment } = await ask(
      service,
      '{ commitment(code: "for-all") { state { code } madeBy { __typename } } }',
    );
    expect(commitment).toEqual({ state: null, madeBy: null });
  });

  it('is past due from the day after, in India', async () => {
    const { open } = await ask(
      service,
      '{ open: commitment(code: "due-today") { status madeBy { __typename ... on Organisation { code } } } }',
    );
    expect(open).toEqual({
      status: 'OPEN',
      madeBy: { __typename: 'Organisation', code: 'up-government' },
    });
  });

  it('stays fulfilled when its due date is past', async () => {
    const { commitment } = await ask(
      service,
      '{ commitment(code: "kept") { status fulfilledBy { code } } }',
    );
    expect(commitment).toEqual({ status: 'FULFILLED', fulfilledBy: { code: 'talks' } });
  });

  it('tells how status and date changed, oldest first', async () => {
    const { commitment } = await ask(
      service,
      '{ commitment(code: "moved") { revision history { at from to dueByBefore dueByAfter reason actor evidence { code } } } }',
    );
    expect(commitment.revision).toBe(3);
    expect(commitment.history).toEqual([
      {
        at: '2021-01-02T00:00:00.000Z',
        from: null,
        to: 'OPEN',
        dueByBefore: null,
        dueByAfter: '2021-12-31',
        reason: 'Made',
        actor: 'seed',
        evidence: null,
      },
      {
        at: '2022-03-01T00:00:00.000Z',
        from: 'OPEN',
        to: 'WITHDRAWN',
        dueByBefore: '2021-12-31',
        dueByAfter: '2021-12-31',
        reason: 'Taken back',
        actor: 'editor',
        evidence: { code: 's2' },
      },
      {
        at: '2022-09-01T00:00:00.000Z',
        from: 'WITHDRAWN',
        to: 'OPEN',
        dueByBefore: '2021-12-31',
        dueByAfter: '2023-06-30',
        reason: 'Renewed',
        actor: 'editor',
        evidence: null,
      },
    ]);
  });

  it('is null with the nearest codes where there is none', async () => {
    const { data, errors } = await service.execute({
      query: '{ commitment(code: "advise") { code } }',
    });
    expect(data).toEqual({ commitment: null });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND', suggestions: ['advice'] } }]);
  });
});

describe('the list of commitments', () => {
  it('has those of the latest event first', async () => {
    expect(await list('')).toEqual([
      'advice',
      'due-today',
      'send-delegation',
      'kept',
      'moved',
      'for-all',
    ]);
  });

  it.each([
    ['DUE_BY', 'ASC', ['kept', 'send-delegation', 'due-today', 'moved', 'advice', 'for-all']],
    ['DUE_BY', 'DESC', ['moved', 'due-today', 'send-delegation', 'kept', 'advice', 'for-all']],
    ['RECORDED_AT', 'ASC', ['for-all', 'kept', 'moved', 'advice', 'due-today', 'send-delegation']],
  ])('can be ordered by %s %s', async (field, direction, expected) => {
    expect(await list(`(orderBy: {field: ${field}, direction: ${direction}})`)).toEqual(expected);
  });

  it.each([
    ['state: ["IN"]', ['for-all']],
    ['state: ["IN-JK"]', ['kept', 'moved']],
    ['country: ["JP", "DE"]', ['advice', 'send-delegation']],
    ['status: [DUE_PASSED_NO_EVIDENCE]', ['send-delegation']],
    ['status: [OPEN, FULFILLED]', ['advice', 'due-today', 'kept', 'moved', 'for-all']],
    ['kind: [DELEGATION]', ['send-delegation']],
    ['nature: [ADVICE]', ['advice']],
    ['event: ["older"]', ['kept', 'moved']],
    ['measure: ["odop"]', ['send-delegation']],
    ['person: ["envoy"]', ['send-delegation']],
    ['organisation: ["up-government"]', ['due-today', 'send-delegation']],
    ['dueFrom: "2022-12-31", dueTo: "2023-01-01"', ['due-today', 'send-delegation']],
    ['dueFrom: "2023-01-02"', ['moved']],
    ['text: "full SUPPORT"', ['send-delegation']],
    ['text: "सहयोग"', ['send-delegation']],
    [
      'state: null, country: [], text: ""',
      ['advice', 'due-today', 'send-delegation', 'kept', 'moved', 'for-all'],
    ],
  ])('narrows to {%s}', async (filter, expected) => {
    expect(await list(`(filter: {${filter}})`)).toEqual(expected);
  });

  it('pages by its order', async () => {
    const order = 'orderBy: {field: DUE_BY, direction: ASC}, first: 4';
    const { commitments } = await ask(
      service,
      `{ commitments(${order}) { totalCount edges { node { code } } pageInfo { endCursor } } }`,
    );
    expect(commitments.totalCount).toBe(6);
    expect(await list(`(${order}, after: "${commitments.pageInfo.endCursor}")`)).toEqual([
      'advice',
      'for-all',
    ]);
  });
});

describe('what was on record at an instant', () => {
  const standing = async (asOf: string, code: string) => {
    const { commitments } = await ask(
      service,
      `query ($asOf: DateTime) { commitments(asOf: $asOf) { nodes { code status dueBy revision history { to } } } }`,
      { asOf },
    );
    return commitments.nodes.find((node: { code: string }) => node.code === code);
  };

  it('leaves out what came later', async () => {
    expect(await list('(asOf: "2021-01-01T12:00:00Z")')).toEqual(['kept', 'for-all']);
    expect(await list('(asOf: "2019-12-31T23:59:59Z")')).toEqual([]);
  });

  it('judges the due date on the day that the instant falls on in India', async () => {
    expect(await standing('2022-12-31T18:29:00Z', 'send-delegation')).toMatchObject({
      status: 'OPEN',
    });
    expect(await standing('2022-12-31T18:30:00Z', 'send-delegation')).toMatchObject({
      status: 'DUE_PASSED_NO_EVIDENCE',
    });
  });

  it.each([
    ['2021-06-01T00:00:00Z', 'OPEN', '2021-12-31', 1],
    ['2022-02-01T00:00:00Z', 'DUE_PASSED_NO_EVIDENCE', '2021-12-31', 1],
    ['2022-03-01T00:00:00Z', 'WITHDRAWN', '2021-12-31', 2],
    ['2022-10-01T05:30:00+05:30', 'OPEN', '2023-06-30', 3],
  ])('follows the changes: at %s it is %s, due %s', async (asOf, status, dueBy, revision) => {
    const then = await standing(asOf, 'moved');
    expect(then).toMatchObject({ status, dueBy, revision });
    expect(then.history).toHaveLength(revision);
  });

  it('knows what stood before the first change where nothing tells of the beginning', async () => {
    await putCommitments(service.db, {
      code: 'unlogged',
      eventCode: 'talks',
      status: 'FULFILLED',
      dueBy: '2024-01-01',
      revision: 2,
    });
    await put(service.db, CommitmentChangeEntity, {
      commitmentCode: 'unlogged',
      revision: 2,
      at: '2022-10-01T00:00:00Z',
      fromStatus: 'OPEN',
      toStatus: 'FULFILLED',
      dueByBefore: '2023-01-01',
      dueByAfter: '2024-01-01',
      reason: 'Kept',
      actor: 'editor',
    });
    const then = await standing('2022-09-01T00:00:00Z', 'unlogged');
    await service.db.query(
      `DELETE FROM events.commitment_changes WHERE commitment_code = 'unlogged'`,
    );
    await service.db.query(`DELETE FROM events.commitments WHERE code = 'unlogged'`);
    expect(then).toEqual({
      code: 'unlogged',
      status: 'OPEN',
      dueBy: '2023-01-01',
      revision: 1,
      history: [],
    });
  });

  it('filters and orders by what stood then', async () => {
    expect(await list('(asOf: "2022-04-01T00:00:00Z", filter: {status: [WITHDRAWN]})')).toEqual([
      'moved',
    ]);
    expect(await list('(filter: {status: [WITHDRAWN]})')).toEqual([]);
    expect(
      await list(
        '(asOf: "2021-06-01T00:00:00Z", filter: {dueTo: "2021-12-31"}, orderBy: {field: DUE_BY, direction: ASC})',
      ),
    ).toEqual(['kept', 'moved']);
  });

  it('refuses an instant without an offset', async () => {
    const { errors } = await service.execute({
      query: '{ commitments(asOf: "2022-01-01") { totalCount } }',
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', given: '2022-01-01' } }]);
  });
});

it('gives the commitments of an event in the order of the source, narrowed by status and nature', async () => {
  const { event } = await ask(
    service,
    `{ event(code: "talks") { all: commitments { code } past: commitments(status: [DUE_PASSED_NO_EVIDENCE]) { code }
       promises: commitments(nature: [ASSURANCE]) { code } } }`,
  );
  expect(codes(event.all)).toEqual(['send-delegation', 'advice', 'due-today']);
  expect(codes(event.past)).toEqual(['send-delegation']);
  expect(codes(event.promises)).toEqual(['send-delegation', 'due-today']);
});
