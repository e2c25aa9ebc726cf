import { startTestService, type TestService } from '@niryat/kernel/testing';
import { products } from '../src/subgraph.ts';
import { given, ground } from './given.ts';
import { oneOfEach } from './one-of-each.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService(products);
  await given(service, ground);
  await given(service, oneOfEach);
  await service.db.query(
    `UPDATE products.districts SET lgd_code = '118', division_en = 'Agra', latitude = 27.183, longitude = 78.017
     WHERE code = 'up-agra'`,
  );
  await service.db.query(`UPDATE products.states SET capital_en = 'Lucknow' WHERE code = 'IN-UP'`);
  await service.db.query(
    `UPDATE products.products SET description_en = 'Leather footwear.' WHERE code = 'shoes'`,
  );
});

afterAll(() => service.stop());

/** The data of a question that must succeed. */
async function ask(query: string): Promise<unknown> {
  const { data, errors } = await service.execute({ query });
  expect(errors).toBeUndefined();
  return data;
}

const sources = [{ code: 'report' }];

describe('the fields of the catalogue', () => {
  it('tells a state', async () => {
    const data = await ask(`{ state(code: "IN-UP") {
      code kind name capital languages sources { code }
      districts { totalCount } products { nodes { code } } clusters { nodes { code } }
      facilities { nodes { code } } originMarks { code } bestSellers { statedName }
    } }`);
    expect(data).toEqual({
      state: {
        code: 'IN-UP',
        kind: 'STATE',
        name: 'Uttar Pradesh',
        capital: 'Lucknow',
        languages: ['EN', 'HI'],
        sources,
        districts: { totalCount: 2 },
        products: { nodes: [{ code: 'buttons' }, { code: 'shoes' }] },
        clusters: { nodes: [{ code: 'agra-shoes' }, { code: 'sambhal-buttons' }] },
        facilities: { nodes: [{ code: 'sambhal-centre' }, { code: 'state-port' }] },
        originMarks: [{ code: 'made-in-up' }],
        bestSellers: [{ statedName: 'Toys' }, { statedName: 'Crafts' }, { statedName: 'Footwear' }],
      },
    });
  });

  it('tells a district, its designations by scheme and product', async () => {
    const data = await ask(`{ district(code: "up-agra") {
      code name division lgdCode location { latitude longitude } state { code } languages
      designations { scheme since product { code } district { code } sources { code } }
      clusters { code } facilities { code } geographicalIndications { name } sources { code }
    } }`);
    const shoes = { product: { code: 'shoes' }, district: { code: 'up-agra' }, sources };
    expect(data).toEqual({
      district: {
        code: 'up-agra',
        name: 'Agra',
        division: 'Agra',
        lgdCode: '118',
        location: { latitude: 27.183, longitude: 78.017 },
        state: { code: 'IN-UP' },
        languages: ['EN', 'HI'],
        designations: [
          { scheme: 'ODOP', since: 2018, ...shoes },
          { scheme: 'DISTRICT_AS_EXPORT_HUB', since: null, ...shoes },
        ],
        clusters: [{ code: 'agra-shoes' }],
        facilities: [],
        geographicalIndications: [{ name: 'Agra Shoe' }],
        sources,
      },
    });
  });

  it('gives null for what is not on record of a district, and empty lists', async () => {
    const data = await ask(`{ district(code: "jk-kathua") {
      division lgdCode location { latitude } designations { scheme } clusters { code }
      facilities { code } geographicalIndications { name }
    } }`);
    expect(data).toEqual({
      district: {
        division: null,
        lgdCode: null,
        location: null,
        designations: [],
        clusters: [],
        facilities: [],
        geographicalIndications: [],
      },
    });
  });

  it('tells a sector, its chapters by code and its commodities by name', async () => {
    const data = await ask(`{ sector(code: "leather") {
      code name languages hsChapters { code title sectors { code } } commodities { code name sector { code } }
      products { nodes { code } } clusters { nodes { code } }
    } }`);
    const sector = { code: 'leather' };
    expect(data).toEqual({
      sector: {
        code: 'leather',
        name: 'Leather',
        languages: ['EN', 'HI'],
        hsChapters: [
          { code: '41', title: 'Hides', sectors: [sector] },
          { code: '64', title: 'Footwear', sectors: [sector] },
        ],
        commodities: [
          { code: 'finished-leather', name: 'FINISHED LEATHER', sector },
          { code: 'leather-goods', name: 'LEATHER GOODS', sector },
        ],
        products: { nodes: [{ code: 'shoes' }] },
        clusters: { nodes: [{ code: 'agra-shoes' }] },
      },
    });
  });

  it('tells a product, its designations by scheme or of one scheme', async () => {
    const data = await ask(`{ product(code: "shoes") {
      code name description hsCodes languages sector { code } sources { code }
      designations { scheme } hub: designations(scheme: DISTRICT_AS_EXPORT_HUB) { scheme }
      districts { code } clusters { code } bestSellers { statedName }
      geographicalIndications { name applicationNumber registeredOn niceClasses
        districts { code } product { code } sources { code } }
    } }`);
    expect(data).toEqual({
      product: {
        code: 'shoes',
        name: 'Shoes',
        description: 'Leather footwear.',
        hsCodes: ['6403'],
        languages: ['EN'],
        sector: { code: 'leather' },
        sources,
        designations: [{ scheme: 'ODOP' }, { scheme: 'DISTRICT_AS_EXPORT_HUB' }],
        hub: [{ scheme: 'DISTRICT_AS_EXPORT_HUB' }],
        districts: [{ code: 'up-agra' }],
        clusters: [{ code: 'agra-shoes' }],
        bestSellers: [{ statedName: 'Footwear' }],
        geographicalIndications: [
          {
            name: 'Agra Shoe',
            applicationNumber: 700,
            registeredOn: '2023',
            niceClasses: [18, 25],
            districts: [{ code: 'up-agra' }, { code: 'up-sambhal' }],
            product: { code: 'shoes' },
            sources,
          },
        ],
      },
    });
  });

  it('tells a cluster with its steps in the order of the work', async () => {
    const data = await ask(`{ cluster(code: "sambhal-buttons") {
      code name established units artisans note languages product { code } district { code }
      processSteps { name doneIn doneInCountry { code } isBottleneck remedy asOf
        remedyFacility { code } sources { code } }
      bottlenecks: processSteps(bottlenecksOnly: true) { name }
      facilities { code } certifications { validFrom }
      sources { code title publisher publishedOn language locator verified }
    } }`);
    expect(data).toEqual({
      cluster: {
        code: 'sambhal-buttons',
        name: 'Sambhal buttons',
        established: 'about 150 years old',
        units: 1500,
        artisans: 4000,
        note: 'Small workshops.',
        languages: ['EN'],
        product: { code: 'buttons' },
        district: { code: 'up-sambhal' },
        processSteps: [
          {
            name: 'Cutting',
            doneIn: null,
            doneInCountry: null,
            isBottleneck: false,
            remedy: null,
            asOf: null,
            remedyFacility: null,
            sources,
          },
          {
            name: 'Polishing',
            doneIn: 'CN',
            doneInCountry: { code: 'CN' },
            isBottleneck: true,
            remedy: 'A machine comes to Sambhal.',
            asOf: '2020-12-16',
            remedyFacility: { code: 'sambhal-centre' },
            sources,
          },
        ],
        bottlenecks: [{ name: 'Polishing' }],
        facilities: [{ code: 'sambhal-centre' }],
        certifications: [],
        sources: [
          {
            code: 'report',
            title: 'A report',
            publisher: null,
            publishedOn: null,
            language: null,
            locator: null,
            verified: true,
          },
          {
            code: 'gazette',
            title: 'Gazette',
            publisher: 'The State',
            publishedOn: '2020-12',
            language: 'HI',
            locator: 'https://example.org/gazette',
            verified: true,
          },
        ],
      },
    });
  });

  it('tells a certificate, its requirement as a reference', async () => {
    const data = await ask(`{ cluster(code: "agra-shoes") {
      certifications { requirement { code id } validFrom validUntil sources { code } }
    } }`);
    expect(data).toEqual({
      cluster: {
        certifications: [
          {
            requirement: {
              code: 'jp-azo-dyes',
              id: Buffer.from('MarketRequirement:jp-azo-dyes').toString('base64url'),
            },
            validFrom: '2024-01-01',
            validUntil: '2026-12-31',
            sources,
          },
        ],
      },
    });
  });

  it('tells a facility, and one that no source places in a district', async () => {
    const data = await ask(`{
      centre: facility(code: "sambhal-centre") { code name kind status purpose note languages
        district { code } state { code } clusters { code } sources { code } }
      port: facility(code: "state-port") { kind status district { code } state { code } clusters { code } }
    }`);
    expect(data).toEqual({
      centre: {
        code: 'sambhal-centre',
        name: 'Sambhal centre',
        kind: 'COMMON_FACILITY_CENTRE',
        status: 'OPERATIONAL',
        purpose: 'Shared machines.',
        note: 'Opened in 2021.',
        languages: ['EN'],
        district: { code: 'up-sambhal' },
        state: { code: 'IN-UP' },
        clusters: [{ code: 'sambhal-buttons' }],
        sources,
      },
      port: {
        kind: 'DRY_PORT',
        status: null,
        district: null,
        state: { code: 'IN-UP' },
        clusters: [],
      },
    });
  });

  it('tells marks of origin and best sellers', async () => {
    const data = await ask(`{ state(code: "IN-UP") {
      originMarks { code name status purpose eligibility state { code } products { code } sources { code } }
      bestSellers { statedName position asOf state { code } product { code } sector { code } sources { code } }
    } }`);
    expect(data).toMatchObject({
      state: {
        originMarks: [
          {
            name: 'Made in UP',
            status: 'IN_USE',
            purpose: 'Shows the origin.',
            eligibility: 'Goods made there.',
            state: { code: 'IN-UP' },
            products: [{ code: 'shoes' }],
            sources,
          },
        ],
        bestSellers: [
          { position: 1, asOf: '2024-01-01', product: null, sector: null },
          { position: 1 },
          {
            position: 2,
            asOf: '2022-08-03',
            state: { code: 'IN-UP' },
            product: { code: 'shoes' },
            sector: { code: 'leather' },
            sources,
          },
        ],
      },
    });
  });

  it('lists states, sectors and chapters whole, and commodities by page', async () => {
    const data = await ask(`{
      states { code } sectors { code } hsChapters { code } hsChapter(code: "41") { title }
      commodity(code: "project-goods") { name sector { code } }
      commodities(filter: { sector: ["leather"], text: "goods" }) { nodes { code } totalCount }
    }`);
    expect(data).toEqual({
      states: [{ code: 'IN-JK' }, { code: 'IN-UP' }],
      sectors: [{ code: 'handicrafts' }, { code: 'leather' }],
      hsChapters: [{ code: '41' }, { code: '64' }, { code: '96' }],
      hsChapter: { title: 'Hides' },
      commodity: { name: 'PROJECT GOODS', sector: null },
      commodities: { nodes: [{ code: 'leather-goods' }], totalCount: 1 },
    });
  });
});
