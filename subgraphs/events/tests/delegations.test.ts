import { toNodeId } from '@niryat/kernel';
import { startTestService, type TestService } from '@niryat/kernel/testing';
import { DelegationChangeEntity } from '../src/entities/delegation-change.ts';
import { DelegationTopicEntity } from '../src/entities/topic.ts';
import { events } from '../src/index.ts';
import {
  ask,
  codes,
  on,
  put,
  putDelegations,
  putEvents,
  putMeasures,
  putSources,
} from './support.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(events);
  const { db } = service;
  await putSources(db);
  await putEvents(db, { code: 'talks', ...on('2022-06-07') });
  await putMeasures(db, { code: 'odop' });
  await putDelegations(
    db,
    {
      code: 'to-japan',
      nameEn: 'Team to Japan',
      nameHi: 'जापान दल',
      leadEn: 'The Minister',
      purposeEn: 'Sell carpets',
      purposeHi: 'कालीन बेचना',
      windowStart: '2022-06-07',
      windowEnd: '2022-12-31',
      originatingEventCode: 'talks',
      revision: 2,
    },
    {
      code: 'from-japan',
      direction: 'INBOUND',
      status: 'COMPLETED',
      windowStart: '2024-12-23',
      windowEnd: '2024-12-23',
    },
    {
      code: 'to-germany',
      countryCode: 'DE',
      stateCode: 'IN-JK',
      status: 'COMPLETED',
      windowStart: '2022-12-08',
      windowEnd: '2022-12-09',
    },
    { code: 'undated', countryCode: 'AE', status: 'PROPOSED' },
  );
  await put(
    db,
    DelegationTopicEntity,
    { delegationCode: 'to-japan', measureCode: 'odop', position: 1 },
    { delegationCode: 'to-japan', sectorCode: 'carpets', position: 2 },
  );
  await put(
    db,
    DelegationChangeEntity,
    {
      delegationCode: 'to-japan',
      revision: 1,
      at: '2022-06-07T00:00:00Z',
      fromStatus: null,
      toStatus: 'PROPOSED',
      reason: 'Assured',
      actor: 'seed',
    },
    {
      delegationCode: 'to-japan',
      revision: 2,
      at: '2022-08-01T00:00:00Z',
      fromStatus: 'PROPOSED',
      toStatus: 'PLANNED',
      windowStartBefore: '2022-06-07',
      windowStartAfter: '2022-06-07',
      windowEndBefore: '2022-09-30',
      windowEndAfter: '2022-12-31',
      reason: 'Dates set',
      actor: 'editor',
      evidenceCode: 's2',
    },
  );
});
afterAll(() => service.stop());

const list = async (args: string): Promise<string[]> =>
  codes((await ask(service, `{ delegations${args} { nodes { code } } }`)).delegations);

it('tells who goes where, when, why and how that changed', async () => {
  const { delegation } = await ask(
    service,
    `{ delegation(code: "to-japan") { id code name direction status state { code } country { code } windowStart windowEnd
       lead purpose originatingEvent { code } topics { __typename ... on Sector { code } ... on Measure { code } }
       history { at from to windowStartBefore windowStartAfter windowEndBefore windowEndAfter reason actor evidence { code } }
       revision sources { code } languages } }`,
  );
  expect(delegation).toEqual({
    id: toNodeId('Delegation', 'to-japan'),
    code: 'to-japan',
    name: 'Team to Japan',
    direction: 'OUTBOUND',
    status: 'PLANNED',
    state: { code: 'IN-UP' },
    country: { code: 'JP' },
    windowStart: '2022-06-07',
    windowEnd: '2022-12-31',
    lead: 'The Minister',
    purpose: 'Sell carpets',
    originatingEvent: { code: 'talks' },
    topics: [
      { __typename: 'Sector', code: 'carpets' },
      { __typename: 'Measure', code: 'odop' },
    ],
    history: [
      {
        at: '2022-06-07T00:00:00.000Z',
        from: null,
        to: 'PROPOSED',
        windowStartBefore: null,
        windowStartAfter: null,
        windowEndBefore: null,
        windowEndAfter: null,
        reason: 'Assured',
        actor: 'seed',
        evidence: null,
      },
      {
        at: '2022-08-01T00:00:00.000Z',
        from: 'PROPOSED',
        to: 'PLANNED',
        windowStartBefore: '2022-06-07',
        windowStartAfter: '2022-06-07',
        windowEndBefore: '2022-09-30',
        windowEndAfter: '2022-12-31',
        reason: 'Dates set',
        actor: 'editor',
        evidence: { code: 's2' },
      },
    ],
    revision: 2,
    sources: [{ code: 's1' }],
    languages: ['EN', 'HI'],
  });
});

it('has no history, no topics and no event where none is on record', async () => {
  const { delegation } = await ask(
    service,
    '{ delegation(code: "undated") { windowStart windowEnd lead purpose originatingEvent { code } topics { __typename } history { at } } }',
  );
  expect(delegation).toEqual({
    windowStart: null,
    windowEnd: null,
    lead: null,
    purpose: null,
    originatingEvent: null,
    topics: [],
    history: [],
  });
});

it('lists the latest window first, undated ones last', async () => {
  expect(await list('')).toEqual(['from-japan', 'to-germany', 'to-japan', 'undated']);
});

it.each([
  ['state: ["IN-UP"]', ['from-japan', 'to-japan', 'undated']],
  ['country: ["JP"]', ['from-japan', 'to-japan']],
  ['direction: INBOUND', ['from-japan']],
  ['status: [PLANNED, PROPOSED]', ['to-japan', 'undated']],
  ['from: "2022-12-10"', ['from-japan', 'to-japan']],
  ['to: "2022-12-07"', ['to-japan']],
  ['from: "2022-12-09", to: "2022-12-31"', ['to-germany', 'to-japan']],
])('narrows the list to {%s}', async (filter, expected) => {
  expect(await list(`(filter: {${filter}})`)).toEqual(expected);
});

it('pages the list', async () => {
  const { delegations } = await ask(
    service,
    '{ delegations(first: 3) { totalCount edges { cursor node { code } } pageInfo { endCursor } } }',
  );
  expect(delegations.totalCount).toBe(4);
  expect(await list(`(first: 3, after: "${delegations.pageInfo.endCursor}")`)).toEqual(['undated']);
});

it('is null with the nearest codes where there is none', async () => {
  const { data, errors } = await service.execute({
    query: '{ delegation(code: "to-japn") { code } }',
  });
  expect(data).toEqual({ delegation: null });
  expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND', suggestions: ['to-japan'] } }]);
});
