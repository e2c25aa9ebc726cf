import { gzipSync } from 'node:zlib';
import type { Sent } from './sending.ts';

/** A request that means no good, and what it is to get. */
export interface Hostile {
  /** What it does; in words, for the list of tests. */
  readonly name: string;
  /** A document, or a whole request, or bytes. */
  readonly send: Sent | { readonly raw: string | Buffer };
  readonly status: number;
  /** The code of the first error; null where the answer has none. */
  readonly code: string | null;
  /** What the answer says, its JSON taken as text. */
  readonly says?: RegExp;
}

const JSON_TYPE = { 'content-type': 'application/json' };

const bodyOf = (body: unknown): Sent => ({ headers: JSON_TYPE, body: JSON.stringify(body) });
const query = (text: string, variables?: unknown): Sent => bodyOf({ query: text, variables });
const get = (search: string, headers: Readonly<Record<string, string>> = JSON_TYPE): Sent => ({
  method: 'GET',
  path: `/graphql?${search}`,
  headers,
});
const raw = (...lines: readonly string[]) => ({ raw: lines.join('\r\n') });

const times = (count: number, text: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');
const nested = (depth: number, open: string, inside: string, close = '}'): string =>
  open.repeat(depth) + inside + close.repeat(depth);

const STATES = '{ states { code } }';

/** Documents that are too much. */
const LIMITS: readonly Hostile[] = [
  {
    name: 'a bomb of aliases',
    send: query(`{ state(code: "IN-UP") { ${times(500, (i) => `a${i}: name`)} } }`),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /500 aliases, and at most 100/,
  },
  {
    name: 'a bomb of root fields',
    send: query(`{ ${times(51, (i) => `s${i}: states { code }`)} }`),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /51 fields at its top, and at most 50/,
  },
  {
    name: 'a bomb of depth',
    send: query(`{ states { ${nested(30, 'districts { nodes { state { ', 'code', '} } } ')} } }`),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /92 levels of fields, and at most 20/,
  },
  {
    name: 'depth hidden in fragments',
    send: query(
      `{ states { ...F0 } } ${times(12, (i) => `fragment F${i} on State { districts { nodes { state { ...F${i + 1} } } } }`)} fragment F12 on State { code }`,
    ),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /38 levels of fields/,
  },
  {
    name: 'fragments that spread each other in a circle',
    send: query('{ states { ...A } } fragment A on State { ...B } fragment B on State { ...A }'),
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
    says: /spreads itself/,
  },
  {
    name: 'a fragment that spreads itself below a field',
    send: query(
      '{ states { ...A } } fragment A on State { districts { nodes { state { ...A } } } }',
    ),
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
    says: /spreads itself/,
  },
  {
    name: 'fragments that double thirty times',
    send: query(
      `{ states { ...F0 } } ${times(30, (i) => `fragment F${i} on State { ...F${i + 1} ...F${i + 1} }`)} fragment F30 on State { code }`,
    ),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /1073741825 fields/,
  },
  {
    name: 'fragments that double a hundred and ninety times',
    send: query(
      `{ states { ...F0 } } ${times(190, (i) => `fragment F${i} on State { ...F${i + 1} ...F${i + 1} }`)} fragment F190 on State { code }`,
    ),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /more than 10\^15 fields/,
  },
  {
    name: 'a flood of fragments',
    send: query(`${STATES} ${times(201, (i) => `fragment F${i} on State { code }`)}`),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /201 fragments/,
  },
  {
    name: 'a flood of operations',
    send: query(times(51, (i) => `query Q${i} ${STATES}`)),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /51 operations/,
  },
  {
    name: 'a flood of directives',
    send: query(`{ states { code ${times(101, () => '@include(if: true)')} } }`),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /101 directives/,
  },
  {
    name: 'a flood of directives that nobody knows',
    send: query(`{ states { code ${times(600, (i) => `@x${i}`)} } }`),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /600 directives/,
  },
  {
    name: 'one field over and over, which validation would compare pair by pair',
    send: query(`{ states { ${times(2000, () => 'code')} } }`),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /2000 repetitions/,
  },
  {
    name: 'one field over and over, through inline fragments',
    send: query(`{ states { ${times(500, () => '... on State { code }')} } }`),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /500 repetitions/,
  },
  {
    name: 'more tokens than are read',
    send: query(`{ ${times(6000, () => 'states')} }`),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /more than 5000 tokens/,
  },
  {
    name: 'a list within lists, hundreds deep',
    send: query(`{ nodes(ids: ${nested(400, '[', '"x"', ']')}) { id } }`),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /lists and objects in `ids`/,
  },
  {
    name: 'a list within lists, thousands deep',
    send: query(`{ nodes(ids: ${nested(2400, '[', '"x"', ']')}) { id } }`),
    status: 400,
    code: 'LIMIT_EXCEEDED',
  },
  {
    name: 'selections within selections, thousands deep',
    send: query(nested(2000, '{', '')),
    status: 400,
    code: 'GRAPHQL_PARSE_FAILED',
  },
  {
    name: 'fields within fields, thousands deep',
    send: query(nested(1600, '{a', '{a}')),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /1601 levels of fields/,
  },
  {
    name: 'more errors than are told',
    send: query(`{ ${times(29, (i) => `wrong${i}`)} states { ${times(80, (i) => `no${i}`)} } }`),
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
    says: /more errors are left out: at most 50/,
  },
  {
    name: 'a bomb of introspection',
    send: query(`{ __schema { types ${nested(5, '{ fields { type ', '{ name }', '} }')} } }`),
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
    says: /introspection depth/i,
  },
  {
    name: 'the whole schema, many times over',
    send: query(
      `{ ${times(30, (i) => `s${i}: __schema { types { fields { args { type { ofType { ofType { name } } } } type { ofType { ofType { name } } } } } }`)} }`,
    ),
    status: 400,
    code: 'COST_LIMIT_EXCEEDED',
  },
  {
    name: 'a page too long within pages',
    send: query(
      '{ states { districts(first: 100) { nodes { events(first: 100) { nodes { sources { title } } } } } } }',
    ),
    status: 400,
    code: 'COST_LIMIT_EXCEEDED',
    says: /would cost \d+ points, and at most 25000 are taken: lower `first` of `states\.districts/,
  },
  {
    name: 'a page too long within pages, by a variable',
    send: query(
      'query ($n: Int!) { districts(first: $n) { nodes { events(first: 100) { nodes { sources { title } } } } } }',
      { n: 100 },
    ),
    status: 400,
    code: 'COST_LIMIT_EXCEEDED',
    says: /"argument":"\$n"/,
  },
  {
    name: 'the largest page that a number can name',
    send: query('{ districts(first: 2147483647) { nodes { code } } }'),
    status: 400,
    code: 'COST_LIMIT_EXCEEDED',
    says: /lower `first` of `districts` from 2147483647 to \d+/,
  },
  {
    name: 'the largest page that a number can name, from the end',
    send: query('{ districts(last: 2147483647) { edges { node { code } } } }'),
    status: 400,
    code: 'COST_LIMIT_EXCEEDED',
    says: /lower `last`/,
  },
  {
    name: 'a cost hidden behind a condition that holds',
    send: query(
      'query ($yes: Boolean = true) { districts(first: 100) @include(if: $yes) { nodes { events(first: 100) { nodes { sources { title } } } } } }',
    ),
    status: 400,
    code: 'COST_LIMIT_EXCEEDED',
  },
  {
    name: 'a hundred thousand ids in a variable',
    send: query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: Array(100_000).fill('x'),
    }),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /list of the length 100000, and at most 500/,
  },
  {
    name: 'a list in the document that is too long',
    send: query(`{ nodes(ids: [${times(501, () => '"x"')}]) { id } }`),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /`ids` has a list of the length 501/,
  },
  {
    name: 'a variable nested a thousand times',
    send: query('query ($f: EventFilter) { events(filter: $f) { totalCount } }', {
      f: JSON.parse(nested(1000, '{"a":', '1')),
    }),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /lists and objects in `\$f`/,
  },
  {
    name: 'more values in variables than are taken',
    send: query('query ($a: Int) { districts(first: $a) { totalCount } }', {
      a: Array(100).fill(Array(100).fill(1)),
    }),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /number of values/,
  },
  {
    name: 'more variables than are taken',
    send: query(`query (${times(101, (i) => `$v${i}: Int`)}) ${STATES}`),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /101 variables/,
  },
  {
    name: 'a text too long, in the document',
    send: query(`{ search(text: "${'x'.repeat(20_000)}") { text } }`),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /`text` has a text of the length 20000/,
  },
  {
    name: 'a text too long, in a variable',
    send: query('query ($t: String!) { search(text: $t) { text } }', { t: 'x'.repeat(20_000) }),
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /`\$t` has a text of the length 20000/,
  },
];

/** Values that are none, or try to be more than values. */
const VALUES: readonly Hostile[] = [
  {
    name: 'a page of fewer than none',
    send: query('{ districts(first: -1) { totalCount } }'),
    status: 200,
    code: 'BAD_USER_INPUT',
    says: /1 to 100/,
  },
  {
    name: 'a page from both ends',
    send: query('{ districts(first: 1, last: 1) { totalCount } }'),
    status: 200,
    code: 'BAD_USER_INPUT',
  },
  {
    name: 'a cursor that nobody gave',
    send: query('{ districts(after: "eyJhIjoxfQ") { totalCount } }'),
    status: 200,
    code: 'BAD_USER_INPUT',
    says: /cursor/,
  },
  {
    name: 'a cursor with SQL in it',
    send: query('{ districts(after: "\' OR 1=1 --") { totalCount } }'),
    status: 200,
    code: 'BAD_USER_INPUT',
    says: /cursor/,
  },
  {
    name: 'an id that nobody gave',
    send: query('{ node(id: "U3RhdGU6cGdfY2F0YWxvZw==") { id } }'),
    status: 200,
    code: 'BAD_USER_INPUT',
  },
  {
    name: 'an id of a type called __proto__',
    send: query('{ node(id: "X19wcm90b19fOng=") { id } }'),
    status: 200,
    code: 'BAD_USER_INPUT',
  },
  {
    name: 'an integer beyond 32 bits',
    send: query('{ districts(first: 99999999999999999999) { totalCount } }'),
    status: 400,
    code: 'BAD_USER_INPUT',
    says: /32 bits/,
  },
  {
    name: 'variables that are a number',
    send: query('query ($n: Int) { districts(first: $n) { totalCount } }', 7),
    status: 400,
    code: 'BAD_REQUEST',
  },
  {
    name: 'not a number',
    send: {
      headers: JSON_TYPE,
      body: '{"query":"query ($n: Int) { districts(first: $n) { totalCount } }","variables":{"n":NaN}}',
    },
    status: 400,
    code: 'BAD_REQUEST',
  },
  {
    name: 'an infinite number',
    send: {
      headers: JSON_TYPE,
      body: '{"query":"query ($n: Int) { districts(first: $n) { totalCount } }","variables":{"n":1e999}}',
    },
    status: 400,
    code: 'BAD_USER_INPUT',
  },
  {
    name: 'SQL in a code',
    send: query(`{ district(code: "x'; DROP TABLE products.districts; --") { name } }`),
    status: 200,
    code: 'NOT_FOUND',
  },
  {
    name: 'SQL in a filter',
    send: query(
      `{ districts(filter: { division: ["' UNION SELECT version() --"] }) { totalCount } }`,
    ),
    status: 200,
    code: null,
    says: /"totalCount":0/,
  },
  {
    name: 'SQL in a search',
    send: query(`{ search(text: "carpet'); SELECT pg_sleep(10); --") { text } }`),
    status: 200,
    code: null,
    says: /"text":"carpet/,
  },
  {
    name: 'SQL in a scalar of the graph',
    send: query(`{ exportFigures(filter: { fiscalYear: ["2021-22' OR '1'='1"] }) { totalCount } }`),
    status: 200,
    code: 'BAD_USER_INPUT',
  },
  {
    name: 'SQL in an enum',
    send: query(
      'query ($d: OrderDirection!) { districts(orderBy: { field: NAME, direction: $d }) { totalCount } }',
      {
        d: 'ASC; DROP TABLE districts',
      },
    ),
    status: 400,
    code: 'BAD_USER_INPUT',
  },
  {
    name: 'wildcards of LIKE',
    send: query('{ district(code: "%") { name } }'),
    status: 200,
    code: 'NOT_FOUND',
  },
  {
    name: 'a search for wildcards of LIKE',
    send: query('{ search(text: "%_%_%_%_%") { text products { code } } }'),
    status: 200,
    code: null,
    says: /"products":\[\]/,
  },
  {
    name: 'a search for a pattern that never ends',
    send: query('{ search(text: "(a+)+$ [[:alpha:]]* \\\\y(x|x)*{1,9999}") { text } }'),
    status: 200,
    code: null,
  },
  {
    name: 'a search for operators of full-text search',
    send: query('{ search(text: "a & | ! ( :* <-> \'") { text } }'),
    status: 200,
    code: null,
  },
  {
    name: 'a search that is too long',
    send: query('query ($t: String!) { search(text: $t) { text } }', { t: 'carpet '.repeat(100) }),
    status: 200,
    code: 'BAD_USER_INPUT',
    says: /200/,
  },
  {
    name: 'a text with a null in it',
    send: query('query ($t: String!) { search(text: $t) { text } }', { t: 'car\u0000pet' }),
    status: 200,
    code: null,
  },
  {
    name: 'a code with a null in it',
    send: query('query ($c: ID!) { district(code: $c) { name } }', { c: 'up-agra\u0000' }),
    status: 200,
    code: 'BAD_USER_INPUT',
  },
  {
    name: 'half a character',
    send: {
      headers: JSON_TYPE,
      body: '{"query":"query ($t: String!) { search(text: $t) { text } }","variables":{"t":"\\ud800carpet"}}',
    },
    status: 200,
    code: null,
  },
  {
    name: 'half a character in a code',
    send: {
      headers: JSON_TYPE,
      body: '{"query":"query ($c: ID!) { district(code: $c) { name } }","variables":{"c":"\\udc00"}}',
    },
    status: 200,
    code: 'NOT_FOUND',
  },
  {
    name: 'text that runs from right to left all of a sudden',
    send: query('{ district(code: "\u202eargA-pu") { name } }'),
    status: 200,
    code: 'NOT_FOUND',
  },
  {
    name: 'bytes that are no UTF-8',
    send: {
      headers: JSON_TYPE,
      body: Buffer.concat([
        Buffer.from('{"query":"{ district(code: \\"'),
        Buffer.from([0xff, 0xfe, 0xc0]),
        Buffer.from('\\") { name } }"}'),
      ]),
    },
    status: 200,
    code: 'NOT_FOUND',
  },
  {
    name: 'an alias called __proto__',
    send: query('{ __proto__: states { __proto__: code constructor: code } }'),
    status: 200,
    code: null,
    says: /"__proto__":\[\{"__proto__":"IN-/,
  },
  {
    name: 'aliases of what every object has',
    send: query(
      '{ states { constructor: code toString: code hasOwnProperty: code toJSON: code } }',
    ),
    status: 200,
    code: null,
    says: /"toJSON":"IN-/,
  },
  {
    name: 'a variable called __proto__',
    send: {
      headers: JSON_TYPE,
      body: '{"query":"query ($__proto__: ID!) { district(code: $__proto__) { name } }","variables":{"__proto__":"up-agra"}}',
    },
    status: 400,
    code: 'BAD_REQUEST',
    says: /__proto__/,
  },
  {
    name: 'an object that changes all objects',
    send: {
      headers: JSON_TYPE,
      body: '{"query":"{ states { code } }","variables":{"a":{"constructor":{"prototype":{"polluted":true}}}}}',
    },
    status: 400,
    code: 'BAD_REQUEST',
  },
  {
    name: 'an argument called __proto__',
    send: query('{ states(__proto__: 1) { code } }'),
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
];

/** Requests that confuse who reads them. */
const REQUESTS: readonly Hostile[] = [
  {
    name: 'a change by GET',
    send: get('query=mutation%7Bx%7D'),
    status: 405,
    code: 'BAD_REQUEST',
  },
  {
    name: 'a GET that a form or an image can send',
    send: get('query=%7Bstates%7Bcode%7D%7D', {}),
    status: 400,
    code: 'BAD_REQUEST',
    says: /Cross-Site/,
  },
  {
    name: 'a form',
    send: {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'query=%7Bstates%7Bcode%7D%7D',
    },
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  {
    name: 'plain text, which a browser sends to strangers unasked',
    send: { headers: { 'content-type': 'text/plain' }, body: `{"query":"${STATES}"}` },
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  {
    name: 'a form with files',
    send: {
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{}\r\n--x--',
    },
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  {
    name: 'a document without JSON around it',
    send: { headers: { 'content-type': 'application/graphql' }, body: STATES },
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  {
    name: 'a list of requests',
    send: bodyOf(Array(1000).fill({ query: STATES })),
    status: 400,
    code: 'BAD_REQUEST',
    says: /batch/i,
  },
  { name: 'an empty list', send: bodyOf([]), status: 400, code: 'BAD_REQUEST' },
  { name: 'no JSON but null', send: bodyOf(null), status: 400, code: 'BAD_REQUEST' },
  { name: 'JSON that is a text', send: bodyOf('x'), status: 400, code: 'BAD_REQUEST' },
  {
    name: 'a document that is an object',
    send: bodyOf({ query: { toString: 'x' } }),
    status: 400,
    code: 'BAD_REQUEST',
  },
  {
    name: 'JSON within JSON, a hundred thousand deep',
    send: {
      headers: JSON_TYPE,
      body: `{"query":"${STATES}","variables":${nested(100_000, '[', '', ']')}}`,
    },
    status: 400,
    code: 'BAD_REQUEST',
  },
  {
    name: 'two documents under one key: the last one is meant, and only that one runs',
    send: { headers: JSON_TYPE, body: `{"query":"{ wrong }","query":"${STATES}"}` },
    status: 200,
    code: null,
    says: /IN-UP/,
  },
  {
    name: 'the name of an operation that is not there',
    send: bodyOf({ query: `query A ${STATES}`, operationName: 'B' }),
    status: 400,
    code: 'OPERATION_RESOLUTION_FAILURE',
  },
  {
    name: 'an operation called __proto__ that is not there',
    send: bodyOf({ query: `query A ${STATES}`, operationName: '__proto__' }),
    status: 400,
    code: 'OPERATION_RESOLUTION_FAILURE',
  },
  {
    name: 'a cheap operation named, a dear one beside it that must not run',
    send: bodyOf({
      query: `query A ${STATES} query B { districts(first: 100) { nodes { events(first: 100) { nodes { sources { title } } } } } }`,
      operationName: 'A',
    }),
    status: 200,
    code: null,
    says: /IN-UP/,
  },
  {
    name: 'a body larger than is read',
    send: { headers: JSON_TYPE, body: `{"query":"${'x'.repeat(1_100_000)}"}` },
    status: 413,
    code: 'PAYLOAD_TOO_LARGE',
    says: /1048576 bytes/,
  },
  {
    name: 'a compressed body that unfolds to a hundred times its size',
    send: {
      headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
      body: gzipSync(`{"query":"${' '.repeat(5_000_000)}"}`),
    },
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
    says: /uncompressed/,
  },
  {
    name: 'a body compressed twice',
    send: {
      headers: { ...JSON_TYPE, 'content-encoding': 'gzip, gzip' },
      body: gzipSync(gzipSync('{}')),
    },
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  {
    name: 'an address longer than is read',
    send: get(`query=${'a'.repeat(20_000)}`),
    status: 431,
    code: null,
  },
  {
    name: 'a way up the tree of files',
    send: { method: 'GET', path: '/explorer/../../../../etc/passwd' },
    status: 404,
    code: 'NOT_FOUND',
  },
  {
    name: 'a way up the tree of files, in another spelling',
    send: { method: 'GET', path: '/explorer/%2e%2e%2f%2e%2e%2fpackage.json' },
    status: 404,
    code: 'NOT_FOUND',
  },
  {
    name: 'a calendar of a place outside',
    send: { method: 'GET', path: '/calendar/..%2f..%2f..%2fetc%2fpasswd' },
    status: 404,
    code: 'NOT_FOUND',
  },
  {
    name: 'a path with a null in it',
    send: { method: 'GET', path: '/calendar/%00' },
    status: 404,
    code: 'NOT_FOUND',
  },
  {
    name: 'a path that is no path',
    send: { method: 'GET', path: '/%c0%ae' },
    status: 400,
    code: 'BAD_REQUEST',
  },
  {
    name: 'a method that changes',
    send: { method: 'DELETE' },
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
  },
  {
    name: 'a method that echoes',
    send: raw('TRACE /graphql HTTP/1.1', 'Host: x', 'Connection: close', '', ''),
    status: 404,
    code: 'NOT_FOUND',
  },
  {
    name: 'a method that tunnels to other hosts',
    send: raw('CONNECT example.org:443 HTTP/1.1', 'Host: x', 'Connection: close', '', ''),
    status: 0,
    code: null,
  },
  {
    name: 'a length that is not that of the body',
    send: raw(
      'POST /graphql HTTP/1.1',
      'Host: x',
      'Content-Type: application/json',
      'Content-Length: 5000',
      'Connection: close',
      '',
      '{"query":"{ states { code } }"}',
    ),
    status: 400,
    code: null,
  },
  {
    name: 'two lengths',
    send: raw(
      'POST /graphql HTTP/1.1',
      'Host: x',
      'Content-Type: application/json',
      'Content-Length: 5',
      'Content-Length: 50',
      '',
      '{"query":"{ states { code } }"}',
    ),
    status: 400,
    code: null,
  },
  {
    name: 'a length and chunks, of which two readers believe one each',
    send: raw(
      'POST /graphql HTTP/1.1',
      'Host: x',
      'Content-Type: application/json',
      'Content-Length: 5',
      'Transfer-Encoding: chunked',
      '',
      '0',
      '',
      'GET /smuggled HTTP/1.1',
      '',
      '',
    ),
    status: 400,
    code: null,
  },
  {
    name: 'no HTTP at all',
    send: { raw: Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00]) },
    status: 400,
    code: null,
  },
  {
    name: 'a header with a line end in it',
    send: raw(
      'POST /graphql HTTP/1.1',
      'Host: x',
      'X-Request-Id: a\rSet-Cookie: b=c',
      'Connection: close',
      '',
      '',
    ),
    status: 400,
    code: null,
  },
  {
    name: 'an id of a request that writes lines into the log',
    send: {
      ...query(STATES),
      headers: { ...JSON_TYPE, 'x-request-id': 'a\tb<script>' },
    },
    status: 200,
    code: null,
    says: /^(?!.*script)/,
  },
  {
    name: 'headers that only the gateway may send',
    send: {
      ...query('{ calendarFeed { url } }'),
      headers: { ...JSON_TYPE, 'x-public-url': 'https://evil.example', 'x-deadline': '1' },
    },
    status: 200,
    code: null,
    says: /^(?!.*evil)/,
  },
  {
    name: 'another host, for addresses in answers',
    send: {
      ...query('{ calendarFeed { url } }'),
      headers: { ...JSON_TYPE, host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    },
    status: 200,
    code: null,
    says: /^(?!.*evil)/,
  },
  {
    name: 'what subgraphs ask each other',
    send: query('{ _service { sdl } }'),
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
    says: /_service/,
  },
  {
    name: 'entities, past their keys',
    send: query(
      '{ _entities(representations: [{ __typename: "State", code: "IN-UP" }]) { __typename } }',
    ),
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'a subscription',
    send: query('subscription { x }'),
    status: 400,
    code: 'BAD_REQUEST',
  },
  {
    name: 'parts that are to come later',
    send: query('{ ... @defer { states { code } } }'),
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
    says: /@defer/,
  },
  {
    name: 'items that are to come later',
    send: query('{ states @stream(initialCount: 1) { code } }'),
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
    says: /@stream/,
  },
  {
    name: 'a hash of a document that nobody sent',
    send: bodyOf({ extensions: { persistedQuery: { version: 1, sha256Hash: '__proto__' } } }),
    status: 200,
    code: 'PERSISTED_QUERY_NOT_FOUND',
  },
  {
    name: 'a hash of another document',
    send: bodyOf({
      query: STATES,
      extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } },
    }),
    status: 400,
    code: 'BAD_REQUEST',
  },
  {
    name: 'a table of a document that is too much',
    send: {
      headers: { ...JSON_TYPE, accept: 'text/csv' },
      body: JSON.stringify({
        query: `{ states { ...F0 } } ${times(30, (i) => `fragment F${i} on State { ...F${i + 1} ...F${i + 1} }`)} fragment F30 on State { code }`,
      }),
    },
    status: 400,
    code: 'LIMIT_EXCEEDED',
  },
  {
    name: 'a table that costs too much',
    send: {
      headers: { ...JSON_TYPE, accept: 'text/csv' },
      body: JSON.stringify({
        query: '{ districts(first: 2147483647) { nodes { code } } }',
      }),
    },
    status: 400,
    code: 'COST_LIMIT_EXCEEDED',
  },
  {
    name: 'a formula in a table',
    send: {
      headers: { ...JSON_TYPE, accept: 'text/csv' },
      body: JSON.stringify({ query: '{ search(text: "=cmd|x") { text sectors { code } } }' }),
    },
    status: 200,
    code: null,
    says: /^(?!(.|\n)*(^|,)=cmd)/m,
  },
];

/** All of them. */
export const hostileRequests: readonly Hostile[] = [...LIMITS, ...VALUES, ...REQUESTS];
