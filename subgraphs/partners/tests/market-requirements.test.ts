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
  await rows.country('DE', { nameEn: 'Germany', tradeBlocs: ['EU'] });
  await rows.country('AT', { nameEn: 'Austria', tradeBlocs: ['EU'] });
  await rows.country('JP', { nameEn: 'Japan' });
  await rows.requirement('a-audit', { kind: 'CERTIFICATION', mandatory: false });
  await rows.requirement('b-pallets', { kind: 'STANDARD', nameHi: 'पैलेट' });
  await rows.requirement('c-dyes', { tradeBloc: 'EU', sectorCode: 'leather' });
  await rows.requirement('d-label', { tradeBloc: 'EU', kind: 'LABELLING', sectorCode: 'toys' });
  await rows.requirement('e-ordinance', { countryCode: 'DE', sectorCode: 'leather' });
  await rows.requirement('f-permit', {
    countryCode: 'JP',
    sectorCode: 'leather',
    authority: 'Ministry of Trade',
    summaryHi: 'अनुमति चाहिए।',
  });
  await rows.organisation('leather-council', {
    kind: 'EXPORT_PROMOTION_COUNCIL',
    sectorCodes: ['leather'],
  });
  await rows.organisation('all-standards', {
    kind: 'STANDARDS_BODY',
    sectorCodes: ['toys', 'leather'],
  });
  await rows.organisation('every-sector', { kind: 'STANDARDS_BODY' });
  await rows.organisation('leather-market', {
    kind: 'E_COMMERCE_PLATFORM',
    sectorCodes: ['leather'],
  });
});

afterAll(() => service.stop());

describe('a market requirement', () => {
  it('comes with what it asks, of whom and by whom', async () => {
    const { marketRequirement } = await ask(
      `{ marketRequirement(code: "f-permit") {
           id code name(language: HI) kind mandatory countries { code } worldwide sector { code }
           authority summary hindi: summary(language: HI) languages sources { code }
      } }`,
    );
    expect(marketRequirement).toEqual({
      id: Buffer.from('MarketRequirement:f-permit').toString('base64url'),
      code: 'f-permit',
      name: 'Rule f-permit',
      kind: 'REGULATION',
      mandatory: true,
      countries: [{ code: 'JP' }],
      worldwide: false,
      sector: { code: 'leather' },
      authority: 'Ministry of Trade',
      summary: 'What f-permit asks.',
      hindi: 'अनुमति चाहिए।',
      languages: ['EN', 'HI'],
      sources: [{ code: 'report' }],
    });
  });

  it('of a bloc holds in each of its members, by name', async () => {
    const { marketRequirement } = await ask(
      '{ marketRequirement(code: "c-dyes") { countries { name } worldwide } }',
    );
    expect(marketRequirement).toEqual({
      countries: [{ name: 'Austria' }, { name: 'Germany' }],
      worldwide: false,
    });
  });

  it('that holds everywhere names no country and no sector', async () => {
    const { _entities } = await ask(
      entities('MarketRequirement', 'countries { code } worldwide sector { code } authority'),
      { of: [{ __typename: 'MarketRequirement', code: 'a-audit' }] },
    );
    expect(_entities).toEqual([{ countries: [], worldwide: true, sector: null, authority: null }]);
  });

  it('is null with the nearest codes where there is none', async () => {
    const { error } = await fail('{ marketRequirement(code: "c-dye") { name } }');
    expect(error.extensions).toMatchObject({ code: 'NOT_FOUND', suggestions: ['c-dyes'] });
  });
});

