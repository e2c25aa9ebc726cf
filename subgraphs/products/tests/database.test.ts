import { startTestService, type TestService } from '@niryat/kernel/testing';
import { products } from '../src/subgraph.ts';
import { given, ground } from './given.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService(products);
  await given(service, ground);
});

afterAll(() => service.stop());

describe('the database of the subgraph', () => {
  it('is after migrating what the entities say', async () => {
    const { upQueries } = await service.db.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('can be taken down and brought up again', async () => {
    const migrations = products.migrations.length;
    for (let i = 0; i < migrations; i++) await service.db.undoLastMigration();
    const left = await service.db.query(
      `SELECT table_name FROM information_schema.tables
       WHERE table_schema = 'products' AND table_name <> 'migrations'`,
    );
    expect(left).toEqual([]);
    expect(await service.db.runMigrations()).toHaveLength(migrations);
    await given(service, ground);
  });

  it.each([
    [
      'a record without a source',
      'products',
      { code: 'x', name_en: 'X', sector_code: 'leather', source_codes: [] },
      'products_source_codes_check',
    ],
    ['a record without a name', 'sectors', { code: 'x' }, 'sectors_name_check'],
    [
      'a district of an unknown state',
      'districts',
      { code: 'x', name_en: 'X', state_code: 'IN-XX' },
      'districts_state_code_fkey',
    ],
    [
      'half a location',
      'districts',
      { code: 'x', name_en: 'X', latitude: 1 },
      'districts_location_check',
    ],
    [
      'a place off the globe',
      'districts',
      { code: 'x', name_en: 'X', latitude: 91, longitude: 0 },
      'districts_location_check',
    ],
    [
      'an unknown kind of facility',
      'facilities',
      { code: 'x', name_en: 'X', kind: 'SHED' },
      'facilities_kind_check',
    ],
    [
      'a negative count',
      'clusters',
      { code: 'x', name_en: 'X', district_code: 'up-agra', product_code: 'shoes', units: -1 },
      'clusters_counts_check',
    ],
  ])('refuses %s', async (_what, table, row, constraint) => {
    await expect(given(service, { [table]: [row] })).rejects.toMatchObject({
      driverError: { constraint },
    });
  });
});
