import { EventEmitter, once } from 'node:events';
import { request } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { GraphQLError } from 'graphql';
import { createGatewayServer, type GatewayServer } from '../src/index.ts';
import { type Asked, item, type ShopOptions, shopOf, VERSIONS } from './table-fixture.ts';

const CSV = 'text/csv';
const NDJSON = 'application/x-ndjson';

let gateway: GatewayServer;
let url: string;
let asked: Asked[];
let entries: ReturnType<typeof shopOf>['entries'];

const five = ['a', 'b', 'c', 'd', 'e'].map((code, i) => item(code, { price: i - 1.25 }));

/** Starts a gateway over other items than the last one. */
const shop = (...items: Parameters<typeof shopOf>[0]): Promise<void> => open(items);

async function open(...of: Parameters<typeof shopOf>): Promise<void> {
  await gateway?.stop();
  const fixture = shopOf(...of);
  ({ asked, entries } = fixture);
  gateway = await createGatewayServer({ ...fixture.options, maxBodyBytes: 5000 });
  ({ url } = await gateway.listen({ host: '127.0.0.1', port: 0 }));
}

beforeEach(() => shop(...five));
afterAll(() => gateway.stop());

const post = (query: string, accept = CSV, more: object = {}, headers: object = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, ...headers },
    body: JSON.stringify({ query, ...more }),
  });

/** The rows of a CSV answer, the heading first. */
async function rows(query: string, more: object = {}): Promise<string[][]> {
  const response = await post(query, CSV, more);
  const text = await response.text();
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/csv; charset=utf-8; header=present',
  ]);
  return parse(text);
}

/** The lines of an NDJSON answer. */
async function lines(query: string, more: object = {}): Promise<unknown[]> {
  const response = await post(query, NDJSON, more);
  expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
  const text = await response.text();
  expect(text === '' || text.endsWith('\n')).toBe(true);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

/** What came before the transfer ended, and whether it was broken off. */
const received = (query: string, accept: string) =>
  new Promise<{ text: string; complete: boolean; status: number | undefined }>(
    (resolve, reject) => {
      const headers = { 'content-type': 'application/json', accept };
      const sent = request(url, { method: 'POST', headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          text += chunk;
        });
        response.on('error', () => undefined);
        response.on('close', () => {
          resolve({ text, complete: response.complete, status: response.statusCode });
        });
      });
      sent.on('error', reject).end(JSON.stringify({ query }));
    },
  );

