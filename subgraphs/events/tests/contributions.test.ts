import { startTestService, type TestService } from '@niryat/kernel/testing';
import { TargetAnnouncementEntity } from '../src/entities/target-announcement.ts';
import { events } from '../src/index.ts';
import {
  ask,
  codes,
  entity,
  on,
  put,
  putCommitments,
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
  service = await startTestService(events, { now: () => new Date('2023-01-01T00:00:00Z') });
  const { db } = service;
  await putSources(db);
  await putPeople(
    db,
    { code: 'first-envoy', missionCode: 'embassy-tokyo' },
    { code: 'second-envoy', missionCode: 'embassy-tokyo' },
    { code: 'official', organisationCode: 'up-dept' },
  );
  await putEvents(
    db,
    { code: 'in-japan', ...on('2022-01-01'), countryCode: 'JP' },
    { code: 'about-japan', ...on('2022-02-01'), countryCode: 'IN', districtCode: 'up-agra' },
    { code: 'with-japan', ...on('2022-03-01'), endsOn: '2022-03-05', origin: 'IN-JK' },
    { code: 'planned', ...on('2022-12-01'), status: 'PLANNED' },
    { code: 'ahead', ...on('2024-01-01'), origin: 'IN' },
  );
  await putMeasures(
    db,
    {
      code: 'z-scheme',
      nameEn: 'A scheme',
      kind: 'SCHEME',
      status: 'ACTIVE',
      districtCodes: ['up-agra'],
      facilityCodes: ['cfc'],
      providerCode: 'up-dept',
    },
    {
      code: 'a-scheme',
      nameEn: 'B scheme',
      kind: 'BRANDING',
      status: 'PROPOSED',
      districtCodes: ['up-agra', 'up-kanpur'],
      facilityCodes: ['cfc'],
      providerCode: 'up-dept',
    },
    { code: 'closed', nameEn: 'C scheme', status: 'CLOSED' },
    { code: 'national', origin: 'IN', status: 'ACTIVE' },
  );
  await putTopics(
    db,
    { eventCode: 'about-japan', countryCode: 'JP' },
    { eventCode: 'in-japan', countryCode: 'JP' },
    { eventCode: 'in-japan', districtCode: 'up-agra' },
    { eventCode: 'in-japan', sectorCode: 'carpets' },
    { eventCode: 'about-japan', sectorCode: 'carpets' },
    { eventCode: 'about-japan', productCode: 'shoe' },
    { eventCode: 'about-japan', agreementCode: 'in-jp-cepa' },
  );
  await putParticipations(
    db,
    { eventCode: 'with-japan', kind: 'COUNTRY', countryCode: 'JP' },
    { eventCode: 'in-japan', kind: 'MISSION', missionCode: 'embassy-tokyo' },
    { eventCode: 'with-japan', kind: 'MISSION', missionCode: 'embassy-tokyo' },
    { eventCode: 'planned', kind: 'MISSION', missionCode: 'embassy-tokyo' },
    { eventCode: 'ahead', kind: 'MISSION', missionCode: 'embassy-tokyo' },
    { eventCode: 'ahead', kind: 'MISSION', missionCode: 'embassy-seoul' },
    { eventCode: 'in-japan', kind: 'PERSON', personCode: 'second-envoy' },
    { eventCode: 'in-japan', organisationCode: 'up-dept', statedNameEn: 'Department' },
    {
      eventCode: 'in-japan',
      organisationCode: 'up-dept',
      statedNameEn: 'Officers of the department',
    },
  );
  await putDelegations(
    db,
    { code: 'out', windowStart: '2022-01-01' },
    { code: 'in', direction: 'INBOUND', windowStart: '2022-05-01' },
    { code: 'of-kashmir', stateCode: 'IN-JK', windowStart: '2022-03-01' },
  );
  await putCommitments(
    db,
    {
      code: 'due-late',
      eventCode: 'in-japan',
      countryCodes: ['JP'],
      dueBy: '2023-06-01',
      counterpartCode: 'up-dept',
    },
    {
      code: 'due-early',
      eventCode: 'about-japan',
      countryCodes: ['JP', 'US'],
      dueBy: '2022-06-01',
      organisationCode: 'up-dept',
    },
    { code: 'undated', eventCode: 'about-japan', countryCodes: ['JP'] },
    { code: 'praise', eventCode: 'about-japan', countryCodes: ['JP'], nature: 'WELCOME' },
    { code: 'kept', eventCode: 'about-japan', countryCodes: ['JP'], status: 'FULFILLED' },
    { code: 'kashmir', eventCode: 'with-japan', countryCodes: ['JP'] },
    { code: 'elsewhere', eventCode: 'about-japan', countryCodes: ['DE'] },
  );
  await put(db, TargetAnnouncementEntity, {
    targetCode: 't-1',
    eventCode: 'about-japan',
    position: 1,
  });
});
afterAll(() => service.stop());

