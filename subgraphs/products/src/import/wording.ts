import { Decimal, plain } from '../money/decimal.ts';
import { formatMoney, type MoneyUnit, toMoney } from '../money/money.ts';

/** A number as people read it: `24,049`. */
export const count = (of: number): string => of.toLocaleString('en-US');

/** `1 row`, `24,049 rows`. */
export const rowsOf = (rows: number): string => `${count(rows)} ${rows === 1 ? 'row' : 'rows'}`;

/** A sum with its unit: `US$ 1,344.225 million`. */
export function money(value: string, unit: MoneyUnit): string {
  const exact = new Decimal(value);
  const sum = toMoney(plain(exact), unit);
  return sum === null ? exact.toFixed() : formatMoney(sum, 'EN');
}
