import { createTestDatabase, type TestDatabase } from '@niryat/kernel/testing';
import { endAll, run, source } from './support/program.ts';

const command = source('subgraphs/launcher/src/distributed.ts');
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterEach(endAll);

afterAll(() => database.drop());

/** Any free port for every part. */
const anyPort = { PORT: '0', PRODUCTS_PORT: '0', PARTNERS_PORT: '0', EVENTS_PORT: '0' };

describe('npm run start:distributed', () => {
  it('answers a question over all subgraphs from processes of their own, serves calendars, and ends them all', async () => {
    const graph = run(command, { ...anyPort, DATABASE_URL: database.url });
    const [, url = ''] = await graph.writes(/Graph is ready at ([^\s,]+)/);
    const addresses = [...graph.output().matchAll(/ready at (http:[^\s,]+)/g)].map(
      ([, a]) => a ?? '',
    );
    expect(new Set(addresses).size).toBe(4);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'hi' },
      body: JSON.stringify({
        query:
          '{ mission(code: "embassy-tokyo") { city events(first: 1) { nodes { state { name } } } } }',
      }),
    });
    expect(await response.json()).toEqual({
      data: {
        mission: { city: 'टोक्यो', events: { nodes: [{ state: { name: 'उत्तर प्रदेश' } }] } },
      },
    });
    const asked = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ calendarFeed(filter: { state: ["IN-JK"] }) { url } }' }),
    });
    const { data } = (await asked.json()) as { data: { calendarFeed: { url: string } } };
    const calendar = await fetch(data.calendarFeed.url);
    expect([calendar.status, (await calendar.text()).slice(0, 15)]).toEqual([
      200,
      'BEGIN:VCALENDAR',
    ]);
    graph.process.kill('SIGTERM');
    expect(await graph.ended()).toBe(0);
    for (const address of addresses) await expect(fetch(address)).rejects.toThrow();
  });

  it('takes its parts along when it is killed', async () => {
    const graph = run(command, { ...anyPort, DATABASE_URL: database.url });
    await graph.writes(/Graph is ready at ([^\s,]+)/);
    const addresses = [...graph.output().matchAll(/ready at (http:[^\s,]+)/g)].map(
      ([, a]) => a ?? '',
    );
    graph.process.kill('SIGKILL');
    await graph.ended();
    for (const address of addresses) await gone(address);
  });

  it('ends with the reason when a part cannot start', async () => {
    const graph = run(command, {
      ...anyPort,
      DATABASE_URL: 'postgresql://postgres@127.0.0.1:1/none',
    });
    expect(await graph.ended()).toBe(1);
    expect(graph.output()).toMatch(/(products|partners|events) did not start/);
  });
});

/** Waits until nothing listens at the address any more; the test's own deadline ends a wait in vain. */
async function gone(address: string): Promise<void> {
  for (;;) {
    try {
      await fetch(address);
    } catch (error) {
      const { cause } = error as { cause?: { code?: string } };
      if (cause?.code === 'ECONNREFUSED') return;
    }
  }
}