describe('a table', () => {
  it('has the rows of all pages, in order, whatever the size of a page', async () => {
    const expected = [
      ['code', 'price'],
      ['a', '-1.25'],
      ['b', '-0.25'],
      ['c', '0.75'],
      ['d', '1.75'],
      ['e', '2.75'],
    ];
    expect(await rows('{ items { nodes { code price } } }')).toEqual(expected);
    expect(asked).toHaveLength(3);
    expect(await rows('{ items(first: 5) { nodes { code price } } }')).toEqual(expected);
    expect(asked).toHaveLength(4);
  });

  it('is the same document for every page, so that it is planned once', async () => {
    await rows('{ items(first: 1) { nodes { code } } }');
    expect(new Set(asked.map(({ query }) => query)).size).toBe(1);
    expect(asked.map(({ variables }) => Object.values(variables))).toEqual([
      [null],
      ['c1'],
      ['c2'],
      ['c3'],
      ['c4'],
    ]);
  });

  it.each([
    ['{ items(after: "c3") { nodes { code } } }', {}],
    ['query ($from: String) { items(after: $from) { nodes { code } } }', { from: 'c3' }],
    ['query ($from: String = "c3") { items(after: $from) { nodes { code } } }', {}],
    ['query ($_after: String) { items(after: $_after) { nodes { code } } }', { _after: 'c3' }],
  ])('begins behind the cursor that is given: %s', async (query, variables) => {
    expect(await rows(query, { variables })).toEqual([['code'], ['d'], ['e']]);
  });

  it('keeps the other variables, the page info and the names that a document has', async () => {
    const query = `
      query One($short: Boolean, $n: Int) { shop { stock: items(first: $n) { ...Page } } }
      query Two { language }
      fragment Page on ItemConnection { _pageInfo: totalCount pageInfo { endCursor } nodes { ...Named } }
      fragment Named on Item { label: name(short: $short) code }`;
    const found = await rows(query, { operationName: 'One', variables: { short: true, n: 3 } });
    expect(found).toEqual([
      ['shop.stock._pageInfo', 'label', 'code'],
      ...['a', 'b', 'c', 'd', 'e'].map((code) => ['5', 'I', code]),
    ]);
  });

  it('is made of edges as well', async () => {
    expect(await rows('{ items(after: "c3") { edges { cursor node { code } } } }')).toEqual([
      ['cursor', 'node.code'],
      ['c4', 'd'],
      ['c5', 'e'],
    ]);
  });

  it('is made of a plain list where there is no connection', async () => {
    expect(await rows('{ makers { name phones } }')).toEqual([
      ['name', 'phones'],
      ['A', '1|2'],
      ['B', '1|2'],
    ]);
    expect(
      await rows('{ things { __typename ... on Maker { name } ... on Place { city } } }'),
    ).toEqual([
      ['__typename', 'name', 'city'],
      ['Maker', 'A', ''],
      ['Place', '', 'Agra'],
    ]);
  });

  it('repeats in every row what stands beside the list', async () => {
    const query =
      '{ shop { name languages makers { name } items(first: 4) { totalCount total { value } nodes { code } } } language }';
    const beside = [
      'shop.name',
      'shop.languages',
      'language',
      'shop.makers.name',
      'shop.items.totalCount',
      'shop.items.total.value',
    ];
    const [heading, first] = await rows(query);
    expect(heading).toEqual([...beside, 'code']);
    expect(first).toEqual(['Bazaar', 'EN|HI', '*', 'A|B', '5', '2.5', 'a']);
    expect((await lines(query))[4]).toEqual({
      'shop.name': 'Bazaar',
      'shop.languages': ['EN', 'HI'],
      language: '*',
      'shop.makers.name': ['A', 'B'],
      'shop.items.totalCount': 5,
      'shop.items.total.value': 2.5,
      code: 'e',
    });
  });

  it('has a column for what is asked of a connection without its rows', async () => {
    await shop(item('a', { maker: { name: 'A', city: null, phones: [] } }), item('b'));
    const counted = 'items { totalCount total { value } pageInfo { hasNextPage } }';
    expect(await rows(`{ items { nodes { code maker { ${counted} } } } }`)).toEqual([
      ['code', 'maker.items.totalCount', 'maker.items.total.value'],
      ['a', '2', '2.5'],
      ['b', '', ''],
    ]);
    expect(await rows(`{ shop { ${counted} } items { nodes { code } } }`)).toEqual([
      ['shop.items.totalCount', 'shop.items.total.value', 'code'],
      ['2', '2.5', 'a'],
      ['2', '2.5', 'b'],
    ]);
    expect(await rows('{ makers { name all: items { totalCount } } }')).toEqual([
      ['name', 'all.totalCount'],
      ['A', '2'],
      ['B', '2'],
    ]);
  });

  it('has its heading alone where there are no rows, or nothing that could have any', async () => {
    await shop();
    expect(await rows('{ items { nodes { code maker { name } } } }')).toEqual([
      ['code', 'maker.name'],
    ]);
    expect(await rows('{ shop(open: false) { items { nodes { code } } } }')).toEqual([['code']]);
    expect(await lines('{ items { nodes { code } } }')).toEqual([]);
  });

  it('is a file to save, under the name of its list', async () => {
    const response = await post('{ shop { stock: items { nodes { code } } } }');
    await response.text();
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="shop-stock.csv"',
    );
    expect(response.headers.get('x-request-id')).toMatch(/./);
  });

  it('is asked for with the headers of the client', async () => {
    const headers = { 'accept-language': 'hi', 'x-request-id': 'one' };
    const response = await post(
      '{ language items(first: 3) { nodes { code } } }',
      CSV,
      {},
      headers,
    );
    expect(parse(await response.text())).toContainEqual(['hi', 'e']);
    expect(response.headers.get('x-request-id')).toBe('one');
    expect(asked.map(({ headers }) => headers['x-request-id'])).toEqual(['one', 'one']);
  });
});

