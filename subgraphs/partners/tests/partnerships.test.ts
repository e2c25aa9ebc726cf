import { startTestService, type TestService } from '@niryat/kernel/testing';
import { partners } from '../src/index.ts';
import { asking, codesOf, entities } from './ask.ts';
import { rowsIn } from './rows.ts';

let service: TestService;
const { ask, fail } = asking(() => service);

beforeAll(async () => {
  service = await startTestService(partners);
  const rows = rowsIn(service.db);
  await rows.source();
  await rows.country('JP');
  await rows.country('DE');
  await rows.mission('embassy-tokyo', 'JP');
  await rows.mission('embassy-berlin', 'DE');
  await rows.organisation('ondc');
  await rows.partnership('undated', { countryCode: 'DE' });
  await rows.partnership('month', {
    missionCode: 'embassy-tokyo',
    kind: 'DIPLOMATIC_PROMOTION',
    since: '2022-06',
    goodsEn: 'Leather',
    goodsHi: 'चमड़ा',
    noteEn: 'A newsletter.',
    sectorCodes: ['leather'],
  });
  await rows.partnership('day', {
    organisationCode: 'ondc',
    since: '2022-06-07',
    status: 'PLANNED',
  });
  await rows.partnership('year', { countryCode: 'JP', since: '2022', stateCode: 'IN-JK' });
});

afterAll(() => service.stop());

const list = async (filter: string) =>
  codesOf((await ask(`{ partnerships(filter: ${filter}) { nodes { code } } }`)).partnerships.nodes);

describe('a partnership', () => {
  it('comes with its partner, its goods and its sectors', async () => {
    const { partnership } = await ask(
      `{ partnership(code: "month") {
           code state { code } partner { __typename ... on Mission { name } } kind status since
           goods hindi: goods(language: HI) sectors { code } note(language: HI) sources { code }
      } }`,
    );
    expect(partnership).toEqual({
      code: 'month',
      state: { code: 'IN-UP' },
      partner: { __typename: 'Mission', name: 'Mission embassy-tokyo' },
      kind: 'DIPLOMATIC_PROMOTION',
      status: 'ACTIVE',
      since: '2022-06',
      goods: 'Leather',
      hindi: 'चमड़ा',
      sectors: [{ code: 'leather' }],
      note: 'A newsletter.',
      sources: [{ code: 'report' }],
    });
  });

  it('has a country, a mission or an organisation as its partner', async () => {
    const { partnerships } = await ask(
      `{ partnerships { nodes { goods note partner {
           __typename ... on Country { code } ... on Mission { code } ... on Organisation { code }
      } } } }`,
    );
    const nodes: { partner: unknown }[] = partnerships.nodes;
    expect(nodes.map(({ partner }) => partner)).toEqual([
      { __typename: 'Organisation', code: 'ondc' },
      { __typename: 'Mission', code: 'embassy-tokyo' },
      { __typename: 'Country', code: 'JP' },
      { __typename: 'Country', code: 'DE' },
    ]);
    expect(partnerships.nodes[0]).toMatchObject({ goods: null, note: null });
  });

  it('is null with the nearest codes where there is none', async () => {
    const { error } = await fail('{ partnership(code: "moth") { kind } }');
    expect(error.extensions).toMatchObject({ code: 'NOT_FOUND', suggestions: ['month'] });
  });
});

describe('the partnerships', () => {
  it('are ordered by the latest date, those without one last', async () => {
    expect(await list('{}')).toEqual(['day', 'month', 'year', 'undated']);
  });

  it.each([
    ['{state: ["IN-JK"]}', ['year']],
    ['{country: ["JP"]}', ['month', 'year']],
    ['{mission: ["embassy-tokyo", "embassy-berlin"]}', ['month']],
    ['{organisation: ["ondc"]}', ['day']],
    ['{sector: ["leather"]}', ['month']],
    ['{kind: [DIPLOMATIC_PROMOTION]}', ['month']],
    ['{status: [PLANNED]}', ['day']],
    ['{state: ["IN-UP"], country: ["JP"]}', ['month']],
  ])('under the filter %s are %j', async (filter, expected) => {
    expect(await list(filter)).toEqual(expected);
  });

  it('page over those without a date too', async () => {
    const { partnerships } = await ask('{ partnerships(last: 1) { edges { cursor } } }');
    const { partnerships: before } = await ask(
      'query ($at: String) { partnerships(last: 1, before: $at) { nodes { code } } }',
      { at: partnerships.edges[0].cursor },
    );
    expect(codesOf(before.nodes)).toEqual(['year']);
  });

  it('of a country are those with itself and with missions in it', async () => {
    const { country } = await ask(`{ country(code: "JP") { partnerships { code } } }`);
    expect(codesOf(country.partnerships)).toEqual(['month', 'year']);
  });

  it.each([
    ['Mission', 'embassy-tokyo', ['month']],
    ['Organisation', 'ondc', ['day']],
    ['State', 'IN-UP', ['day', 'month', 'undated']],
  ])('of the %s %s are %j', async (type, code, expected) => {
    const { _entities } = await ask(entities(type, 'partnerships { code }'), {
      of: [{ __typename: type, code }],
    });
    expect(codesOf(_entities[0].partnerships)).toEqual(expected);
  });

  it('of a state can be narrowed', async () => {
    const { _entities } = await ask(
      entities('State', 'partnerships(filter: {status: [PLANNED]}) { code }'),
      { of: [{ __typename: 'State', code: 'IN-UP' }] },
    );
    expect(codesOf(_entities[0].partnerships)).toEqual(['day']);
  });
});
