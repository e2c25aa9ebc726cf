import { counted, type Questions, startQuestions, valuesAt } from './asking.ts';

let questions: Questions;
beforeAll(async () => {
  questions = await startQuestions();
});
afterAll(() => questions.graph.stop());

describe('q02: what happened at the meeting of 7 June 2022, in Hindi', () => {
  let event: unknown;
  beforeAll(async () => {
    [event] = valuesAt(await questions.answer('q02'), 'event');
  });

  it('tells the meeting in Hindi', () => {
    expect(event).toMatchObject({
      title: 'निर्यात पर उत्तर प्रदेश और जापान स्थित भारतीय दूतावास की वर्चुअल कॉन्फ्रेंस',
      summary: expect.stringMatching(/^जापान के साथ आर्थिक एवं व्यापारिक संबंध/),
      kind: 'CONFERENCE',
      mode: 'VIRTUAL',
      startsOn: '2022-06-07',
      city: 'Lucknow',
    });
  });

  it('lists hosts, then speakers, then the rest, each in the order of the source', () => {
    expect(valuesAt(event, 'participants.role')).toEqual([
      ...['HOST', 'HOST', 'SPEAKER', 'SPEAKER', 'SPEAKER', 'SPEAKER'],
      ...['ATTENDEE', 'ATTENDEE', 'ATTENDEE', 'ATTENDEE'],
    ]);
    expect(valuesAt(event, 'participants.participant.__typename')).toEqual([
      ...['Mission', 'Organisation', 'Person', 'Person', 'Person', 'Person'],
      ...['Organisation', 'Organisation', 'Organisation', 'Organisation'],
    ]);
    expect(valuesAt(event, 'participants.participant.name')).toEqual([
      'भारत का दूतावास, टोक्यो',
      'उत्तर प्रदेश सरकार',
      'संजय वर्मा',
      'नवनीत सहगल',
      'सी. राजशेखर',
      'अरविंद कुमार',
      'विदेश मंत्रालय, भारत सरकार',
      'निर्यात प्रोत्साहन ब्यूरो, उत्तर प्रदेश',
      'उत्तर प्रदेश निर्यात संवर्धन परिषद',
      'भारतीय निर्यात-आयात बैंक',
    ]);
  });

  it('has each participant with the title stated and the sources that name it', () => {
    const participants = valuesAt(event, 'participants');
    expect(participants[2]).toMatchObject({
      statedName: 'Sanjay Verma',
      statedTitle: 'Ambassador of India to Japan',
      participant: { role: 'जापान में भारत के राजदूत (2022)' },
    });
    expect(participants[9]).toMatchObject({
      statedName: 'India Exim Bank',
      sources: [
        {
          title:
            'Uttar Pradesh and the Embassy of India in Japan confer on an export strategy (report in Hindi)',
          locator: '001_64cf17030598648e.txt',
        },
      ],
    });
  });

  it('was about eight sectors, Japan and ODOP, in this order', () => {
    expect(valuesAt(event, 'topics')).toEqual([
      { __typename: 'Sector', name: 'हस्तशिल्प' },
      { __typename: 'Sector', name: 'खाद्य पदार्थ एवं खाद्य प्रसंस्करण' },
      { __typename: 'Sector', name: 'इलेक्ट्रॉनिक्स' },
      { __typename: 'Sector', name: 'परिधान' },
      { __typename: 'Sector', name: 'कालीन एवं दरी' },
      { __typename: 'Sector', name: 'चमड़ा उत्पाद एवं जूते' },
      { __typename: 'Sector', name: 'वस्त्र एवं गृह सज्जा' },
      { __typename: 'Sector', name: 'आईटी एवं सॉफ्टवेयर सेवाएं' },
      { __typename: 'Country', name: 'जापान' },
      { __typename: 'Measure', name: 'एक जनपद एक उत्पाद (ओडीओपी)' },
    ]);
  });

  it('has eleven undertakings in the order of the source, and where each stands', () => {
    const commitments = valuesAt(event, 'commitments');
    expect(commitments).toHaveLength(11);
    expect(commitments[0]).toEqual({
      kind: 'EVENT_SUPPORT',
      summary: 'उत्तर प्रदेश केंद्रित वेबिनारों में दूतावास का पूर्ण सहयोग',
      madeByText: 'Sanjay Verma',
      status: 'OPEN',
    });
    expect(commitments[2]).toMatchObject({ kind: 'DELEGATION', status: 'DUE_PASSED_NO_EVIDENCE' });
    expect(commitments[4]).toMatchObject({ kind: 'COOPERATION', status: 'FULFILLED' });
    expect(commitments[10]).toMatchObject({ kind: 'EVENT_SUPPORT', madeByText: 'C. Rajasekhar' });
    expect(valuesAt(event, 'sources.locator').slice(0, 2)).toEqual([
      '000_18fb86312849c6ba.txt',
      '001_64cf17030598648e.txt',
    ]);
    expect(valuesAt(event, 'sources')).toHaveLength(5);
  });
});

