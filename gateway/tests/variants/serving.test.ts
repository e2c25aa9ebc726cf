import { variantApi } from '../../src/index.ts';
import { variantSupergraph } from '../../src/variants/filter.ts';
import { supergraph } from '../fixture.ts';
import { openDesk, post, startGateway, supergraphOf, supergraphSdl } from './graph.ts';

describe('the supergraph of a variant', () => {
  it('is the one given, to the letter, where nothing is hidden', () => {
    expect(variantSupergraph(supergraphSdl, 'internal')).toBe(supergraphSdl);
    expect(variantSupergraph(supergraph(), 'public')).toBe(supergraph());
    const open = supergraphOf(
      'type Query { a: Int @tag(name: "public") b: Int @tag(name: "billing") }',
    );
    expect(variantSupergraph(open, 'public')).toBe(open);
  });

  it('loses types that nothing leads to any more, and keeps those that nothing led to before', () => {
    const sdl = supergraphOf(`
      type Query { a: Int, log(by: By): Log @tag(name: "partner") }
      type Log { level: Level, of: Entry }
      enum Level { LOW }
      interface Entry { text: Text }
      type Note implements Entry { text: Text }
      scalar Text
      input By { level: Level }
      type Apart { a: Int }
    `);
    const types = (variant: 'public' | 'partner') =>
      [...variantApi(sdl, variant).matchAll(/^(?:type|enum|input|scalar|interface) (\w+)/gm)].map(
        ([, name]) => name,
      );
    expect(types('public')).toEqual(['Apart', 'Query']);
    expect(types('partner')).toEqual([
      'Apart',
      'By',
      'Entry',
      'Level',
      'Log',
      'Note',
      'Query',
      'Text',
    ]);
  });

  it.each([
    [
      'a type without fields',
      'type Query { a: A } type A { b: Int @tag(name: "internal") }',
      /"A".* all .*inaccessible/i,
    ],
    ['a graph without fields', 'type Query { a: Int @tag(name: "partner") }', /"Query"/],
    [
      'an argument that is required',
      'type Query { a(b: ID! @tag(name: "partner")): Int }',
      /"Query\.a\(b:\)".*required/i,
    ],
    [
      'a field of an input that is required',
      'type Query { a(b: B): Int } input B { c: Int! @tag(name: "partner") d: Int }',
      /"B\.c".*required/i,
    ],
    [
      'a field of a hidden type',
      'type Query { a: A, b: Int } type A @tag(name: "partner") { c: Int }',
      /"A".*"Query\.a"/,
    ],
    [
      'a field that an interface promises',
      'type Query { a: I } interface I { b: Int c: Int } type A implements I { b: Int @tag(name: "partner") c: Int }',
      /"A\.b".*"I\.b"/,
    ],
    [
      'an item that must be there',
      'type Query { a: [U!] } union U = A | B type A { c: Int } type B @tag(name: "partner") { c: Int }',
      /Query\.a may hold a B, which is hidden: it must be nullable there\./,
    ],
  ])('is refused, saying why, where it hides %s', (_, types, why) => {
    const sdl = supergraphOf(types);
    expect(() => variantApi(sdl, 'public')).toThrow(/^The variant public cannot be made: ?/);
    expect(() => variantApi(sdl, 'public')).toThrow(why);
    expect(() => variantApi(sdl, 'internal')).not.toThrow();
  });

  it('knows the directive under another name too', () => {
    const renamed = supergraphOf('type Query { a: Int b: Int @tag(name: "partner") }')
      .replace('tag/v0.3"', 'tag/v0.3", as: "label"')
      .replaceAll('@tag', '@label');
    expect(variantApi(renamed, 'public')).not.toContain('b: Int');
    expect(variantApi(renamed, 'partner')).toContain('b: Int');
  });
});

