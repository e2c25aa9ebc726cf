import { createGatewayServer, type GatewayOptions } from '../src/index.ts';
import { keptLog, localOptions } from './fixture.ts';

/** Status and body of a path, on a gateway of its own. */
async function at(path: string, readiness?: NonNullable<GatewayOptions['readiness']>) {
  const gateway = await createGatewayServer({
    ...localOptions(),
    ...(readiness && { readiness }),
    log: keptLog().log,
  });
  const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
  const response = await fetch(new URL(path, url));
  const answer = [response.status, await response.json()];
  await gateway.stop();
  return answer;
}

it('says that it is up, whatever is missing', async () => {
  expect(await at('/healthz', async () => ['events'])).toEqual([200, { healthy: true }]);
});

it('is ready when nothing is missing', async () => {
  expect(await at('/readyz', async () => [])).toEqual([200, { ready: true }]);
});

it('is ready with its supergraph where nothing else is asked for', async () => {
  expect(await at('/readyz')).toEqual([200, { ready: true }]);
});

it('names what is missing', async () => {
  expect(await at('/readyz', async () => ['events', 'database'])).toEqual([
    503,
    { ready: false, missing: ['events', 'database'] },
  ]);
});

it('is not ready when that cannot be told, and does not say why', async () => {
  const answer = await at('/readyz', async () => {
    throw new Error('connect ECONNREFUSED 10.0.0.7:5432');
  });
  expect(answer).toEqual([503, { ready: false, missing: ['readiness check'] }]);
});
