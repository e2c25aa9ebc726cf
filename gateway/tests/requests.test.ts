import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { createGatewayServer, type GatewayError, type GatewayServer } from '../src/index.ts';
import { localOptions } from './fixture.ts';

let gateway: GatewayServer;
let url: string;

beforeAll(async () => {
  gateway = await createGatewayServer({ ...localOptions(), maxBodyBytes: 1000 });
  ({ url } = await gateway.listen({ host: '127.0.0.1', port: 0 }));
});
afterAll(() => gateway.stop());

const JSON_TYPE = { 'content-type': 'application/json' };

const post = (body: RequestInit['body'], headers: Record<string, string> = JSON_TYPE) =>
  fetch(url, { method: 'POST', headers, body: body ?? null });
const ask = (body: object) => post(JSON.stringify(body));
const get = (search: Record<string, string>, headers: Record<string, string> = JSON_TYPE) =>
  fetch(`${url}?${new URLSearchParams(search)}`, { headers });

/** The status, and the only error of an answer that has nothing else. */
async function refusal(answer: Promise<Response>) {
  const response = await answer;
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  const body = (await response.json()) as { errors: GatewayError[] };
  expect(Object.keys(body)).toEqual(['errors']);
  expect(body.errors).toHaveLength(1);
  const { message, extensions } = body.errors[0] ?? {};
  expect(JSON.stringify(body)).not.toMatch(/stack|node_modules|\.[jt]s:\d/);
  return [response.status, extensions?.code, message];
}

const TWO = 'query A { makers { name } } query B { fairs { id } }';
const ENUM = 'query ($by: Search) { search(by: $by) }';

