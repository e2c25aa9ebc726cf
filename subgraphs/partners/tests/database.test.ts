import { startTestService, type TestService } from '@niryat/kernel/testing';
import { partners } from '../src/index.ts';
import { rowsIn } from './rows.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService(partners);
  const rows = rowsIn(service.db);
  await rows.source();
  await rows.country('JP');
  await rows.mission('embassy-tokyo', 'JP');
});

afterAll(() => service.stop());

describe('the database', () => {
  it('is migrated to what the entities say', async () => {
    const { upQueries } = await service.db.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('can be taken back to nothing and built again', async () => {
    const scratch = await startTestService(partners);
    try {
      for (const _ of partners.migrations) await scratch.db.undoLastMigration();
      const left = await scratch.db.query(
        `SELECT tablename FROM pg_tables WHERE schemaname = 'partners' AND tablename <> 'migrations'`,
      );
      expect(left).toEqual([]);
      expect(await scratch.db.runMigrations()).toHaveLength(partners.migrations.length);
    } finally {
      await scratch.stop();
    }
  });

  it.each([
    ['a partnership without a partner', {}, 'partnerships_partner_check'],
    [
      'a partnership with two partners',
      { countryCode: 'JP', missionCode: 'embassy-tokyo' },
      'partnerships_partner_check',
    ],
    [
      'a partnership with an unknown country',
      { countryCode: 'ZZ' },
      'partnerships_country_code_fkey',
    ],
    [
      'a partnership without a source',
      { countryCode: 'JP', sourceCodes: [] },
      'partnerships_source_codes_check',
    ],
  ])('refuses %s', async (_, row, constraint) => {
    await expect(rowsIn(service.db).partnership('x', row)).rejects.toMatchObject({
      driverError: { constraint },
    });
  });

  it('refuses a requirement that holds in a country and everywhere', async () => {
    const row = { countryCode: 'JP', worldwide: true };
    await expect(rowsIn(service.db).requirement('x', row)).rejects.toMatchObject({
      driverError: { constraint: 'market_requirements_market_check' },
    });
  });

  it('refuses an agreement that is in force before it is signed', async () => {
    const row = { signedOn: '2022-01-02', inForceOn: '2022-01-01' };
    await expect(rowsIn(service.db).agreement('x', [], row)).rejects.toMatchObject({
      driverError: { constraint: 'trade_agreements_dates_check' },
    });
  });
});
