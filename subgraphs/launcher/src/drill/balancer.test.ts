import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type Balancer, balance, type Target } from './balancer.ts';
import { within } from './within.ts';

/** A gateway that says of itself what a test wants; undefined says nothing at all. */
interface FakeGateway extends Target {
  says: 'ready' | 'draining' | undefined;
  /** How often it was asked. */
  asked: number;
}

const servers: Server[] = [];
let balancer: Balancer | undefined;

async function gateway(name: string, says: FakeGateway['says']): Promise<FakeGateway> {
  const server = createServer((_request, response) => {
    fake.asked += 1;
    const missing = fake.says === 'draining' ? ['gateway'] : ['events'];
    if (fake.says !== undefined) response.end(JSON.stringify({ missing }));
  });
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const fake: FakeGateway = { name, url: `http://127.0.0.1:${port}`, says, asked: 0 };
  return fake;
}

/** Waits until requests go to these gateways and no others. */
async function expectRequestsTo(...gateways: readonly Target[]): Promise<void> {
  const urls = gateways.map(({ url }) => url).sort();
  await within(10_000, () => String([...(balancer?.urls() ?? [])].sort()) === String(urls));
  expect([...(balancer?.urls() ?? [])].sort()).toEqual(urls);
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
  await balancer?.stop();
});

describe('the load balancer of the drills', () => {
  it('sends nothing to a gateway that says it ends, or is not there, until it is seen again', async () => {
    const [one, two] = [await gateway('one', 'ready'), await gateway('two', 'ready')];
    balancer = balance([one, two]);
    one.says = 'draining';
    await expectRequestsTo(two);
    one.says = 'ready';
    await balancer.sees(one);
    await expectRequestsTo(one, two);
    servers[1]?.close();
    servers[1]?.closeAllConnections();
    await expectRequestsTo(one);
  });

  it('leaves a gateway its place that says nothing in time, and hears the others meanwhile', async () => {
    const [slow, other] = [await gateway('slow', undefined), await gateway('other', 'ready')];
    balancer = balance([slow, other]);
    other.says = 'draining';
    await expectRequestsTo(slow);
    other.says = 'ready';
    await balancer.sees(other);
    // Asked once more, it has let one time pass without a word.
    expect(await within(10_000, () => slow.asked > 1)).toBe(true);
    await expectRequestsTo(slow, other);
  });

  it('sends requests where they always went while no gateway is ready', async () => {
    const [one, two] = [await gateway('one', 'draining'), await gateway('two', 'ready')];
    balancer = balance([one, two]);
    await expectRequestsTo(two);
    two.says = 'draining';
    await expectRequestsTo(one, two);
  });
});
