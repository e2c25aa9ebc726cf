import { summaryLines } from '../../src/import/index.ts';
import { cellsOf, importInto, openOffice, stateOf } from './support.ts';

const office = openOffice();

const table = 'dgcis-commodity-partner';
const heading = 'COMMODITY,COUNTRY,UNIT,QUANTITY,VALUE(US$ million)';
const today = new Date().toISOString().slice(0, 10);

/** A file of that very name which says that Japan bought tea for so much. */
const tea = (value: string, name = 'tea_2021-22.csv'): string =>
  office.desk.file(name, [heading, `TEA,JAPAN,KGS,1,${value}`]);

describe('a file whose place another has taken', () => {
  it('changes nothing, and names what is in force now by file, day and sum', async () => {
    for (const value of ['1', '2', '3']) await importInto(office.service, tea(value));
    const before = await stateOf(office.service);
    const again = await importInto(office.service, tea('1'));
    expect(again).toMatchObject({ outcome: 'unchanged', rows: { unchanged: 0, rejected: 0 } });
    expect(summaryLines(again).slice(1)).toEqual([
      '  0 rows unchanged',
      `  The same file was imported on ${today}; in force in its place is tea_2021-22.csv of ${today} (US$ 3 million): nothing was changed.`,
      '  --restore puts this file in force again.',
    ]);
    expect(await stateOf(office.service)).toEqual(before);
  });

  it('is put in force again where that is asked for, as a new import in the place of the present one', async () => {
    for (const value of ['1', '2']) await importInto(office.service, tea(value));
    const restored = await importInto(office.service, tea('1'), { restore: true });
    expect(restored).toMatchObject({ outcome: 'imported', parts: [{ sum: '1' }] });
    expect(await cellsOf(office.service, table)).toEqual(['2021-22 JP agriculture tea 1']);
    const imports: { value_sum: string; sum: string | null }[] = await office.service.db.query(
      `SELECT i.value_sum, s.value_sum AS sum FROM products.trade_imports i
       LEFT JOIN products.trade_imports s ON s.id = i.superseded_by ORDER BY i.id`,
    );
    expect(imports).toEqual([
      { value_sum: '1', sum: '2' },
      { value_sum: '2', sum: '1' },
      { value_sum: '1', sum: null },
    ]);
    const before = await stateOf(office.service);
    expect(await importInto(office.service, tea('1'), { restore: true })).toMatchObject({
      outcome: 'unchanged',
      rows: { unchanged: 1 },
    });
    expect(await stateOf(office.service)).toEqual(before);
  });

  it('is not the one whose earlier year has come in a file of its own', async () => {
    const later = office.desk.fixture('export_2021-22_ne-asia.csv');
    await importInto(office.service, later);
    await importInto(office.service, office.desk.fixture('export_2020-21_ne-asia.csv'));
    const before = await stateOf(office.service);
    const again = await importInto(office.service, later, { restore: true });
    expect(again).toMatchObject({ outcome: 'unchanged', rows: { unchanged: 3 } });
    expect(again.notes).toHaveLength(1);
    expect(await stateOf(office.service)).toEqual(before);
  });
});

describe("a table in the graph's own format that is on record", () => {
  const own = (): string =>
    office.desk.file('own.csv', ['fiscal_year,value_usd_million', '2021-22,1']);

  it.each([
    [
      { source: 'general-reference' },
      '--source says "general-reference", and the table own-a is on record with "own-table"',
    ],
    [
      { title: 'Another' },
      '--title says "Another", and the table own-a is on record with "A table"',
    ],
    [{ source: 'no-such-source' }, 'There is no source "no-such-source"'],
  ])('keeps its title and source: %j is refused', async (options, message) => {
    const first = { table: 'own-a', title: 'A table' };
    await importInto(office.service, own(), first);
    const before = await stateOf(office.service);
    await expect(importInto(office.service, own(), { ...first, ...options })).rejects.toThrow(
      message,
    );
    expect(await stateOf(office.service)).toEqual(before);
    expect(
      await importInto(office.service, own(), { ...first, source: 'own-table' }),
    ).toMatchObject({
      outcome: 'unchanged',
    });
  });
});