describe('what events give to records of other subgraphs', () => {
  it('to a country: those in it, about it or with it, each once', async () => {
    const country = await entity(
      service,
      { __typename: 'Country', code: 'JP' },
      `code events { totalCount nodes { code } } held: events(filter: {kind: [MEETING], state: ["IN-UP"]}, orderBy: {field: TITLE, direction: ASC}) { nodes { code } }
       last: events(last: 1) { nodes { code } } delegations { code } outbound: delegations(filter: {direction: OUTBOUND, state: ["IN-UP"]}) { code }
       commitments(filter: {state: ["IN-JK"]}) { totalCount nodes { code } }`,
    );
    expect(codes(country.events)).toEqual(['with-japan', 'about-japan', 'in-japan']);
    expect(country.events.totalCount).toBe(3);
    expect(codes(country.held)).toEqual(['about-japan', 'in-japan']);
    expect(codes(country.last)).toEqual(['in-japan']);
    expect(codes(country.delegations)).toEqual(['in', 'of-kashmir', 'out']);
    expect(codes(country.outbound)).toEqual(['out']);
    expect(codes(country.commitments)).toEqual(['kashmir']);
  });

  it('to a state', async () => {
    const state = await entity(
      service,
      { __typename: 'State', code: 'IN-UP' },
      `code events(first: 2) { totalCount nodes { code } } delegations { code } commitments(orderBy: {field: DUE_BY, direction: ASC}, first: 2) { totalCount nodes { code } }
       measures { code } active: measures(filter: {status: [ACTIVE]}) { code }`,
    );
    expect(state.events).toEqual({
      totalCount: 3,
      nodes: [{ code: 'planned' }, { code: 'about-japan' }],
    });
    expect(codes(state.delegations)).toEqual(['in', 'out']);
    expect(state.commitments).toEqual({
      totalCount: 6,
      nodes: [{ code: 'due-early' }, { code: 'due-late' }],
    });
    expect(codes(state.measures)).toEqual(['a-scheme', 'z-scheme', 'closed']);
    expect(codes(state.active)).toEqual(['z-scheme']);
  });

  it('to a district: events in it or about it, and measures for it by name', async () => {
    const district = await entity(
      service,
      { __typename: 'District', code: 'up-agra' },
      'code events { nodes { code } } measures { code }',
    );
    expect(codes(district.events)).toEqual(['about-japan', 'in-japan']);
    expect(codes(district.measures)).toEqual(['z-scheme', 'a-scheme']);
  });

  it.each([
    [{ __typename: 'Sector', code: 'carpets' }, ['about-japan', 'in-japan']],
    [{ __typename: 'Product', code: 'shoe' }, ['about-japan']],
    [{ __typename: 'TradeAgreement', code: 'in-jp-cepa' }, ['about-japan']],
    [{ __typename: 'Sector', code: 'of-no-event' }, []],
  ])('to %j: those that it was a topic of', async (representation, expected) => {
    const { events: list } = await entity(
      service,
      representation,
      'code events { nodes { code } }',
    );
    expect(codes(list)).toEqual(expected);
  });

  it('to a mission: its events, its people, and the day of the latest event held by today', async () => {
    const fields =
      'code lastActivityOn people { code } events(first: 2) { totalCount nodes { code } }';
    expect(await entity(service, { __typename: 'Mission', code: 'embassy-tokyo' }, fields)).toEqual(
      {
        code: 'embassy-tokyo',
        lastActivityOn: '2022-03-01',
        people: [{ code: 'second-envoy' }, { code: 'first-envoy' }],
        events: { totalCount: 4, nodes: [{ code: 'ahead' }, { code: 'planned' }] },
      },
    );
    expect(
      await entity(service, { __typename: 'Mission', code: 'embassy-seoul' }, fields),
    ).toMatchObject({
      lastActivityOn: null,
      people: [],
    });
  });

  it('to an organisation: its events once each, its people, measures and commitments', async () => {
    const organisation = await entity(
      service,
      { __typename: 'Organisation', code: 'up-dept' },
      'code events { totalCount nodes { code } } people { code } measures { code } commitments { code }',
    );
    expect(organisation).toEqual({
      code: 'up-dept',
      events: { totalCount: 1, nodes: [{ code: 'in-japan' }] },
      people: [{ code: 'official' }],
      measures: [{ code: 'z-scheme' }, { code: 'a-scheme' }],
      commitments: [{ code: 'due-early' }, { code: 'due-late' }],
    });
  });

  it('to a facility and a target', async () => {
    const facility = await entity(
      service,
      { __typename: 'Facility', code: 'cfc' },
      'code measures { code }',
    );
    expect(codes(facility.measures)).toEqual(['z-scheme', 'a-scheme']);
    const announced = await entity(
      service,
      { __typename: 'Target', code: 't-1' },
      'code announcedAt { code }',
    );
    expect(announced.announcedAt).toEqual({ code: 'about-japan' });
    const silent = await entity(
      service,
      { __typename: 'Target', code: 't-2' },
      'code announcedAt { code }',
    );
    expect(silent.announcedAt).toBeNull();
  });
});

