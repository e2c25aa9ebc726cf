import { subgraphSchema } from '@niryat/kernel';
import { startTestService, type TestService } from '@niryat/kernel/testing';
import { type GraphQLField, getNamedType, isCompositeType, isObjectType } from 'graphql';
import { partners } from '../src/index.ts';
import { asking, entities } from './ask.ts';

let service: TestService;
const { ask } = asking(() => service);
const schema = subgraphSchema(partners);

beforeAll(async () => {
  service = await startTestService(partners, { loadSeed: true });
});

afterAll(() => service.stop());

/** A field whose value another subgraph brings along. */
const isExternal = (field: GraphQLField<unknown, unknown>): boolean =>
  field.astNode?.directives?.some(({ name }) => name.value === 'external') === true;

/** Every field that this subgraph answers for; of those with fields of their own, the type alone. */
function everyField(typeName: string): string {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${typeName} is no object type`);
  return Object.values(type.getFields())
    .filter((field) => !isExternal(field))
    .map((field) => {
      const needsCountry = field.args.some(({ type }) => String(type) === 'CountryCode!');
      const args = needsCountry ? '(country: "JP")' : '';
      const selection = isCompositeType(getNamedType(field.type)) ? '{ __typename }' : '';
      return `${field.name}${args} ${selection}`;
    })
    .join(' ');
}

describe('every field', () => {
  it.each([
    ['countries', 'Country', 240],
    ['missions', 'Mission', 135],
    ['organisations', 'Organisation', 80],
    ['marketRequirements', 'MarketRequirement', 117],
    ['partnerships', 'Partnership', 80],
  ])('of %s answers for every %s of the seed', async (list, type, total) => {
    const seen = new Set<string>();
    let after: string | null = null;
    do {
      const data = await ask(
        `query ($after: String) {
           page: ${list}(first: 100, after: $after) {
             nodes { ${everyField(type)} } pageInfo { hasNextPage endCursor }
           }
        }`,
        { after },
      );
      for (const { code } of data.page.nodes) seen.add(code);
      after = data.page.pageInfo.hasNextPage ? data.page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen.size).toBe(total);
  });

  it('of a trade agreement answers for every one of the seed', async () => {
    const { tradeAgreements } = await ask(
      `{ tradeAgreements { ${everyField('TradeAgreement')} } }`,
    );
    expect(tradeAgreements).toHaveLength(32);
  });

  it.each([
    ['State', { code: 'IN-UP' }],
    ['Sector', { code: 'leather' }],
    ['Product', { code: 'saddlery', sector: { code: 'leather' } }],
    ['Cluster', { code: 'x', product: { sector: { code: 'leather' } }, certifications: [] }],
    ['ExportBrief', { key: Buffer.from('["IN-UP","JP",null,null]').toString('base64url') }],
  ])('that is contributed to a %s answers', async (type, fields) => {
    const { _entities } = await ask(entities(type, everyField(type)), {
      of: [{ __typename: type, ...fields }],
    });
    expect(_entities).toEqual([expect.objectContaining({})]);
  });
});
