import { Redis } from 'ioredis';
import type { GatewayOptions, GatewayServer } from '../../src/index.ts';
import { clientOfAddress } from '../../src/limits/rate-limit.ts';
import { redisUrl } from './config.ts';
import { startLibrary } from './graph.ts';

type Started = Awaited<ReturnType<typeof startLibrary>>;

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(options: Partial<GatewayOptions>): Promise<Started & { url: string }> {
  const gateway = await startLibrary(options);
  stops.push(() => gateway.stop());
  return { ...gateway, ...(await gateway.listen({ host: '127.0.0.1', port: 0 })) };
}

const ask = (
  url: string,
  client: string,
  query = '{ authors(first: 40) { id } }',
  accept = '*/*',
) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-client': client, accept },
    body: JSON.stringify({ query }),
  });

const byHeader: GatewayOptions['clientOf'] = ({ headers }) => String(headers['x-client']);
const small = { limits: { ratePoints: 100, rateLoopbackPoints: 100 }, clientOf: byHeader };

describe('the budget of a client', () => {
  it('pays for what is asked, and is refused with Retry-After when it is spent', async () => {
    const { url } = await start(small);
    const first = await ask(url, 'a');
    expect([first.status, first.headers.get('ratelimit-policy')]).toEqual([
      200,
      '"cost";q=100;w=60',
    ]);
    expect(first.headers.get('ratelimit')).toMatch(/^"cost";r=60;t=\d+$/);
    expect((await ask(url, 'a')).headers.get('ratelimit')).toMatch(/r=20;/);
    const refused = await ask(url, 'a');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(await refused.json()).toEqual({
      errors: [
        {
          message: expect.stringMatching(/^This costs 40 points\. The budget of 100 points/),
          extensions: { code: 'RATE_LIMITED' },
        },
      ],
    });
  });

  it('once spent is refused before anything is read', async () => {
    const { url } = await start(small);
    await ask(url, 'a', '{ authors(first: 101) { id } }');
    const refused = await fetch(url, {
      method: 'POST',
      headers: { 'x-client': 'a' },
      body: 'junk',
    });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
  });

  it('is the same for all that a client asks, and another for another client', async () => {
    const { url } = await start(small);
    await ask(url, 'a', '{ authors(first: 99) { id } }');
    await ask(url, 'a', '{ no such thing');
    expect((await ask(url, 'a', '{ author { id } }')).status).toBe(429);
    expect((await ask(url, 'b', '{ author { id } }')).status).toBe(200);
  });

  it('leaves the health of the process to be asked for freely', async () => {
    const { url } = await start(small);
    await ask(url, 'a', '{ authors(first: 101) { id } }');
    const health = await fetch(new URL('/healthz', url), { headers: { 'x-client': 'a' } });
    expect(health.status).toBe(200);
  });

  it('pays for tables page by page, and refuses none half way', async () => {
    const { url } = await start(small);
    const table = await ask(url, 'a', '{ authors(first: 101) { id } }', 'text/csv');
    expect([table.status, await table.text()]).toEqual([200, 'id\r\n2\r\n2\r\n']);
    expect((await ask(url, 'a')).status).toBe(429);
  });

  it('is not asked for what the program itself asks', async () => {
    const gateway: GatewayServer = await startLibrary(small);
    stops.push(() => gateway.stop());
    for (let i = 0; i < 5; i++) {
      expect((await gateway.query({ query: '{ authors(first: 90) { id } }' })).status).toBe(200);
    }
  });

  it('belongs to an address, of IPv6 to its network', () => {
    expect(clientOfAddress('203.0.113.9')).toBe('203.0.113.9');
    expect(clientOfAddress('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(clientOfAddress('2001:db8::6')).toBe('2001:db8:0:0::/64');
    expect(clientOfAddress('::1')).toBe('::1');
  });

  it('on this machine is large enough for tests and benchmarks', async () => {
    const { url } = await start({});
    const { headers } = await ask(url, 'a');
    expect(headers.get('ratelimit-policy')).toBe('"cost";q=1000000000;w=60');
  });
});

describe('budgets in Redis', () => {
  const env = { ...process.env };
  afterEach(() => {
    process.env = { ...env };
  });

  it('are one for several gateways', async () => {
    const url = redisUrl();
    if (!(await answers(url))) {
      console.warn('Left out: no Redis at REDIS_URL or 127.0.0.1:6379.');
      return;
    }
    process.env.REDIS_URL = url;
    const client = `test-${process.pid}-${Date.now()}`;
    const [one, other] = [await start(small), await start(small)];
    await connected(one.url, other.url);
    expect((await ask(one.url, client, '{ authors(first: 60) { id } }')).status).toBe(200);
    expect((await ask(other.url, client)).headers.get('ratelimit')).toMatch(/r=0;/);
    expect((await ask(one.url, client, '{ author { id } }')).status).toBe(429);
    expect((await ask(other.url, client, '{ author { id } }')).status).toBe(429);
  });

  it('are counted in the process while Redis is away, which is logged once and told by /readyz', async () => {
    process.env.REDIS_URL = 'redis://127.0.0.1:9';
    const { url, entries } = await start(small);
    expect((await ask(url, 'a', '{ authors(first: 60) { id } }')).status).toBe(200);
    expect((await ask(url, 'a', '{ authors(first: 60) { id } }')).status).toBe(429);
    expect(entries.filter(({ message }) => message.includes('Redis'))).toMatchObject([
      { level: 'warn', message: expect.stringContaining('each process counts budgets by itself') },
    ]);
    const ready = await fetch(new URL('/readyz', url));
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, degraded: ['redis'] }]);
  });
});

async function answers(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return true;
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

/** Waits until both count in Redis: what one takes of a budget, the other sees. */
async function connected(...urls: readonly string[]): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const client = `ready-${process.pid}-${Date.now()}-${i}`;
    const left: (string | null)[] = [];
    for (const url of urls) {
      left.push((await ask(url, client, '{ author { id } }')).headers.get('ratelimit'));
    }
    if (left.every((rate, at) => rate?.includes(`r=${99 - at};`))) return;
  }
  throw new Error('The gateways did not come to count in Redis.');
}