describe('q03: open promises of Uttar Pradesh', () => {
  let data: Record<string, unknown>;
  beforeAll(async () => {
    data = await questions.answer('q03');
  });

  it('counts 27 that bind and are neither kept nor withdrawn', () => {
    expect(data).toMatchObject({
      commitments: { totalCount: 27, pageInfo: { hasNextPage: false } },
    });
    expect(counted(valuesAt(data, 'commitments.nodes.nature'))).toEqual({
      AGREEMENT: 8,
      ASSURANCE: 3,
      INTENTION: 9,
      OFFER: 1,
      UNDERWAY: 6,
    });
    expect(counted(valuesAt(data, 'commitments.nodes.status'))).toEqual({
      DUE_PASSED_NO_EVIDENCE: 2,
      OPEN: 25,
    });
  });

  it('puts those with a due date first, then the rest by code', () => {
    expect(valuesAt(data, 'commitments.nodes.dueBy').slice(0, 3)).toEqual([
      ...['2022-12-31', '2026-08-31', null],
    ]);
    const codes = valuesAt(data, 'commitments.nodes.code');
    expect(codes.slice(0, 4)).toEqual([
      'japan-2022-delegation-support',
      'yamanashi-2026-ceo-visit',
      'gis-2023-mous',
      'gis-roadshows-2022-intents',
    ]);
    expect(codes.at(-1)).toBe('yamanashi-mou-2024');
  });

  it('says whose a promise is, to whom, about which country and where it was made', () => {
    expect(valuesAt(data, 'commitments.nodes')[0]).toEqual({
      code: 'japan-2022-delegation-support',
      summary: 'Full support in sending state delegations to Japan before the year closes',
      kind: 'DELEGATION',
      nature: 'ASSURANCE',
      dueText: 'by the end of the year',
      dueBy: '2022-12-31',
      status: 'DUE_PASSED_NO_EVIDENCE',
      madeByText: 'Sanjay Verma',
      madeBy: {
        __typename: 'Person',
        name: 'Sanjay Verma',
        role: 'Ambassador of India to Japan (2022)',
      },
      counterpart: { name: 'Government of Uttar Pradesh' },
      country: { name: 'Japan' },
      event: {
        title: 'Virtual conference of Uttar Pradesh with the Indian embassy in Tokyo on exports',
        startsOn: '2022-06-07',
      },
      history: [],
    });
  });

  it('gives no single country to a promise about several', () => {
    const nodes = valuesAt(data, 'commitments.nodes') as { code: string }[];
    const promise = nodes.find(({ code }) => code === 'missions-2022-promote-msme-products');
    expect(promise).toMatchObject({ country: null, madeByText: 'Navneet Sehgal' });
  });

  it('goes on behind a cursor without a gap', async () => {
    const { pageInfo } = data.commitments as { pageInfo: { endCursor: string } };
    const rest = await questions.answer('q03', { after: pageInfo.endCursor });
    expect(rest).toMatchObject({ commitments: { totalCount: 27, nodes: [] } });
  });

  it('had nothing on record before the graph was first filled', async () => {
    const data = await questions.answer('q03', { asOf: '2000-01-01T00:00:00Z' });
    expect(data).toMatchObject({ commitments: { totalCount: 0, nodes: [] } });
  });
});

describe('q04: whether the delegation to Japan travelled', () => {
  let data: Record<string, unknown>;
  beforeAll(async () => {
    data = await questions.answer('q04');
  });

  it('is still only proposed, though its window has passed', () => {
    expect(data.delegation).toMatchObject({
      name: 'State delegation of Uttar Pradesh to Japan by the end of 2022',
      status: 'PROPOSED',
      windowStart: '2022-06-07',
      windowEnd: '2022-12-31',
      originatingEvent: { startsOn: '2022-06-07' },
    });
    expect(valuesAt(data, 'delegation.sources.locator').slice(0, 2)).toEqual([
      '000_18fb86312849c6ba.txt',
      '001_64cf17030598648e.txt',
    ]);
    expect(valuesAt(data, 'delegation.sources')).toHaveLength(3);
  });

  it('stands beside the seven others, latest window first', () => {
    expect(data).toMatchObject({ delegations: { totalCount: 8 } });
    expect(valuesAt(data, 'delegations.nodes.code').slice(0, 7)).toEqual([
      'yamanashi-ceos-up-2026',
      'up-cm-japan-2026',
      'yamanashi-vice-governor-up-2026',
      'invest-up-japan-2025',
      'up-delegation-japan-2025',
      'yamanashi-governor-up-2024',
      'up-gis-team-tokyo-2022',
    ]);
    expect(counted(valuesAt(data, 'delegations.nodes.direction'))).toEqual({
      OUTBOUND: 5,
      INBOUND: 3,
    });
    expect(counted(valuesAt(data, 'delegations.nodes.status'))).toEqual({
      COMPLETED: 6,
      PROPOSED: 2,
    });
  });

  it('has the events of the state with Japan from the first to those never dated', () => {
    expect(data).toMatchObject({ country: { name: 'Japan', events: { totalCount: 15 } } });
    const days = valuesAt(data, 'country.events.nodes.startsOn');
    expect(days.slice(0, 3)).toEqual(['2018-02-21', '2020-02-20', '2021-10-28']);
    expect(days.slice(-3)).toEqual(['2026-02-26', null, null]);
  });
});

