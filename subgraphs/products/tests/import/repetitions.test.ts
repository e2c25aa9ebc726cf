import { cellsOf, importInto, openOffice, stateOf } from './support.ts';

const office = openOffice();

/** Texts of a column, some of them. */
async function some(column: string, table: string, count: number): Promise<string[]> {
  const rows: { text: string }[] = await office.service.db.query(
    `SELECT ${column} AS text FROM products.${table} ORDER BY 1 LIMIT ${count}`,
  );
  return rows.map(({ text }) => text);
}

const quoted = (text: string): string => `"${text}"`;

describe('rows that are repeated', () => {
  it('are all left out, however many they are, and each is listed with the line that it repeats', async () => {
    const countries = await some('name', 'country_names_dgcis', 200);
    const commodities = await some('name', 'commodity_names_dgcis', 60);
    const rows = commodities.flatMap((commodity) =>
      countries.map((country) => `${quoted(commodity)},${quoted(country)},KGS,1,1`),
    );
    const path = office.desk.file('twice_2021-22.csv', [
      'COMMODITY,COUNTRY,UNIT,QUANTITY,VALUE(US$ million)',
      ...rows,
      ...rows,
    ]);
    const before = await stateOf(office.service);
    await expect(importInto(office.service, path)).rejects.toThrow(
      '12000 of 24000 rows (50.0 %) cannot be taken, more than 1 %',
    );
    expect(await stateOf(office.service)).toEqual(before);
    expect(await importInto(office.service, path, { maxRejects: 60 })).toMatchObject({
      rows: { read: 24_000, loaded: 12_000, rejected: 12_000 },
      parts: [{ sum: '12000' }],
    });
    const rejects = office.desk.lines('twice_2021-22.rejects.csv');
    expect(rejects).toHaveLength(12_001);
    expect([rejects[1], rejects.at(-1)]).toEqual([
      expect.stringMatching(/,it repeats line 2$/),
      expect.stringMatching(/,it repeats line 12001$/),
    ]);
  });

  it("are all left out of a table in the graph's own format too, whose cells have an index of their own", async () => {
    const countries = await some('code', 'country_regions', 200);
    const commodities = await some('code', 'commodities', 60);
    const rows = commodities.flatMap((commodity) =>
      countries.map((country) => `2021-22,${commodity},${country},1`),
    );
    const heading = 'fiscal_year,commodity_code,country_code,value_usd_million';
    const path = office.desk.file('twice.csv', [heading, ...rows, ...rows]);
    expect(await importInto(office.service, path, { maxRejects: 50 })).toMatchObject({
      rows: { read: 24_000, loaded: 12_000, rejected: 12_000 },
      parts: [{ sum: '12000' }],
    });
  });

  it('are told from rows that state another value', async () => {
    const path = office.desk.file('other.csv', [
      'fiscal_year,country_code,value_usd_million',
      '2021-22,JP,1',
      '2021-22,JP,1.0',
      '2021-22,JP,2',
    ]);
    await importInto(office.service, path, { maxRejects: 70 });
    expect(office.desk.lines('other.rejects.csv').slice(1)).toEqual([
      '2021-22,JP,1.0,it repeats line 2',
      '2021-22,JP,2,"it repeats line 2, with another value"',
    ]);
    expect(await cellsOf(office.service, 'other')).toEqual(['2021-22 JP 1']);
  });
});
