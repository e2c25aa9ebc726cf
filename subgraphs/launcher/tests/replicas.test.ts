/**
 * Two gateways side by side on one Redis and one PostgreSQL, every part a plain process: whichever a load balancer
 * picks, a client sees one graph.
 */
import { connect } from 'node:net';
import type { ExampleOperation } from '@niryat/gateway';
import type { TestDatabase } from '@niryat/kernel/testing';
import { subgraphNames } from '../src/config.ts';
import { readExamples } from '../src/graph.ts';
import { seededDatabase } from './support/graph.ts';
import { endAll, type Program, run, source } from './support/program.ts';

/** Where a machine has its Redis, if it has one. */
const redis = { host: '127.0.0.1', port: 6379 };

/** A database of it that nothing else counts in. */
const redisDatabase = 15;

const publicUrl = 'https://exports.example';

/** Starts a program on any free port; gives the address that it tells. */
async function start(file: string, environment: Readonly<Record<string, string>>) {
  const program = run(source(file), { PORT: '0', ...environment });
  const [, url = ''] = await program.writes(/ready at (http:\/\/127\.0\.0\.1:\d+\/graphql)/);
  return { program, url };
}

/** What each gateway last said of the budget: the points that are left, and the seconds to a new one. */
const budgets = new Map<string, { readonly left: number; readonly seconds: number }>();

async function ask(
  url: string,
  { document, variables }: Pick<ExampleOperation, 'document' | 'variables'>,
) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document, variables }),
  });
  const [, left, seconds] = /r=(\d+);t=(\d+)/.exec(response.headers.get('ratelimit') ?? '') ?? [];
  budgets.set(url, { left: Number(left), seconds: Number(seconds) });
  return { status: response.status, body: await response.json() };
}

/** What `Page` is answered. */
interface CountriesAnswer {
  readonly data: {
    readonly countries: {
      readonly nodes: readonly { readonly code: string }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}

/** Whether a Redis listens where one is expected. */
function redisIsAtHand(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ ...redis, timeout: 2_000 });
    const tell = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => tell(true));
    socket.once('error', () => tell(false));
    socket.once('timeout', () => tell(false));
  });
}

describe('two gateways on one Redis and one PostgreSQL', () => {
  let database: TestDatabase;
  let urls: readonly string[];
  let programs: readonly Program[];
  /** What both gateways count budgets in; undefined where no Redis is at hand, and each counts alone. */
  let redisUrl: string | undefined;

  beforeAll(async () => {
    redisUrl = (await redisIsAtHand())
      ? `redis://${redis.host}:${redis.port}/${redisDatabase}`
      : undefined;
    if (redisUrl === undefined) console.warn('No Redis at hand: the gateways run without one.');
    database = await seededDatabase();
    const subgraphs = await Promise.all(
      subgraphNames.map((name) =>
        start(`subgraphs/${name}/src/main.ts`, { DATABASE_URL: database.url }),
      ),
    );
    const environment = {
      PUBLIC_URL: publicUrl,
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
      ...Object.fromEntries(
        subgraphNames.map((name, i) => [`${name.toUpperCase()}_URL`, subgraphs[i]?.url ?? '']),
      ),
    };
    const gateways = await Promise.all(
      [1, 2].map(() => start('subgraphs/launcher/src/gateway-process.ts', environment)),
    );
    urls = gateways.map(({ url }) => url);
    programs = gateways.map(({ program }) => program);
  });

  afterAll(async () => {
    await endAll();
    await database.drop();
  });

  it('give the same answer to every question', async () => {
    for (const example of await readExamples()) {
      const [first, second] = await Promise.all(urls.map((url) => ask(url, example)));
      expect({ question: example.name, ...first }).toEqual({
        question: example.name,
        status: 200,
        body: { data: expect.anything() },
      });
      expect({ question: example.name, ...second }).toEqual({ question: example.name, ...first });
    }
  });

  it('page through one list in turns', async () => {
    const document = `query Page($after: String) {
      countries(first: 20, after: $after) { nodes { code } pageInfo { hasNextPage endCursor } }
    }`;
    const page = async (turn: number, after: string | null): Promise<readonly string[]> => {
      const { body } = await ask(urls[turn % 2] ?? '', { document, variables: { after } });
      const { nodes, pageInfo } = (body as CountriesAnswer).data.countries;
      const codes = nodes.map(({ code }) => code);
      return pageInfo.hasNextPage
        ? [...codes, ...(await page(turn + 1, pageInfo.endCursor))]
        : codes;
    };
    const codes = await page(0, null);
    expect(codes.length).toBeGreaterThan(40);
    expect(codes).toEqual(await page(1, null));
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('count the budget of a client together where they have a Redis', async () => {
    if (redisUrl === undefined) return;
    const question = { document: '{ countries(first: 100) { nodes { code } } }', variables: {} };
    const left: number[] = [];
    for (let turn = 0, seconds = 0; left.length < 4; turn += 1) {
      const url = urls[turn % 2] ?? '';
      await ask(url, question);
      const budget = budgets.get(url);
      // A new minute has begun: from here on anew.
      if (budget && budget.seconds > seconds) left.length = 0;
      seconds = budget?.seconds ?? 0;
      left.push(budget?.left ?? Number.NaN);
    }
    const spent = left.slice(1).map((points, i) => (left[i] ?? 0) - points);
    expect(spent).toEqual([expect.any(Number), spent[0], spent[0]]);
    expect(spent[0]).toBeGreaterThan(0);
  });

  it('leave the graph to the other when one ends', async () => {
    programs[0]?.process.kill('SIGTERM');
    expect(await programs[0]?.ended()).toBe(0);
    const { status } = await ask(urls[1] ?? '', { document: '{ __typename }', variables: {} });
    expect(status).toBe(200);
  });
});
