import { endAll, run, source } from '../support/program.ts';

afterEach(endAll);

const schemaFile = 'schema/supergraph.graphql';
const query = '{ __type(name: "TradeImport") { fields { name } } }';

it('npm run gateway serves the one variant that it is told, without keys', async () => {
  const command = [...source('gateway/src/main.ts'), '--supergraph', schemaFile, '--port', '0'];
  const program = run([...command, '--variant', 'partner'], { VARIANT: 'public' });
  const [, url = ''] = await program.writes(/ready at (\S+)/);
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const text = await answer.text();
  expect(text).toContain('"rowsLoaded"');
  expect(text).not.toContain('"fileName"');
});