describe('a cell', () => {
  const cell = async (more: object, selection: string): Promise<string | undefined> => {
    await shop(item('a', more));
    return (await rows(`{ items { nodes { code ${selection} } } }`))[1]?.[1];
  };
  const maker = (name: string | null, phones: string[] = []) => ({ name, city: null, phones });

  it.each([
    ['null', { name: null }, 'name', ''],
    ['a truth', { sold: true }, 'sold', 'true'],
    ['a large number', { price: 1e21 }, 'price', '1e+21'],
    ['Hindi', { name: 'कालीन' }, 'name', 'कालीन'],
    ['what CSV quotes', { name: 'a "b", c\r\nd' }, 'name', 'a "b", c\r\nd'],
    ['a nested object', { maker: maker('A') }, 'maker { name }', 'A'],
    ['a nested object that is null', {}, 'maker { name }', ''],
    ['a list of texts', { tags: ['x', null, 'y'] }, 'tags', 'x||y'],
    ['an empty list', { tags: [] }, 'tags', ''],
    ['a list with the sign between items', { tags: ['x|y', 'a\\b'] }, 'tags', 'x\\|y|a\\\\b'],
    ['a list of objects', { makers: [maker('A'), null, maker('B')] }, 'makers { name }', 'A||B'],
    [
      'a place for each item of a list, however many there are within it',
      { makers: [maker('A', ['1', '2']), maker('B'), null, maker('C', ['3'])] },
      'makers { phones }',
      '1;2|||3',
    ],
    ['a list of one empty list', { makers: [maker('A')] }, 'makers { phones }', ''],
    [
      'a list within a list with the signs between items',
      { makers: [maker('A', ['x|y', 'a;b', 'c\\d']), maker('B', ['-'])] },
      'makers { phones }',
      'x\\|y;a\\;b;c\\\\d|-',
    ],
    ['the inner sign in a list without inner ones', { tags: ['x;y', 'z'] }, 'tags', 'x;y|z'],
    [
      'lists within lists within lists, an empty one in its place',
      { grid: [[['a', 'b'], [], ['c']], [], [[]], [['d']]] },
      'grid',
      'a;b;;c|||d',
    ],
    ['the sign between items in no list', { name: 'x|y\\' }, 'name', 'x|y\\'],
  ])('holds %s', async (_what, more, selection, expected) => {
    expect(await cell(more, selection)).toBe(expected);
  });

  it.each([
    '=1+1',
    '+cmd',
    '-2+3',
    '@SUM(A1)',
    '\tx',
    '\r=1',
    '\n=1',
    '-',
    '+91 522 1',
    '=',
    '-1e',
    '--1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(A1)',
  ])('has an apostrophe ahead of what a spreadsheet would run: %j', async (name) => {
    expect(await cell({ name }, 'name')).toBe(`'${name}`);
    expect(await cell({ tags: [name, 'x'] }, 'tags')).toBe(`'${name}|x`);
  });

  it.each(['-1', '-1.50', '-1e5', '1=1', 'a+b', '', "'x"])('is left as it is: %j', async (name) => {
    expect(await cell({ name }, 'name')).toBe(name);
  });

  it('is not touched in NDJSON, where rows are as they were answered', async () => {
    await shop(item('a', { name: '=1', tags: ['x|y'], maker: maker('-x') }));
    expect(
      await lines('{ items { nodes { name tags maker { name phones } makers { name } } } }'),
    ).toEqual([{ name: '=1', tags: ['x|y'], maker: { name: '-x', phones: [] }, makers: [] }]);
  });

  it('is kept also where it is empty and the only one of its row', async () => {
    await shop(item('a', { name: null }), item('b'));
    expect(await rows('{ items { nodes { name } } }')).toEqual([['name'], [''], ['Item b']]);
  });
});

