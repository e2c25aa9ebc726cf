import { startTestService, type TestService } from '@niryat/kernel/testing';
import { events } from '../src/index.ts';
import { ask, codes, type Data, entity } from './support.ts';

/** Questions of users, as far as this subgraph answers them, on the data that comes with it. */
let service: TestService;
beforeAll(async () => {
  service = await startTestService(events, {
    loadSeed: true,
    now: () => new Date('2026-03-01T06:00:00Z'),
  });
});
afterAll(() => service.stop());

const count = async (query: string): Promise<number> => {
  service.forget();
  await ask(service, query);
  return service.sql.length;
};

it('tells what happened at the meeting of 7 June 2022', async () => {
  const { event } = await ask(
    service,
    `{ event(code: "up-japan-virtual-conference-2022") { kind mode startsOn city(language: HI) countryCode state { code }
       participants { role statedName(language: HI) participant { __typename } }
       topics { __typename ... on Sector { code } ... on Country { code } ... on Measure { code } }
       commitments { code status } sources { code } followedBy { code } } }`,
  );
  expect(event).toMatchObject({
    kind: 'CONFERENCE',
    mode: 'VIRTUAL',
    startsOn: '2022-06-07',
    city: 'लखनऊ',
    countryCode: 'IN',
    state: { code: 'IN-UP' },
  });
  expect(event.participants.slice(0, 3)).toEqual([
    { role: 'HOST', statedName: 'जापान में भारत का दूतावास', participant: { __typename: 'Mission' } },
    { role: 'HOST', statedName: 'उत्तर प्रदेश सरकार', participant: { __typename: 'Organisation' } },
    { role: 'SPEAKER', statedName: 'संजय वर्मा', participant: { __typename: 'Person' } },
  ]);
  expect(event.participants).toHaveLength(10);
  expect(event.topics).toContainEqual({ __typename: 'Sector', code: 'leather' });
  expect(event.topics.at(-1)).toEqual({ __typename: 'Measure', code: 'odop-up' });
  expect(event.commitments).toHaveLength(11);
  expect(event.commitments[2]).toEqual({
    code: 'japan-2022-delegation-support',
    status: 'DUE_PASSED_NO_EVIDENCE',
  });
  expect(codes(event.sources)).toContain('seed-001');
  expect(codes(event.followedBy)).toContain('up-japan-virtual-bsm-2022');
});

it('lists the open promises of a state, earliest due date first', async () => {
  const { commitments } = await ask(
    service,
    `{ commitments(filter: {state: ["IN-UP"], status: [OPEN, DUE_PASSED_NO_EVIDENCE],
         nature: [AGREEMENT, DECISION, INSTRUCTION, ASSURANCE, INTENTION, OFFER, UNDERWAY]},
         orderBy: {field: DUE_BY, direction: ASC}, first: 50) {
       totalCount nodes { code status dueBy dueText madeByText madeBy { ... on Person { role } } history { at } } } }`,
  );
  const [first, second] = commitments.nodes;
  expect(first).toEqual({
    code: 'japan-2022-delegation-support',
    status: 'DUE_PASSED_NO_EVIDENCE',
    dueBy: '2022-12-31',
    dueText: 'by the end of the year',
    madeByText: 'Sanjay Verma',
    madeBy: { role: 'Ambassador of India to Japan (2022)' },
    history: [],
  });
  expect(second).toMatchObject({ code: 'yamanashi-2026-ceo-visit', status: 'OPEN', madeBy: null });
  expect(commitments.totalCount).toBe(commitments.nodes.length);
});

it('knows of no promise before it was made', async () => {
  const before = await ask(service, '{ commitments(asOf: "2018-01-01T00:00:00Z") { totalCount } }');
  expect(before.commitments.totalCount).toBe(0);
  const then = await ask(
    service,
    `{ commitments(asOf: "2022-12-01T00:00:00Z", filter: {event: ["up-japan-virtual-conference-2022"], status: [DUE_PASSED_NO_EVIDENCE]}) { totalCount } }`,
  );
  expect(then.commitments.totalCount).toBe(0);
});

it('tells whether the delegation travelled', async () => {
  const { delegation } = await ask(
    service,
    '{ delegation(code: "up-state-delegation-japan-2022") { status windowStart windowEnd originatingEvent { code } topics { __typename } history { at } } }',
  );
  expect(delegation).toEqual({
    status: 'PROPOSED',
    windowStart: '2022-06-07',
    windowEnd: '2022-12-31',
    originatingEvent: { code: 'up-japan-virtual-conference-2022' },
    topics: [],
    history: [],
  });
});

