import { Socket } from 'node:net';
import { silentLogger } from '@niryat/kernel';
import { startTestGraph } from '../support/graph.ts';

/** What an operator may have set for other programs of Apollo's, or by mistake. */
const APOLLO = {
  APOLLO_KEY: 'service:niryat:abcdefgh',
  APOLLO_GRAPH_REF: 'niryat@current',
  APOLLO_SCHEMA_REPORTING: 'true',
  APOLLO_TELEMETRY_DISABLED: 'false',
  APOLLO_USAGE_REPORTING_INTERVAL_SECS: '1',
  NODE_ENV: 'production',
  LOG_FORMAT: 'text',
};

const before = { ...process.env };

beforeEach(() => {
  Object.assign(process.env, APOLLO);
});

afterEach(() => {
  jest.restoreAllMocks();
  process.env = before;
});

/** The hosts to which connections are opened, those of this machine aside. */
function watchedHosts(): () => string[] {
  const hosts: string[] = [];
  const connect = Socket.prototype.connect as (this: Socket, ...args: unknown[]) => Socket;
  jest.spyOn(Socket.prototype, 'connect').mockImplementation(function (
    this: Socket,
    ...args: unknown[]
  ) {
    // Node hands its own calls a list in a list.
    const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
    const given = typeof first === 'object' && first !== null ? first : { host: second };
    const host = 'host' in given && given.host ? String(given.host) : 'localhost';
    if (!/^(localhost|127\.|::1$|\/)/.test(host)) {
      hosts.push(host);
      throw new Error('No connection leaves this machine in a test.');
    }
    return connect.apply(this, args);
  } as typeof Socket.prototype.connect);
  return () => hosts;
}

describe.each(['compiled', 'stock'] as const)('with the %s engine', (engine) => {
  it('nothing is told to Apollo, whatever its variables say', async () => {
    const hosts = watchedHosts();
    const graph = await startTestGraph(undefined, {
      engine,
      log: { ...silentLogger, warn: () => undefined },
    });
    const { url } = await graph.gateway.listen({ host: '127.0.0.1', port: 0 });
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: '{ states { name } mission(code: "embassy-tokyo") { city } }',
      }),
    });
    expect(await response.json()).not.toHaveProperty('errors');
    const answer = await graph.services.events.execute({ query: '{ _service { sdl } }' });
    expect(answer.errors).toBeUndefined();
    // Reports of usage are sent at the latest when a server ends.
    await graph.stop();
    expect(hosts()).toEqual([]);
  });
});
