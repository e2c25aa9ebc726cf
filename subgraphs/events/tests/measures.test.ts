import { toNodeId } from '@niryat/kernel';
import { startTestService, type TestService } from '@niryat/kernel/testing';
import { events } from '../src/index.ts';
import {
  ask,
  codes,
  on,
  putCommitments,
  putEvents,
  putMeasures,
  putSources,
  putTopics,
} from './support.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(events);
  const { db } = service;
  await putSources(db);
  await putEvents(
    db,
    { code: 'launch', ...on('2018-01-24') },
    { code: 'fair', ...on('2022-10-01') },
    { code: 'expo', ...on('2021-10-01') },
  );
  await putMeasures(
    db,
    {
      code: 'odop',
      nameEn: 'One District One Product',
      nameHi: 'एक जनपद एक उत्पाद',
      summaryEn: 'A product for each district',
      launchedOn: '2018-01-24',
      launchedAtCode: 'launch',
      status: 'ACTIVE',
      beneficiariesEn: 'Artisans',
      districtCodes: ['up-varanasi', 'up-agra'],
      facilityCodes: ['up-sitapur-cfc', 'up-agra-cfc'],
      topics: ['MARKETING', 'TRAINING', 'STANDARDISATION'],
      providerCode: 'up-dept',
    },
    { code: 'policy', nameEn: 'Export policy', kind: 'POLICY', status: 'PROPOSED' },
    { code: 'app', nameEn: 'Saathi app', kind: 'DIGITAL', launchedOn: '2020' },
    { code: 'another', nameEn: 'A scheme', status: 'CLOSED' },
    { code: 'cell', origin: 'IN-JK', nameEn: 'Export cell', kind: 'INSTITUTION' },
    {
      code: 'rodtep',
      origin: 'IN',
      nameEn: 'Remission of duties',
      kind: 'FINANCE',
      topics: ['INCENTIVES'],
    },
  );
  await putTopics(
    db,
    { eventCode: 'fair', measureCode: 'odop' },
    { eventCode: 'expo', measureCode: 'odop' },
  );
  await putCommitments(
    db,
    { code: 'early', eventCode: 'launch', measureCode: 'odop' },
    { code: 'late', eventCode: 'fair', measureCode: 'odop' },
  );
});
afterAll(() => service.stop());

const list = async (args: string): Promise<string[]> =>
  codes((await ask(service, `{ measures${args} { nodes { code } } }`)).measures);

it('tells what it does, for whom, where and by whom', async () => {
  const { measure } = await ask(
    service,
    `{ measure(code: "odop") { id code kind name summary state { code } launchedOn launchedAt { code } status beneficiaries
       districts { code } facilities { code } topics provider { code } commitments { code }
       events { totalCount nodes { code } } sources { code } languages } }`,
  );
  expect(measure).toEqual({
    id: toNodeId('Measure', 'odop'),
    code: 'odop',
    kind: 'SCHEME',
    name: 'One District One Product',
    summary: 'A product for each district',
    state: { code: 'IN-UP' },
    launchedOn: '2018-01-24',
    launchedAt: { code: 'launch' },
    status: 'ACTIVE',
    beneficiaries: 'Artisans',
    districts: [{ code: 'up-agra' }, { code: 'up-varanasi' }],
    facilities: [{ code: 'up-agra-cfc' }, { code: 'up-sitapur-cfc' }],
    topics: ['STANDARDISATION', 'TRAINING', 'MARKETING'],
    provider: { code: 'up-dept' },
    commitments: [{ code: 'late' }, { code: 'early' }],
    events: { totalCount: 2, nodes: [{ code: 'fair' }, { code: 'expo' }] },
    sources: [{ code: 's1' }],
    languages: ['EN', 'HI'],
  });
});

it('has nulls and empty lists where nothing is on record, and no state for a national one', async () => {
  const { measure } = await ask(
    service,
    '{ measure(code: "rodtep") { state { code } summary launchedOn launchedAt { code } status beneficiaries districts { code } facilities { code } provider { code } } }',
  );
  expect(measure).toEqual({
    state: null,
    summary: null,
    launchedOn: null,
    launchedAt: null,
    status: null,
    beneficiaries: null,
    districts: [],
    facilities: [],
    provider: null,
  });
});

it('lists by state, kind and name, national ones last', async () => {
  expect(await list('')).toEqual(['cell', 'app', 'policy', 'another', 'odop', 'rodtep']);
});

it.each([
  ['state: ["IN"]', ['rodtep']],
  ['state: ["IN-JK", "IN"]', ['cell', 'rodtep']],
  ['kind: [POLICY]', ['policy']],
  ['topic: [INCENTIVES, TRAINING]', ['odop', 'rodtep']],
  ['status: [PROPOSED, CLOSED]', ['policy', 'another']],
  ['district: ["up-agra"]', ['odop']],
  ['organisation: ["up-dept"]', ['odop']],
  ['text: "जनपद"', ['odop']],
  ['text: "each district"', ['odop']],
])('narrows the list to {%s}', async (filter, expected) => {
  expect(await list(`(filter: {${filter}})`)).toEqual(expected);
});

it('pages the list both ways', async () => {
  const { measures } = await ask(
    service,
    '{ measures(first: 4) { totalCount edges { cursor node { code } } pageInfo { endCursor } } }',
  );
  expect(measures.totalCount).toBe(6);
  expect(await list(`(after: "${measures.pageInfo.endCursor}")`)).toEqual(['odop', 'rodtep']);
  expect(await list('(last: 1)')).toEqual(['rodtep']);
});

it('pages the events that it was a topic of', async () => {
  const { measure } = await ask(
    service,
    '{ measure(code: "odop") { events(first: 1) { nodes { code } pageInfo { endCursor hasNextPage } } } }',
  );
  expect(measure.events).toMatchObject({
    nodes: [{ code: 'fair' }],
    pageInfo: { hasNextPage: true },
  });
  const rest = await ask(
    service,
    'query ($after: String) { measure(code: "odop") { events(first: 1, after: $after) { nodes { code } pageInfo { hasNextPage } } } }',
    {
      after: measure.events.pageInfo.endCursor,
    },
  );
  expect(rest.measure.events).toEqual({
    nodes: [{ code: 'expo' }],
    pageInfo: { hasNextPage: false },
  });
});

it('is null with the nearest codes where there is none', async () => {
  const { data, errors } = await service.execute({ query: '{ measure(code: "odo") { code } }' });
  expect(data).toEqual({ measure: null });
  expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND', suggestions: ['odop'] } }]);
});
