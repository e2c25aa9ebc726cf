/** The server that the tests of this run use, and the run's name, as its global set-up left them. */
export interface TestRun {
  /** A connection string with the right to create databases. */
  readonly serverUrl: string;
  /** In the names of the run's databases, so that its end can take all of them away. */
  readonly name: string;
}

/** @throws {Error} outside of a test run. */
export function testRun(): TestRun {
  const { NIRYAT_TEST_SERVER_URL: serverUrl, NIRYAT_TEST_RUN: name } = process.env;
  if (!serverUrl || !name) throw new Error('There is no test run: run the tests with `npm test`.');
  return { serverUrl, name };
}