describe('the market requirements', () => {
  it.each([
    ['{}', ['b-pallets', 'c-dyes', 'd-label', 'e-ordinance', 'f-permit', 'a-audit']],
    ['{country: ["AT"]}', ['b-pallets', 'c-dyes', 'd-label', 'a-audit']],
    [
      '{country: ["DE", "JP"], sector: ["leather"]}',
      ['b-pallets', 'c-dyes', 'e-ordinance', 'f-permit', 'a-audit'],
    ],
    ['{kind: [LABELLING, CERTIFICATION]}', ['d-label', 'a-audit']],
    ['{mandatory: false}', ['a-audit']],
    ['{text: "पैलेट"}', ['b-pallets']],
    ['{text: "F-PERMIT asks"}', ['f-permit']],
  ])('under the filter %s are %j: mandatory ones first, then by name', async (filter, expected) => {
    const { marketRequirements } = await ask(
      `{ marketRequirements(filter: ${filter}) { nodes { code } } }`,
    );
    expect(codesOf(marketRequirements.nodes)).toEqual(expected);
  });

  it('of a country take in those of its blocs and of the world', async () => {
    const { country } = await ask(
      `{ country(code: "DE") {
           marketRequirements { code } toys: marketRequirements(sector: "toys") { code }
           optional: marketRequirements(mandatory: false) { code }
      } }`,
    );
    expect(codesOf(country.marketRequirements)).toEqual([
      'b-pallets',
      'c-dyes',
      'd-label',
      'e-ordinance',
      'a-audit',
    ]);
    expect(codesOf(country.toys)).toEqual(['b-pallets', 'd-label', 'a-audit']);
    expect(codesOf(country.optional)).toEqual(['a-audit']);
  });

  it('of a sector take in those of every sector, in one market or in all', async () => {
    const { _entities } = await ask(
      entities(
        'Sector',
        'all: marketRequirements { code } austria: marketRequirements(country: "AT", mandatory: true) { code }',
      ),
      { of: [{ __typename: 'Sector', code: 'leather' }] },
    );
    const [sector] = _entities;
    expect(codesOf(sector.all)).toEqual([
      'b-pallets',
      'c-dyes',
      'e-ordinance',
      'f-permit',
      'a-audit',
    ]);
    expect(codesOf(sector.austria)).toEqual(['b-pallets', 'c-dyes']);
  });

  it('of a product are those of its sector', async () => {
    const { _entities } = await ask(
      entities('Product', 'marketRequirements(country: "JP") { code }'),
      { of: [{ __typename: 'Product', code: 'saddles', sector: { code: 'leather' } }] },
    );
    expect(codesOf(_entities[0].marketRequirements)).toEqual(['b-pallets', 'f-permit', 'a-audit']);
  });

  it.each([
    ['Product', 'marketRequirements(country: "DX") { code }'],
    ['Sector', 'marketRequirements(country: "DX") { code }'],
    ['Cluster', 'certificationGaps(country: "DX") { requirement { code } }'],
  ])('of a %s in an unknown country are null with the nearest codes', async (type, field) => {
    const { data, error } = await fail(entities(type, `code ${field}`), {
      of: [
        {
          __typename: type,
          code: 'saddles',
          sector: { code: 'leather' },
          product: { sector: { code: 'leather' } },
          certifications: [],
        },
      ],
    });
    expect(data._entities).toEqual([{ code: 'saddles', [field.split('(')[0] ?? '']: null }]);
    expect(error.extensions).toMatchObject({ code: 'NOT_FOUND', type: 'Country', given: 'DX' });
    expect(error.extensions?.suggestions).toContain('DE');
  });
});

describe('the certification gaps of a cluster', () => {
  const gaps = 'certificationGaps(country: "DE") { requirement { code } helpers { code } }';
  const cluster = (held: readonly (string | null)[]) => ({
    __typename: 'Cluster',
    code: 'kanpur',
    product: { sector: { code: 'leather' } },
    certifications: held.map((code) => ({ requirement: code === null ? null : { code } })),
  });
  const missing = async (held: readonly (string | null)[]) => {
    const { _entities } = await ask(entities('Cluster', gaps), { of: [cluster(held)] });
    return _entities[0].certificationGaps.map(
      (gap: { requirement: { code: string } }) => gap.requirement.code,
    );
  };

  it('are the requirements without a certificate, mandatory ones first', async () => {
    expect(await missing([])).toEqual(['b-pallets', 'c-dyes', 'e-ordinance', 'a-audit']);
    expect(await missing(['c-dyes', 'a-audit'])).toEqual(['b-pallets', 'e-ordinance']);
  });

  it('are not narrowed by a certificate whose requirement is not on record', async () => {
    expect(await missing([null])).toHaveLength(4);
  });

  it('are empty where every requirement has its certificate', async () => {
    expect(await missing(['b-pallets', 'c-dyes', 'e-ordinance', 'a-audit'])).toEqual([]);
  });

  it('name the councils and standards bodies of the sector as helpers, by name', async () => {
    const { _entities } = await ask(entities('Cluster', gaps), { of: [cluster([])] });
    for (const { helpers } of _entities[0].certificationGaps) {
      expect(codesOf(helpers)).toEqual(['all-standards', 'leather-council']);
    }
  });

  it('are null where the product of the cluster did not come along', async () => {
    const { _entities } = await ask(entities('Cluster', gaps), {
      of: [{ __typename: 'Cluster', code: 'kanpur', product: null, certifications: [] }],
    });
    expect(_entities).toEqual([{ certificationGaps: null }]);
  });
});
