import { once } from 'node:events';
import { Agent, createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { readConfig, workerEnvironment } from '../src/config.ts';
import { endAll, type Program, run, source } from './support/program.ts';

const command = source('subgraphs/launcher/src/gateway-process.ts');

afterEach(endAll);

/** A client with one connection of its own, which it keeps. */
function client(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const lost = once(agent, 'lost');
  const ask = (): Promise<{ readonly status: number | undefined; readonly reused: boolean }> =>
    new Promise((resolve, reject) => {
      const request = get(new URL('/healthz', url), { agent }, (response) => {
        response.resume();
        response.once('error', reject);
        response.once('end', () =>
          resolve({ status: response.statusCode, reused: request.reusedSocket }),
        );
      });
      request.once('socket', (socket) => socket.once('close', () => agent.emit('lost')));
      request.once('error', reject);
    });
  return { ask, lost, close: () => agent.destroy() };
}

/** The processes of the workers by their numbers, as the gateway told them last. */
function workers(program: Program): ReadonlyMap<string, number> {
  const told = program.output().matchAll(/^Worker (\d+) of the gateway is process (\d+)\.$/gm);
  return new Map([...told].map(([, number = '', pid]) => [number, Number(pid)]));
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('GATEWAY_WORKERS', () => {
  it('serves one port with several processes, replaces one that dies, and ends them all', async () => {
    const gateway = run(command, { PORT: '0', GATEWAY_WORKERS: '2' });
    const [, url = ''] = await gateway.writes(/The gateway is ready at (\S+)/);
    const first = workers(gateway);
    expect([...first.keys()]).toEqual(['1', '2']);

    // Connections go to the workers in turn.
    const clients = [client(url), client(url)];
    for (const { ask } of clients) expect(await ask()).toEqual({ status: 200, reused: false });
    process.kill(first.get('2') ?? 0, 'SIGKILL');
    await gateway.writes(/Worker 2 of the gateway died \(SIGKILL\)/);
    await Promise.race(clients.map(({ lost }) => lost));
    const answers = [];
    for (const { ask } of clients) answers.push(await ask());
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.filter(({ reused }) => reused)).toHaveLength(1);
    for (const { close } of clients) close();

    await gateway.writes(/Worker 2 [\s\S]*died[\s\S]*Worker 2 of the gateway is process/);
    const second = workers(gateway);
    expect(second.get('1')).toBe(first.get('1'));
    expect(second.get('2')).not.toBe(first.get('2'));

    gateway.process.kill('SIGTERM');
    expect(await gateway.ended()).toBe(0);
    expect([...second.values()].filter(lives)).toEqual([]);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('ends cleanly when it is told to while its workers start', async () => {
    const gateway = run(command, { PORT: '0', GATEWAY_WORKERS: '2' });
    await gateway.writes(/Worker 1 of the gateway is process/);
    gateway.process.kill('SIGTERM');
    expect(await gateway.ended()).toBe(0);
    expect([...workers(gateway).values()].filter(lives)).toEqual([]);
  });

  it('ends with the reason, said once, where its workers cannot listen', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const gateway = run(command, { PORT: String(port), GATEWAY_WORKERS: '2' });
    expect(await gateway.ended()).toBe(1);
    expect(gateway.output().match(/Port \d+ on 127\.0\.0\.1 is in use/g)).toEqual([
      `Port ${port} on 127.0.0.1 is in use`,
    ]);
    other.close();
  });

  it.each([
    [undefined, 1],
    ['', 1],
    ['3', 3],
    ['auto', availableParallelism()],
  ])('reads %j as %d', (given, count) => {
    expect(readConfig({ GATEWAY_WORKERS: given }).gatewayWorkers).toBe(count);
  });

  it.each(['0', '-1', '1.5', 'all', '257'])('refuses %j, saying what it may be', (given) => {
    expect(() => readConfig({ GATEWAY_WORKERS: given })).toThrow(
      `GATEWAY_WORKERS must be a whole number from 1 to 256, or auto for one on each core, got "${given}".`,
    );
  });

  it('gives each worker a port of its own for metrics, where there is one', () => {
    expect([1, 2].map((worker) => workerEnvironment(worker, { METRICS_PORT: '9400' }))).toEqual([
      { METRICS_PORT: '9400' },
      { METRICS_PORT: '9401' },
    ]);
    expect(workerEnvironment(2, {})).toEqual({});
  });
});
