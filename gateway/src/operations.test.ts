import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseOperation, readOperations } from './operations.ts';

const TEXT = `# Which makers are there,
# and where?
# {"state": "IN-UP", "first": 10}
query Makers($state: ID!) { makers(state: $state) { name } }
`;

it('reads the question, the variables and the document of an example', () => {
  expect(parseOperation('q01-makers.graphql', TEXT)).toEqual({
    name: 'q01-makers',
    title: 'Which makers are there, and where?',
    variables: { state: 'IN-UP', first: 10 },
    document: 'query Makers($state: ID!) { makers(state: $state) { name } }\n',
  });
});

it('gives no variables and the name as title where nothing is on top', () => {
  expect(parseOperation('q02.graphql', '\n{ fairs { id } } # all\n')).toEqual({
    name: 'q02',
    title: 'q02',
    variables: {},
    document: '{ fairs { id } } # all\n',
  });
});

it('says where variables are not JSON', () => {
  expect(() => parseOperation('q03.graphql', '# Which?\n# {state: 1}\n{ a }')).toThrow(
    'q03.graphql:2: the example variables are not JSON: {state: 1}',
  );
});

it('reads the operations of a folder in the order of their names, and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'operations-'));
  for (const name of ['q10.graphql', 'q02.graphql', 'README.md']) {
    await writeFile(join(folder, name), TEXT);
  }
  const operations = await readOperations(folder);
  await rm(folder, { recursive: true });
  expect(operations.map(({ name }) => name)).toEqual(['q02', 'q10']);
});
