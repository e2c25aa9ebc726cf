import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDatabaseUrl, readSecret } from '../src/index.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'niryat-secret-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A file with a text in it; its path. */
function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe('a secret', () => {
  it('comes from its variable, or from the file that the variable names, without the end of its line', () => {
    expect(readSecret('TOKEN', { TOKEN: 'abc' })).toBe('abc');
    expect(readSecret('TOKEN', { TOKEN_FILE: file('token', 'abc\n') })).toBe('abc');
    expect(readSecret('TOKEN', { TOKEN: '', TOKEN_FILE: '' })).toBeUndefined();
  });

  it.each([
    ['both are set', () => ({ TOKEN: 'hidden', TOKEN_FILE: file('both', 'hidden') })],
    ['the file is not there', () => ({ TOKEN_FILE: join(folder, 'none') })],
    ['the file is empty', () => ({ TOKEN_FILE: file('empty', '\n') })],
  ])('is refused, naming the variable and not what it holds, where %s', (_, environment) => {
    const read = () => readSecret('TOKEN', environment());
    expect(read).toThrow(/TOKEN_FILE/);
    expect(read).not.toThrow(/hidden/);
  });
});

describe('the connection string of a subgraph', () => {
  it('is its own before that of all, each from its variable or its file', () => {
    const DATABASE_URL_FILE = file('url', 'postgresql://all@db/niryat\n');
    expect(readDatabaseUrl('events', { DATABASE_URL_FILE })).toBe('postgresql://all@db/niryat');
    const EVENTS_DATABASE_URL = 'postgresql://events@db/niryat';
    expect(readDatabaseUrl('events', { DATABASE_URL_FILE, EVENTS_DATABASE_URL })).toBe(
      EVENTS_DATABASE_URL,
    );
    expect(readDatabaseUrl('events', {})).toBeUndefined();
  });

  it('takes the password of PostgreSQL where it names none, and keeps its own', () => {
    const POSTGRES_PASSWORD_FILE = file('password', 'a/b c:d@\n');
    const urlOf = (DATABASE_URL: string) =>
      readDatabaseUrl('events', { DATABASE_URL, POSTGRES_PASSWORD_FILE });
    const given = urlOf('postgresql://niryat@db:5432/niryat?sslmode=require') ?? '';
    expect(decodeURIComponent(new URL(given).password)).toBe('a/b c:d@');
    expect(given).toMatch(/^postgresql:\/\/niryat:\S+@db:5432\/niryat\?sslmode=require$/);
    expect(urlOf('postgresql://niryat:own@db/niryat')).toBe('postgresql://niryat:own@db/niryat');
    expect(urlOf('postgresql://db/niryat')).toBe('postgresql://db/niryat');
  });
});
