import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usablePrograms } from './programs.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'niryat-test-'));
  mkdirSync(join(folder, 'package', 'native', 'bin'), { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const find = () => {
  const found = { root: join(folder, 'package'), version: '18.4', major: 18 };
  return usablePrograms(found, null, folder, () => {});
};

it('asks for DATABASE_URL when the programs need a loader that the machine has not', async () => {
  const postgres = join(folder, 'package', 'native', 'bin', 'postgres');
  writeFileSync(postgres, '#!/no/such/loader\n');
  chmodSync(postgres, 0o755);
  await expect(find()).rejects.toMatchObject({
    reason: 'UNSUPPORTED_PLATFORM',
    message: expect.stringMatching(/18\.4 from npm does not run .* Set DATABASE_URL/s),
  });
});

it('runs nothing from a copy that others may write to', async () => {
  const list = JSON.stringify([{ source: 'native/a', target: 'native/nowhere/b' }]);
  writeFileSync(join(folder, 'package', 'native', 'pg-symlinks.json'), list);
  const copy = join(folder, `niryat-postgres-18.4-${process.getuid?.() ?? 0}`);
  mkdirSync(copy);
  chmodSync(copy, 0o777);
  await expect(find()).rejects.toMatchObject({
    reason: 'FAILED',
    message: expect.stringContaining(`${copy}, where the programs`),
  });
});
