import { createHash } from 'node:crypto';
import { openDesk, post, startGateway } from './graph.ts';

type Desk = ReturnType<typeof openDesk>;
type Gateway = Awaited<ReturnType<typeof startGateway>>;
type Viewer = 'public' | 'partner';
type Keyed = Viewer | 'internal';

let desk: Desk;
const keys: Record<Keyed, Readonly<Record<string, string>>> = {
  public: {},
  partner: {},
  internal: {},
};

beforeAll(async () => {
  desk = openDesk();
  for (const variant of ['partner', 'internal'] as const) {
    keys[variant] = { 'x-api-key': (await desk.add(variant)).key };
  }
});

afterAll(() => desk.clear());

/** Where something can be asked for: what hides it, its name, and a question that names it. */
const places: readonly [string, 'partner' | 'internal', string, (name: string) => object][] = [
  ['a field', 'partner', 'audits', (name) => ({ query: `{ makers { ${name} { id } } }` })],
  ['a field', 'internal', 'taxNumber', (name) => ({ query: `{ makers { ${name} } }` })],
  ['an alias', 'internal', 'taxNumber', (name) => ({ query: `{ makers { name: ${name} } }` })],
  ['a root field', 'partner', 'audits', (name) => ({ query: `{ ${name} { id } }` })],
  ['a root field', 'internal', 'ledgers', (name) => ({ query: `{ ${name} { id } }` })],
  [
    'a fragment',
    'internal',
    'taxNumber',
    (name) => ({ query: `{ makers { ...F } } fragment F on Maker { ${name} }` }),
  ],
  [
    'a fragment on a type',
    'partner',
    'Audit',
    (name) => ({ query: `{ things { ...F } } fragment F on ${name} { id }` }),
  ],
  [
    'a fragment on a type',
    'internal',
    'Ledger',
    (name) => ({ query: `{ node(id: "ledger-1") { ...F } } fragment F on ${name} { id }` }),
  ],
  [
    'a fragment on an interface',
    'partner',
    'Audited',
    (name) => ({ query: `{ makers { ... on ${name} { __typename } } }` }),
  ],
  [
    'an inline fragment',
    'partner',
    'Audit',
    (name) => ({ query: `{ things { ... on ${name} { id } } }` }),
  ],
  [
    'an inline fragment',
    'internal',
    'Ledger',
    (name) => ({ query: `{ things { ... on ${name} { id } } }` }),
  ],
  [
    'an argument',
    'partner',
    'sinceAudit',
    (name) => ({ query: `{ makers(${name}: "1") { id } }` }),
  ],
  ['an argument', 'internal', 'asOwner', (name) => ({ query: `{ makers(${name}: true) { id } }` })],
  [
    'an enum value',
    'partner',
    'RATING',
    (name) => ({ query: `{ makers(order: ${name}) { id } }` }),
  ],
  [
    'an enum value',
    'internal',
    'MARGIN',
    (name) => ({ query: `{ makers(order: ${name}) { id } }` }),
  ],
  [
    'an enum value in a variable',
    'internal',
    'MARGIN',
    (name) => ({
      query: 'query ($o: Order) { makers(order: $o) { id } }',
      variables: { o: name },
    }),
  ],
  [
    'an enum value as a default',
    'internal',
    'MARGIN',
    (name) => ({ query: `query ($o: Order = ${name}) { makers(order: $o) { id } }` }),
  ],
  [
    'a field of an input',
    'partner',
    'gradedBy',
    (name) => ({ query: `{ makers(by: { ${name}: "x" }) { id } }` }),
  ],
  [
    'a field of an input in a variable',
    'internal',
    'soldTo',
    (name) => ({
      query: 'query ($by: Search) { makers(by: $by) { id } }',
      variables: { by: { [name]: '1' } },
    }),
  ],
  [
    'the type of a variable',
    'partner',
    'AuditSearch',
    (name) => ({
      query: `query ($by: ${name}) { makers { id } audits(by: $by) { id } }`,
      variables: {},
    }),
  ],
  [
    'the type of a variable',
    'partner',
    'Grade',
    (name) => ({ query: `query ($g: ${name}) { makers { id } audits(by: { grade: $g }) { id } }` }),
  ],
  [
    'a field below @include',
    'internal',
    'taxNumber',
    (name) => ({ query: `{ makers { id ${name} @include(if: false) } }` }),
  ],
  [
    'an operation that is not run',
    'internal',
    'taxNumber',
    (name) => ({
      query: `query A { makers { id } } query B { makers { ${name} } }`,
      operationName: 'A',
    }),
  ],
];

