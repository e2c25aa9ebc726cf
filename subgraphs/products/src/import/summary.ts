import { Decimal, plain } from '../money/decimal.ts';
import { formatMoney, type MoneyUnit, toMoney } from '../money/money.ts';
import type { ImportReport, PartReport } from './report.ts';

const count = (rows: number): string => rows.toLocaleString('en-US');

const rowsOf = (rows: number): string => `${count(rows)} ${rows === 1 ? 'row' : 'rows'}`;

function money(value: Decimal, unit: MoneyUnit): string {
  const sum = toMoney(plain(value), unit);
  return sum === null ? value.toFixed() : formatMoney(sum, 'EN');
}

/** What an import says of a file to a person: a heading, then a line each. */
export function summaryLines(report: ImportReport): string[] {
  const { file, description, rows, level, rejects, version, outcome } = report;
  const lines = [`${file}: ${description}`];
  if (outcome !== 'unchanged') {
    const repeated =
      rows.repeated > 0 ? `, ${count(rows.repeated)} not taken as they repeat others` : '';
    lines.push(
      `${rowsOf(rows.read)} read, ${count(rows.loaded)} loaded, ${count(rows.rejected)} rejected, ${count(rows.unchanged)} unchanged${repeated}`,
    );
  } else lines.push(`${rowsOf(rows.unchanged)} unchanged`);
  if (level !== null) lines.push(`HS codes of ${level} digits were taken, and no other level`);
  lines.push(...report.parts.map((part) => partLine(part, report.unit)));
  if (rejects !== null) lines.push(`rejected rows with reasons: ${rejects}`);
  lines.push(...report.notes);
  if (outcome === 'dry run') lines.push('a dry run: nothing was changed');
  else if (version !== null) lines.push(`version ${version} of the data`);
  return lines.map((line, i) => (i === 0 ? line : `  ${line}`));
}

function partLine(part: PartReport, unit: MoneyUnit): string {
  const { year, origin, region, sum, stated, supersedes, givesWayTo } = part;
  const what = [year, ...(origin === 'IN' ? [] : [origin]), ...(region === null ? [] : [region])];
  const place = givesWayTo
    ? `; not loaded: ${givesWayTo} is of that year itself`
    : supersedes
      ? `; in place of ${supersedes}`
      : '';
  return `${what.join(', ')}: sum of the rows ${money(new Decimal(sum), unit)}${against(sum, stated, unit)}${place}`;
}

/** How the sum of the rows stands to the total that the file states. */
function against(sum: string, stated: string | null, unit: MoneyUnit): string {
  if (stated === null) return ', the file states no total';
  const difference = new Decimal(stated).minus(sum);
  if (difference.isZero()) return ', as the file states';
  const more = difference.isNegative() ? 'less' : 'more';
  return `, the file states ${money(new Decimal(stated), unit)} (${plain(difference.abs())} ${more})`;
}

/** What came in, in a sentence, for the version of the data. */
export function versionNote(report: ImportReport): string {
  const loaded = report.parts.filter(({ givesWayTo }) => givesWayTo === null);
  const sums = loaded.map(({ year, sum, supersedes }) => {
    const before = supersedes === null ? '' : ` in place of ${supersedes}`;
    return `${year} ${money(new Decimal(sum), report.unit)}${before}`;
  });
  return `${rowsOf(report.rows.loaded)} of ${report.file}, ${report.description}, came in: ${sums.join('; ')}.`;
}