describe('q16: what came of fairs and buyer-seller meets', () => {
  let data: Record<string, unknown>;
  beforeAll(async () => {
    data = await questions.answer('q16');
  });
  const eventOf = (title: string) =>
    (valuesAt(data, 'events.nodes') as { title: string }[]).find((event) => event.title === title);

  it('has the 18 that were held, latest first', () => {
    expect(data).toMatchObject({ events: { totalCount: 18 } });
    expect(valuesAt(data, 'events.nodes.title').slice(0, 3)).toEqual([
      '49th India Carpet Expo',
      'UP International Trade Show 2025',
      '59th IHGF Delhi Fair',
    ]);
    expect(valuesAt(data, 'events.nodes.title').at(-1)).toBe('38th India Carpet Expo');
    expect(valuesAt(data, 'events.nodes.followedBy')).toEqual([]);
  });

  it('has orders and leads with exact sums, none confirmed by an exporter', () => {
    expect(valuesAt(data, 'events.nodes.outcomes')).toHaveLength(3);
    expect(eventOf('UP International Trade Show 2024')).toMatchObject({
      outcomes: [
        { kind: 'ORDER', amount: '22000000000', currencyCode: 'INR', confirmedByExporter: null },
      ],
    });
    expect(eventOf('UP International Trade Show 2025')).toMatchObject({
      outcomes: [{ kind: 'LEAD', amount: '112000000000', currencyCode: 'INR' }],
      commitments: [{ status: 'OPEN' }],
    });
    expect(eventOf('52nd IHGF Delhi Fair')).toMatchObject({
      outcomes: [{ kind: 'LEAD', amount: '18500000000' }],
      commitments: [],
    });
  });

  it('names who took part as the source does, without a record of its own where there is none', () => {
    expect(valuesAt(eventOf('UP International Trade Show 2025'), 'participants')).toEqual(
      expect.arrayContaining([
        { role: 'SPEAKER', statedName: 'Narendra Modi' },
        { role: 'ATTENDEE', statedName: 'Russia' },
        { role: 'ATTENDEE', statedName: 'Federation of Indian Export Organisations' },
      ]),
    );
  });
});

describe('q24: the meetings of an official', () => {
  it('has the office, the five events with a part in them and what was promised there', async () => {
    const { person } = await questions.answer('q24');
    expect(person).toMatchObject({
      name: 'Navneet Sehgal',
      role: 'Additional Chief Secretary, MSME and Export Promotion, Uttar Pradesh (2020-2022)',
      organisation: 'Department of MSME and Export Promotion, Uttar Pradesh',
      events: [
        { startsOn: '2022-12-09', kind: 'ROADSHOW', state: { name: 'Uttar Pradesh' } },
        { startsOn: '2022-08-03', kind: 'ANNOUNCEMENT' },
        { startsOn: '2022-06-07', kind: 'CONFERENCE' },
        { startsOn: '2020-12-16', title: 'Uttar Pradesh Samvad' },
        { startsOn: '2020-02-20', commitments: [] },
      ],
    });
    expect(valuesAt(person, 'events.commitments')).toHaveLength(25);
    expect(counted(valuesAt(person, 'events.commitments.madeByText'))).toMatchObject({
      'Navneet Sehgal': 13,
      'Sanjay Verma': 5,
      'Foreign investors': 1,
    });
    expect(valuesAt(person, 'sources.publishedOn')).toEqual([
      ...['2022-06-07', null, '2022-08-03', '2020-12-16'],
    ]);
  });

  it('is told in Hindi where that is asked', async () => {
    const data = await questions.answer('q24', { language: 'HI' });
    expect(data.person).toMatchObject({
      name: 'नवनीत सहगल',
      role: expect.stringMatching(/^अपर मुख्य सचिव/),
    });
    expect(valuesAt(data, 'person.events.state.name')).toContain('उत्तर प्रदेश');
  });
});
