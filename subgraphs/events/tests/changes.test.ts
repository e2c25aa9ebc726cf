import { loadSeed, type SubgraphOperation } from '@niryat/kernel';
import {
  correctedSeed,
  fieldsAmiss,
  startTestService,
  type TestService,
} from '@niryat/kernel/testing';
import { events } from '../src/index.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(events, { loadSeed: true });
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
  feed: eventChanges(after: $after, first: $first) {
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
  expect(fieldsAmiss(events)).toEqual([]);
});

it('tells of every record of the first load once, in one statement a page', async () => {
  const { changes } = await follow(null);
  const rows = await service.db.query(
    `SELECT (SELECT count(*)::int FROM events.people) AS "Person", (SELECT count(*)::int FROM events.events) AS "Event", (SELECT count(*)::int FROM events.measures) AS "Measure", (SELECT count(*)::int FROM events.delegations) AS "Delegation", (SELECT count(*)::int FROM events.commitments) AS "Commitment"`,
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

it('tells of a correction of the seed with the fields that changed, and of a retraction', async () => {
  const { end } = await follow(null);
  const { seed, remove } = correctedSeed(events.seed, {
    'events.csv': (text) =>
      text
        .replace('UP Investors Summit 2018', 'Investors Summit 2018')
        .replace('2018-01-24,2018-01-26,DAY', '2018-01-24,2018-01-25,DAY'),
    'event_topics.csv': (text) =>
      text.replace(/^up-japan-virtual-conference-2022,leather.*\n/m, ''),
    'commitments.csv': (text) => text.trimEnd().replace(/\n[^\n]*$/, '\n'),
  });
  await loadSeed(service.db, 'events', seed).finally(remove);
  const { changes, end: behind } = await follow(end);
  expect(inWords(changes)).toEqual([
    'UPDATED Event:up-diwas-2018 endsOn',
    'UPDATED Event:up-investors-summit-2018 title',
    'RETRACTED Commitment:jk-2025-srinagar-fair',
    'UPDATED Event:up-japan-virtual-conference-2022 topics',
  ]);
  expect(changes.every(({ reason }) => reason === null)).toBe(true);

  const revisions = await service.execute({
    query: `{ changed: event(code: "up-diwas-2018") { revision lastChangedAt }
              other: event(code: "meet-at-agra-2022") { revision lastChangedAt } }`,
  });
  const { changed, other } = revisions.data as Record<
    string,
    { revision: number; lastChangedAt: string }
  >;
  expect([changed?.revision, other?.revision]).toEqual([2, 1]);
  expect(String(changed?.lastChangedAt) > String(other?.lastChangedAt)).toBe(true);

  await loadSeed(service.db, 'events', events.seed);
  expect(inWords((await follow(behind)).changes)).toEqual([
    'UPDATED Event:up-diwas-2018 endsOn',
    'UPDATED Event:up-investors-summit-2018 title',
    'UPDATED Event:up-japan-virtual-conference-2022 topics',
    'CREATED Commitment:jk-2025-srinagar-fair',
  ]);
});

it('gives calendars their address in the language asked for', async () => {
  const url = async (headers: Record<string, string>) => {
    const { data } = await service.execute({ query: '{ calendarFeed { url } }', headers });
    return String((data?.calendarFeed as { url?: string } | undefined)?.url);
  };
  expect(await url({})).toMatch(/^http:\/\/127\.0\.0\.1:4000\/calendar\/[\w-]+\.ics$/);
  expect(await url({ 'x-public-url': 'https://exports.example/graph' })).toMatch(
    /^https:\/\/exports\.example\/graph\/calendar\//,
  );
  expect(await url({ 'accept-language': 'hi' })).not.toBe(await url({}));
});
