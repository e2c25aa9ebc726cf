import { readAmount } from './amount.ts';

describe('an amount', () => {
  it.each([
    ['1.35', '1.35'],
    [' 0 ', '0'],
    ['007', '007'],
    ['1,234.5', '1234.5'],
    ['1,40,000.50', '140000.50'],
    ['1.5e3', '1500'],
    ['2E-2', '0.02'],
  ])('%j is %s', (text, expected) => {
    expect(readAmount(text)).toBe(expected);
  });

  it.each([
    '',
    'NA',
    '-1',
    '+1',
    '1.',
    '.5',
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
