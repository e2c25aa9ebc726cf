import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLimits } from './config.ts';

const folder = mkdtempSync(join(tmpdir(), 'limits-'));
const file = join(folder, 'redis');

afterAll(() => rmSync(folder, { recursive: true }));

describe('the address of Redis', () => {
  it('may come from a file, as containers are handed secrets', () => {
    writeFileSync(file, 'redis://:secret@127.0.0.1:6379/2\n');
    expect(readLimits({ REDIS_URL_FILE: file }).redisUrl).toBe('redis://:secret@127.0.0.1:6379/2');
    expect(readLimits({}).redisUrl).toBeUndefined();
  });

  it.each([
    [
      { REDIS_URL_FILE: file, REDIS_URL: 'redis://x' },
      'Set REDIS_URL or REDIS_URL_FILE, not both.',
    ],
    [
      { REDIS_URL_FILE: join(folder, 'none') },
      /^REDIS_URL_FILE names .*none, which cannot be read\.$/,
    ],
    [{ REDIS_URL: 'http://:secret@x' }, /^REDIS_URL must be the address of a Redis server/],
  ])('is refused where it is not understood: %o', (env, message) => {
    expect(() => readLimits(env)).toThrow(message);
  });

  it('is never repeated, for it may hold a password', () => {
    let said = '';
    try {
      readLimits({ REDIS_URL: 'http://:secret@x' });
    } catch (error) {
      said = String(error);
    }
    expect(said).not.toContain('secret');
  });
});
