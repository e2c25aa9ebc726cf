import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { root } from '../sources.ts';

const api = buildSchema(readFileSync(join(root, 'schema', 'api.graphql'), 'utf8'));
const operations = join(root, 'schema', 'operations');

describe('what is derived from the schema', () => {
  it('is committed as it is derived: supergraph, public schema, trusted documents, resolver types', () => {
    const arguments_ = ['--conditions=source', '--import', 'tsx', 'schema/build.ts', '--check'];
    const output = execFileSync(process.execPath, arguments_, { cwd: root, encoding: 'utf8' });
    expect(output).toContain('up to date');
  });
});

describe('the operations', () => {
  it.each(readdirSync(operations))('%s is valid against the public schema', (file) => {
    expect(validate(api, parse(readFileSync(join(operations, file), 'utf8')))).toEqual([]);
  });
});
