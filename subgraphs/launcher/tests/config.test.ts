import { readConfig } from '../src/config.ts';

describe('PUBLIC_URL', () => {
  it.each([
    ['https://exports.example', 'https://exports.example'],
    ['https://exports.example/graph/', 'https://exports.example/graph'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['', undefined],
    [undefined, undefined],
  ])('reads %j as %j', (given, address) => {
    expect(readConfig({ PUBLIC_URL: given }).publicUrl).toBe(address);
  });

  it.each(['exports.example', 'ftp://exports.example', 'https://exports.example/?a=1'])(
    'refuses %j, saying what it must be',
    (given) => {
      expect(() => readConfig({ PUBLIC_URL: given })).toThrow(
        `PUBLIC_URL must be an http or https address without a query, such as https://exports.example, got "${given}".`,
      );
    },
  );
});
