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
  await rows.country('JP', { nameEn: 'Japan' });
  await rows.country('FJ', { nameEn: 'Fiji' });
  await rows.country('AE', { nameEn: 'Emirates' });
  await rows.mission('embassy-tokyo', 'JP', {
    nameHi: 'दूतावास',
    cityEn: 'Tokyo',
    cityHi: 'टोक्यो',
    latitude: 35.5,
    longitude: 139.25,
    website: 'https://example.org/',
    hasCommercialWing: true,
  });
  await rows.mission('consulate-osaka', 'JP', {
    kind: 'CONSULATE_GENERAL',
    cityEn: 'Osaka',
    hasCommercialWing: false,
  });
  await rows.mission('consulate-dubai', 'AE', { kind: 'CONSULATE_GENERAL', cityEn: 'Dubai' });
  await rows.mission('embassy-abu-dhabi', 'AE', { cityEn: 'Abu Dhabi' });
  await rows.mission('high-commission-suva', 'FJ', { kind: 'HIGH_COMMISSION', cityEn: 'Suva' });
  await rows.mission('consulate-nadi', 'FJ', { kind: 'CONSULATE_GENERAL', cityEn: 'Nadi' });
  await rows.accreditation('embassy-abu-dhabi', 'FJ');
  await rows.accreditation('embassy-tokyo', 'FJ');
  await rows.accreditation('embassy-tokyo', 'AE');
});

afterAll(() => service.stop());

describe('a mission', () => {
  it('comes with where it lies and what it is in charge of', async () => {
    const { mission } = await ask(
      `{ mission(code: "embassy-tokyo") {
           id code kind name hindi: name(language: HI) country { code } city
           location { latitude longitude } website hasCommercialWing
           accreditedTo { name } languages sources { code }
      } }`,
    );
    expect(mission).toEqual({
      id: Buffer.from('Mission:embassy-tokyo').toString('base64url'),
      code: 'embassy-tokyo',
      kind: 'EMBASSY',
      name: 'Mission embassy-tokyo',
      hindi: 'दूतावास',
      country: { code: 'JP' },
      city: 'Tokyo',
      location: { latitude: 35.5, longitude: 139.25 },
      website: 'https://example.org/',
      hasCommercialWing: true,
      accreditedTo: [{ name: 'Emirates' }, { name: 'Fiji' }],
      languages: ['EN', 'HI'],
      sources: [{ code: 'report' }],
    });
  });

  it('is told in English where no Hindi is on record, and says so', async () => {
    const { mission } = await ask(
      '{ mission(code: "consulate-dubai") { name(language: HI) city(language: HI) languages location hasCommercialWing }}'.replace(
        'location ',
        'location { latitude } ',
      ),
    );
    expect(mission).toEqual({
      name: 'Mission consulate-dubai',
      city: 'Dubai',
      languages: ['EN'],
      location: null,
      hasCommercialWing: null,
    });
  });

  it('is null with the nearest codes where there is none', async () => {
    const { data, error } = await fail('{ mission(code: "embassy-tokio") { name } }');
    expect(data).toEqual({ mission: null });
    expect(error.extensions).toMatchObject({ code: 'NOT_FOUND', suggestions: ['embassy-tokyo'] });
  });

  it('answers to a reference by its code', async () => {
    const { _entities } = await ask(entities('Mission', 'city'), {
      of: [{ __typename: 'Mission', code: 'embassy-abu-dhabi' }],
    });
    expect(_entities).toEqual([{ city: 'Abu Dhabi' }]);
  });
});

describe('the missions', () => {
  const list = async (filter: string) =>
    codesOf((await ask(`{ missions(filter: ${filter}) { nodes { code } } }`)).missions.nodes);

  it('are ordered by country, embassies and high commissions first, then city', async () => {
    expect(await list('{}')).toEqual([
      'embassy-abu-dhabi',
      'consulate-dubai',
      'high-commission-suva',
      'consulate-nadi',
      'embassy-tokyo',
      'consulate-osaka',
    ]);
  });

  it.each([
    [
      '{country: ["FJ"]}',
      ['embassy-abu-dhabi', 'high-commission-suva', 'consulate-nadi', 'embassy-tokyo'],
    ],
    ['{kind: [HIGH_COMMISSION]}', ['high-commission-suva']],
    ['{hasCommercialWing: true}', ['embassy-tokyo']],
    ['{hasCommercialWing: false}', ['consulate-osaka']],
    ['{text: "dub"}', ['consulate-dubai']],
    ['{text: "टोक्यो"}', ['embassy-tokyo']],
    ['{country: "JP", kind: CONSULATE_GENERAL}', ['consulate-osaka']],
    ['{country: "ZZ"}', []],
  ])('under the filter %s are %j', async (filter, expected) => {
    expect(await list(filter)).toEqual(expected);
  });

  it('of a country are those in it and those accredited to it: the heads of mission first, its own before others', async () => {
    const { country } = await ask('{ country(code: "FJ") { missions { code } } }');
    expect(codesOf(country.missions)).toEqual([
      'high-commission-suva',
      'embassy-abu-dhabi',
      'embassy-tokyo',
      'consulate-nadi',
    ]);
  });

  it('of a country can be narrowed', async () => {
    const { country } = await ask(
      '{ country(code: "FJ") { missions(filter: {hasCommercialWing: true}) { code } } }',
    );
    expect(codesOf(country.missions)).toEqual(['embassy-tokyo']);
  });
});
