import { createGatewayServer, type GatewayOptions, type GatewayServer } from '../../src/index.ts';
import { localOptions } from '../fixture.ts';

const STUDIO = 'https://studio.apollographql.com';
const OURS = 'https://exports.example';

const started: GatewayServer[] = [];
afterAll(() => Promise.all(started.map((gateway) => gateway.stop())));

async function served(options: Partial<GatewayOptions> = {}): Promise<string> {
  const gateway = await createGatewayServer({ ...localOptions(), ...options });
  started.push(gateway);
  return (await gateway.listen({ host: '127.0.0.1', port: 0 })).url;
}

const production = { environment: 'production', sandbox: false, corsOrigins: [OURS] } as const;

let development: string;
let deployed: string;
beforeAll(async () => {
  development = await served();
  deployed = await served({ http: production, publicUrl: OURS });
});

const preflight = (url: string, origin: string) =>
  fetch(url, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,apollographql-client-name',
    },
  });

const ask = (url: string, headers: Record<string, string>) =>
  fetch(url, { method: 'POST', headers, body: '{"query":"{ fairs { id } }"}' });

const JSON_TYPE = { 'content-type': 'application/json' };

describe('pages of other origins', () => {
  it('may ask where their origin is allowed, and remember that', async () => {
    for (const [url, origin] of [
      [development, STUDIO],
      [deployed, OURS],
    ] as const) {
      const { status, headers } = await preflight(url, origin);
      expect([status, headers.get('access-control-allow-origin')]).toEqual([204, origin]);
      expect(headers.get('access-control-allow-headers')).toContain('content-type');
      expect(headers.get('access-control-allow-methods')).toBe('GET, POST');
      expect(Number(headers.get('access-control-max-age'))).toBeGreaterThan(0);
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('vary')).toMatch(/origin/i);
    }
  });

  it.each([
    [STUDIO, 'of Apollo Sandbox in production'],
    ['null', 'that hide their origin'],
    ['https://exports.example.evil.example', 'of an origin that begins alike'],
    ['http://exports.example', 'of the same host without encryption'],
  ])('may not ask from %s: those %s', async (origin) => {
    const { status, headers } = await preflight(deployed, origin);
    expect([status, headers.get('access-control-allow-origin')]).toEqual([405, null]);
    const answer = await ask(deployed, { ...JSON_TYPE, origin });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.get('vary')).toMatch(/origin/i);
  });

  it('may read the headers that matter to them', async () => {
    const { headers } = await ask(deployed, { ...JSON_TYPE, origin: OURS });
    expect(headers.get('access-control-allow-origin')).toBe(OURS);
    expect(headers.get('access-control-expose-headers')).toContain('x-request-id');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'cannot ask without a preflight, by a form of the type %s',
    async (type) => {
      expect((await ask(development, { 'content-type': type, origin: OURS })).status).toBe(415);
    },
  );

  it('cannot ask by a link, but by a GET that says it is none', async () => {
    const link = `${development}?query=${encodeURIComponent('{ fairs { id } }')}`;
    expect((await fetch(link)).status).toBe(400);
    const headers = { 'apollo-require-preflight': 'true' };
    expect((await fetch(link, { headers })).status).toBe(200);
    const mutation = encodeURIComponent('mutation { rename(id: "asha", name: "x") { name } }');
    const { status } = await fetch(`${development}?query=${mutation}`, { headers });
    expect(status).toBe(405);
  });
});

describe('security headers', () => {
  const EVERYWHERE = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('geolocation=()'),
    'content-security-policy': expect.stringMatching(
      /^default-src 'none';.*frame-ancestors 'none'/,
    ),
  };

  it.each<[string, () => Promise<Response>]>([
    ['an answer', () => ask(development, JSON_TYPE)],
    ['a refusal', () => ask(development, { 'content-type': 'text/plain' })],
    ['a path with nothing at it', () => fetch(new URL('/none', development))],
    ['the explorer', () => fetch(new URL('/explorer', development))],
    ['health', () => fetch(new URL('/healthz', development))],
    ['Apollo Sandbox', () => fetch(development, { headers: { accept: 'text/html' } })],
    [
      'a table',
      () =>
        fetch(development, {
          method: 'POST',
          headers: { ...JSON_TYPE, accept: 'text/csv' },
          body: '{"query":"{ fairs { id } }"}',
        }),
    ],
  ])('come with %s', async (_name, send) => {
    const { headers } = await send();
    expect(Object.fromEntries(headers)).toMatchObject(EVERYWHERE);
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('insist on https in production behind https, and nowhere else', async () => {
    const hsts = async (url: string) =>
      (await fetch(new URL('/healthz', url))).headers.get('strict-transport-security');
    expect(await hsts(deployed)).toMatch(/^max-age=\d{8}/);
    expect(await hsts(await served({ http: production }))).toBeNull();
    expect(await hsts(await served({ publicUrl: OURS }))).toBeNull();
  });

  it("let Apollo Sandbox's page run its own scripts alone, under the nonce of that very answer", async () => {
    const send = () => fetch(development, { headers: { accept: 'text/html' } });
    const [one, other] = await Promise.all([send(), send()]);
    const policy = one.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-(\w+)'/.exec(policy)?.[1] ?? 'none';
    const scripts = [...(await one.text()).matchAll(/<(?:script|style) nonce="?(\w+)"?/g)];
    expect(scripts.length).toBeGreaterThan(2);
    expect(scripts.map(([, own]) => own)).toEqual(scripts.map(() => nonce));
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(other.headers.get('content-security-policy')).not.toBe(policy);
  });
});
