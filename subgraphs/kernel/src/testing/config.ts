/**
 * The server that the tests of this run use, as the run's global set-up left it in the environment.
 *
 * @throws {Error} outside of such a run.
 */
export function testServerUrl(): string {
  const url = process.env.NIRYAT_TEST_SERVER_URL;
  if (!url) throw new Error('NIRYAT_TEST_SERVER_URL is not set: run the tests with `npm test`.');
  return url;
}
