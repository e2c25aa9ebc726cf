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
  await rows.country('CL', { nameEn: 'Chile' });
  await rows.country('AT', { nameEn: 'Austria' });
  await rows.agreement('asia', ['JP', 'AT'], {
    kind: 'CEPA',
    nameHi: 'एशिया समझौता',
    shortName: 'Asia CEPA',
    status: 'UNDER_NEGOTIATION',
  });
  await rows.agreement('chile', ['CL'], { status: 'SIGNED', signedOn: '2025-12-31' });
  await rows.agreement('japan', ['JP'], {
    statusAsOf: '2021-12-08',
    signedOn: '2011-02-16',
    inForceOn: '2011-08-01',
    noteEn: 'Covers goods.',
  });
});

afterAll(() => service.stop());

describe('a trade agreement', () => {
  it('comes with its partners by name and with days as days', async () => {
    const { tradeAgreement } = await ask(
      `{ tradeAgreement(code: "japan") {
           id code name shortName kind partners { code } status statusAsOf signedOn inForceOn
           note(language: HI) sources { code }
      } }`,
    );
    expect(tradeAgreement).toEqual({
      id: Buffer.from('TradeAgreement:japan').toString('base64url'),
      code: 'japan',
      name: 'Agreement japan',
      shortName: null,
      kind: 'FTA',
      partners: [{ code: 'JP' }],
      status: 'IN_FORCE',
      statusAsOf: '2021-12-08',
      signedOn: '2011-02-16',
      inForceOn: '2011-08-01',
      note: 'Covers goods.',
      sources: [{ code: 'report' }],
    });
  });

  it('with several partners names them in the order of the alphabet', async () => {
    const { _entities } = await ask(
      entities('TradeAgreement', 'name(language: HI) note partners { name }'),
      { of: [{ __typename: 'TradeAgreement', code: 'asia' }] },
    );
    expect(_entities).toEqual([
      { name: 'एशिया समझौता', note: null, partners: [{ name: 'Austria' }, { name: 'Japan' }] },
    ]);
  });

  it('is null with the nearest codes where there is none', async () => {
    const { error } = await fail('{ tradeAgreement(code: "japn") { name } }');
    expect(error.extensions).toMatchObject({ code: 'NOT_FOUND', suggestions: ['japan'] });
  });
});

describe('the trade agreements', () => {
  it.each([
    ['{}', ['japan', 'asia', 'chile']],
    ['{country: ["JP"]}', ['japan', 'asia']],
    ['{status: [SIGNED, UNDER_NEGOTIATION]}', ['asia', 'chile']],
    ['{country: ["JP"], status: [SIGNED]}', []],
  ])('under the filter %s are %j: in force first, then by name', async (filter, expected) => {
    const { tradeAgreements } = await ask(`{ tradeAgreements(filter: ${filter}) { code } }`);
    expect(codesOf(tradeAgreements)).toEqual(expected);
  });

  it('of a country stand with each partner, narrowed by status where asked', async () => {
    const { country } = await ask(
      `{ country(code: "JP") {
           tradeAgreements { code } pending: tradeAgreements(status: [UNDER_NEGOTIATION]) { code }
      } }`,
    );
    expect(codesOf(country.tradeAgreements)).toEqual(['japan', 'asia']);
    expect(codesOf(country.pending)).toEqual(['asia']);
  });
});
