import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSeed, loadSeed, SeedError } from '@niryat/kernel';
import { startTestService, type TestService } from '@niryat/kernel/testing';
import { events } from '../src/index.ts';
import { seed } from '../src/seed/index.ts';

describe('the seed', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(events, { loadSeed: true, isFirstStart: true });
  });
  afterAll(() => service.stop());

  it('puts every row of its files into the database', async () => {
    const rows = Object.fromEntries(service.seeded.map(({ file, inserted }) => [file, inserted]));
    expect(rows).toMatchObject({
      'events.csv': 113,
      'people.csv': 6,
      'participations.csv': 291,
      'event_topics.csv': 288,
      'measures.csv': 56,
      'delegations.csv': 32,
      'commitments.csv': 52,
      'target_announcements.csv': 11,
    });
  });

  it('names in Hindi who made a commitment, but for people and firms of whom no Hindi name is on record', async () => {
    const rows = await service.db.query(
      'SELECT made_by_en FROM events.commitments WHERE made_by_hi IS NULL ORDER BY made_by_en',
    );
    expect(rows.map(({ made_by_en: name }: { made_by_en: string }) => name)).toEqual([
      'Kotaro Nagasaki',
      'LuLu Group',
      'Ranjan Prakash Thakur',
    ]);
  });

  it('changes nothing when it is loaded again', async () => {
    expect(await loadSeed(service.db, 'events', seed)).toEqual([]);
    await service.db.query('DELETE FROM events.seed_loads');
    const again = await loadSeed(service.db, 'events', seed);
    expect(again.filter((report) => report.inserted + report.updated + report.removed > 0)).toEqual(
      [],
    );
  });

  it('leaves alone what did not come from it', async () => {
    await service.db.query(
      `INSERT INTO events.events (code, origin, kind, title_en, status, source_codes)
       VALUES ('own', 'IN-UP', 'MEETING', 'Own', 'PROPOSED', '{seed-000}')`,
    );
    await service.db.query('DELETE FROM events.seed_loads');
    await loadSeed(service.db, 'events', seed);
    expect(await service.db.query(`SELECT code FROM events.events WHERE code = 'own'`)).toEqual([
      { code: 'own' },
    ]);
  });
});

describe('a seed that was corrected', () => {
  it('takes the topic that it no longer names out of the database, and puts it back', async () => {
    const service = await startTestService(events, { loadSeed: true });
    const folder = mkdtempSync(join(tmpdir(), 'events-seed-'));
    cpSync(seed.folder, folder, { recursive: true });
    const path = join(folder, 'event_topics.csv');
    const [heading, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n');
    writeFileSync(path, [heading, ...rows.slice(0, -1)].join('\n'));
    const shorter = await loadSeed(service.db, 'events', { ...seed, folder });
    const whole = await loadSeed(service.db, 'events', seed);
    rmSync(folder, { recursive: true });
    await service.stop();
    const changed = (reports: typeof whole) =>
      reports.filter((report) => report.inserted + report.updated + report.removed > 0);
    expect(changed(shorter)).toMatchObject([{ file: 'event_topics.csv', removed: 1, updated: 0 }]);
    expect(changed(whole)).toMatchObject([{ file: 'event_topics.csv', inserted: 1, updated: 0 }]);
  });
});

describe('a seed with a mistake', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'events-seed-'));
    cpSync(seed.folder, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** The problems of the seed after one text of a line of a file was replaced. */
  function problemsAfter(file: string, line: number, from: string, to: string): readonly string[] {
    const path = join(folder, file);
    const lines = readFileSync(path, 'utf8').split('\n');
    const before = lines[line - 1] ?? '';
    expect(before).toContain(from);
    lines[line - 1] = before.replace(from, to);
    writeFileSync(path, lines.join('\n'));
    try {
      checkSeed({ ...seed, folder });
      return [];
    } catch (error) {
      if (error instanceof SeedError) return error.problems;
      throw error;
    }
  }

  it.each([
    [
      'events.csv',
      2,
      'up-lucknow,',
      'up-lucknwo,',
      'district_code is "up-lucknwo", which no District has; did you mean up-lucknow?',
    ],
    [
      'events.csv',
      2,
      '2018-01-26',
      '2017-01-26',
      'ends_on 2017-01-26 lies ahead of starts_on 2018-01-24',
    ],
    ['events.csv', 2, ',IN,', ',XX,', 'country_code is "XX", which no Country has'],
    [
      'events.csv',
      2,
      ',DAY,',
      ',,',
      'starts_on and date_precision are filled together or not at all',
    ],
    ['events.csv', 2, ',DAY,', ',MONTH,', 'starts_on 2018-01-24 is not the first day of its month'],
    ['events.csv', 2, 'IN-UP', 'UP', 'origin is "UP", which no State has'],
    [
      'participations.csv',
      2,
      ',PERSON,',
      ',MISSION,yogi-adityanath',
      'person_code is filled, but kind is MISSION',
    ],
    ['commitments.csv', 2, 'ASSURANCE', 'HOPE', 'nature is "HOPE"; accepted is one of AGREEMENT'],
    [
      'commitments.csv',
      2,
      'T00:00:00Z',
      '',
      'recorded_at is "2022-06-07"; accepted is an instant in UTC',
    ],
    [
      'measures.csv',
      2,
      '|hk-updiwas-2018',
      '|nowhere',
      'source_codes is "nowhere", which no Source has',
    ],
  ])('is told with file and line: %s:%i, %s -> %s', (file, line, from, to, reason) => {
    expect(problemsAfter(file, line, from, to)).toContainEqual(
      expect.stringContaining(`${file}:${line}: ${reason}`),
    );
  });

  it('is told for a topic that names two things', () => {
    const [problem] = problemsAfter('event_topics.csv', 2, ',', ',,');
    expect(problem).toMatch(/^event_topics\.csv:2: has 9 cells, not 8/);
  });
});
