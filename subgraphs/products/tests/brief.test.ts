import { startTestService, type TestService } from '@niryat/kernel/testing';
import { toBriefKey } from '../src/brief.ts';
import { products } from '../src/subgraph.ts';
import { given, ground } from './given.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService(products);
  await given(service, ground);
  await given(service, {
    country_regions: [
      { code: 'JP', region: 'Eastern Asia', name_en: 'Japan' },
      { code: 'JO', region: 'Western Asia', name_en: 'Jordan' },
    ],
    districts: [{ code: 'up-empty', name_en: 'Empty' }],
    designations: [
      { district_code: 'up-agra', product_code: 'shoes' },
      { district_code: 'jk-kathua', product_code: 'buttons' },
    ],
    clusters: [
      { code: 'c1', name_en: 'Buttons', district_code: 'up-sambhal', product_code: 'buttons' },
      { code: 'c2', name_en: 'Paint', district_code: 'jk-kathua', product_code: 'paintings' },
      { code: 'c3', name_en: 'Shoes', district_code: 'up-sambhal', product_code: 'shoes' },
    ],
  });
});

afterAll(() => service.stop());

const fields = `key state { code } country { code } sector { code }
  products { code } clusters { code } districts { code }`;

/** What a question about a brief answers. */
const ask = (args: string) =>
  service.execute({ query: `{ brief: exportBrief(${args}) { ${fields} } }` });

/** What a reference to a brief gives. */
const refer = (key: string) =>
  service.execute({
    query: `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on ExportBrief { ${fields} } } }`,
    variables: { representations: [{ __typename: 'ExportBrief', key }] },
  });

const codes = (...all: readonly string[]) => all.map((code) => ({ code }));

const whole = {
  stateCode: 'IN-UP',
  countryCode: 'JP',
  sectorCode: null,
  productCode: null,
};

describe('an export brief', () => {
  it('holds what the state makes, and the districts where it is made', async () => {
    const { data, errors } = await ask('state: "IN-UP", country: "JP"');
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      brief: {
        key: toBriefKey(whole, ['handicrafts', 'leather']),
        state: { code: 'IN-UP' },
        country: { code: 'JP' },
        sector: null,
        products: codes('buttons', 'shoes'),
        clusters: codes('c1', 'c3'),
        districts: codes('up-agra', 'up-sambhal'),
      },
    });
  });

  it('keeps to a sector', async () => {
    const { data } = await ask('state: "IN-UP", country: "JP", sector: "handicrafts"');
    expect(data).toMatchObject({
      brief: {
        key: toBriefKey({ ...whole, sectorCode: 'handicrafts' }),
        sector: { code: 'handicrafts' },
        products: codes('buttons'),
        clusters: codes('c1'),
        districts: codes('up-sambhal'),
      },
    });
  });

  it('keeps to a product, whose sector becomes that of the brief', async () => {
    const { data } = await ask('state: "IN-UP", country: "JP", product: "shoes"');
    expect(data).toMatchObject({
      brief: {
        key: toBriefKey({ ...whole, sectorCode: 'leather', productCode: 'shoes' }),
        sector: { code: 'leather' },
        products: codes('shoes'),
        clusters: codes('c3'),
        districts: codes('up-agra', 'up-sambhal'),
      },
    });
  });

  it('is empty for a product that the state does not make', async () => {
    const { data } = await ask('state: "IN-UP", country: "JP", product: "paintings"');
    expect(data).toMatchObject({ brief: { products: [], clusters: [], districts: [] } });
  });

  it.each([
    ['state: "IN-UQ", country: "JP"', 'State', 'IN-UP'],
    ['state: "IN-UP", country: "JX"', 'Country', 'JP'],
    ['state: "IN-UP", country: "JP", sector: "lether"', 'Sector', 'leather'],
    ['state: "IN-UP", country: "JP", product: "shoe"', 'Product', 'shoes'],
  ])('is null with a NOT_FOUND error for %s', async (args, type, near) => {
    const { data, errors } = await ask(args);
    expect(data).toEqual({ brief: null });
    expect(errors).toMatchObject([
      {
        path: ['brief'],
        extensions: { code: 'NOT_FOUND', type, suggestions: expect.arrayContaining([near]) },
      },
    ]);
  });

  it('is refused for a product of another sector', async () => {
    const { errors } = await ask(
      'state: "IN-UP", country: "JP", sector: "handicrafts", product: "shoes"',
    );
    expect(errors).toMatchObject([
      {
        message: 'The product "shoes" is of the sector "leather", not of "handicrafts".',
        extensions: { code: 'BAD_USER_INPUT', argument: 'sector', accepted: 'leather, or none' },
      },
    ]);
  });

  it('comes back from its key, the sector of its product filled in', async () => {
    const key = toBriefKey({ ...whole, productCode: 'shoes' });
    const { data, errors } = await refer(key);
    expect(errors).toBeUndefined();
    expect(data?._entities).toMatchObject([
      { key, sector: { code: 'leather' }, products: codes('shoes') },
    ]);
  });

  it.each([
    ['malformed', 'x', 'BAD_USER_INPUT'],
    ['of an unknown country', toBriefKey({ ...whole, countryCode: 'XX' }), 'NOT_FOUND'],
  ])('is null where its key is %s', async (_what, key, code) => {
    const { data, errors } = await refer(key);
    expect(data?._entities).toEqual([null]);
    expect(errors).toMatchObject([{ path: ['_entities', 0], extensions: { code } }]);
  });

  it('takes no statement more for its lists however many products fit', async () => {
    service.forget();
    await ask('state: "IN-UP", country: "JP"');
    const few = service.sql.length;
    await given(service, {
      products: Array.from({ length: 9 }, (_, i) => ({
        code: `p${i}`,
        name_en: `P${i}`,
        sector_code: 'leather',
      })),
      designations: Array.from({ length: 9 }, (_, i) => ({
        district_code: 'up-agra',
        product_code: `p${i}`,
      })),
    });
    service.forget();
    const { data } = await ask('state: "IN-UP", country: "JP"');
    expect(data).toMatchObject({ brief: { products: { length: 11 } } });
    expect(service.sql.length).toBe(few);
  });
});
