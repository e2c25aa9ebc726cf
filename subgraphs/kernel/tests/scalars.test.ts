import { parseValue } from 'graphql';
import { scalars } from '../src/graphql/scalars.ts';

describe('scalars', () => {
  it.each([
    ['Date', '2024-02-29'],
    ['PartialDate', '2022'],
    ['PartialDate', '2022-08'],
    ['PartialDate', '2022-08-03'],
    ['FiscalYear', '2021-22'],
    ['FiscalYear', '1999-00'],
    ['Decimal', '-1234567890123456789.0123456789'],
    ['HSCode', '57'],
    ['HSCode', '57011010'],
    ['CountryCode', 'JP'],
    ['OriginCode', 'IN'],
    ['OriginCode', 'IN-UP'],
    ['URL', 'https://example.org/a'],
  ] as const)('%s takes %s as it is', (name, text) => {
    expect(scalars[name].parseValue(text)).toBe(text);
    expect(scalars[name].parseLiteral(parseValue(JSON.stringify(text)))).toBe(text);
  });

  it.each([
    ['Date', '2023-02-29'],
    ['Date', '2022-6-7'],
    ['PartialDate', '2022-13'],
    ['FiscalYear', '2021-23'],
    ['FiscalYear', '2021-2022'],
    ['Decimal', '1e5'],
    ['Decimal', '1,000'],
    ['Decimal', 1.5],
    ['HSCode', '570'],
    ['HSCode', '5701.10'],
    ['HSCode', '0012'],
    ['CountryCode', 'jp'],
    ['CountryCode', 'JPN'],
    ['OriginCode', 'UP'],
    ['URL', 'example.org'],
    ['DateTime', '2022-06-07'],
  ] as const)('%s refuses %s and says what was given and what is accepted', (name, given) => {
    expect(() => scalars[name].parseValue(given)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(`${JSON.stringify(given)} is not`),
        extensions: { code: 'BAD_USER_INPUT', given, accepted: expect.any(String) },
      }),
    );
  });

  it('keeps every digit of a decimal written as a number literal', () => {
    expect(scalars.Decimal.parseLiteral(parseValue('140000.10'))).toBe('140000.10');
  });

  it('turns an instant with an offset to UTC', () => {
    expect(scalars.DateTime.parseValue('2022-06-07T15:00:00+05:30')).toBe(
      '2022-06-07T09:30:00.000Z',
    );
  });
});