describe.each(['compiled', 'stock'] as const)('a new supergraph, with the %s engine', (engine) => {
  let desk: ReturnType<typeof openDesk>;
  let gateway: Awaited<ReturnType<typeof startGateway>>;
  let keys: Record<string, string>[];

  const before = supergraphOf(
    'type Query { a: Int, b: Int @tag(name: "partner"), c: Int @tag(name: "internal") }',
  );

  beforeEach(async () => {
    desk = openDesk();
    keys = [{}];
    for (const variant of ['partner', 'internal']) {
      keys.push({ 'x-api-key': (await desk.add(variant)).key });
    }
    const only = async () => ({ data: {} });
    gateway = await startGateway({
      engine,
      supergraphSdl: before,
      subgraphs: { only },
      keysFile: desk.path,
    });
  });

  afterEach(async () => {
    await gateway.server.stop();
    desk.clear();
  });

  /** The fields that each variant has, from the public one on. */
  const fields = () =>
    Promise.all(
      keys.map(async (headers) => {
        const query = '{ __type(name: "Query") { fields { name } } }';
        const { text } = await post(gateway.url, { query }, headers);
        return [...text.matchAll(/"name":"(\w+)"/g)].map(([, name]) => name).join('');
      }),
    );

  it('is taken by all variants, those that are there and those that are not yet', async () => {
    expect(await fields()).toEqual(['a', 'ab', 'abc']);
    gateway.server.update(supergraphOf('type Query { a: Int, d: Int @tag(name: "internal") }'));
    // Two variants are alike now, and stay what they are.
    expect(await fields()).toEqual(['a', 'a', 'ad']);
    gateway.server.update(before);
    expect(await fields()).toEqual(['a', 'ab', 'abc']);
  });

  it('parts variants that had been alike', async () => {
    gateway.server.update(supergraphOf('type Query { a: Int, b: Int }'));
    expect(await fields()).toEqual(['ab', 'ab', 'ab']);
    gateway.server.update(before);
    expect(await fields()).toEqual(['a', 'ab', 'abc']);
  });

  it.each([
    ['before they were asked for', false],
    ['after', true],
  ])('of which one variant cannot be made is taken by none, %s', async (_, asked) => {
    if (asked) await fields();
    const broken = supergraphOf(
      'type Query { a: A, z: Int @tag(name: "internal") } type A @tag(name: "internal") { c: Int }',
    );
    expect(() => gateway.server.update(broken)).toThrow(/"A"/);
    // Fine for all but partners, whose part comes second.
    const half = supergraphOf(`type Query { a: Int, b: B @tag(name: "partner") }
      type B @tag(name: "partner") { c: C, d: Int } type C @tag(name: "internal") { e: Int }`);
    expect(() => gateway.server.update(half)).toThrow(/"C"/);
    expect(await fields()).toEqual(['a', 'ab', 'abc']);
  });
});

describe('a gateway of one variant', () => {
  it('serves it without a key, and refuses keys that are for another', async () => {
    const desk = openDesk();
    const gateway = await startGateway({ variant: 'partner', keysFile: desk.path });
    try {
      const ask = (headers: Readonly<Record<string, string>> = {}) =>
        post(gateway.url, { query: '{ audits { id } }' }, headers);
      const open = await ask();
      expect([open.status, open.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
      expect(gateway.fetches[0]?.headers['x-graph-variant']).toBe('partner');
      expect((await post(gateway.url, { query: '{ ledgers { id } }' })).status).toBe(400);
      expect((await ask({ 'x-api-key': (await desk.add('partner')).key })).status).toBe(200);
      const other = await ask({ 'x-api-key': (await desk.add('internal')).key });
      expect([other.status, other.json().errors]).toEqual([
        403,
        [
          {
            message: 'This address serves the variant partner; the key is for internal.',
            extensions: { code: 'FORBIDDEN' },
          },
        ],
      ]);
      expect((await ask({ 'x-api-key': 'x' })).status).toBe(401);
    } finally {
      await gateway.server.stop();
      desk.clear();
    }
  });
});