it('gives the first and the last day of a window that is known by month', async () => {
  const { delegation } = await ask(
    service,
    '{ delegation(code: "up-delegation-japan-2025") { windowStart windowEnd } }',
  );
  expect(delegation).toEqual({ windowStart: '2025-07-01', windowEnd: '2025-08-31' });
});

it('tells the last activity of the embassy in Tokyo', async () => {
  const mission = await entity(
    service,
    { __typename: 'Mission', code: 'embassy-tokyo' },
    'lastActivityOn people { name } events { nodes { code } }',
  );
  expect(mission.lastActivityOn).toBe('2022-06-07');
  expect(mission.people).toEqual([{ name: 'Sanjay Verma' }]);
  expect(codes(mission.events)).toContain('up-japan-webinars-2022');
});

it('finds every host by its name, as a participant', async () => {
  const invest = await entity(
    service,
    { __typename: 'Organisation', code: 'up-invest-up' },
    'events(first: 100) { totalCount }',
  );
  expect(invest.events.totalCount).toBe(21);
  const { event } = await ask(
    service,
    '{ event(code: "meet-at-agra-2022") { participants { statedName role participant { __typename } sources { code } } sources { code } } }',
  );
  expect(event.participants[0]).toEqual({
    statedName: 'Agra Footwear Manufacturers and Exporters Chamber',
    role: 'HOST',
    participant: null,
    sources: event.sources,
  });
});

it('tells what came of trade shows', async () => {
  const { events: shows } = await ask(
    service,
    `{ events(filter: {state: ["IN-UP"], kind: [BUYER_SELLER_MEET, TRADE_SHOW], status: [HELD]}, orderBy: {field: STARTS_ON, direction: DESC}, first: 20) {
       nodes { code outcomes { kind amount currencyCode confirmedByExporter } } } }`,
  );
  const of = (code: string): Data => shows.nodes.find((node: Data) => node.code === code).outcomes;
  expect(of('upits-2024')).toEqual([
    { kind: 'ORDER', amount: '22000000000', currencyCode: 'INR', confirmedByExporter: null },
  ]);
  expect(of('india-carpet-expo-49-2025')).toEqual([]);
});

it('tells which office an official held and at which meetings', async () => {
  const { person } = await ask(
    service,
    `{ person(code: "navneet-sehgal") { role(language: HI) organisation events { startsOn state { code } commitments { madeByText } } } }`,
  );
  expect(person.role).toContain('अपर मुख्य सचिव');
  const days = person.events.map(({ startsOn }: Data) => startsOn);
  expect(days).toEqual([...days].sort().reverse());
  expect(days).toContain('2022-06-07');
});

it('keeps national events and measures apart from those of a state', async () => {
  const { national, measures } = await ask(
    service,
    `{ national: events(filter: {state: ["IN"]}, first: 100) { totalCount nodes { state { code } } }
       measures(filter: {state: ["IN"]}, first: 100) { nodes { state { code } } } }`,
  );
  expect(national.totalCount).toBeGreaterThan(0);
  for (const { state } of [...national.nodes, ...measures.nodes]) expect(state).toBeNull();
});

it('tells at which event a target was announced', async () => {
  const target = await entity(
    service,
    { __typename: 'Target', code: 'up-exports-3-lakh-crore-5y-2022' },
    'announcedAt { code targets { code } }',
  );
  expect(target.announcedAt.code).toBe('up-diplomatic-missions-announcement-2022');
  expect(codes(target.announcedAt.targets)).toContain('up-exports-3-lakh-crore-5y-2022');
});

it.each([
  [
    'events',
    (
      n: number,
    ) => `{ events(first: ${n}) { nodes { participants { participant { ... on Person { name } } sources { title } } topics { ... on Measure { name } }
      topicMentions { sources { title } } commitments { summary event { title } sources { title } } delegations { name } targets { code } launched { name }
      outcomes { summary } continues { title } followedBy { title } sources { title } } } }`,
    15,
  ],
  [
    'commitments',
    (
      n: number,
    ) => `{ commitments(first: ${n}) { nodes { event { title } measure { name } delegation { name } madeBy { ... on Person { name } }
      history { at } fulfilledBy { code } sources { title } } } }`,
    7,
  ],
  [
    'measures',
    (n: number) =>
      `{ measures(first: ${n}) { nodes { launchedAt { title } commitments { summary } events { totalCount nodes { title } } sources { title } } } }`,
    5,
  ],
  [
    'delegations',
    (n: number) =>
      `{ delegations(first: ${n}) { nodes { originatingEvent { title } topics { __typename } history { at } sources { title } } } }`,
    5,
  ],
])('answers a long page of %s in a constant number of statements', async (_, query, most) => {
  expect(await count(query(20))).toBeLessThanOrEqual(most);
  expect(await count(query(100))).toBeLessThanOrEqual(most);
});