describe('what the client accepts', () => {
  const query = '{ items(first: 5) { nodes { code } } }';
  const table = 'code\r\na\r\nb\r\nc\r\nd\r\ne\r\n';
  const bom = '\uFEFF';
  const text = async (accept: string) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      await (await post(query, accept)).arrayBuffer(),
    );

  it.each([
    ['text/csv', table],
    ['Text/CSV; charset=UTF-8', table],
    ['text/csv; bom=true', bom + table],
    ['text/csv;charset=utf-8;bom=true', bom + table],
    ['text/csv;header=present', table],
    ['text/csv; charset=utf-8; header=present', table],
    ['text/csv; header="present"; charset="UTF-8"', table],
    ['text/csv;bom=false', table],
    ['text/csv; bom=true; header=present', bom + table],
    ['text/csv;bom=true;q=0.5, text/csv;q=0.4', bom + table],
    ['text/csv;bom=true;q=0.4, text/csv;q=0.5', table],
    ['text/*', table],
    ['text/csv;header=absent, text/csv;q=0.1', table],
    ['text/csv, application/json;q=0.5', table],
    ['text/html, text/csv, */*;q=0.1', table],
  ])('decides on CSV and its byte order mark: %s', async (accept, expected) => {
    expect(await text(accept)).toBe(expected);
  });

  it.each([
    ['application/x-ndjson', 'application/x-ndjson'],
    ['application/ndjson; charset=utf-8', 'application/ndjson'],
    ['application/ndjson, application/x-ndjson;q=0.9', 'application/ndjson'],
  ])('decides on NDJSON, and what it is called: %s', async (accept, type) => {
    const response = await post(query, accept);
    expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
    expect(await response.text()).toBe(
      '{"code":"a"}\n{"code":"b"}\n{"code":"c"}\n{"code":"d"}\n{"code":"e"}\n',
    );
  });

  const offered = /`text\/csv` .*`header=present`.*`application\/x-ndjson`/;
  const refusal = (message: RegExp) => ({
    errors: [{ message: expect.stringMatching(message), extensions: { code: 'BAD_REQUEST' } }],
  });

  it.each([
    'text/csv;header=absent',
    'text/csv;charset=iso-8859-1',
    'text/csv;bom=perhaps, text/html',
    'text/csv;dialect=excel',
    'application/x-ndjson;charset=utf-16',
    'text/csv;header=absent, application/json;q=0',
  ])('is told what can be had where it cannot: %s', async (accept) => {
    const response = await post(query, accept);
    expect([response.status, await response.json()]).toEqual([406, refusal(offered)]);
    expect(asked).toEqual([]);
  });

  it('is refused in the words of JSON where no table is named', async () => {
    const response = await post(query, 'text/html');
    expect(response.status).toBe(406);
    expect(await response.text()).toMatch(/application\/json/);
  });

  const get = (accept: string) =>
    fetch(`${url}?query=${encodeURIComponent(query)}`, {
      headers: { accept, 'apollo-require-preflight': '1' },
    });

  it.each(['text/csv', 'application/ndjson, text/csv;q=0.5', 'text/csv;header=absent'])(
    'is told of POST where it is a GET for tables alone: %s',
    async (accept) => {
      const response = await get(accept);
      expect([response.status, await response.json()]).toEqual([406, refusal(/POST/)]);
    },
  );

  it.each(['text/csv, application/json;q=0.5', 'text/csv, */*;q=0.1', '*/*'])(
    'leaves a GET to JSON where that will do: %s',
    async (accept) => {
      const response = await get(accept);
      expect([response.status, await response.json()]).toMatchObject([
        200,
        { data: { items: {} } },
      ]);
    },
  );

  it.each([
    '*/*',
    'application/json',
    'application/json, text/csv',
    'application/json, text/csv;q=0.9',
    'application/json; charset=utf-8, text/csv',
    'text/csv;header=absent, application/json',
    'application/*, text/*;q=0.9',
  ])('leaves JSON where it is preferred: %s', async (accept) => {
    const response = await post(query, accept);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.json()).toMatchObject({ data: { items: { nodes: { length: 5 } } } });
  });
});

