import pg from 'pg';

/** Ends the server that the global set-up started; on a server that is not ours, takes the run's databases away. */
export default async function globalTeardown(): Promise<void> {
  if (globalThis.endTestServer) {
    await globalThis.endTestServer();
    return;
  }
  const { NIRYAT_TEST_SERVER_URL: connectionString, NIRYAT_TEST_RUN: run } = process.env;
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [`niryat_test_${run}_`],
  );
  for (const { datname } of rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
  await client.end();
}
