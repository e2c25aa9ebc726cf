import { loadSeed, type SubgraphOperation } from '@niryat/kernel';
import {
  correctedSeed,
  fieldsAmiss,
  startTestService,
  type TestService,
} from '@niryat/kernel/testing';
import { partners } from '../src/index.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(partners, { loadSeed: true });
});
afterAll(() => service.stop());

interface Feed {
  readonly nodes: readonly {
    readonly cursor: string;
    readonly action: string;
    readonly typeName: string;
    readonly nodeId: string;
    readonly fields: readonly string[];
    readonly reason: string | null;
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const query = `query ($after: String, $first: Int! = 100) {
  feed: partnerChanges(after: $after, first: $first) {
    nodes { cursor action typeName nodeId fields reason }
    pageInfo { hasNextPage endCursor }
  }
}`;

async function page(variables: NonNullable<SubgraphOperation['variables']>): Promise<Feed> {
  const { data, errors } = await service.execute({ query, variables });
  expect(errors).toBeUndefined();
  return data?.feed as Feed;
}

/** All changes behind a cursor, and the cursor behind them. */
async function follow(
  from: string | null,
): Promise<{ changes: Feed['nodes']; end: string | null }> {
  const changes: Feed['nodes'][number][] = [];
  for (let after = from; ; ) {
    const { nodes, pageInfo } = await page({ after });
    changes.push(...nodes);
    after = pageInfo.endCursor ?? after;
    if (!pageInfo.hasNextPage) return { changes, end: after };
  }
}

const inWords = (changes: Feed['nodes']): string[] =>
  changes.map(({ action, nodeId, fields }) =>
    [action, Buffer.from(nodeId, 'base64url').toString(), ...fields].join(' '),
  );

it('names fields that the schema has, whichever column changes', () => {
  expect(fieldsAmiss(partners)).toEqual([]);
});

it('tells of every record of the first load once, in one statement a page', async () => {
  const { changes } = await follow(null);
  const rows = await service.db.query(
    `SELECT (SELECT count(*)::int FROM partners.countries) AS "Country", (SELECT count(*)::int FROM partners.missions) AS "Mission", (SELECT count(*)::int FROM partners.organisations) AS "Organisation", (SELECT count(*)::int FROM partners.trade_agreements) AS "TradeAgreement", (SELECT count(*)::int FROM partners.market_requirements) AS "MarketRequirement"`,
  );
  const told = Object.fromEntries(
    Object.keys(rows[0]).map((type) => [
      type,
      changes.filter(({ action, typeName }) => action === 'CREATED' && typeName === type).length,
    ]),
  );
  expect(told).toEqual(rows[0]);
  expect(changes).toHaveLength(Object.values(told).reduce((sum, count) => sum + count, 0));
  service.forget();
  await page({ first: 100 });
  expect(service.sql).toHaveLength(1);
});

it('tells of a correction of the seed with the fields that changed', async () => {
  const { end } = await follow(null);
  const { seed, remove } = correctedSeed(partners.seed, {
    'missions.csv': (text) => text.replace(/^(embassy-tokyo,.*),MH,/m, '$1,,'),
    'partnerships.csv': (text) => text.replace(/,ACTIVE,2022-06-07,/, ',PLANNED,2022-06-07,'),
  });
  await loadSeed(service.db, 'partners', seed).finally(remove);
  const { changes } = await follow(end);
  expect(inWords(changes)).toEqual(['UPDATED Mission:embassy-tokyo accreditedTo partnerships']);
});
