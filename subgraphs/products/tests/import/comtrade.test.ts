import { summaryLines } from '../../src/import/index.ts';
import { cellsOf, importInto, openOffice } from './support.ts';

const office = openOffice();

const byPartner = 'comtrade-chapter-partner';
const ofWorld = 'comtrade-chapter-world';
const heading =
  'refYear,period,reporterISO,flowDesc,partnerISO,partnerDesc,cmdCode,primaryValue,motCode';

const names: Readonly<Record<string, string>> = { JPN: 'Japan', DEU: 'Germany', W00: 'World' };

/** A record: millions of dollars, as a whole unless a mode of transport is named. */
const record = (partner: string, code: string, millions: number, year = 2018, transport = 0) =>
  `${year},${year},IND,Export,${partner},${names[partner]},${code},${millions * 1_000_000},${transport}`;

const comtrade = (...records: readonly string[]): string =>
  office.desk.file('comtrade.csv', [heading, ...records]);

const reasonsIn = (name: string): string[] =>
  office.desk
    .lines(name)
    .slice(1)
    .map((line) => line.slice(line.indexOf(',0,') + 3).replaceAll('"', ''));

describe('levels of a Comtrade table', () => {
  it('are chosen for each chapter of each partner: what has no coarser record is loaded', async () => {
    const report = await importInto(
      office.service,
      comtrade(
        record('JPN', '01', 1),
        record('JPN', '0101', 1),
        record('JPN', '02', 2),
        record('JPN', '610910', 5),
        record('DEU', '6109', 7),
        record('DEU', '610910', 6),
        record('DEU', '611020', 3),
      ),
    );
    expect(report).toMatchObject({
      levels: [2, 4, 6],
      rows: { read: 7, loaded: 5, rejected: 0, repeated: 2 },
      parts: [{ year: '2018', sum: '18' }],
    });
    expect(
      (await cellsOf(office.service, byPartner)).map((cell) => cell.replace(/\.0+$/, '')),
    ).toEqual(['2018 DE 61 10', '2018 JP 01 1', '2018 JP 02 2', '2018 JP 61 5']);
    expect(summaryLines(report)).toContain(
      '  HS codes of 2, 4 and 6 digits were taken: of each partner and chapter the coarsest in the file',
    );
  });

  it('are chosen for each year', async () => {
    const path = comtrade(record('W00', '57', 1, 2018), record('W00', '5701', 2, 2019));
    expect(await importInto(office.service, path)).toMatchObject({
      table: ofWorld,
      rows: { loaded: 2, repeated: 0 },
      parts: [
        { year: '2018', sum: '1' },
        { year: '2019', sum: '2' },
      ],
    });
  });
});

describe('what a Comtrade table has beside whole records of partners', () => {
  it('is the world, which is their sum: it is compared, in the years that have partners', async () => {
    const path = comtrade(record('JPN', '57', 1), record('W00', '57', 3));
    expect(await importInto(office.service, path)).toMatchObject({
      rows: { loaded: 1, rejected: 0, repeated: 1 },
      parts: [{ sum: '1', stated: '3' }],
    });
  });

  it('is rejected where it is of the world in a year or a chapter that no partner has', async () => {
    const path = comtrade(
      record('JPN', '57', 1, 2018),
      record('W00', '57', 2, 2019),
      record('W00', '64', 4, 2018),
    );
    expect(await importInto(office.service, path, { maxRejects: 70 })).toMatchObject({
      table: byPartner,
      rows: { read: 3, loaded: 1, rejected: 2, repeated: 0 },
    });
    expect(reasonsIn('comtrade.rejects.csv')).toEqual(
      Array(2).fill(
        'it is of the world, and the file has partners, but none with this chapter in this year: keep the world and partners in files of their own',
      ),
    );
  });

  it('is rejected where it is a part or a total of what the file does not have, and left out where it has it', async () => {
    const path = comtrade(
      record('JPN', '57', 1),
      record('JPN', '57', 1, 2018, 1000),
      record('JPN', 'TOTAL', 1),
      record('JPN', '64', 2, 2018, 1000),
      record('DEU', 'TOTAL', 9),
    );
    expect(await importInto(office.service, path, { maxRejects: 40 })).toMatchObject({
      rows: { read: 5, loaded: 1, rejected: 2, repeated: 2 },
    });
    expect(office.desk.lines('comtrade.rejects.csv').slice(1)).toEqual([
      expect.stringMatching(/,64,2000000,1000,"it is a part by transport, .* not have the whole"$/),
      expect.stringMatching(/,TOTAL,9000000,0,it is a total of a partner of which the file has no/),
    ]);
  });

  it('is rejected where it names a partner a second time by another name', async () => {
    const again = record('JPN', '57', 1).replace('Japan', 'JAPAN (Nippon)');
    const path = comtrade(record('JPN', '57', 1), again);
    expect(await importInto(office.service, path, { maxRejects: 50 })).toMatchObject({
      parts: [{ sum: '1' }],
    });
    expect(reasonsIn('comtrade.rejects.csv')).toEqual(['it repeats line 2']);
  });
});
