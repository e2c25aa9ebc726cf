import { readCalendarName } from '@niryat/events';
import { counted, type Questions, startQuestions, valuesAt } from './asking.ts';

let questions: Questions;
beforeAll(async () => {
  questions = await startQuestions();
});
afterAll(() => questions.graph.stop());

describe('q05: one page for the embassy in Tokyo', () => {
  let mission: unknown;
  beforeAll(async () => {
    [mission] = valuesAt(await questions.answer('q05'), 'mission');
  });

  it('says who it is and where it is in charge', () => {
    expect(mission).toMatchObject({
      name: 'Embassy of India, Tokyo',
      city: 'Tokyo',
      kind: 'EMBASSY',
      website: 'https://www.indembassy-tokyo.gov.in/',
      hasCommercialWing: true,
      accreditedTo: [{ name: 'Marshall Islands' }],
      country: {
        name: 'Japan',
        currencyCode: 'JPY',
        tradeAgreements: [{ shortName: 'Japan CEPA', status: 'IN_FORCE' }],
      },
    });
  });

  it('says what it was asked to do, the latest first', () => {
    expect(valuesAt(mission, 'partnerships')).toMatchObject([
      {
        state: { name: 'Uttar Pradesh' },
        kind: 'DIPLOMATIC_PROMOTION',
        status: 'ACTIVE',
        since: '2022-06-07',
        note: expect.stringContaining('promised help with webinars'),
      },
      { state: { name: 'Uttar Pradesh' }, status: 'ACTIVE', since: '2017-08' },
    ]);
  });

  it('was last active on the day of the conference, as the events only proposed show nothing', () => {
    expect(mission).toMatchObject({ lastActivityOn: '2022-06-07' });
    expect(valuesAt(mission, 'events.nodes')).toMatchObject([
      { startsOn: '2022-06-07', kind: 'CONFERENCE' },
      { startsOn: null, kind: 'BUYER_SELLER_MEET' },
      { startsOn: null, kind: 'WEBINAR' },
    ]);
  });

  it('was told of eight sectors, each with clusters, and of eleven undertakings', () => {
    const [conference] = valuesAt(mission, 'events.nodes');
    expect(counted(valuesAt(conference, 'topics.__typename'))).toEqual({
      Sector: 8,
      Country: 1,
      Measure: 1,
    });
    const topics = valuesAt(conference, 'topics') as { name?: string }[];
    expect(topics.find(({ name }) => name === 'Leather goods and footwear')).toMatchObject({
      clusters: {
        nodes: [
          { name: 'Agra footwear cluster', district: { name: 'Agra' } },
          { name: 'Hamirpur footwear', district: { name: 'Hamirpur' } },
          { name: 'Kanpur leather cluster', district: { name: 'Kanpur Nagar' } },
        ],
      },
    });
    expect(counted(valuesAt(conference, 'commitments.status'))).toEqual({
      OPEN: 9,
      FULFILLED: 1,
      DUE_PASSED_NO_EVIDENCE: 1,
    });
  });
});

describe('q06: which missions were asked to promote the goods of Uttar Pradesh', () => {
  let partnerships: unknown[];
  beforeAll(async () => {
    partnerships = valuesAt(await questions.answer('q06'), 'state.partnerships');
  });

  it('has all 29, by kind of partner and status', () => {
    expect(counted(valuesAt(partnerships, 'partner.__typename'))).toEqual({
      Mission: 25,
      Organisation: 2,
      Country: 2,
    });
    expect(counted(valuesAt(partnerships, 'status'))).toEqual({ ACTIVE: 19, PLANNED: 10 });
  });

  it('begins with the latest and keeps the six missions named on 3 August 2022', () => {
    expect(valuesAt(partnerships, 'since').slice(0, 3)).toEqual([
      '2026-02',
      '2026-02',
      '2025-05-27',
    ]);
    const named = (partnerships as { since: string; partner: { city: string } }[])
      .filter(({ since }) => since === '2022-08-03')
      .map(({ partner }) => partner.city);
    expect(named.sort()).toEqual([
      ...['Berlin', 'Canberra', 'London', 'Singapore', 'Tel Aviv', 'Washington, D.C.'],
    ]);
  });

  it('says what a mission has done since, and on which source it was asked', () => {
    expect(partnerships).toContainEqual(
      expect.objectContaining({
        since: '2022-06-07',
        partner: expect.objectContaining({
          name: 'Embassy of India, Tokyo',
          country: { name: 'Japan' },
          lastActivityOn: '2022-06-07',
        }),
      }),
    );
    expect(partnerships).toContainEqual(
      expect.objectContaining({
        status: 'PLANNED',
        partner: expect.objectContaining({ city: 'Moscow' }),
        sources: [
          {
            title: 'UP asks ten Indian embassies for space to promote ODOP',
            publishedOn: '2022-07',
          },
        ],
      }),
    );
  });
});