describe('an operation that no table can be made of', () => {
  it.each([
    ['{ language }', /no list/],
    [
      '{ items { nodes { code } } shop { items { nodes { code } } } }',
      /several lists \(items, shop\.items\)/,
    ],
    ['{ a: makers { name } b: makers { name } }', /several lists \(a, b\)/],
    ['{ makers { name items { nodes { code } } } }', /`items` has pages of its own/],
    ['{ items { nodes { maker { items { nodes { code } } } } } }', /`maker\.items` has pages/],
    ['{ items { totalCount } }', /`items` selects neither `nodes` nor `edges`/],
    ['{ shop { items { totalCount } } }', /`shop\.items` selects neither/],
    ['{ makers { items { pageInfo { hasNextPage } } } }', /nothing but `pageInfo`/],
    ['{ items { nodes { code } edges { cursor } } }', /selects more than one/],
    ['{ items(last: 2) { nodes { code } } }', /`items` is asked for with `last`/],
    ['{ items(before: "c4") { nodes { code } } }', /with `before`/],
    ['{ __schema { types { name } } }', /`__schema`/],
    ['mutation { sell(code: "a") { makers { name } } }', /mutation/],
    ['{ name: language items { nodes { name } } }', /named `name`.*alias/],
  ])('is refused with the reason: %s', async (query, reason) => {
    for (const accept of [CSV, NDJSON]) {
      const response = await post(query, accept);
      expect([response.status, response.headers.get('content-type')]).toEqual([
        406,
        'application/json; charset=utf-8',
      ]);
      expect(await response.json()).toEqual({
        errors: [{ message: expect.stringMatching(reason), extensions: { code: 'NOT_TABULAR' } }],
      });
    }
    expect(asked).toEqual([]);
  });

  it('is one whose document is not sent along', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'x' } };
    const body = JSON.stringify({ extensions });
    const headers = { 'content-type': 'application/json', accept: CSV };
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(406);
  });
});

