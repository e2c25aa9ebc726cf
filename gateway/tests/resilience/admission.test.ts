import { createGatewayServer, type Endurance } from '../../src/index.ts';
import { Admission } from '../../src/resilience/admission.ts';
import { local, localOptions } from '../fixture.ts';

describe('admission', () => {
  /** A line at an entrance for two, and what each request was told. */
  function entrance(maxWaitMs = 60_000) {
    const state = { now: 0 };
    const told: (boolean | undefined)[] = [];
    const admission = new Admission(
      { maxRequests: 2, goodTimeMs: 1_000_000, maxWaitMs },
      () => state.now,
    );
    const enter = () => {
      const at = told.push(undefined) - 1;
      return admission.enter((admitted) => {
        told[at] = admitted;
      });
    };
    return { state, told, admission, enter };
  }

  it('lets the others wait, and begin in their order as those before them end', () => {
    const { told, enter } = entrance();
    const ends = [enter(), enter(), enter(), enter()];
    expect(told).toEqual([true, true, undefined, undefined]);
    ends[1]?.();
    expect(told).toEqual([true, true, true, undefined]);
    ends[0]?.();
    ends[2]?.();
    ends[3]?.();
    expect(told).toEqual([true, true, true, true]);
  });

  it('lets fewer begin while answers take too long, and more again when they do not', () => {
    let now = 0;
    const admission = new Admission(
      { maxRequests: 40, goodTimeMs: 100, maxWaitMs: 60_000 },
      () => now,
    );
    /** So many come at once and are answered after so long; gives how many of them began at once. */
    const round = (requests: number, milliseconds: number): number => {
      let began = 0;
      const ends = Array.from({ length: requests }, () =>
        admission.enter((admitted) => {
          if (admitted) began += 1;
        }),
      );
      const atOnce = began;
      now += milliseconds;
      // Half of the turns end, and what ended is judged with the other half still under way.
      for (const end of ends.splice(0, Math.floor(atOnce / 2))) end();
      admission.judge();
      for (const end of ends) end();
      return atOnce;
    };
    expect(round(60, 500)).toBe(40);
    const slow = round(60, 500);
    expect(slow).toBeLessThan(40);
    for (let turn = 0; turn < 10; turn += 1) round(60, 500);
    expect(round(60, 500)).toBe(16);
    for (let turn = 0; turn < 20; turn += 1) round(60, 10);
    expect(round(60, 10)).toBe(40);
  });

  it('gives the place of a client that has gone to the next', () => {
    const { told, enter } = entrance();
    const ends = [enter(), enter(), enter(), enter()];
    ends[2]?.();
    ends[0]?.();
    expect(told).toEqual([true, true, undefined, true]);
    ends[1]?.();
    ends[3]?.();
  });

  it('turns away who has waited for too long', async () => {
    const { admission, enter } = entrance(1);
    const ends = [enter(), enter()];
    expect(await new Promise((resolve) => admission.enter(resolve))).toBe(false);
    for (const end of ends) end();
  });

  it('turns away at once who would, as the line has been moving', () => {
    const { state, told, enter } = entrance(60_000);
    const ends = [enter(), enter(), enter()];
    // One in twenty of what the first turn took is believed: five seconds for each place in the line.
    state.now = 100_000;
    ends[0]?.();
    for (let place = 0; place < 13; place += 1) ends.push(enter());
    expect(told.slice(-2)).toEqual([undefined, false]);
    for (const end of ends) end();
  });
});

describe('a gateway that is asked for more than it can do', () => {
  /** A gateway of one request at a time whose subgraph `fairs` answers when it is told to. */
  async function narrowGateway(limits: Partial<Endurance>) {
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    let began: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      began = resolve;
    });
    const gateway = await createGatewayServer({
      ...localOptions(),
      endurance: { maxRequests: 1, ...limits },
      subgraphs: {
        ...local,
        fairs: async (request) => {
          began();
          await opened;
          return local.fairs(request);
        },
      },
    });
    const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
    const ask = () =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ fairs { id } }' }),
      });
    return { gateway, url, ask, open, begun };
  }

  it('refuses the excess with 503 and Retry-After, tells its health, and recovers by itself', async () => {
    const { gateway, url, ask, open, begun } = await narrowGateway({ maxWaitMs: 0 });
    const first = ask();
    await begun;
    const second = await ask();
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await second.json()).toEqual({
      errors: [
        {
          message: 'There are more requests than can be answered in time: try again after a while.',
          extensions: { code: 'OVERLOADED' },
        },
      ],
    });
    expect((await fetch(new URL('/healthz', url))).status).toBe(200);
    expect((await fetch(new URL('/readyz', url))).status).toBe(200);
    open();
    expect(await (await first).json()).toEqual({ data: { fairs: [{ id: 'f1' }] } });
    expect((await ask()).status).toBe(200);
    await gateway.stop();
  });

  it('answers those who can wait', async () => {
    const { gateway, ask, open, begun } = await narrowGateway({ maxWaitMs: 60_000 });
    const first = ask();
    await begun;
    const others = [ask(), ask()];
    open();
    const answers = await Promise.all([first, ...others]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await gateway.stop();
  });
});

describe('a gateway that is told to stop', () => {
  it('says that it is not ready, and takes requests until others can have heard of it', async () => {
    const gateway = await createGatewayServer({
      ...localOptions(),
      endurance: { drainDelayMs: 1500 },
    });
    const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
    const stopped = gateway.stop();
    const readiness = await fetch(new URL('/readyz', url));
    expect([readiness.status, await readiness.json()]).toEqual([
      503,
      { ready: false, missing: ['gateway'] },
    ]);
    const late = await fetch(`${url}?query={makers{name}}`, {
      headers: { 'content-type': 'application/json' },
    });
    expect([late.status, late.headers.get('connection')]).toEqual([200, 'close']);
    await stopped;
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });
});
