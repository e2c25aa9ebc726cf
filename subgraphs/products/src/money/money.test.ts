import { amountOf, formatMoney, inScale, type Money, type MoneyUnit, toMoney } from './money.ts';

function money(stated: string, unit: MoneyUnit = 'INR_CRORE'): Money {
  const found = toMoney(stated, unit);
  if (found === null) throw new Error(`${unit} is a unit of money`);
  return found;
}

describe('a sum of money', () => {
  it.each([
    ['140000', 'INR_CRORE', '1400000000000'],
    ['88967.42', 'INR_CRORE', '889674200000'],
    ['0.010', 'USD_MILLION', '10000'],
    ['0.0000001', 'USD_MILLION', '0.1'],
    ['-37420', 'USD_MILLION', '-37420000000'],
    ['123456789012345678901234567890.12', 'INR_CRORE', '1234567890123456789012345678901200000'],
  ] as const)('of %s %s is %s in units of its currency', (stated, unit, amount) => {
    expect(amountOf(money(stated, unit))).toBe(amount);
  });

  it.each([
    ['140000', 'LAKH_CRORE', '1.40'],
    ['140123.5', 'LAKH_CRORE', '1.401235'],
    ['300000', 'LAKH_CRORE', '3'],
    ['140000', 'CRORE', '140000'],
    ['140000', 'BILLION', '1400'],
    ['0.01', 'THOUSAND', '100'],
    ['1', 'LAKH', '100'],
    ['1', 'MILLION', '10'],
    ['0.5', 'UNIT', '5000000'],
  ] as const)('of %s crore counted in %s is %s, exactly', (stated, scale, counted) => {
    expect(inScale(money(stated), scale)).toBe(counted);
  });

  it('is none in a unit that is not one of money', () => {
    expect([toMoney('30', 'PERCENT'), toMoney('5', 'RANK'), toMoney('2', 'MULTIPLE')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('a sum as it is written', () => {
  it.each([
    ['140000', 'INR_CRORE', 'EN', '₹1,40,000 crore'],
    ['140000', 'INR_CRORE', 'HI', '₹1,40,000 करोड़'],
    ['38756.50', 'INR_CRORE', 'EN', '₹38,756.50 crore'],
    ['1905011', 'INR_CRORE', 'EN', '₹19,05,011 crore'],
    ['422001.26', 'USD_MILLION', 'EN', 'US$ 422,001.26 million'],
    ['422001.26', 'USD_MILLION', 'HI', 'US$ 422,001.26 मिलियन'],
    ['-37420', 'USD_MILLION', 'EN', '-US$ 37,420 million'],
    ['-0.5', 'INR_CRORE', 'EN', '-₹0.5 crore'],
  ] as const)('keeps the digits of its source: %s %s, %s', (stated, unit, language, text) => {
    expect(formatMoney(money(stated, unit), language)).toBe(text);
  });

  it.each([
    ['140000', 'INR_CRORE', 'EN', 'LAKH_CRORE', '₹1.40 lakh crore'],
    ['140000', 'INR_CRORE', 'HI', 'LAKH_CRORE', '₹1.40 लाख करोड़'],
    ['300000', 'INR_CRORE', 'EN', 'LAKH_CRORE', '₹3.00 lakh crore'],
    ['140500', 'INR_CRORE', 'EN', 'LAKH_CRORE', '₹1.41 lakh crore'],
    ['-140500', 'INR_CRORE', 'EN', 'LAKH_CRORE', '-₹1.41 lakh crore'],
    ['140000', 'INR_CRORE', 'EN', 'CRORE', '₹1,40,000.00 crore'],
    ['1', 'INR_CRORE', 'HI', 'LAKH', '₹100.00 लाख'],
    ['0.01', 'INR_CRORE', 'HI', 'THOUSAND', '₹100.00 हज़ार'],
    ['422001.26', 'USD_MILLION', 'EN', 'BILLION', 'US$ 422.00 billion'],
    ['422001.26', 'USD_MILLION', 'HI', 'BILLION', 'US$ 422.00 बिलियन'],
    ['422', 'USD_MILLION', 'EN', 'MILLION', 'US$ 422.00 million'],
  ] as const)(
    'shows two decimals of a scale: %s %s, %s in %s',
    (stated, unit, language, scale, text) => {
      expect(formatMoney(money(stated, unit), language, scale)).toBe(text);
    },
  );

  it('shows the first digits of a sum that two decimals would hide', () => {
    expect(formatMoney(money('0.014', 'USD_MILLION'), 'EN', 'BILLION')).toBe(
      'US$ 0.000014 billion',
    );
    expect(formatMoney(money('0', 'USD_MILLION'), 'EN', 'BILLION')).toBe('US$ 0.00 billion');
  });

  it('writes single units whole, with Indian grouping for rupees', () => {
    expect(formatMoney(money('140000'), 'EN', 'UNIT')).toBe('₹14,00,00,00,00,000');
    expect(formatMoney(money('422001.26', 'USD_MILLION'), 'HI', 'UNIT')).toBe(
      'US$ 422,001,260,000',
    );
  });
});
