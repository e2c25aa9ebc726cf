import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastRelease, withRelease, withUnreleased } from '../check/changelog.ts';
import { type CheckedSchema, checkSchemas } from '../check/check.ts';
import { root } from '../sources.ts';

const released = `
  type Query { town(code: ID!, size: Size): Town! towns: [Town!]! }
  type Town { code: ID! name: String! people: Int mayor: Person
    old: String @deprecated(reason: "Use \`name\`. Removed after 2026-06-30.")
    keeper: Keeper @deprecated(reason: "Use \`mayor\`. Removed after 2026-06-30.")
    vague: String @deprecated(reason: "Use \`name\`.") }
  type Person { name: String! }
  type Keeper { house: House }
  type House { name: String }
  enum Size { SMALL LARGE TINY @deprecated(reason: "Use \`SMALL\`. Removed after 2026-06-30.") }
`;

/** The schema with a part of it written otherwise. */
function changed(from: string, to: string): string {
  if (!released.includes(from)) throw new Error(`There is no ${from}`);
  return released.replace(from, to);
}

const check = (sdl: string, today = '2026-07-01', operations: CheckedSchema['operations'] = []) =>
  checkSchemas([{ name: 'api', title: 'Public schema', sdl, released, operations }], today);

describe('a change that breaks what clients ask', () => {
  it.each([
    ['a field removed', ' people: Int', '', '`people`'],
    ['a field made nullable', 'name: String! people', 'name: String people', 'Town.name'],
    ['a field of another type', 'people: Int', 'people: String', 'Town.people'],
    ['an argument made required', 'size: Size)', 'size: Size!)', 'size'],
    ['a required argument added', 'size: Size)', 'size: Size, at: String!)', 'at'],
    ['an argument removed', ', size: Size)', ')', 'size'],
    ['an enum value removed', 'LARGE ', '', 'LARGE'],
    ['a type removed', 'mayor: Person', 'mayor: String', 'Person'],
  ])('fails the check: %s', async (_, from, to, named) => {
    const { problems } = await check(changed(from, to));
    expect(problems).toEqual(
      expect.arrayContaining([expect.stringMatching(new RegExp(`^api: breaking: .*${named}`))]),
    );
  });

  it.each([
    ['a field', /\n {4}old: .*/],
    ['an enum value', / TINY .*"\)/],
  ])(
    'is refused up to the day that its deprecation names, and allowed from the next: %s',
    async (_, gone) => {
      const sdl = released.replace(gone, '');
      expect((await check(sdl, '2026-06-30')).problems).toEqual([
        expect.stringMatching(
          /^api: breaking: .* \(the last release promises it until 2026-06-30\)$/,
        ),
      ]);
      const { problems, warnings } = await check(sdl, '2026-07-01');
      expect(problems).toEqual([]);
      expect(warnings).toEqual([expect.stringMatching(/^api: breaking, and due: /)]);
    },
  );

  it('takes along types that nothing else used, on the same day', async () => {
    const sdl = released
      .replace(/\n {4}keeper: .*/, '')
      .replace(/\n {2}type (Keeper|House) .*/g, '');
    expect((await check(sdl, '2026-06-30')).problems).toHaveLength(3);
    expect((await check(sdl, '2026-07-01')).problems).toEqual([]);
  });

  it('is not allowed by a deprecation that names no day, or came after the release', async () => {
    expect((await check(released.replace(/\n {4}vague: .*"\)/, ''))).problems).toEqual([
      expect.stringContaining('does not declare it deprecated with a day'),
    ]);
  });

  it('is not allowed by a deprecation either where a thing changes its type and stays', async () => {
    expect((await check(changed('old: String', 'old: Int'))).problems).toEqual([
      expect.stringContaining('nothing allows it'),
    ]);
  });
});

describe('a change that breaks nothing', () => {
  it('is a warning where it may surprise: an enum value added', async () => {
    const { problems, warnings } = await check(changed('SMALL', 'HUGE SMALL'));
    expect(problems).toEqual([]);
    expect(warnings).toEqual(['api: dangerous: Enum value `HUGE` was added to enum `Size`']);
  });

  it.each([
    ['a field added', 'people: Int', 'people: Int area: Float'],
    [
      'a deprecation',
      'people: Int',
      'people: Int @deprecated(reason: "x. Removed after 2027-01-01.")',
    ],
    ['a description', 'type Person', '"A person." type Person'],
  ])('passes without a word: %s', async (_, from, to) => {
    const { problems, warnings } = await check(changed(from, to));
    expect([problems, warnings]).toEqual([[], []]);
  });

  it('is any, for a schema that was never released', async () => {
    const { problems } = await checkSchemas(
      [
        {
          name: 'partner',
          title: 'Partner schema',
          sdl: 'type Query { a: Int }',
          released: undefined,
          operations: [],
        },
      ],
      '2026-07-01',
    );
    expect(problems).toEqual([]);
  });
});

describe('registered operations', () => {
  const operations = [
    { name: 'q01.graphql', text: '{ towns { name old } }' },
    { name: 'hi/q02.graphql', text: '{ towns { code people } }' },
  ];

  it('must stay valid, whatever release allows the change', async () => {
    const { problems, warnings } = await check(
      released.replace(/\n {4}old: .*/, ''),
      '2026-07-01',
      operations,
    );
    expect(problems).toEqual([
      'api: an operation is no longer valid: q01.graphql: Cannot query field "old" on type "Town".',
    ]);
    expect(warnings).toHaveLength(1);
  });

  it('are named where they use what is deprecated, or are no GraphQL', async () => {
    const { problems, warnings } = await check(released, '2026-07-01', [
      ...operations,
      { name: 'q03.graphql', text: '{ towns {' },
    ]);
    expect(warnings).toEqual([
      'api: q01.graphql: The field Town.old is deprecated. Use `name`. Removed after 2026-06-30.',
    ]);
    expect(problems).toEqual([expect.stringMatching(/^api: .*q03\.graphql: Syntax Error/)]);
  });
});

describe('the changelog', () => {
  const compared = async (sdl: string) => (await check(sdl)).compared;

  it('tells the changes that are not released, by what they mean to clients, and is the same made twice', async () => {
    const sdl = changed('LARGE', 'HUGE LARGE')
      .replace(/\n {4}old: .*/, '')
      .replace('type Person {', '"A person." type Person { age: Int');
    const text = withUnreleased('', await compared(sdl));
    expect(text.slice(text.indexOf('## Unreleased'))).toBe(
      [
        '## Unreleased',
        '',
        '### Public schema',
        '',
        '**Breaking**',
        '',
        '- Field `old` (deprecated) was removed from object type `Town`',
        '',
        '**Dangerous: operations stay valid, and may meet what they do not expect**',
        '',
        '- Enum value `HUGE` was added to enum `Size`',
        '',
        '**Added or relaxed**',
        '',
        '- Field `age` was added to object type `Person`',
        '',
        '1 description was reworded.',
        '',
      ].join('\n'),
    );
    expect(withUnreleased(text, await compared(sdl))).toBe(text);
  });

  it('keeps releases as they were written, newest first, and takes no version below the last', async () => {
    const first = withRelease('', await compared(released), '0.9.0', '2026-01-01');
    const second = withRelease(
      first,
      await compared(changed('people: Int', 'people: Int area: Int')),
      '0.10.0',
      '2026-02-01',
    );
    expect(lastRelease(second)).toBe('0.10.0');
    expect(second.match(/^## .*/gm)).toEqual([
      '## Unreleased',
      '## 0.10.0 (2026-02-01)',
      '## 0.9.0 (2026-01-01)',
    ]);
    expect(withUnreleased(second, await compared(released))).toBe(second);
    expect(() => withRelease(second, [], '0.9.1', '2026-03-01')).toThrow(
      'The last release is 0.10.0: 0.9.1 is not above it.',
    );
    expect(() => withRelease(second, [], 'next', '2026-03-01')).toThrow('got "next"');
  });
});

describe('npm run schema:check', () => {
  let copy: string;
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'niryat-schema-'));
    cpSync(join(root, 'schema'), join(copy, 'schema'), { recursive: true });
    cpSync(join(root, 'package.json'), join(copy, 'package.json'));
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  const run = (...words: string[]) => {
    const command = ['--conditions=source', '--import', 'tsx', 'schema/check/main.ts', ...words];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      cwd: copy,
      encoding: 'utf8',
    });
    return { status, text: stdout + stderr };
  };

  it('fails on a breaking change and on a stale changelog, and makes a release of what may be released', () => {
    const api = join(copy, 'schema', 'api.graphql');
    const changelog = join(copy, 'schema', 'CHANGELOG.md');
    const [text, before] = [api, changelog].map((file) => readFileSync(file, 'utf8'));
    if (text === undefined) throw new Error('The public schema is committed');
    writeFileSync(
      api,
      text.replace(/\n {2}"""ISO 3166-1 alpha-3."""\n {2}alpha3: String!\n/, '\n'),
    );
    const failed = run('--check');
    expect(failed.status).toBe(1);
    expect(failed.text).toContain(
      'breaking: Field `alpha3` was removed from object type `Country`',
    );
    expect(failed.text).toContain('schema/CHANGELOG.md is stale');
    expect(readFileSync(changelog, 'utf8')).toBe(before);
    writeFileSync(api, text.replace('type Country ', 'type Moon { "x" y: Int }\n\ntype Country '));
    expect(run('--release', '9.0.0').status).toBe(0);
    expect(readFileSync(changelog, 'utf8')).toMatch(/^## 9\.0\.0 .*^- Type `Moon` was added$/ms);
    expect(run('--check')).toEqual({
      status: 0,
      text: expect.stringContaining('The schema keeps what its last release promised.'),
    });
  });
});
