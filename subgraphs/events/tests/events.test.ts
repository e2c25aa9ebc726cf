import { toNodeId } from '@niryat/kernel';
import { startTestService, type TestService } from '@niryat/kernel/testing';
import { OutcomeEntity } from '../src/entities/outcome.ts';
import { TargetAnnouncementEntity } from '../src/entities/target-announcement.ts';
import { events } from '../src/index.ts';
import {
  ask,
  codes,
  on,
  put,
  putDelegations,
  putEvents,
  putMeasures,
  putParticipations,
  putPeople,
  putSources,
  putTopics,
} from './support.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(events);
  const { db } = service;
  await putSources(db);
  await putPeople(db, { code: 'a-speaker', nameHi: 'वक्ता' });
  await putEvents(
    db,
    {
      code: 'talks',
      ...on('2022-06-07'),
      endsOn: '2022-06-08',
      kind: 'CONFERENCE',
      mode: 'VIRTUAL',
      titleEn: 'Talks on 100% carpets',
      titleHi: 'कालीन वार्ता',
      summaryHi: 'निर्यात पर चर्चा',
      countryCode: 'IN',
      districtCode: 'up-lucknow',
      cityEn: 'Lucknow',
      cityHi: 'लखनऊ',
      sourceCodes: ['s2', 's1'],
    },
    {
      code: 'show',
      ...on('2023-01-10'),
      countryCode: 'JP',
      origin: 'IN',
      kind: 'TRADE_SHOW',
      continuesCode: 'talks',
    },
    {
      code: 'drive',
      startsOn: '2021-03-01',
      datePrecision: 'MONTH',
      origin: 'IN-JK',
      continuesCode: 'talks',
    },
    { code: 'idea', status: 'PROPOSED', titleEn: null, titleHi: 'विचार', continuesCode: 'talks' },
  );
  await putMeasures(
    db,
    { code: 'odop', launchedAtCode: 'talks', nameEn: 'ODOP' },
    { code: 'app', launchedAtCode: 'talks', nameEn: 'App' },
  );
  await putParticipations(
    db,
    {
      eventCode: 'talks',
      statedNameEn: 'Guest',
      role: 'ATTENDEE',
      kind: 'COUNTRY',
      countryCode: 'DE',
    },
    {
      eventCode: 'talks',
      statedNameEn: 'Speaker',
      statedTitleEn: 'Secretary',
      role: 'SPEAKER',
      kind: 'PERSON',
      personCode: 'a-speaker',
    },
    {
      eventCode: 'talks',
      statedNameEn: 'Nobody on record',
      role: 'KEYNOTE_SPEAKER',
      kind: 'PERSON',
    },
    {
      eventCode: 'talks',
      statedNameEn: 'Embassy',
      role: 'HOST',
      kind: 'MISSION',
      missionCode: 'embassy-tokyo',
      sourceCodes: ['s2'],
    },
    { eventCode: 'talks', statedNameEn: 'Council', role: 'ORGANISER', organisationCode: 'council' },
  );
  await putTopics(
    db,
    { eventCode: 'talks', measureCode: 'odop' },
    { eventCode: 'talks', agreementCode: 'in-jp-cepa' },
    { eventCode: 'talks', districtCode: 'up-bhadohi' },
    { eventCode: 'talks', countryCode: 'JP' },
    { eventCode: 'talks', productCode: 'carpet' },
    { eventCode: 'talks', sectorCode: 'carpets', sourceCodes: ['s2'] },
  );
  await putDelegations(
    db,
    { code: 'later', originatingEventCode: 'talks', windowStart: '2022-09-01' },
    { code: 'sooner', originatingEventCode: 'talks', windowStart: '2022-08-01' },
  );
  await put(
    db,
    TargetAnnouncementEntity,
    { targetCode: 't-2', eventCode: 'talks', position: 1 },
    { targetCode: 't-1', eventCode: 'talks', position: 2 },
  );
  await put(db, OutcomeEntity, {
    code: 'orders',
    eventCode: 'talks',
    kind: 'ORDER',
    summaryEn: 'Orders above Rs 22 billion',
    amount: '22000000000.10',
    currencyCode: 'INR',
    sectorCode: 'carpets',
    confirmedByExporter: false,
    position: 1,
    sourceCodes: ['s1'],
  });
});
afterAll(() => service.stop());