describe('an export brief', () => {
  const keyOf = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  const brief = (key: string) =>
    service.execute({
      query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ExportBrief {
        key events { code } delegations { code } openCommitments { code status } measures { code } } } }`,
      variables: { of: [{ __typename: 'ExportBrief', key }] },
    });

  it('holds what concerns the state and the country', async () => {
    const key = keyOf('IN-UP', 'JP', null, 'shoe');
    const { data, errors } = await brief(key);
    expect(errors).toBeUndefined();
    expect(data?._entities).toEqual([
      {
        key,
        events: [{ code: 'about-japan' }, { code: 'in-japan' }],
        delegations: [{ code: 'in' }, { code: 'out' }],
        openCommitments: [
          { code: 'due-early', status: 'DUE_PASSED_NO_EVIDENCE' },
          { code: 'due-late', status: 'OPEN' },
          { code: 'undated', status: 'OPEN' },
        ],
        measures: [{ code: 'a-scheme' }, { code: 'z-scheme' }],
      },
    ]);
  });

  it.each([
    ['a text that is no JSON', 'IN-UP/JP'],
    ['another JSON value', Buffer.from('{"state":"IN-UP"}').toString('base64url')],
    ['a list that is too short', keyOf('IN-UP', 'JP', null)],
    ['a list that is too long', keyOf('IN-UP', 'JP', null, null, null)],
    ['a state of another country', keyOf('US-CA', 'JP', null, null)],
    ['a country by name', keyOf('IN-UP', 'Japan', null, null)],
    ['a sector that is no text', keyOf('IN-UP', 'JP', 7, null)],
  ])('refuses %s for a key', async (_, key) => {
    const { data, errors } = await brief(key);
    expect(data).toEqual({ _entities: [null] });
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', argument: 'key', given: key } },
    ]);
  });
});

describe('records of this subgraph by reference', () => {
  it.each(['Event', 'Delegation', 'Commitment', 'Measure', 'Person'])(
    'gives a %s',
    async (type) => {
      const code = {
        Event: 'ahead',
        Delegation: 'out',
        Commitment: 'kept',
        Measure: 'closed',
        Person: 'official',
      }[type];
      expect(await entity(service, { __typename: type, code }, '__typename code')).toEqual({
        __typename: type,
        code,
      });
    },
  );

  it('makes null of the unknown one alone', async () => {
    const { data, errors } = await service.execute({
      query:
        '{ _entities(representations: [{__typename: "Event", code: "ahead"}, {__typename: "Event", code: "nowhere"}]) { ... on Event { code } } }',
    });
    expect(data).toEqual({ _entities: [{ code: 'ahead' }, null] });
    expect(errors).toMatchObject([{ path: ['_entities', 1], extensions: { code: 'NOT_FOUND' } }]);
  });
});

describe('statements', () => {
  it('are one for the same list of many records', async () => {
    service.forget();
    await ask(
      service,
      '{ _entities(representations: [{__typename: "Mission", code: "embassy-tokyo"}, {__typename: "Mission", code: "embassy-seoul"}, {__typename: "Mission", code: "none"}]) { ... on Mission { lastActivityOn events(first: 1) { nodes { code } } people { code } } } }',
    );
    expect(service.sql).toHaveLength(3);
  });
});