describe('an error', () => {
  it.each([
    ['{ items {', {}],
    ['{ item { code } }', {}],
    ['query A { language } query B { language }', {}],
    ['{ language }', { operationName: 'C' }],
    ['query ($n: Int!) { items(first: $n) { nodes { code } } }', {}],
    ['{ items(failAt: 0) { nodes { code } } }', {}],
    ['', {}],
    [`{ items { nodes { code } } } #${'x'.repeat(5000)}`, {}],
  ])('ahead of the first row is that of JSON: %.60s', async (query, more) => {
    const json = await post(query, '*/*', more);
    const table = await post(query, CSV, more);
    // Beside data an error is a 200 in JSON; a file is not to be made of it.
    expect(json.status === 200).toBe(query.includes('failAt'));
    const status = json.status === 200 ? 400 : json.status;
    expect([table.status, await table.json()]).toEqual([status, await json.json()]);
    expect(table.headers.get('content-type')).toMatch(/^application\/json/);
  });

  it.each([
    [400, ['NOT_FOUND']],
    [400, ['BAD_USER_INPUT', 'NOT_FOUND']],
    [500, ['INTERNAL_SERVER_ERROR', 'NOT_FOUND']],
    [502, ['SOMETHING_OF_ITS_OWN']],
    [502, [undefined]],
    [503, ['DATABASE_UNAVAILABLE']],
    [503, ['NOT_FOUND', 'DEADLINE_EXCEEDED', 'INTERNAL_SERVER_ERROR']],
  ])(
    'of a subgraph ahead of the first row has the status %i where it is %j',
    async (status, codes) => {
      const failing = codes.map(
        (code, i) => `f${i}: failing${code === undefined ? '' : `(with: "${code}")`}`,
      );
      for (const list of ['items { nodes { code } }', 'makers { name }']) {
        const query = `{ ${failing.join(' ')} ${list} }`;
        const [json, table] = [await post(query, '*/*'), await post(query)];
        expect([json.status, table.status]).toEqual([200, status]);
        const { errors } = Object(await json.json());
        expect(errors).toHaveLength(codes.length);
        expect(await table.json()).toMatchObject({ errors });
      }
    },
  );

  it('has the status 503 where a subgraph is away', async () => {
    await open(five, { isAway: true });
    const response = await post('{ items { nodes { code } } }');
    expect([response.status, await response.json()]).toMatchObject([
      503,
      { errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] },
    ]);
  });

  it('in the middle stands in the last line, and the transfer is broken off', async () => {
    const query = '{ items(failAt: 3) { nodes { code } } }';
    expect(await received(query, CSV)).toEqual({
      status: 200,
      complete: false,
      text: 'code\r\na\r\nb\r\nc\r\nd\r\n# error: BAD_USER_INPUT: `failAt` is here.\r\n',
    });
    const { text, complete } = await received(query, NDJSON);
    expect(complete).toBe(false);
    expect(JSON.parse(text.trimEnd().split('\n').at(-1) ?? '')).toEqual({
      error: {
        message: '`failAt` is\nhere.',
        path: ['items'],
        extensions: { code: 'BAD_USER_INPUT', service: 'shop' },
      },
    });
    await expect((await post(query)).text()).rejects.toThrow();
  });

  it('that is a fault is masked in the last line, and logged', async () => {
    const { text, complete } = await received('{ items(stuck: true) { nodes { code } } }', CSV);
    expect(complete).toBe(false);
    expect(text).toMatch(/b\r\n# error: INTERNAL_SERVER_ERROR: Internal server error\r\n$/);
    expect(entries).toMatchObject([{ level: 'error', message: 'a table broke off' }]);
  });
});

