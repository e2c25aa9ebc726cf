import type { TestDatabase } from '@niryat/kernel/testing';
import { METRICS } from '@niryat/telemetry';
import pg from 'pg';
import { seededDatabase } from '../support/graph.ts';
import { endAll, type Program, run, source } from '../support/program.ts';

/** What clients send that must never be written anywhere; each is told apart by its number. */
const SECRETS = {
  variable: 'hunter2-variable-1',
  literal: 'hunter2-literal-2',
  header: 'hunter2-header-3',
  bearer: 'hunter2-bearer-4',
  basic: 'hunter2-basic-10',
  cookie: 'hunter2-cookie-5',
  url: 'hunter2-url-6',
  path: 'hunter2-path-7',
  body: 'hunter2-body-8',
  operation: 'hunter2-operation-9',
  mail: 'asha.verma@example.org',
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhc2hhIn0.c2lnbmF0dXJlLW9mLWE',
  key: 'nk_live_4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c',
};

const HEADERS = {
  'x-secret': SECRETS.header,
  authorization: `Basic ${SECRETS.basic}`,
  cookie: `session=${SECRETS.cookie}; token=${SECRETS.jwt}`,
};

describe('what a process tells of itself', () => {
  let database: TestDatabase;
  let graph: Program;
  let url: string;
  let metricsUrl: string;

  beforeAll(async () => {
    database = await seededDatabase();
    graph = run(source('subgraphs/launcher/src/main.ts'), {
      DATABASE_URL: database.url,
      PORT: '0',
      METRICS_PORT: '0',
      LOG_FORMAT: 'json',
      TRACE: 'console',
    });
    [, metricsUrl = ''] = await graph.writes(/Metrics are at (http[^"\s]+)/);
    [, url = ''] = await graph.writes(/ready at (http[^"\s]+graphql)/);
  });

  afterAll(async () => {
    await endAll();
    await database.drop();
  });

  const ask = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    fetch(url, {
      method: 'POST',
      headers: { ...HEADERS, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  /** The entries of the log so far, told apart from the trees of traces. */
  const entries = () =>
    graph
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('is one line for each request, with no field but these', async () => {
    await ask(
      {
        query: 'query Tea($code: ID!) { mission(code: $code) { city } }',
        variables: { code: 'x' },
      },
      { 'x-request-id': 'request-1' },
    );
    await graph.writes(/"requestId":"request-1".*\n/);
    const [line] = entries().filter(({ requestId }) => requestId === 'request-1');
    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      service: 'gateway',
      message: 'answered',
      kind: 'request',
      requestId: 'request-1',
      method: 'POST',
      route: '/graphql',
      operation: 'Tea',
      variant: 'public',
      cost: expect.any(Number),
      status: 200,
      durationMs: expect.any(Number),
      bytes: expect.any(Number),
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });

  it('holds nothing of what clients send, where requests succeed, are refused and fail', async () => {
    const { variable, literal, mail, body, operation, jwt, key } = SECRETS;
    const query =
      'query Find($text: String!) { search(text: $text, first: 1) { products { code } missions { code } events { code } } states { name } }';
    await ask({ query: 'query Cities { mission(code: "embassy-tokyo") { city } }' });
    await ask({ query, variables: { text: `${variable} ${mail} ${jwt} ${key}` } });
    await ask({ query: `{ mission(code: "${literal}") { city } }` });
    // Wrong in every way that is refused: keys, types, syntax, names, methods, paths.
    await ask({ query }, { 'x-api-key': key });
    await ask({ query }, { authorization: `Bearer ${SECRETS.bearer}` });
    await ask({ query, variables: { text: { [variable]: mail } } });
    await ask({ query: `{ nothing(at: "${literal}") }` });
    await ask({ query: '{ states { name } }', operationName: operation });
    await ask(`{"query": "${body}`);
    await ask({ query: `{ mission(code: "${literal}`, variables: { mail } });
    await fetch(`${url}?query={states{${SECRETS.url}}}&token=${jwt}&mail=${mail}`, {
      headers: HEADERS,
    });
    await fetch(`${url}?query={states{name}}&variables={"a":"${SECRETS.url}"}`, {
      headers: { ...HEADERS, 'content-type': 'application/json' },
    });
    await fetch(new URL(`/${SECRETS.path}/${mail}?key=${key}`, url), { headers: HEADERS });
    await fetch(new URL(`/calendar/${SECRETS.path}.ics?token=${jwt}`, url), { headers: HEADERS });
    // A fault of the service: the error of the driver knows the statement and its values.
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query('ALTER TABLE partners.missions RENAME TO gone');
    const answer = await ask({
      query: 'query($code: ID!) { mission(code: $code) { city } }',
      variables: { code: variable },
    });
    expect(await answer.json()).toMatchObject({
      errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
    await client.query('ALTER TABLE partners.gone RENAME TO missions');
    await client.end();
    await graph.writes(/A resolver failed[^\n]*\n/);

    await ask({ query: '{ __typename }' }, { 'x-request-id': 'the-last' });
    await graph.writes(/"requestId":"the-last".*\n/);
    const output = graph.output();
    for (const secret of Object.values(SECRETS)) expect(output).not.toContain(secret);
    expect(output).not.toContain('hunter2');
    const fault = entries().find(({ message }) => message === 'A resolver failed');
    expect(fault).toMatchObject({
      level: 'error',
      service: 'partners',
      cause: { type: 'QueryFailedError', message: 'relation "partners.missions" does not exist' },
    });
    const routes = new Set(entries().map(({ route }) => route));
    expect(routes).toEqual(new Set([undefined, '/graphql', '/calendar/*']));
  });

  it('is measured: each documented metric is exposed, with the labels that stand in the list', async () => {
    const text = await (await fetch(metricsUrl)).text();
    for (const { name, kind, help } of Object.values(METRICS)) {
      expect(text).toContain(`# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n`);
    }
    const samples = text
      .split('\n')
      .flatMap((line) => /^(\w+(?:\{[^}]*\})?) /.exec(line)?.[1] ?? []);
    const expected = [
      'niryat_http_requests_total{route="/graphql",status="400"}',
      'niryat_operation_duration_seconds_count{operation="other",outcome="ok"}',
      'niryat_operation_duration_seconds_count{operation="anonymous",outcome="refused"}',
      'niryat_operation_duration_seconds_count{operation="anonymous",outcome="failed"}',
      'niryat_fetch_duration_seconds_count{subgraph="partners",outcome="ok"}',
      'niryat_fetch_duration_seconds_count{subgraph="partners",outcome="errors"}',
      'niryat_sql_duration_seconds_count{subgraph="events",outcome="ok"}',
      'niryat_sql_duration_seconds_count{subgraph="partners",outcome="failed"}',
      'niryat_errors_total{code="BAD_REQUEST"}',
      'niryat_errors_total{code="GRAPHQL_VALIDATION_FAILED"}',
      'niryat_errors_total{code="NOT_FOUND"}',
      'niryat_database_connections{subgraph="events",state="waiting"}',
      'niryat_database_connections_max{subgraph="products"}',
      'niryat_supergraph_loaded_timestamp_seconds',
      'niryat_supergraph_stale',
      'nodejs_eventloop_lag_p99_seconds',
    ];
    expect(expected.filter((sample) => !samples.includes(sample))).toEqual([]);
    expect(samples.join()).not.toMatch(/operation="(Tea|Find|Cities)"/);
    for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
  });

  it('is not served where the public asks, and nothing else is served beside it', async () => {
    expect((await fetch(new URL('/metrics', url))).status).toBe(404);
    expect((await fetch(new URL('/graphql', metricsUrl))).status).toBe(404);
    expect(new URL(metricsUrl).hostname).toBe('127.0.0.1');
  });

  it('ends cleanly', async () => {
    graph.process.kill('SIGTERM');
    expect(await graph.ended()).toBe(0);
  });
});
