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
  await rows.country('JP', { nameEn: 'Japan', nameHi: 'जापान' });
  await rows.country('GB', {
    nameEn: 'United Kingdom',
    otherNameEn: 'UK',
    region: 'Northern Europe',
  });
  await rows.country('DE', { nameEn: 'Germany', region: 'Western Europe', tradeBlocs: ['EU'] });
  await rows.country('AX', { nameEn: 'Åland', region: 'Northern Europe' });
  await rows.mission('embassy-tokyo', 'JP');
  await rows.accreditation('embassy-tokyo', 'AX');
  await rows.agreement('japan', ['JP']);
  await rows.agreement('europe', ['DE'], { status: 'CONCLUDED' });
});

afterAll(() => service.stop());

describe('a country by its code', () => {
  it('comes with its names, its codes and its source', async () => {
    const { country } = await ask(
      `{ country(code: "JP") {
           code alpha3 name hindi: name(language: HI) region currencyCode tradeBlocs languages
           sources { code title verified }
      } }`,
    );
    expect(country).toEqual({
      code: 'JP',
      alpha3: 'JPX',
      name: 'Japan',
      hindi: 'जापान',
      region: 'Eastern Asia',
      currencyCode: 'JPY',
      tradeBlocs: [],
      languages: ['EN', 'HI'],
      sources: [{ code: 'report', title: 'The report', verified: true }],
    });
  });

  it('has an id of its type and code', async () => {
    const { country } = await ask('{ country(code: "JP") { id } }');
    expect(Buffer.from(country.id, 'base64url').toString()).toBe('Country:JP');
  });

  it('is told in the language of the header, and of the argument before that', async () => {
    const { country } = await ask(
      '{ country(code: "JP") { name english: name(language: EN) } }',
      {},
      { 'accept-language': 'hi-IN, en;q=0.5' },
    );
    expect(country).toEqual({ name: 'जापान', english: 'Japan' });
  });

  it('is null with the nearest codes where there is none', async () => {
    const { data, error } = await fail('{ country(code: "JX") { name } }');
    expect(data).toEqual({ country: null });
    expect(error).toMatchObject({
      path: ['country'],
      extensions: { code: 'NOT_FOUND', type: 'Country', given: 'JX' },
    });
    expect(error.extensions?.suggestions).toContain('JP');
  });

  it('suggests the code that a former or common one stands for today', async () => {
    const { error } = await fail('{ country(code: "UK") { name } }');
    expect(error.extensions?.suggestions).toEqual(['GB']);
  });

  it('is refused where the code is no country code', async () => {
    const { error } = await fail('{ country(code: "japan") { name } }');
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', given: 'japan' });
  });
});

describe('the countries', () => {
  const list = async (args: string) =>
    codesOf((await ask(`{ countries${args} { nodes { code } } }`)).countries.nodes);

  it('are ordered by English name as a reader expects it', async () => {
    expect(await list('')).toEqual(['AX', 'DE', 'JP', 'GB']);
  });

  it('are ordered by name or region in either direction, equal ones by code', async () => {
    expect(await list('(orderBy: {field: NAME, direction: DESC})')).toEqual([
      'GB',
      'JP',
      'DE',
      'AX',
    ]);
    expect(await list('(orderBy: {field: REGION, direction: ASC})')).toEqual([
      'JP',
      'AX',
      'GB',
      'DE',
    ]);
  });

  it.each([
    ['{region: ["Northern Europe", "Western Europe"]}', ['AX', 'DE', 'GB']],
    ['{tradeBloc: ["EU", "GCC"]}', ['DE']],
    ['{hasMission: true}', ['JP']],
    ['{hasMission: false, region: "Northern Europe"}', ['AX', 'GB']],
    ['{hasAgreement: true}', ['JP']],
    ['{hasAgreement: false}', ['AX', 'DE', 'GB']],
    ['{text: "APA"}', ['JP']],
    ['{text: "जापा"}', ['JP']],
    ['{text: "united kingdom"}', ['GB']],
    ['{text: "uk"}', ['GB']],
    ['{text: "%"}', []],
    ['{region: [], tradeBloc: null, text: ""}', ['AX', 'DE', 'JP', 'GB']],
  ])('under the filter %s are %j', async (filter, expected) => {
    const { countries } = await ask(
      `{ countries(filter: ${filter}) { totalCount nodes { code } } }`,
    );
    expect(codesOf(countries.nodes)).toEqual(expected);
    expect(countries.totalCount).toBe(expected.length);
  });

  it('page both ways', async () => {
    const page = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
    const { countries: first } = await ask(
      `{ countries(first: 3) { edges { cursor node { code } } totalCount ${page} } }`,
    );
    expect(first.edges.map((edge: { node: { code: string } }) => edge.node.code)).toEqual([
      'AX',
      'DE',
      'JP',
    ]);
    expect(first).toMatchObject({
      totalCount: 4,
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    const { countries: next } = await ask(
      `query ($after: String) { countries(first: 3, after: $after) { nodes { code } ${page} } }`,
      { after: first.pageInfo.endCursor },
    );
    expect(codesOf(next.nodes)).toEqual(['GB']);
    const { countries: back } = await ask(
      `query ($before: String) { countries(last: 2, before: $before) { nodes { code } } }`,
      { before: next.pageInfo.startCursor },
    );
    expect(codesOf(back.nodes)).toEqual(['DE', 'JP']);
  });

  it.each([
    ['(first: 0)', 'first'],
    ['(first: 101)', 'first'],
    ['(first: 1, last: 1)', 'last'],
    ['(after: "nonsense")', 'after'],
  ])('refuse %s and name %s', async (args, argument) => {
    const { error } = await fail(`{ countries${args} { totalCount } }`);
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });
});

describe('references to countries', () => {
  it('give null and an error for the unknown one alone', async () => {
    const { data, error } = await fail(entities('Country', 'name'), {
      of: [
        { __typename: 'Country', code: 'JP' },
        { __typename: 'Country', code: 'ZZ' },
      ],
    });
    expect(data._entities).toEqual([{ name: 'Japan' }, null]);
    expect(error).toMatchObject({ path: ['_entities', 1], extensions: { code: 'NOT_FOUND' } });
  });
});