/** What a variant must not tell of. */
const hiddenNames = {
  public:
    /Audit|Grade|grade|audits|RATING|MARGIN|Ledger|ledgers|taxNumber|sold|asOwner|inspector|number/,
  partner: /MARGIN|Ledger|ledgers|taxNumber|soldTo|paidBy|asOwner|costOf|number/,
} as const;

const SUGGESTION = / Did you mean [^?]*\?/g;

const suggestions = (text: string): string => (text.match(SUGGESTION) ?? []).join();

/** An answer without the name that was asked for, and without what a name is near to, which no two names share. */
const alike = (text: string, name: string): string =>
  text.replaceAll(SUGGESTION, '').replaceAll(name, '…');

/** A name that never was, and is so near to a name that a suggestion would tell that one. */
const misspelt = (name: string): string => `${name.slice(0, -1)}${name.endsWith('Q') ? 'X' : 'Q'}`;

describe.each(['compiled', 'stock'] as const)('with the %s engine', (engine) => {
  let gateway: Gateway;

  beforeAll(async () => {
    gateway = await startGateway({ engine, keysFile: desk.path });
  });

  afterAll(() => gateway.server.stop());

  const ask = (variant: Keyed, body: object, headers: Readonly<Record<string, string>> = {}) =>
    post(gateway.url, body, { ...keys[variant], ...headers });

  const viewers = (tag: 'partner' | 'internal'): Viewer[] =>
    tag === 'partner' ? ['public'] : ['public', 'partner'];

  const cases = places.flatMap(([where, tag, name, body]) =>
    viewers(tag).map((viewer) => [where, name, viewer, body] as const),
  );

  it.each(cases)(
    '%s (%s) is to the %s variant as if it never was',
    async (_, name, viewer, body) => {
      const hidden = await ask(viewer, body(name));
      const never = await ask(viewer, body(misspelt(name)));
      expect(never.status).toBe(400);
      for (const { text } of [hidden, never]) {
        expect(suggestions(text)).not.toMatch(hiddenNames[viewer]);
      }
      expect([hidden.status, alike(hidden.text, name)]).toEqual([
        never.status,
        alike(never.text, misspelt(name)),
      ]);
    },
  );

  it.each(cases)(
    '%s (%s) is hidden from the %s variant as a table too',
    async (_, name, viewer, body) => {
      const accept = { accept: 'text/csv' };
      const hidden = await ask(viewer, body(name), accept);
      const never = await ask(viewer, body(misspelt(name)), accept);
      expect(hidden.status).toBe(400);
      expect(alike(hidden.text, name)).toBe(alike(never.text, misspelt(name)));
    },
  );

  it.each(places)(
    '%s for %s (%s) is served to those who may see it',
    async (_, tag, name, body) => {
      const { status, json } = await ask(tag, body(name));
      expect([status, json().errors]).toEqual([200, undefined]);
    },
  );

  it.each(['public', 'partner'] as const)(
    'the schema of the %s variant tells of nothing hidden',
    async (viewer) => {
      const query = `{ __schema { types { name
      fields(includeDeprecated: true) { name args { name type { name ofType { name } } } type { name ofType { name } } }
      inputFields { name } enumValues(includeDeprecated: true) { name } possibleTypes { name } interfaces { name } } } }`;
      const { text, status } = await ask(viewer, { query });
      expect(status).toBe(200);
      expect(text).toContain('"Maker"');
      expect(text).not.toMatch(hiddenNames[viewer]);
      expect((await ask('internal', { query })).text).toMatch(hiddenNames[viewer]);
    },
  );

  it.each([
    ['Ledger', ['public', 'partner']],
    ['Audit', ['public']],
    ['AuditSearch', ['public']],
    ['Grade', ['public']],
    ['Audited', ['public']],
  ] as const)('__type(name: "%s") is null where it is hidden', async (name, viewers) => {
    const query = `{ __type(name: "${name}") { name } }`;
    for (const viewer of viewers) {
      expect((await ask(viewer, { query })).json().data).toEqual({ __type: null });
    }
    expect((await ask('internal', { query })).json().data).toEqual({ __type: { name } });
  });

  it('an id of a hidden type leads to null, and to nothing of it', async () => {
    const query =
      '{ node(id: "ledger-1") { __typename id } nodes(ids: ["ledger-1", "maker-asha"]) { __typename id } }';
    for (const viewer of ['public', 'partner'] as const) {
      const { text, json } = await ask(viewer, { query });
      const maker = { __typename: 'Maker', id: 'maker-asha' };
      expect(json().data).toEqual({ node: null, nodes: [null, maker] });
      expect(text).not.toMatch(/Ledger/);
    }
    expect((await ask('internal', { query })).json().data?.node).toMatchObject({
      __typename: 'Ledger',
    });
  });

  it('a member of a union that is hidden is null in its place', async () => {
    const query = '{ things { __typename } }';
    const types = async (viewer: Keyed) => (await ask(viewer, { query })).json().data?.things;
    const [maker, place, audit, ledger] = ['Maker', 'Place', 'Audit', 'Ledger'].map((name) => ({
      __typename: name,
    }));
    expect(await types('public')).toEqual([maker, place, null, null]);
    expect(await types('partner')).toEqual([maker, place, audit, null]);
    expect(await types('internal')).toEqual([maker, place, audit, ledger]);
  });

  it('what is hidden still does its work: as a key, and for @requires', async () => {
    const { json } = await ask('public', { query: '{ stands { title } makers { fee } }' });
    expect(json()).toEqual({
      data: { stands: [{ title: 'Stand 7' }], makers: [{ fee: 'fee of 42' }] },
    });
  });

  it('a fault in what is hidden tells nothing of it, in its message or its path', async () => {
    const query = '{ makers(by: { name: "Lost" }) { fee } }';
    for (const viewer of ['public', 'partner'] as const) {
      const { text, json } = await ask(viewer, { query });
      expect(text).not.toMatch(hiddenNames[viewer]);
      expect(json().errors).not.toBeUndefined();
    }
  });

  it('an error of a subgraph that tells of something hidden is masked', async () => {
    const query = '{ slip }';
    for (const viewer of ['public', 'partner'] as const) {
      expect((await ask(viewer, { query })).json().errors).toEqual([
        {
          message: 'The request was refused.',
          path: ['slip'],
          extensions: { code: 'BAD_USER_INPUT', service: 'makers' },
        },
      ]);
    }
    expect((await ask('internal', { query })).text).toContain('It goes by `taxNumber`');
  });

  it('an error that gives back what was asked is left, so that a hidden name and another look alike', async () => {
    const about = async (name: string) => {
      const query = `{ slip(about: "There is no \`${name}\` on record.") }`;
      return alike((await ask('public', { query })).text, name);
    };
    expect(await about('taxNumber')).toBe(await about('taxNumbeQ'));
    expect(await about('taxNumber')).toContain('There is no `…` on record.');
  });

  it('a document that one variant accepted is not run for another, by its hash either', async () => {
    const query = '{ makers { taxNumber } }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    expect((await ask('internal', { query, extensions })).text).toContain('"42"');
    expect((await ask('internal', { extensions })).text).toContain('"42"');
    expect((await ask('public', { query })).status).toBe(400);
    expect((await ask('public', { extensions })).json().errors).toEqual([
      { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
    ]);
  });

  it('subgraphs are told the variant and never the key, whatever the client says of it', async () => {
    gateway.fetches.length = 0;
    await ask('partner', { query: '{ makers { id } }' }, { 'x-graph-variant': 'internal' });
    await ask('public', { query: '{ makers { id } }' }, { 'x-graph-variant': 'internal' });
    expect(gateway.fetches.map(({ headers }) => headers['x-graph-variant'])).toEqual([
      'partner',
      undefined,
    ]);
    expect(JSON.stringify(gateway.fetches)).not.toContain('niryat_');
  });
});
