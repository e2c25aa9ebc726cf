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
  await rows.country('AE');
  await rows.organisation('leather-council', {
    kind: 'EXPORT_PROMOTION_COUNCIL',
    nameHi: 'चर्म परिषद',
    city: 'Chennai',
    website: 'https://example.org/',
    roleEn: 'Takes tanners to fairs.',
    sectorCodes: ['leather', 'carpets'],
  });
  await rows.organisation('bank', { kind: 'BANK' });
  await rows.organisation('up-bureau', { kind: 'GOVERNMENT_DEPARTMENT', stateCode: 'IN-UP' });
  await rows.organisation('up-academy', { stateCode: 'IN-UP', sectorCodes: ['toys'] });
  await rows.organisation('jk-cell', { kind: 'EXPORT_CELL', stateCode: 'IN-JK' });
  await rows.organisation('dubai-chamber', { countryCode: 'AE', sectorCodes: ['leather'] });
  await rows.stateContact('IN-JK', 'jk-cell');
});

afterAll(() => service.stop());

describe('an organisation', () => {
  it('comes with what it does and for whom', async () => {
    const { organisation } = await ask(
      `{ organisation(code: "leather-council") {
           id code kind name hindi: name(language: HI) jurisdiction city website
           role(language: HI) sectors { code } languages sources { code }
      } }`,
    );
    expect(organisation).toEqual({
      id: Buffer.from('Organisation:leather-council').toString('base64url'),
      code: 'leather-council',
      kind: 'EXPORT_PROMOTION_COUNCIL',
      name: 'Body leather-council',
      hindi: 'चर्म परिषद',
      jurisdiction: 'IN',
      city: 'Chennai',
      website: 'https://example.org/',
      role: 'Takes tanners to fairs.',
      sectors: [{ code: 'leather' }, { code: 'carpets' }],
      languages: ['EN', 'HI'],
      sources: [{ code: 'report' }],
    });
  });

  it.each([
    ['bank', 'IN'],
    ['jk-cell', 'IN-JK'],
    ['dubai-chamber', 'AE'],
  ])('%s belongs to %s', async (code, jurisdiction) => {
    const { _entities } = await ask(entities('Organisation', 'jurisdiction'), {
      of: [{ __typename: 'Organisation', code }],
    });
    expect(_entities).toEqual([{ jurisdiction }]);
  });

  it('is null with the nearest codes where there is none', async () => {
    const { error } = await fail('{ organisation(code: "lether-council") { name } }');
    expect(error.extensions).toMatchObject({ code: 'NOT_FOUND', suggestions: ['leather-council'] });
  });
});

describe('the organisations', () => {
  it.each([
    ['{kind: [BANK, EXPORT_CELL]}', ['bank', 'jk-cell']],
    ['{jurisdiction: ["IN"]}', ['bank', 'leather-council']],
    ['{jurisdiction: ["AE", "IN-JK"]}', ['dubai-chamber', 'jk-cell']],
    ['{sector: ["leather"]}', ['dubai-chamber', 'leather-council']],
    ['{text: "चर्म"}', ['leather-council']],
    [
      '{sector: [], text: null}',
      ['bank', 'dubai-chamber', 'jk-cell', 'leather-council', 'up-academy', 'up-bureau'],
    ],
  ])('under the filter %s are %j, by name', async (filter, expected) => {
    const { organisations } = await ask(
      `{ organisations(filter: ${filter}) { nodes { code } totalCount } }`,
    );
    expect(codesOf(organisations.nodes)).toEqual(expected);
  });

  it('of a sector are those that name it, then those that serve every sector', async () => {
    const { _entities } = await ask(entities('Sector', 'organisations { code }'), {
      of: [
        { __typename: 'Sector', code: 'leather' },
        { __typename: 'Sector', code: 'toys' },
      ],
    });
    const lists = _entities.map((sector: { organisations: { code: string }[] }) =>
      codesOf(sector.organisations),
    );
    expect(lists).toEqual([
      ['dubai-chamber', 'leather-council', 'bank', 'jk-cell', 'up-bureau'],
      ['up-academy', 'bank', 'jk-cell', 'up-bureau'],
    ]);
  });
});

describe('what is known of a state', () => {
  const ofStates = (selection: string, ...codes: string[]) =>
    ask(entities('State', selection), { of: codes.map((code) => ({ __typename: 'State', code })) });

  it('is its single point of contact, null where none is on record', async () => {
    const { _entities } = await ofStates('singlePointOfContact { code }', 'IN-JK', 'IN-UP');
    expect(_entities).toEqual([
      { singlePointOfContact: { code: 'jk-cell' } },
      { singlePointOfContact: null },
    ]);
  });

  it('is a page of its own organisations, by name', async () => {
    const page = 'nodes { code } totalCount pageInfo { hasNextPage endCursor }';
    const { _entities } = await ofStates(`organisations(first: 1) { ${page} }`, 'IN-UP', 'IN-XX');
    expect(_entities).toMatchObject([
      {
        organisations: {
          nodes: [{ code: 'up-academy' }],
          totalCount: 2,
          pageInfo: { hasNextPage: true },
        },
      },
      { organisations: { nodes: [], totalCount: 0, pageInfo: { hasNextPage: false } } },
    ]);
    const after = _entities[0].organisations.pageInfo.endCursor;
    const { _entities: next } = await ofStates(
      `organisations(first: 1, after: "${after}") { nodes { code } }`,
      'IN-UP',
    );
    expect(next).toEqual([{ organisations: { nodes: [{ code: 'up-bureau' }] } }]);
  });

  it('is a page of organisations that a filter narrows', async () => {
    const { _entities } = await ofStates(
      'organisations(filter: {kind: [GOVERNMENT_DEPARTMENT]}) { nodes { code } }',
      'IN-UP',
    );
    expect(_entities).toEqual([{ organisations: { nodes: [{ code: 'up-bureau' }] } }]);
  });

  it('is null for that page alone where `first` is out of bounds', async () => {
    const { data, error } = await fail(
      entities('State', 'code organisations(first: 500) { totalCount }'),
      { of: [{ __typename: 'State', code: 'IN-UP' }] },
    );
    expect(data._entities).toEqual([{ code: 'IN-UP', organisations: null }]);
    expect(error).toMatchObject({
      message: '`first` must be 1 to 100, got 500.',
      extensions: { code: 'BAD_USER_INPUT', argument: 'first' },
    });
  });
});