describe('q15: the calendar of the leather sector', () => {
  let data: Record<string, unknown>;
  beforeAll(async () => {
    data = await questions.answer('q15');
  });

  it('has the eight events that had leather as a topic, earliest first', () => {
    expect(data).toMatchObject({ events: { totalCount: 8 } });
    expect(valuesAt(data, 'events.nodes.code')).toEqual([
      'agra-fta-outreach-2022',
      'up-japan-virtual-conference-2022',
      'up-diplomatic-missions-announcement-2022',
      'meet-at-agra-2022',
      'up-roadshow-abu-dhabi-2022',
      'ihgf-delhi-fair-58-2024',
      'india-uk-ceta-signing-2025',
      'up-tariff-review-2025',
    ]);
    expect(valuesAt(data, 'events.nodes')).toContainEqual({
      code: 'up-roadshow-abu-dhabi-2022',
      title: 'Uttar Pradesh investor road show in Abu Dhabi',
      kind: 'ROADSHOW',
      mode: 'IN_PERSON',
      status: 'HELD',
      startsOn: '2022-12-12',
      endsOn: '2022-12-12',
      city: 'Abu Dhabi',
      country: { name: 'United Arab Emirates' },
    });
  });

  it('gives no country to events in India', () => {
    expect(valuesAt(data, 'events.nodes.country').filter(Boolean)).toHaveLength(1);
  });

  it('has an address to subscribe to, with the same selection in it', () => {
    const [url] = valuesAt(data, 'calendarFeed.url');
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:4000\/calendar\/[\w-]+\.ics$/);
    expect(readCalendarName(String(url).split('/').at(-1) ?? '')).toEqual({
      language: 'EN',
      filter: { sector: ['leather'], from: '2022-01-01', to: '2026-12-31' },
    });
  });

  it('has the 92 countries with a mission in themselves, by name', () => {
    const names = valuesAt(data, 'countries.nodes.name');
    expect(names).toHaveLength(92);
    expect(names.slice(0, 2)).toEqual(['Afghanistan', 'Argentina']);
    expect(names).not.toContain('Marshall Islands');
  });

  it('has the 19 missions in the four countries, embassies first', () => {
    expect(valuesAt(data, 'missions.nodes')).toHaveLength(19);
    expect(valuesAt(data, 'missions.nodes.city').slice(0, 4)).toEqual([
      ...['Berlin', 'Frankfurt', 'Hamburg', 'Munich'],
    ]);
  });
});

describe('q17: marketplaces that carry the goods of Uttar Pradesh', () => {
  it('keeps both claims about eBay and says how far each tie-up is', async () => {
    const partnerships = valuesAt(await questions.answer('q17'), 'state.partnerships');
    const rows = partnerships.map((row) => [
      ...valuesAt(row, 'partner.name'),
      ...valuesAt(row, 'kind'),
      ...valuesAt(row, 'status'),
      ...valuesAt(row, 'since'),
    ]);
    expect(rows).toHaveLength(6);
    expect(rows).toEqual(
      expect.arrayContaining([
        ['eBay', 'E_COMMERCE', 'PLANNED', '2022-08-03'],
        ['eBay', 'E_COMMERCE', 'ACTIVE', '2020-08-07'],
        ['Flipkart', 'E_COMMERCE', 'ACTIVE', '2020'],
        ['Open Network for Digital Commerce', 'DIGITAL_COMMERCE', 'PLANNED', '2022-08-03'],
      ]),
    );
    expect(rows.at(-1)).toEqual(['Amazon', 'E_COMMERCE', 'ACTIVE', '2018-08']);
    expect(partnerships).toContainEqual(
      expect.objectContaining({
        since: '2020-08-07',
        sources: [{ title: 'UP signs MoU with eBay', publishedOn: '2020-08-07' }],
      }),
    );
  });
});
