import { startTestService, type TestService } from '@niryat/kernel/testing';
import { partners } from '../src/index.ts';
import { asking, entities } from './ask.ts';
import { rowsIn } from './rows.ts';

let service: TestService;
const { ask } = asking(() => service);

const codes = ['AA', 'BB', 'CC', 'DD', 'EE'];

beforeAll(async () => {
  service = await startTestService(partners);
  const rows = rowsIn(service.db);
  await rows.source();
  for (const code of codes) {
    const small = code.toLowerCase();
    await rows.country(code, { tradeBlocs: ['EU'] });
    await rows.mission(`embassy-${small}`, code);
    await rows.organisation(`body-${small}`, { sectorCodes: [`sector-${small}`] });
    await rows.agreement(`agreement-${small}`, [code]);
    await rows.requirement(`rule-${small}`, { countryCode: code });
    await rows.requirement(`bloc-rule-${small}`, { tradeBloc: 'EU' });
    await rows.partnership(`with-country-${small}`, { countryCode: code });
    await rows.partnership(`with-mission-${small}`, { missionCode: `embassy-${small}` });
    await rows.partnership(`with-body-${small}`, { organisationCode: `body-${small}` });
  }
});

afterAll(() => service.stop());

/** How many statements a question costs. */
async function cost(query: string, variables?: Record<string, unknown>): Promise<number> {
  service.forget();
  await ask(query, variables);
  return service.sql.length;
}

const partner =
  'partner { ... on Country { name } ... on Mission { city country { name } } ... on Organisation { name } }';

describe('the number of SQL statements', () => {
  it.each([
    [
      'countries with all their lists',
      (n: number) => `{ countries(first: ${n}) { totalCount nodes {
         missions { name accreditedTo { name } } tradeAgreements { name partners { name } }
         marketRequirements { name countries { name } }
         partnerships { note ${partner} } sources { title }
      } } }`,
    ],
    [
      'missions with their countries',
      (n: number) =>
        `{ missions(first: ${n}) { nodes { country { name } accreditedTo { name } partnerships { kind } sources { title } } } }`,
    ],
    [
      'organisations with their partnerships',
      (n: number) =>
        `{ organisations(first: ${n}) { nodes { partnerships { ${partner} } sources { title } } } }`,
    ],
    [
      'requirements with their countries',
      (n: number) => `{ marketRequirements(first: ${n}) { nodes { countries { name } } } }`,
    ],
    [
      'partnerships with their partners',
      (n: number) => `{ partnerships(first: ${n}) { nodes { ${partner} } } }`,
    ],
  ])('for %s does not grow with the list', async (_, question) => {
    expect(await cost(question(5))).toBeLessThanOrEqual(await cost(question(3)));
  });

  it('is one for a page of a root list, whole count included', async () => {
    expect(await cost('{ countries(first: 2) { totalCount nodes { code } } }')).toBe(1);
  });

  it('is one for each list of several sectors, states or clusters', async () => {
    const of = (type: string, fields: object = {}) => ({
      of: codes.map((code) => ({
        __typename: type,
        code: `sector-${code.toLowerCase()}`,
        ...fields,
      })),
    });
    expect(await cost(entities('Sector', 'organisations { code }'), of('Sector'))).toBe(1);
    expect(await cost(entities('Sector', 'marketRequirements { code }'), of('Sector'))).toBe(1);
    const page = 'organisations(first: 3) { nodes { code } totalCount }';
    expect(await cost(entities('State', page), of('State'))).toBe(1);
    const gaps = 'certificationGaps(country: "AA") { requirement { code } helpers { code } }';
    const fields = { product: { sector: { code: 'sector-aa' } }, certifications: [] };
    // The country, its requirements for the sector, the councils of the sector.
    expect(await cost(entities('Cluster', gaps), of('Cluster', fields))).toBe(3);
  });

  it('is one for references to several records of a type', async () => {
    const references = { of: codes.map((code) => ({ __typename: 'Country', code })) };
    expect(await cost(entities('Country', 'name'), references)).toBe(1);
  });
});
