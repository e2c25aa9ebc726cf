import { noAmount, readAmount } from './amount.ts';

describe('an amount', () => {
  it.each([
    ['1.35', '1.35'],
    [' 0 ', '0'],
    ['007', '007'],
    ['1,234.5', '1234.5'],
    ['1,40,000.50', '140000.50'],
    ['1.5e3', '1500'],
    ['2E-2', '0.02'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['999999999999999.5', '999999999999999.5'],
    ['0e99', `00${'0'.repeat(98)}`],
  ])('%j is %s', (text, expected) => {
    expect(readAmount(text)).toBe(expected);
  });

  it.each([
    '',
    'NA',
    '-1',
    '+1',
    '.',
    '1e99',
    '1234567890123456',
    '0.5e17',
    '1e-60',
    '1,2',
    '12,34,5',
    '1 000',
    '0x10',
    'Infinity',
    '1e999',
  ])('%j is none', (text) => {
    expect(readAmount(text)).toBeUndefined();
  });

  it.each([
    ['322492099897', '322492.099897'],
    ['150.5', '0.0001505'],
    ['5', '0.000005'],
    ['1234567.25', '1.23456725'],
  ])('%s dollars are %s millions', (text, expected) => {
    expect(readAmount(text, -6)).toBe(expected);
  });
});

describe('what is no amount', () => {
  it.each([
    ['x', 'the value "x" is no amount'],
    ['1e99', /^the value "1e99" has more than 15 digits before its point or 40 behind it/],
  ])('is told why: %s', (text, reason) => {
    expect(noAmount('the value', text)).toMatch(reason);
  });
});
