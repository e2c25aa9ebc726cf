import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'graphql';
import { readLimits } from '../../src/limits/config.ts';
import { documentExcess, parseWithin } from '../../src/limits/document.ts';
import { LIMITS } from '../../src/limits/limits.ts';
import { variablesExcess } from '../../src/limits/variables.ts';

const { limits } = readLimits({});

describe('the limits', () => {
  it('stand in the README as they stand in the code', async () => {
    const readme = await readFile(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
    const rows = Object.entries(LIMITS).map(([name, row]) => {
      const variable = row.variable === undefined ? '' : `\`${row.variable}\``;
      return `| \`${name}\` | ${row.default} | ${row.what} | ${variable} |`;
    });
    const table = readme.split('\n').filter((line) => /^\| `[a-z]\w*` \| \d/.test(line));
    expect(table).toEqual(rows);
  });

  it('are changed by the environment', () => {
    const changed = readLimits({ LIMIT_DEPTH: '7', RATE_LIMIT_POINTS: '900', REDIS_URL: '' });
    expect(changed.limits).toEqual({
      ...limits,
      depth: 7,
      ratePoints: 900,
      rateLoopbackPoints: 900,
    });
    expect(changed).toMatchObject({ redisUrl: undefined, trustProxy: false });
  });

  it.each([
    ['LIMIT_DEPTH', '0', /LIMIT_DEPTH must be a whole number from 1 to .* got "0"/],
    ['LIMIT_COST', 'much', /LIMIT_COST must be .* got "much"/],
    ['RATE_LIMIT_WINDOW', '1.5', /RATE_LIMIT_WINDOW must be/],
    ['TRUST_PROXY', 'yes', /TRUST_PROXY must be .* got "yes"/],
    ['REDIS_URL', 'http://:secret@x', /^REDIS_URL must be .*(?!.*secret)/],
  ])('are not taken from %s=%s', (variable, value, message) => {
    expect(() => readLimits({ [variable]: value })).toThrow(message);
    expect(() => readLimits({ [variable]: value })).not.toThrow(/secret/);
  });

  it('believe as many proxies as there are, or those named', () => {
    const { trustProxy } = readLimits({ TRUST_PROXY: '2' });
    if (typeof trustProxy !== 'function') throw new Error('A number of hops is a function.');
    expect([0, 1, 2].map((hop) => trustProxy('x', hop))).toEqual([true, true, false]);
    const named = readLimits({ TRUST_PROXY: '10.0.0.0/8, ::1' });
    expect(named.trustProxy).toEqual(['10.0.0.0/8', '::1']);
  });
});

/** As much as a limit allows, and one more. */
const EDGES: readonly (readonly [keyof typeof LIMITS, (size: number) => string])[] = [
  ['depth', (size) => `${'{a'.repeat(size)}${'}'.repeat(size)}`],
  [
    'aliases',
    (size) => `{ a { ${Array.from({ length: size }, (_, i) => `a${i}: b`).join(' ')} } }`,
  ],
  ['rootFields', (size) => `{ ${Array.from({ length: size }, (_, i) => `a${i}`).join(' ')} }`],
  ['directives', (size) => `{ a ${'@x '.repeat(size)} }`],
  ['operations', (size) => Array.from({ length: size }, (_, i) => `query Q${i} { a }`).join(' ')],
  [
    'fragments',
    (size) =>
      `{ a } ${Array.from({ length: size }, (_, i) => `fragment F${i} on A { a }`).join(' ')}`,
  ],
  ['repeats', (size) => `{ x { ${'a '.repeat(size)} } }`],
  [
    'variables',
    (size) => `query (${Array.from({ length: size }, (_, i) => `$v${i}: Int`).join(' ')}) { a }`,
  ],
  ['variableDepth', (size) => `{ a(b: ${'['.repeat(size)}${']'.repeat(size)}) }`],
  ['listLength', (size) => `{ a(b: [${'1 '.repeat(size)}]) }`],
  ['textLength', (size) => `{ a(b: "${'x'.repeat(size)}") }`],
];

describe('a document', () => {
  it.each(EDGES)('is taken up to the limit of %s, and refused beyond', (limit, documentOf) => {
    const ceiling = limits[limit];
    expect(documentExcess(parse(documentOf(ceiling)), limits)).toBeUndefined();
    const refusal = documentExcess(parse(documentOf(ceiling + 1)), limits);
    expect(refusal?.extensions).toMatchObject({ limit, computed: ceiling + 1, ceiling });
    expect(refusal?.message).toMatch(new RegExp(`\\b${ceiling + 1}\\b.*\\b${ceiling}\\b`));
  });

  it('counts what fragments come to without spreading them out', () => {
    const doubling = Array.from(
      { length: 40 },
      (_, i) => `fragment F${i} on A { ...F${i + 1} ...F${i + 1} }`,
    ).join(' ');
    const document = parse(`{ ...F0 } ${doubling} fragment F40 on A { a }`);
    expect(documentExcess(document, { ...limits, rootFields: 1e15 })?.extensions).toMatchObject({
      limit: 'fields',
      computed: 2 ** 40,
    });
  });

  it('is not parsed beyond the limit of tokens', () => {
    expect(parseWithin(limits, '{ a }')).toBeDefined();
    expect(parseWithin({ ...limits, tokens: 2 }, '{ a }')).toBeUndefined();
    expect(parseWithin(limits, '{ a')).toBeUndefined();
  });
});

describe('variables', () => {
  it('are taken up to their limits', () => {
    const taken = { list: Array(limits.listLength).fill(0), text: 'x'.repeat(limits.textLength) };
    expect(variablesExcess(taken, limits)).toBeUndefined();
  });

  it.each([
    ['listLength', { v: Array(501).fill(0) }, '$v'],
    ['textLength', { v: { w: 'x'.repeat(10_001) } }, '$v'],
    ['variableDepth', { v: JSON.parse('['.repeat(11) + ']'.repeat(11)) }, '$v'],
    ['variableValues', { v: Array(100).fill(Array(50).fill(0)) }, undefined],
  ])('beyond %s are refused', (limit, variables, argument) => {
    const { extensions } = variablesExcess(variables, limits) ?? {};
    expect(extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit });
    expect(extensions?.argument).toBe(argument);
  });
});
