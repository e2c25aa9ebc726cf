import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSeed, loadSeed, SeedError } from '@niryat/kernel';
import { startTestService, type TestService } from '@niryat/kernel/testing';
import { partners } from '../src/index.ts';

let service: TestService;
const { seed } = partners;

beforeAll(async () => {
  service = await startTestService(partners, { loadSeed: true, isFirstStart: true });
});

afterAll(() => service.stop());

/** A copy of the seed in which one line of one file is replaced (or dropped, where it becomes null). */
function withLine(file: string, starts: string, change: (line: string) => string | null) {
  const folder = mkdtempSync(join(tmpdir(), 'niryat-partners-seed-'));
  cpSync(seed.folder, folder, { recursive: true });
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  const index = lines.findIndex((line) => line.startsWith(starts));
  const changed = change(lines[index] ?? '');
  lines.splice(index, 1, ...(changed === null ? [] : [changed]));
  writeFileSync(join(folder, file), lines.join('\n'));
  return {
    seed: { ...seed, folder },
    line: index + 1,
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** The problems that a changed seed is refused with. */
function problemsOf(...change: Parameters<typeof withLine>) {
  const changed = withLine(...change);
  try {
    checkSeed(changed.seed);
    return { problems: [] as readonly string[], line: changed.line };
  } catch (error) {
    if (!(error instanceof SeedError)) throw error;
    return { problems: error.problems, line: changed.line };
  } finally {
    changed.remove();
  }
}

describe('the seed', () => {
  it('is there whole after the first start', () => {
    const loaded = service.seeded.filter(({ file }) => file !== 'sources.csv');
    expect(loaded.map(({ file, rows, inserted }) => [file, rows, inserted])).toEqual([
      ['countries.csv', 240, 240],
      ['missions.csv', 135, 135],
      ['organisations.csv', 80, 80],
      ['state_contacts.csv', 1, 1],
      ['trade_agreements.csv', 32, 32],
      ['market_requirements.csv', 117, 117],
      ['partnerships.csv', 80, 80],
      ['search_aliases.csv', 53, 53],
    ]);
  });

  it('changes nothing when it is loaded again', async () => {
    expect(await loadSeed(service.db, 'partners', seed)).toEqual([]);
    const again = await loadSeed(service.db, 'partners', { ...seed, version: seed.version + 1 });
    expect(again.every((file) => file.inserted + file.updated + file.removed === 0)).toBe(true);
    expect(again).toHaveLength(seed.tables.length + 1);
  });

  it('takes out a record that it no longer holds, its lists included', async () => {
    const without = withLine('missions.csv', 'high-commission-suva,', () => null);
    try {
      const reports = await loadSeed(service.db, 'partners', without.seed);
      expect(reports.filter(({ removed }) => removed > 0)).toMatchObject([
        { file: 'missions.csv', removed: 1 },
      ]);
    } finally {
      without.remove();
    }
    const back = await loadSeed(service.db, 'partners', { ...seed, version: seed.version + 2 });
    expect(back.filter(({ inserted }) => inserted > 0)).toMatchObject([
      { file: 'missions.csv', inserted: 1 },
    ]);
  });

  it.each([
    ['countries.csv', 'JP,', 'JPY', 'YEN', 'currency_code is "YEN"'],
    ['countries.csv', 'DE,', ',EU,', ',E.U.,', 'trade_blocs is "E.U."'],
    [
      'missions.csv',
      'embassy-tokyo,',
      ',JP,',
      ',JX,',
      'country_code is "JX", which no Country has',
    ],
    ['missions.csv', 'embassy-tokyo,', ',139.74717,', ',,', 'latitude and longitude go together'],
    ['missions.csv', 'embassy-tokyo,', ',139.74717,', ',239.74717,', 'longitude is beyond 180'],
    ['organisations.csv', 'cle,', 'https:', 'htps:', 'website is "htps://leatherindia.org"'],
    ['organisations.csv', 'cle,', ',leather,', ',lether,', 'did you mean leather'],
    ['trade_agreements.csv', 'in-jp-cepa,', '2011-08-01', '2010-08-01', 'before signed_on'],
    ['trade_agreements.csv', 'in-jp-cepa,', 'IN_FORCE', 'INFORCE', 'status is "INFORCE"'],
    ['market_requirements.csv', 'jp-carpet-label,', ',JP,', ',,', 'exactly one of country_code'],
    ['partnerships.csv', 'up-ondc,', ',ondc,', ',on-dc,', 'organisation_code is "on-dc"'],
    ['partnerships.csv', 'up-ondc,', '2022-08-03', '2022-13-03', 'since is "2022-13-03"'],
    ['search_aliases.csv', 'Country,NL,', ',NL,', ',XN,', 'code is "XN", which no Country has'],
    ['search_aliases.csv', 'Country,NL,', 'Country,', 'Product,', 'type_name is "Product"'],
  ])(
    'with a mistake in %s at %s (%s for %s) is refused with file, line and reason',
    (file, starts, right, wrong, reason) => {
      const { problems, line } = problemsOf(file, starts, (text) => text.replace(right, wrong));
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(new RegExp(`^${file}:${line}: `));
      expect(problems[0]).toContain(reason);
    },
  );
});
