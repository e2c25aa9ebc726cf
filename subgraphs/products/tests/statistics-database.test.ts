import { startTestService, type TestService } from '@niryat/kernel/testing';
import { products } from '../src/subgraph.ts';
import { given, ground } from './given.ts';
import { type GivenFigure, givenFigures, givenTable, givenTargets } from './given-statistics.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService(products);
  await given(service, ground);
});

afterAll(() => service.stop());

/** The constraint of the database that a statement breaks. */
async function broken(statement: Promise<unknown>): Promise<unknown> {
  const error: unknown = await statement.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return (error as { driverError?: { constraint?: unknown } } | undefined)?.driverError?.constraint;
}

describe('the tables of the statistics', () => {
  it.each([
    ['an unknown measure', { measure: 'WEIGHT' as never }, 'export_figures_measure_check'],
    ['an unknown unit', { unit: 'TONNES' as never }, 'export_figures_unit_check'],
    ['an unknown hedge', { qualifier: 'UNDER' as never }, 'export_figures_qualifier_check'],
    ['a growth over no years', { measure: 'GROWTH' }, 'export_figures_growth_years_check'],
    ['a value over years', { growthYears: 1 }, 'export_figures_growth_years_check'],
    [
      'a part of no year',
      { partOfYear: true, fiscalYear: null },
      'export_figures_part_of_year_check',
    ],
    ['an unknown state', { origin: 'IN-XX' }, 'export_figures_state_code_fkey'],
    ['an unknown sector', { sectorCode: 'x' }, 'export_figures_sector_code_fkey'],
    ['no source', { sourceCodes: [] }, 'export_figures_source_codes_check'],
  ] satisfies [string, Partial<GivenFigure>, string][])(
    'refuse a figure of %s',
    async (_what, figure, constraint) => {
      expect(await broken(givenFigures(service, [{ code: 'x', ...figure }]))).toBe(constraint);
    },
  );

  it.each([
    ['an unknown unit', { unit: 'TONNES' as never }, 'targets_unit_check'],
    ['an unknown measure', { measure: 'WEIGHT' as never }, 'targets_measure_check'],
    ['an unknown state', { origin: 'IN-XX' }, 'targets_state_code_fkey'],
    ['no source', { sourceCodes: [] }, 'targets_source_codes_check'],
  ])('refuse a target of %s', async (_what, target, constraint) => {
    expect(await broken(givenTargets(service, [{ code: 'x', ...target }]))).toBe(constraint);
  });

  it('refuse the same cell twice, also where it leaves all unspecified', async () => {
    const cell = { fiscalYear: '2021-22', value: '1' };
    const table = { code: 'twice', dimensions: ['ORIGIN', 'FISCAL_YEAR'] };
    expect(await broken(givenTable(service, table, [cell, cell]))).toBe('export_flows_cell_key');
  });

  it('take the cells of a table out with it', async () => {
    const table = { code: 'gone', dimensions: ['ORIGIN', 'FISCAL_YEAR'] };
    await givenTable(service, table, [{ fiscalYear: '2021-22', value: '1' }]);
    await service.db.query(`DELETE FROM products.trade_tables WHERE code = 'gone'`);
    const left = await service.db.query(
      `SELECT code FROM (SELECT table_code AS code FROM products.export_flows
       UNION ALL SELECT table_code FROM products.trade_table_years) AS rows WHERE code = 'gone'`,
    );
    expect(left).toEqual([]);
  });
});