const REFUSED: Record<string, [() => Promise<Response>, number, string, RegExp]> = {
  'malformed JSON': [() => post('{"query": '), 400, 'BAD_REQUEST', /not JSON/],
  'JSON with a key that would change objects': [
    () => post('{"query":"{ fairs { id } }","__proto__":{}}'),
    400,
    'BAD_REQUEST',
    /proto/,
  ],
  'an empty body': [() => post(''), 400, 'BAD_REQUEST', /body is empty/],
  'no body and no type': [() => post(null, {}), 400, 'BAD_REQUEST', /content-type/],
  'an empty object': [() => ask({}), 400, 'BAD_REQUEST', /no keys/],
  'a body without a query': [() => ask({ variables: {} }), 400, 'BAD_REQUEST', /non-empty `query`/],
  'a query that is no text': [() => ask({ query: 7 }), 400, 'BAD_REQUEST', /must be strings/],
  'variables that are no object': [
    () => ask({ query: '{ fairs { id } }', variables: [] }),
    400,
    'BAD_REQUEST',
    /`variables`/,
  ],
  'a list of requests': [
    () => post('[{"query":"{ fairs { id } }"}]'),
    400,
    'BAD_REQUEST',
    /batching/,
  ],
  'plain text': [
    () => post('{ fairs { id } }', { 'content-type': 'text/plain' }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    /application\/json/,
  ],
  'a form': [
    () => post(new URLSearchParams({ query: '{ fairs { id } }' }), {}),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    /JSON/,
  ],
  'a document without JSON around it': [
    () => post('{ fairs { id } }', { 'content-type': 'application/graphql' }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    /JSON/,
  ],
  'a compressed body': [
    () =>
      post(gzipSync('{"query":"{ fairs { id } }"}'), { ...JSON_TYPE, 'content-encoding': 'gzip' }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    /gzip/,
  ],
  'a body over the limit': [
    () => ask({ query: `{ fairs { id } } #${'x'.repeat(1000)}` }),
    413,
    'PAYLOAD_TOO_LARGE',
    /1000 bytes/,
  ],
  'a syntax error': [() => ask({ query: '{ fairs {' }), 400, 'GRAPHQL_PARSE_FAILED', /Syntax/],
  'a field that is not there': [
    () => ask({ query: '{ fair { id } }' }),
    400,
    'GRAPHQL_VALIDATION_FAILED',
    /Did you mean "fairs"/,
  ],
  'an unknown operation name': [
    () => ask({ query: TWO, operationName: 'C' }),
    400,
    'OPERATION_RESOLUTION_FAILURE',
    /"C".*It has: A, B\./,
  ],
  'several operations without a name': [
    () => ask({ query: TWO }),
    400,
    'OPERATION_RESOLUTION_FAILURE',
    /`operationName`.*A, B/,
  ],
  'a document without an operation': [
    () => ask({ query: 'fragment F on Fair { id }' }),
    400,
    'GRAPHQL_VALIDATION_FAILED',
    /never used/,
  ],
  'a subscription': [
    () => ask({ query: 'subscription { fairs { id } }' }),
    400,
    'BAD_REQUEST',
    /no subscriptions/,
  ],
  'a variable that is missing': [
    () => ask({ query: 'query ($id: ID!) { maker(id: $id) { name } }' }),
    400,
    'BAD_USER_INPUT',
    /\$id/,
  ],
  'an enum value that is not there': [
    () => ask({ query: ENUM, variables: { by: { size: 'HUGE' } } }),
    400,
    'BAD_USER_INPUT',
    /`\$by\.size`.*SMALL or LARGE.*"HUGE"/,
  ],
  'an input field that is not there': [
    () => ask({ query: ENUM, variables: { by: { colour: 'RED' } } }),
    400,
    'BAD_USER_INPUT',
    /\$by.*colour/,
  ],
  'a number beyond Int': [
    () => ask({ query: ENUM, variables: { by: { limit: 3_000_000_000 } } }),
    400,
    'BAD_USER_INPUT',
    /`\$by\.limit`.*32 bits.*3000000000/,
  ],
  'a GET without what tells it from a form': [
    () => get({ query: '{ fairs { id } }' }, {}),
    400,
    'BAD_REQUEST',
    /Cross-Site/,
  ],
  'a GET with variables that are not JSON': [
    () => get({ query: ENUM, variables: '{' }),
    400,
    'BAD_REQUEST',
    /variables/,
  ],
  'an answer in a form that there is not': [
    () => post('{"query":"{ fairs { id } }"}', { ...JSON_TYPE, accept: 'image/png' }),
    406,
    'BAD_REQUEST',
    /accept/,
  ],
  'a persisted query of an unknown version': [
    () => ask({ query: '{ fairs { id } }', extensions: { persistedQuery: { version: 2 } } }),
    400,
    'BAD_REQUEST',
    /version/,
  ],
  'an unknown path': [() => fetch(new URL('/graph', url)), 404, 'NOT_FOUND', /GET \/graph;/],
  'a path that is no path': [() => fetch(new URL('/%zz', url)), 400, 'BAD_REQUEST', /%zz/],
};

describe('requests that are refused', () => {
  it.each(Object.entries(REFUSED))('%s', async (_name, [send, status, code, message]) => {
    expect(await refusal(send())).toEqual([status, code, expect.stringMatching(message)]);
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('the method %s', async (method) => {
    const answer = fetch(url, { method });
    expect(await refusal(answer)).toEqual([405, 'METHOD_NOT_ALLOWED', expect.any(String)]);
    expect((await answer).headers.get('allow')).toBe('GET, POST');
  });

  it('the method HEAD', async () => {
    const { status, headers } = await fetch(url, { method: 'HEAD' });
    expect([status, headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  it('a GET of a mutation', async () => {
    const answer = get({ query: 'mutation { rename(id: "asha", name: "x") { name } }' });
    expect(await refusal(answer)).toEqual([405, 'BAD_REQUEST', expect.stringMatching(/mutation/)]);
    expect((await answer).headers.get('allow')).toBe('POST');
  });

  it('a host that is none', async () => {
    const status = await new Promise((resolve, reject) => {
      const sent = request(url, { method: 'POST', headers: { ...JSON_TYPE, host: '[' } });
      sent.once('response', (response) => resolve(response.resume().statusCode));
      sent.once('error', reject).end('{"query":"{ fairs { id } }"}');
    });
    expect(status).toBe(400);
  });
});

describe('requests that are answered', () => {
  const FAIRS = { data: { fairs: [{ id: 'f1' }] } };

  it('a query by POST', async () => {
    const response = await ask({ query: '{ fairs { id } }' });
    expect([response.status, await response.json()]).toEqual([200, FAIRS]);
  });

  it('a query by GET', async () => {
    const response = await get({ query: '{ fairs { id } }' });
    expect([response.status, await response.json()]).toEqual([200, FAIRS]);
  });

  it('one of several operations, by its name', async () => {
    const response = await ask({ query: TWO, operationName: 'B' });
    expect([response.status, await response.json()]).toEqual([200, FAIRS]);
  });

  it('null variables and a null name', async () => {
    const response = await ask({ query: '{ fairs { id } }', variables: null, operationName: null });
    expect([response.status, await response.json()]).toEqual([200, FAIRS]);
  });

  it('a question about the schema', async () => {
    const response = await ask({ query: '{ __type(name: "Fair") { name } }' });
    expect(await response.json()).toEqual({ data: { __type: { name: 'Fair' } } });
  });

  it('no header makes it show its query plans', async () => {
    const response = await post('{"query":"{ fairs { id } }"}', {
      ...JSON_TYPE,
      'apollo-query-plan-experimental': '1',
    });
    expect(await response.json()).toEqual(FAIRS);
  });
});
