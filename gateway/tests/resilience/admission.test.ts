import { createGatewayServer, type Endurance } from '../../src/index.ts';
import { Admission } from '../../src/resilience/admission.ts';
import { local, localOptions } from '../fixture.ts';

describe('admission', () => {
  /** A line at an entrance for two, or for one while busy, and what each request was told. */
  function entrance(maxWaitMs = 60_000) {
    const state = { busy: false, now: 0 };
    const told: (boolean | undefined)[] = [];
    const admission = new Admission(
      { maxRequests: 2, maxRequestsWhenBusy: 1, maxWaitMs },
      () => state.busy,
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

  it('lets fewer begin while the processor cannot keep up, and more again afterwards', () => {
    const { state, told, admission, enter } = entrance();
    state.busy = true;
    const ends = [enter(), enter()];
    expect(told).toEqual([true, undefined]);
    state.busy = false;
    admission.advance();
    expect(told).toEqual([true, true]);
    for (const end of ends) end();
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