describe('the version of the data', () => {
  const query = '{ items { nodes { code } } }';
  const whole = 'code\r\na\r\nb\r\nc\r\nd\r\ne\r\n';
  /** A shop of five, whose version depends on how many pages have been read. */
  const versioned = (version: (pages: number) => string | undefined, more?: ShopOptions) => {
    let pages = 0;
    return open(five, {
      versions: VERSIONS,
      version: () => version(pages),
      beforePage: async () => {
        pages += 1;
      },
      ...more,
    });
  };
  const versionsAsked = () => asked.filter((sent) => sent.query.includes('datasetVersions')).length;

  it('is the same for all pages of a table, which is then as ever', async () => {
    await versioned(() => '12');
    expect(await received(query, CSV)).toEqual({ status: 200, complete: true, text: whole });
    expect([versionsAsked(), asked.length - versionsAsked()]).toEqual([3, 3]);
  });

  it.each([
    ['the second page', 2, 'code\r\na\r\nb\r\n'],
    ['the last page', 3, 'code\r\na\r\nb\r\nc\r\nd\r\n'],
  ])('that changes by the time of %s breaks the table off ahead of it', async (_page, at, sent) => {
    const message =
      'The data changed while this table was read (version 12, now 13): ask for it again.';
    await versioned((pages) => (pages < at ? '12' : '13'));
    expect(await received(query, CSV)).toEqual({
      status: 200,
      complete: false,
      text: `${sent}# error: DATA_CHANGED: ${message}\r\n`,
    });
    await versioned((pages) => (pages < at ? '12' : '13'));
    const { text, complete } = await received(query, NDJSON);
    expect(complete).toBe(false);
    expect(JSON.parse(text.trimEnd().split('\n').at(-1) ?? '')).toEqual({
      error: { message, extensions: { code: 'DATA_CHANGED' } },
    });
    expect(entries).toEqual([]);
  });

  it('may be the first that there is', async () => {
    await versioned((pages) => (pages < 3 ? undefined : '1'));
    expect((await received(query, CSV)).text).toMatch(/DATA_CHANGED: .*\(version none, now 1\)/);
  });

  it('is of no matter to a table of one page, which is one statement', async () => {
    await versioned((pages) => String(pages));
    const one = '{ items(first: 5) { nodes { code } } }';
    expect(await received(one, CSV)).toEqual({ status: 200, complete: true, text: whole });
    await versioned((pages) => String(pages));
    expect(await rows('{ makers { name } }')).toEqual([['name'], ['A'], ['B']]);
    expect(versionsAsked()).toBe(0);
  });

  it('is no matter of the client: names and limits are those of its own document', async () => {
    await versioned(() => '12');
    const own = `query ($_after: Int) { _version: language ${'version'
      .split('')
      .map((letter, i) => `${letter}${i}: language`)
      .join(' ')} items(first: $_after) { nodes { code } } }`;
    const found = await rows(own, { variables: { _after: 2 } });
    expect(found.map((row) => row.at(-1))).toEqual(['code', 'a', 'b', 'c', 'd', 'e']);
    expect(found[0]).toHaveLength(9);
  });

  it('that cannot be had at first is not looked at, and one that is lost breaks off', async () => {
    const away = (): never => {
      throw new GraphQLError('The versions are away.', { extensions: { code: 'NOT_FOUND' } });
    };
    await versioned(away);
    expect(await received(query, CSV)).toEqual({ status: 200, complete: true, text: whole });
    expect(versionsAsked()).toBe(1);
    await versioned((pages) => (pages < 3 ? '12' : away()));
    expect(await received(query, CSV)).toMatchObject({
      complete: false,
      text: expect.stringMatching(/d\r\n# error: NOT_FOUND: The versions are away\.\r\n$/),
    });
  });

  it.each([
    ['hidden from the client', VERSIONS.replace(']!', ']! @tag(name: "partner")')],
    ['something else', 'extend type Query { datasetVersions: [String!] }'],
  ])('that is %s is not looked at', async (_what, versions) => {
    await versioned((pages) => String(pages), { versions });
    expect(await received(query, CSV)).toEqual({ status: 200, complete: true, text: whole });
    expect(versionsAsked()).toBe(0);
  });

  it('tells pages apart that are asked for at the same time', async () => {
    let version = '12';
    const pages = new EventEmitter();
    const held: (() => void)[] = [];
    await versioned(() => version, {
      beforePage: () =>
        new Promise<void>((resolve) => {
          held.push(resolve);
          pages.emit(`page ${held.length}`);
        }),
    });
    const [first, second] = [once(pages, 'page 1'), once(pages, 'page 2')];
    const one = '{ items(first: 5) { nodes { code } } }';
    const older = received(one, CSV);
    await first;
    version = '13';
    const newer = received(one, CSV);
    // Were the newer table given the page that is under way, there would be no second one to wait for.
    await second;
    for (const release of held) release();
    expect([(await older).text, (await newer).text]).toEqual([whole, whole]);
  });
});

describe('a large table', () => {
  const endless = '{ items(endless: true) { nodes { name } } }';

  /** Lets everything that is ready run, until a count has stood still for a while. */
  async function settled(count: () => number): Promise<number> {
    for (let still = 0, last = -1; still < 200; ) {
      await setImmediate();
      still = count() === last ? still + 1 : 0;
      last = count();
    }
    return count();
  }

  it('is asked for no faster than it is read, and no further once the reader has gone', async () => {
    // Compressed, these pages would be next to nothing, and the buffers would hold any number of them.
    const response = await post(endless, CSV, {}, { 'accept-encoding': 'identity' });
    const reader = response.body?.getReader();
    await reader?.read();
    const ahead = await settled(() => asked.length);
    // 20 kB a page: buffers on the way hold some megabytes, and no more.
    expect(ahead).toBeLessThan(1000);
    while (asked.length === ahead) await reader?.read();
    await reader?.cancel();
    const atEnd = await settled(() => asked.length);
    expect(await settled(() => asked.length)).toBe(atEnd);
    expect(entries).toEqual([]);
  });
});
