import { createGatewayServer, type GatewayServer } from '../src/index.ts';
import { localOptions } from './fixture.ts';

const examples = [
  {
    name: 'q01-who-makes-it',
    title: 'Who makes it </script> and where?',
    variables: { id: 'asha' },
    document: 'query WhoMakesIt($id: ID!) { maker(id: $id) { name } }\n',
  },
];

const html = { accept: 'text/html' };

describe('pages for browsers', () => {
  let gateway: GatewayServer;
  let url: string;

  beforeAll(async () => {
    gateway = await createGatewayServer({ ...localOptions(), examples });
    ({ url } = await gateway.listen({ host: '127.0.0.1', port: 0 }));
    // The first request may have to build the explorer.
    await fetch(new URL('/explorer', url));
  });
  afterAll(() => gateway.stop());

  it('open Apollo Sandbox at the endpoint, with the first question filled in', async () => {
    const response = await fetch(url, { headers: html });
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    const page = await response.text();
    expect(page).toContain('EmbeddedSandbox');
    expect(page).toContain('query WhoMakesIt($id: ID!)');
    expect(page).toContain('"variables":{"id":"asha"}');
    expect(page).toContain('"runTelemetry":false');
  });

  it('serve the explorer with the questions, and nothing of another host', async () => {
    const response = await fetch(new URL('/explorer', url), { headers: html });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const page = await response.text();
    expect(page).not.toMatch(/https?:/);
    const data = /id="page">(.*)<\/script>/.exec(page)?.[1] ?? '';
    expect(JSON.parse(data)).toMatchObject({ endpoint: '/graphql', examples });
  });

  it('serve every file of the explorer with its type, to be kept', async () => {
    const page = await (await fetch(new URL('/explorer', url))).text();
    const paths = [...page.matchAll(/"(\/explorer\/assets\/[^"]+)"/g)].map(
      ([, path]) => path ?? '',
    );
    expect(paths.map((path) => path.replace(/-[A-Z\d]{8}\./, '.')).sort()).toEqual([
      '/explorer/assets/editor.js',
      '/explorer/assets/graphql.js',
      '/explorer/assets/json.js',
      '/explorer/assets/script.js',
      '/explorer/assets/style.css',
    ]);
    for (const path of paths) {
      const response = await fetch(new URL(path, url));
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe(
        path.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
      );
      expect(response.headers.get('cache-control')).toContain('immutable');
      expect((await response.text()).length).toBeGreaterThan(1000);
    }
  });

  it.each([
    '/explorer/assets/none.js',
    '/explorer/assets/manifest.json',
    '/explorer/assets/..%2f..%2fpackage.json',
  ])('serve no other file: %s', async (path) => {
    const response = await fetch(new URL(path, url));
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
  });
});

it('are left out where there is to be no explorer', async () => {
  const gateway = await createGatewayServer({ ...localOptions(), explorer: false });
  const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
  expect((await fetch(new URL('/explorer', url))).status).toBe(404);
  expect((await fetch(url, { headers: html })).status).toBe(400);
  await gateway.stop();
});
