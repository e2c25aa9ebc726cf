import { DeadlineError } from '../../src/data-sources/deadline.ts';
import { createGatewayServer, type SubgraphExecutor } from '../../src/index.ts';
import { Breakers } from '../../src/resilience/breakers.ts';
import { keptLog, local, localOptions } from '../fixture.ts';

describe('breakers', () => {
  const fault = new Error('connect ECONNREFUSED');

  function brokenAt(time: { now: number }) {
    const { log, entries } = keptLog();
    const breakers = new Breakers({ faults: 3, fairTimeMs: 100, log, now: () => time.now });
    for (let count = 0; count < 3; count += 1) breakers.failed('fairs', fault);
    return { breakers, entries };
  }

  it('let a subgraph be called that has failed now and then, but never often enough in a row', () => {
    const breakers = new Breakers({ faults: 2, fairTimeMs: 100, log: keptLog().log });
    breakers.failed('fairs', fault);
    breakers.answered('fairs');
    breakers.failed('fairs', fault);
    expect(breakers.lets('fairs')).toBe(true);
  });

  it('leave one alone that has failed several times in a row, and no other', () => {
    const { breakers } = brokenAt({ now: 0 });
    expect([breakers.lets('fairs'), breakers.lets('makers')]).toEqual([false, true]);
  });

  it('let one call try it after a while, and the next after a longer one', () => {
    const time = { now: 0 };
    const { breakers } = brokenAt(time);
    const trials: number[] = [];
    for (; time.now < 20_000; time.now += 1) if (breakers.lets('fairs')) trials.push(time.now);
    const pauses = trials.map((at, index) => at - (trials[index - 1] ?? 0));
    // Between half and all of 250, 500, 1000, 2000, 4000, and then of 5000 milliseconds.
    const longest = [250, 500, 1000, 2000, 4000, 5000];
    for (const [index, most] of longest.entries()) {
      expect(pauses[index]).toBeGreaterThanOrEqual(most / 2);
      expect(pauses[index]).toBeLessThanOrEqual(most + 1);
    }
  });

  it('close on the first answer, and say so once', () => {
    const { breakers, entries } = brokenAt({ now: 0 });
    breakers.answered('fairs');
    breakers.answered('fairs');
    expect(breakers.lets('fairs')).toBe(true);
    expect(entries.map(({ message }) => message)).toEqual([
      'the subgraph "fairs" is left alone; it is tried now and then',
      'the subgraph "fairs" answers again',
    ]);
  });

  it('do not blame a subgraph for the hurry of a client', () => {
    const breakers = new Breakers({ faults: 1, fairTimeMs: 100, log: keptLog().log });
    breakers.failed('fairs', new DeadlineError(99));
    expect(breakers.lets('fairs')).toBe(true);
    breakers.failed('fairs', new DeadlineError(100));
    expect(breakers.lets('fairs')).toBe(false);
  });
});

describe('a gateway', () => {
  /** A gateway whose subgraph `fairs` is the function that stands in `fairs.answer` at the time. */
  async function gatewayOf(first: SubgraphExecutor) {
    const fairs = { answer: first, calls: 0 };
    const gateway = await createGatewayServer({
      ...localOptions(),
      subgraphs: {
        ...local,
        fairs: (request) => {
          fairs.calls += 1;
          return fairs.answer(request);
        },
      },
    });
    const ask = (query = '{ makers { name } fairs { id } }') => gateway.query({ query });
    return { fairs, gateway, ask };
  }

  const refuse: SubgraphExecutor = async () => {
    throw new Error('connect ECONNREFUSED');
  };

  it('spares a dead subgraph most calls, answers the rest, and finds it again', async () => {
    const { fairs, gateway, ask } = await gatewayOf(refuse);
    for (let count = 0; count < 20; count += 1) {
      const { body } = await ask('{ makers { name stand } }');
      expect(body).toMatchObject({
        data: { makers: [{ name: 'Asha', stand: null }, { name: 'Lost' }] },
        errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'fairs' } }],
      });
    }
    expect(fairs.calls).toBeLessThan(20);
    fairs.answer = local.fairs;
    for (;;) {
      const { body } = await ask();
      if (!body.errors) break;
    }
    expect((await ask()).body).toEqual({
      data: { makers: [{ name: 'Asha' }, { name: 'Lost' }], fairs: [{ id: 'f1' }] },
    });
    await gateway.stop();
  });

  it('asks a subgraph on that answers errors', async () => {
    const { fairs, gateway, ask } = await gatewayOf(async () => ({
      data: null,
      errors: [{ message: 'no', extensions: { code: 'BAD_USER_INPUT' } }],
    }));
    for (let count = 0; count < 8; count += 1) await ask();
    expect(fairs.calls).toBe(8);
    await gateway.stop();
  });

  it('asks a subgraph on whose clients hung up', async () => {
    const { fairs, gateway, ask } = await gatewayOf(() => new Promise(() => undefined));
    for (let count = 0; count < 8; count += 1) {
      const client = new AbortController();
      const asked = gateway.query({ query: '{ fairs { id } }' }, {}, client.signal);
      client.abort();
      await asked;
    }
    fairs.answer = local.fairs;
    expect((await ask('{ fairs { id } }')).body).toEqual({ data: { fairs: [{ id: 'f1' }] } });
    await gateway.stop();
  });
});