describe('an event', () => {
  it('tells what, when, where and for whom', async () => {
    const { event } = await ask(
      service,
      `{ event(code: "talks") { id code kind title summary startsOn endsOn datePrecision mode status state { code }
         countryCode country { code } district { code } city revision languages sources { code title verified } } }`,
    );
    expect(event).toEqual({
      id: toNodeId('Event', 'talks'),
      code: 'talks',
      kind: 'CONFERENCE',
      title: 'Talks on 100% carpets',
      summary: 'निर्यात पर चर्चा',
      startsOn: '2022-06-07',
      endsOn: '2022-06-08',
      datePrecision: 'DAY',
      mode: 'VIRTUAL',
      status: 'HELD',
      state: { code: 'IN-UP' },
      countryCode: 'IN',
      country: null,
      district: { code: 'up-lucknow' },
      city: 'Lucknow',
      revision: 1,
      languages: ['EN', 'HI'],
      sources: [
        { code: 's2', title: 'Second report', verified: false },
        { code: 's1', title: 'First report', verified: true },
      ],
    });
  });

  it('has no state where it is of all of India, and a country outside of it', async () => {
    const { event } = await ask(
      service,
      '{ event(code: "show") { state { code } countryCode country { code } } }',
    );
    expect(event).toEqual({ state: null, countryCode: 'JP', country: { code: 'JP' } });
  });

  it('lists chair and hosts first, then speakers, then the rest, each in the order of the source', async () => {
    const { event } = await ask(
      service,
      `{ event(code: "talks") { participants { statedName statedTitle role sources { code } participant {
         __typename ... on Person { name } ... on Mission { code } ... on Organisation { code } ... on Country { code } } } } }`,
    );
    // `code` under several types of a union needs no alias: it is an ID in all of them.
    expect(event.participants).toEqual([
      {
        statedName: 'Embassy',
        statedTitle: null,
        role: 'HOST',
        sources: [{ code: 's2' }],
        participant: { __typename: 'Mission', code: 'embassy-tokyo' },
      },
      {
        statedName: 'Speaker',
        statedTitle: 'Secretary',
        role: 'SPEAKER',
        sources: [{ code: 's1' }],
        participant: { __typename: 'Person', name: 'a-speaker' },
      },
      {
        statedName: 'Nobody on record',
        statedTitle: null,
        role: 'KEYNOTE_SPEAKER',
        sources: [{ code: 's1' }],
        participant: null,
      },
      {
        statedName: 'Guest',
        statedTitle: null,
        role: 'ATTENDEE',
        sources: [{ code: 's1' }],
        participant: { __typename: 'Country', code: 'DE' },
      },
      {
        statedName: 'Council',
        statedTitle: null,
        role: 'ORGANISER',
        sources: [{ code: 's1' }],
        participant: { __typename: 'Organisation', code: 'council' },
      },
    ]);
  });

  it('lists topics by type, each with the sources that name it', async () => {
    const topic = `__typename ... on Sector { code } ... on Product { code } ... on Country { code } ... on District { code }
                   ... on TradeAgreement { code } ... on Measure { code name }`;
    const { event } = await ask(
      service,
      `{ event(code: "talks") { topics { ${topic} } topicMentions { topic { __typename } sources { code } } } }`,
    );
    expect(event.topics).toEqual([
      { __typename: 'Sector', code: 'carpets' },
      { __typename: 'Product', code: 'carpet' },
      { __typename: 'Country', code: 'JP' },
      { __typename: 'District', code: 'up-bhadohi' },
      { __typename: 'TradeAgreement', code: 'in-jp-cepa' },
      { __typename: 'Measure', code: 'odop', name: 'ODOP' },
    ]);
    expect(event.topicMentions[0]).toEqual({
      topic: { __typename: 'Sector' },
      sources: [{ code: 's2' }],
    });
  });

  it('tells what came of it and what hangs together with it', async () => {
    const { event } = await ask(
      service,
      `{ event(code: "talks") {
         outcomes { kind summary amount currencyCode sector { code } confirmedByExporter sources { code } }
         delegations { code } targets { code } launched { code } followedBy { code continues { code } } continues { code } } }`,
    );
    expect(event.outcomes).toEqual([
      {
        kind: 'ORDER',
        summary: 'Orders above Rs 22 billion',
        amount: '22000000000.10',
        currencyCode: 'INR',
        sector: { code: 'carpets' },
        confirmedByExporter: false,
        sources: [{ code: 's1' }],
      },
    ]);
    expect(codes(event.delegations)).toEqual(['later', 'sooner']);
    expect(codes(event.targets)).toEqual(['t-2', 't-1']);
    expect(codes(event.launched)).toEqual(['app', 'odop']);
    expect(event.followedBy).toEqual([
      { code: 'drive', continues: { code: 'talks' } },
      { code: 'show', continues: { code: 'talks' } },
      { code: 'idea', continues: { code: 'talks' } },
    ]);
    expect(event.continues).toBeNull();
  });

  it('is null with the nearest codes where there is none', async () => {
    const { data, errors } = await service.execute({ query: '{ event(code: "talk") { code } }' });
    expect(data).toEqual({ event: null });
    expect(errors).toMatchObject([
      { path: ['event'], extensions: { code: 'NOT_FOUND', given: 'talk', suggestions: ['talks'] } },
    ]);
  });
});

