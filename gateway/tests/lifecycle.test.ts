import { createGatewayServer, type SubgraphRequest } from '../src/index.ts';
import { keptLog, local, localOptions } from './fixture.ts';

/** A promise that is kept from outside; Node 20 has no `Promise.withResolvers`. */
function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((keep) => {
    resolve = keep;
  });
  return { promise, resolve };
}

/** A gateway whose subgraph `fairs` answers when it is told to, and the request that it got. */
async function slowGateway() {
  const { log, entries } = keptLog();
  const asked = deferred<SubgraphRequest>();
  const answer = deferred<void>();
  const gateway = await createGatewayServer({
    ...localOptions(),
    log,
    subgraphs: {
      ...local,
      fairs: async (request) => {
        asked.resolve(request);
        await answer.promise;
        return local.fairs(request);
      },
    },
  });
  const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
  const ask = (signal?: AbortSignal) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ fairs { id } }' }),
      signal: signal ?? null,
    });
  return { gateway, url, ask, asked: asked.promise, answer: answer.resolve, entries };
}

it('answers what is under way before it stops, and then takes nothing', async () => {
  const { gateway, url, ask, asked, answer } = await slowGateway();
  const pending = ask();
  await asked;
  const stopped = gateway.stop();
  answer();
  expect(await (await pending).json()).toEqual({ data: { fairs: [{ id: 'f1' }] } });
  await stopped;
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});

it('tells a subgraph when the client has gone, and does not blame it', async () => {
  const { gateway, ask, asked, answer, entries } = await slowGateway();
  const client = new AbortController();
  const pending = ask(client.signal);
  const { signal } = await asked;
  const told = new Promise((resolve) => signal?.addEventListener('abort', resolve));
  client.abort();
  await expect(pending).rejects.toThrow('aborted');
  await told;
  answer();
  await gateway.stop();
  expect(entries).toEqual([]);
});
