import { startTestService, type TestService } from '@niryat/kernel/testing';
import { partners } from '../src/index.ts';
import { asking, entities } from './ask.ts';

let service: TestService;
const { ask } = asking(() => service);

beforeAll(async () => {
  service = await startTestService(partners, { loadSeed: true });
});

afterAll(() => service.stop());

/** A page of countries by their names. */
interface Names {
  readonly nodes: readonly { readonly name: string; readonly hindi: string }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

describe('what the seed says', () => {
  it('names every country in both languages', async () => {
    const names: { name: string; hindi: string }[] = [];
    for (let after: string | null = null; ; ) {
      const { countries }: { countries: Names } = await ask(
        'query ($after: String) { countries(first: 100, after: $after) { nodes { name hindi: name(language: HI) } pageInfo { endCursor hasNextPage } } }',
        { after },
      );
      names.push(...countries.nodes);
      if (!countries.pageInfo.hasNextPage) break;
      after = countries.pageInfo.endCursor;
    }
    expect(names).toHaveLength(240);
    expect(names.filter(({ name }) => !/^\p{Script=Latin}/u.test(name))).toEqual([]);
    expect(names.filter(({ hindi }) => !/^\p{Script=Devanagari}/u.test(hindi))).toEqual([]);
  });

  it.each([
    ['JP', 'Japan', 'जापान'],
    ['DE', 'Germany', 'जर्मनी'],
    ['GB', 'United Kingdom', 'यूनाइटेड किंगडम'],
    ['US', 'United States', 'संयुक्त राज्य'],
    ['AE', 'United Arab Emirates', 'संयुक्त अरब अमीरात'],
    ['HK', 'Hong Kong', 'हाँग काँग'],
    ['SG', 'Singapore', 'सिंगापुर'],
  ])('calls %s by the name of CLDR, %s and %s', async (code, name, hindi) => {
    const { country } = await ask(
      'query ($code: CountryCode!) { country(code: $code) { name hindi: name(language: HI) } }',
      { code },
    );
    expect(country).toEqual({ name, hindi });
  });

  it('has the embassy in Tokyo with its commercial wing and the agreement with Japan', async () => {
    const { country } = await ask(
      `{ country(code: "JP") {
           missions { name city hasCommercialWing } tradeAgreements { shortName status inForceOn }
      } }`,
    );
    expect(country).toEqual({
      missions: [
        { name: 'Embassy of India, Tokyo', city: 'Tokyo', hasCommercialWing: true },
        {
          name: 'Consulate General of India, Osaka-Kobe',
          city: 'Osaka',
          hasCommercialWing: null,
        },
      ],
      tradeAgreements: [{ shortName: 'Japan CEPA', status: 'IN_FORCE', inForceOn: '2011-08-01' }],
    });
  });

  it('lets a requirement of the European Union hold in its 27 members', async () => {
    const { marketRequirement } = await ask(
      '{ marketRequirement(code: "eu-reach") { countries { code } worldwide } }',
    );
    expect(marketRequirement.countries).toHaveLength(27);
    expect(marketRequirement.worldwide).toBe(false);
  });

  it('keeps both reports on the agreement with eBay', async () => {
    const { partnerships } = await ask(
      '{ partnerships(filter: {organisation: ["ebay"]}) { nodes { code status since } } }',
    );
    expect(partnerships.nodes).toEqual([
      { code: 'up-ebay', status: 'PLANNED', since: '2022-08-03' },
      { code: 'up-ebay-reported-2020', status: 'ACTIVE', since: '2020-08-07' },
    ]);
  });

  it('makes the export cell the single point of contact of J&K, and knows none of Uttar Pradesh', async () => {
    const { _entities } = await ask(
      entities('State', 'singlePointOfContact { code partnerships { status } }'),
      {
        of: [
          { __typename: 'State', code: 'IN-JK' },
          { __typename: 'State', code: 'IN-UP' },
        ],
      },
    );
    expect(_entities).toEqual([
      {
        singlePointOfContact: {
          code: 'jktpo-export-cell',
          partnerships: [{ status: 'PLANNED' }],
        },
      },
      { singlePointOfContact: null },
    ]);
  });

  it('has the missions that Uttar Pradesh named in August 2022', async () => {
    const { partnerships } = await ask(
      `{ partnerships(filter: {state: ["IN-UP"], kind: [DIPLOMATIC_PROMOTION], status: [PLANNED]}) {
           nodes { since partner { ... on Mission { country { code } } } }
      } }`,
    );
    const countries = partnerships.nodes
      .filter(({ since }: { since: string }) => since === '2022-08-03')
      .map(({ partner }: { partner: { country: { code: string } } }) => partner.country.code);
    expect(countries.sort()).toEqual(['AU', 'DE', 'GB', 'IL', 'SG', 'US']);
  });
});