describe('the list of events', () => {
  const list = async (args: string): Promise<string[]> =>
    codes((await ask(service, `{ events${args} { nodes { code } } }`)).events);

  it('has the latest first and undated ones last', async () => {
    expect(await list('')).toEqual(['show', 'talks', 'drive', 'idea']);
  });

  it.each([
    ['STARTS_ON', 'ASC', ['drive', 'talks', 'show', 'idea']],
    ['TITLE', 'ASC', ['drive', 'show', 'talks', 'idea']],
    ['TITLE', 'DESC', ['idea', 'talks', 'show', 'drive']],
  ])('can be ordered by %s %s', async (field, direction, expected) => {
    expect(await list(`(orderBy: {field: ${field}, direction: ${direction}})`)).toEqual(expected);
  });

  it.each([
    ['state: ["IN"]', ['show']],
    ['state: ["IN-UP", "IN-JK"]', ['talks', 'drive', 'idea']],
    ['country: ["JP"]', ['show', 'talks']],
    ['country: ["DE"]', ['talks']],
    ['country: ["IN"]', ['talks']],
    ['district: ["up-lucknow"]', ['talks']],
    ['district: ["up-bhadohi"]', ['talks']],
    ['kind: [TRADE_SHOW, CONFERENCE]', ['show', 'talks']],
    ['status: [PROPOSED]', ['idea']],
    ['mode: [VIRTUAL]', ['talks']],
    ['sector: ["carpets"]', ['talks']],
    ['product: ["carpet"]', ['talks']],
    ['measure: ["odop"]', ['talks']],
    ['tradeAgreement: ["in-jp-cepa"]', ['talks']],
    ['person: ["a-speaker"]', ['talks']],
    ['organisation: ["council"]', ['talks']],
    ['mission: ["embassy-tokyo"]', ['talks']],
    ['text: "CARPETS"', ['talks']],
    ['text: "वार्ता"', ['talks']],
    ['text: "निर्यात"', ['talks']],
    ['text: "100%"', ['talks']],
    ['text: "1_0"', []],
    ['state: ["IN-UP"], kind: [TRADE_SHOW]', []],
    ['state: [], kind: null, text: null', ['show', 'talks', 'drive', 'idea']],
  ])('narrows to {%s}', async (filter, expected) => {
    expect(await list(`(filter: {${filter}})`)).toEqual(expected);
  });

  it.each([
    ['from: "2022-06-08"', ['show', 'talks']],
    ['from: "2022-06-09"', ['show']],
    ['from: "2021-03-31", to: "2021-12-31"', ['drive']],
    ['from: "2021-04-01", to: "2021-12-31"', []],
    ['to: "2022-06-07"', ['talks', 'drive']],
    ['to: "2022-06-06"', ['drive']],
  ])(
    'takes in what goes on in {%s}, a month up to its last day, and nothing undated',
    async (filter, expected) => {
      expect(await list(`(filter: {${filter}})`)).toEqual(expected);
    },
  );

  it('pages both ways and refuses a cursor of another filter', async () => {
    const first = (
      await ask(
        service,
        '{ events(first: 3) { totalCount edges { cursor node { code } } pageInfo { endCursor hasNextPage } } }',
      )
    ).events;
    expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
    const { endCursor } = first.pageInfo;
    expect(await list(`(first: 3, after: "${endCursor}")`)).toEqual(['idea']);
    expect(await list(`(last: 1, before: "${endCursor}")`)).toEqual(['talks']);
    const { errors } = await service.execute({
      query: `{ events(after: "${endCursor}", filter: {state: ["IN"]}) { totalCount } }`,
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }]);
  });

  it.each([
    ['(first: 101)', 'first'],
    ['(last: 0)', 'last'],
    ['(first: 1, last: 1)', 'last'],
    ['(after: "x")', 'after'],
  ])('refuses %s', async (args, argument) => {
    const { errors } = await service.execute({ query: `{ events${args} { totalCount } }` });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });
});

describe('the language of a text', () => {
  const title = async (code: string, args = '', headers = {}): Promise<string> =>
    (await ask(service, `{ event(code: "${code}") { title${args} } }`, {}, headers)).event.title;

  it('is English unless asked for otherwise', async () => {
    expect(await title('talks')).toBe('Talks on 100% carpets');
  });

  it('is that of the argument, then that of the header', async () => {
    expect(await title('talks', '', { 'accept-language': 'hi-IN,hi;q=0.9,en;q=0.5' })).toBe(
      'कालीन वार्ता',
    );
    expect(await title('talks', '(language: EN)', { 'accept-language': 'hi' })).toBe(
      'Talks on 100% carpets',
    );
    expect(await title('talks', '(language: HI)')).toBe('कालीन वार्ता');
  });

  it('is the other one where it is not on record in the one asked for', async () => {
    expect(await title('idea', '(language: EN)')).toBe('विचार');
    expect(await title('show', '(language: HI)')).toBe('show');
  });

  it('is told by languages', async () => {
    const { event } = await ask(service, '{ event(code: "idea") { languages } }');
    expect(event.languages).toEqual(['HI']);
  });
});
