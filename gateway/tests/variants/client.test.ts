import { fastify } from 'fastify';
import { clientOf } from '../../src/index.ts';
import { keyRing } from '../../src/keys/ring.ts';
import { accessBy } from '../../src/variants/access.ts';
import { guardVariants } from '../../src/variants/guard.ts';
import { keptLog } from '../fixture.ts';
import { openDesk } from './graph.ts';

it('tells the id of the key of a request, and nothing where there is none or no check', async () => {
  const desk = openDesk();
  const app = fastify();
  const access = accessBy({ keys: keyRing(desk.path), only: undefined, log: keptLog().log });
  guardVariants(app, ['/asked/*'], access);
  for (const url of ['/asked/*', '/other']) {
    app.get(url, async (request) => ({ client: clientOf(request) ?? null }));
  }
  try {
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    const { key, id } = await desk.add('partner');
    const client = async (url: string, headers: Readonly<Record<string, string>> = {}) =>
      (await fetch(`${origin}${url}`, { headers })).json();
    expect(await client('/asked/x', { 'x-api-key': key })).toEqual({ client: id });
    // The route decides, however its address is written.
    expect(await client('/%61sked/x', { 'x-api-key': key })).toEqual({ client: id });
    expect(await client('/asked/x')).toEqual({ client: null });
    expect(await client('/other', { 'x-api-key': key })).toEqual({ client: null });
  } finally {
    await app.close();
    desk.clear();
  }
});
