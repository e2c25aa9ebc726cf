import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { hashOf, newKey, recordOfKey, sameHash } from '../../src/keys/key.ts';
import { openDesk, post, startGateway } from './graph.ts';

let desk: ReturnType<typeof openDesk>;
let gateway: Awaited<ReturnType<typeof startGateway>>;

beforeAll(async () => {
  desk = openDesk();
  gateway = await startGateway({
    keysFile: desk.path,
    routes: [
      {
        path: '/types/',
        answer: async ({ query }) => {
          const { body } = await query({ query: '{ __type(name: "Audit") { name } }' });
          return {
            status: 200,
            headers: { 'cache-control': 'public' },
            body: JSON.stringify(body),
          };
        },
      },
    ],
  });
});

afterAll(async () => {
  await gateway.server.stop();
  desk.clear();
});

const audits = { query: '{ audits { id } }' };
const ask = (headers: Readonly<Record<string, string>>, body: object = audits, url = gateway.url) =>
  post(url, body, headers);

/** Refused, with nothing of an answer. */
const refused = (why: RegExp) => ({
  errors: [{ message: expect.stringMatching(why), extensions: { code: 'UNAUTHENTICATED' } }],
});

describe('a key', () => {
  it('opens its variant, in either header, and the public one needs none', async () => {
    const { key } = await desk.add('partner');
    const asKey = await ask({ 'x-api-key': key });
    expect([asKey.status, asKey.json()]).toEqual([200, { data: { audits: [{ id: 'audit-1' }] } }]);
    expect((await ask({ authorization: `Bearer ${key}` })).status).toBe(200);
    expect((await ask({ 'x-api-key': key, authorization: `bearer ${key}` })).status).toBe(200);
    expect((await ask({})).status).toBe(400);
    expect((await ask({}, { query: '{ makers { id } }' })).status).toBe(200);
    // Of proxies, and no key.
    expect(
      (await ask({ authorization: 'Basic eDp5' }, { query: '{ makers { id } }' })).status,
    ).toBe(200);
  });

  it('opens no more than its variant', async () => {
    const [partner, internal] = [await desk.add('partner'), await desk.add('internal')];
    const ledgers = { query: '{ ledgers { id } }' };
    expect((await ask({ 'x-api-key': partner.key }, ledgers)).status).toBe(400);
    expect((await ask({ 'x-api-key': internal.key }, ledgers)).status).toBe(200);
  });

  it('that is revoked is refused at once, by a gateway that runs', async () => {
    const { key, id } = await desk.add('partner');
    expect((await ask({ 'x-api-key': key })).status).toBe(200);
    await desk.keys(['revoke', id]);
    const after = await ask({ 'x-api-key': key });
    expect([after.status, after.json()]).toEqual([401, refused(/was revoked/)]);
    expect(after.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it('that is over is refused, and good on its last day', async () => {
    const at = (time: string) => new Date(time);
    const lines = await desk.keys(
      ['add', '--name', 'x', '--variant', 'partner', '--expires', '2020-02-29'],
      at('2020-01-01T00:00:00Z'),
    );
    const after = await ask({ 'x-api-key': lines[0] ?? '' });
    expect([after.status, after.json()]).toEqual([401, refused(/has expired/)]);
    const list = await desk.keys(['list'], at('2020-02-29T23:59:59Z'));
    expect(list.join()).toContain('expires 2020-02-29');
    expect((await desk.keys(['list'], at('2020-03-01T00:00:00Z'))).join()).toContain(
      'expired 2020-02-29',
    );
  });

  it.each([
    ['of nobody', { 'x-api-key': newKey('partner') }],
    ['of another form', { 'x-api-key': 'secret' }],
    ['that is empty', { 'x-api-key': '' }],
    ['without a scheme', { authorization: newKey('internal') }],
    ['of another scheme', { authorization: 'Digest username="x"' }],
    ['without the key', { authorization: 'Bearer' }],
  ])('%s is refused, never served as nobody', async (_, headers) => {
    const answer = await ask(headers, { query: '{ makers { id } }' });
    expect([answer.status, answer.json()]).toEqual([401, refused(/This key is not known/)]);
  });

  it('and another one beside it are refused', async () => {
    const [one, other] = [await desk.add('partner'), await desk.add('internal')];
    const answer = await ask({ 'x-api-key': one.key, authorization: `Bearer ${other.key}` });
    expect([answer.status, answer.json()]).toEqual([401, refused(/Two keys/)]);
    expect((await ask({ 'x-api-key': `${one.key}, ${other.key}` })).status).toBe(401);
  });

  it('in the address is refused, also a good one, and is not told again', async () => {
    const { key } = await desk.add('partner');
    for (const search of [`?api_key=${key}`, '?access_token=x', `?X-API-Key=1`, `?q=${key}`]) {
      const answer = await ask({}, { query: '{ makers { id } }' }, `${gateway.url}${search}`);
      expect([search, answer.status, answer.json()]).toEqual([
        search,
        401,
        refused(/must not stand in the address/),
      ]);
      expect(answer.text).not.toContain(key);
    }
  });

  it('is asked for by GET and in tables as well', async () => {
    const { key } = await desk.add('partner');
    const get = async (headers: Readonly<Record<string, string>>) =>
      fetch(`${gateway.url}?query=${encodeURIComponent(audits.query)}`, {
        headers: { 'content-type': 'application/json', ...headers },
      });
    expect([(await get({})).status, (await get({ 'x-api-key': key })).status]).toEqual([400, 200]);
    expect((await get({ 'x-api-key': 'x' })).status).toBe(401);
    const table = await ask({ 'x-api-key': key, accept: 'text/csv' });
    expect([table.status, table.text]).toEqual([200, 'id\r\naudit-1\r\n']);
    expect(table.headers.get('vary')).toMatch(/x-api-key.*accept,/i);
    expect((await ask({ 'x-api-key': 'x', accept: 'text/csv' })).status).toBe(401);
  });

  it('counts for what the gateway serves besides GraphQL', async () => {
    const { key } = await desk.add('partner');
    const types = (headers: Readonly<Record<string, string>>) =>
      fetch(new URL('/types/all', gateway.url), { headers });
    const [open, keyed, wrong] = [
      await types({}),
      await types({ 'x-api-key': key }),
      await types({ 'x-api-key': 'x' }),
    ];
    expect(await open.json()).toEqual({ data: { __type: null } });
    expect(open.headers.get('cache-control')).toBe('public');
    expect(await keyed.json()).toEqual({ data: { __type: { name: 'Audit' } } });
    expect(keyed.headers.get('cache-control')).toBe('private, no-store');
    expect(wrong.status).toBe(401);
  });

  it('counts for questions without a socket', async () => {
    const { key } = await desk.add('partner');
    const { query } = gateway.server;
    expect((await query(audits, { 'x-api-key': key })).body).toEqual({
      data: { audits: [{ id: 'audit-1' }] },
    });
    expect(await query(audits, { 'x-api-key': 'x' })).toMatchObject({
      status: 401,
      body: refused(/not known/),
    });
  });

  it('parts what caches may keep', async () => {
    const { key } = await desk.add('partner');
    const makers = { query: '{ makers { id } }' };
    for (const headers of [{}, { 'x-api-key': key }, { 'x-api-key': 'x' }]) {
      const answer = await ask(headers, makers);
      expect(answer.headers.get('vary')).toMatch(/x-api-key, authorization/i);
    }
    const keyed = await ask({ 'x-api-key': key }, makers);
    expect(keyed.headers.get('cache-control')).toBe('private, no-store');
  });

  it('is told to nobody: not to subgraphs, not to the log', async () => {
    const { key } = await desk.add('partner');
    gateway.fetches.length = 0;
    await ask({ 'x-api-key': key });
    await ask({ 'x-api-key': key }, { query: '{ slip }' });
    expect(gateway.fetches).toHaveLength(2);
    expect(JSON.stringify([gateway.fetches, gateway.log])).not.toContain(key);
  });
});

describe('the file of keys', () => {
  it('holds no key, and is for its owner alone', async () => {
    const { key, id } = await desk.add('internal');
    const text = readFileSync(desk.path, 'utf8');
    expect(text).not.toContain(key.slice(0, -4));
    expect(JSON.parse(text).keys.find((one: { id: string }) => one.id === id)).toMatchObject({
      hash: hashOf(key),
      lastFour: key.slice(-4),
    });
    expect(statSync(desk.path).mode & 0o777).toBe(0o600);
  });

  it('that is none lets no key in, and the public variant be served', async () => {
    const { key } = await desk.add('partner');
    const text = readFileSync(desk.path, 'utf8');
    writeFileSync(desk.path, text.replace(/"expiresAt": null/, '"expiresAt": "soon"'));
    const answer = await ask({ 'x-api-key': key });
    expect([answer.status, answer.json().errors?.[0]?.extensions.code]).toEqual([
      503,
      'UNAVAILABLE',
    ]);
    expect((await ask({}, { query: '{ makers { id } }' })).status).toBe(200);
    await expect(desk.keys(['list'])).rejects.toThrow(/is no file of keys/);
    writeFileSync(desk.path, text);
    expect((await ask({ 'x-api-key': key })).status).toBe(200);
  });

  it('is changed by one writer at a time', async () => {
    writeFileSync(`${desk.path}.lock`, '');
    await expect(desk.add('partner')).rejects.toThrow(
      /is being changed; if nobody is at it, delete .*\.lock/,
    );
  });
});

describe('npm run keys', () => {
  let other: ReturnType<typeof openDesk>;

  beforeEach(() => {
    other = openDesk();
  });

  afterEach(() => other.clear());

  it('lists keys without showing them', async () => {
    expect((await other.keys(['list'])).join()).toMatch(/There are no keys/);
    const { key, id } = await other.add('partner');
    await other.keys(['revoke', id], new Date('2026-11-22T10:00:00Z'));
    const list = (await other.keys(['list'])).join('\n');
    expect(list).toMatch(
      new RegExp(`^${id}  partner  …${key.slice(-4)}  made .*  revoked 2026-11-22  A ministry$`),
    );
    expect(list).not.toContain(key);
    expect((await other.keys(['revoke', id])).join()).toMatch(/was revoked on 2026-11-22 already/);
  });

  it.each([
    [[], /is none of the commands/],
    [['show'], /is none of the commands/],
    [['revoke'], /is none of the commands/],
    [['add', '--variant', 'partner'], /--name must say/],
    [['add', '--name', 'x', '--variant', 'public'], /The public variant needs no key/],
    [
      ['add', '--name', 'x', '--variant', 'secret'],
      /--variant must be partner or internal, got "secret"/,
    ],
    [
      ['add', '--name', 'x', '--variant', 'partner', '--expires', '2027-02-30'],
      /--expires must be a day/,
    ],
    [
      ['add', '--name', 'x', '--variant', 'partner', '--expires', '2001-01-01'],
      /--expires is over already/,
    ],
    [['list', '--nmae', 'x'], /--nmae/],
    [['revoke', '00000000'], /There is no key 00000000/],
  ])('refuses %j', async (args, message) => {
    await expect(other.keys(args)).rejects.toThrow(message);
  });
});

describe('comparing', () => {
  it('finds the record of a key wherever it stands, and none of another', () => {
    const keys = [newKey('partner'), newKey('partner'), newKey('internal')];
    const records = keys.map((key) => ({ hash: hashOf(key) }));
    for (const [at, key] of keys.entries()) expect(recordOfKey(key, records)).toBe(records[at]);
    expect(recordOfKey(newKey('partner'), records)).toBeUndefined();
  });

  it('looks at every record, whichever it is, so that time tells nothing of it', () => {
    let looks = 0;
    const key = newKey('partner');
    const records = [hashOf(key), hashOf('b'), hashOf('c')].map((hash) => ({
      get hash() {
        looks += 1;
        return hash;
      },
    }));
    recordOfKey(key, records);
    expect(looks).toBe(3);
  });

  it('takes hashes of other lengths for other ones', () => {
    expect(sameHash(hashOf('a'), hashOf('a'))).toBe(true);
    expect(sameHash(hashOf('a'), hashOf('a').slice(2))).toBe(false);
    expect(sameHash('', hashOf('a'))).toBe(false);
  });
});
