import { Decimal, plain } from '../money/decimal.ts';
import type { MoneyUnit } from '../money/money.ts';
import type { CellCounts, ImportReport, PartReport } from './report.ts';
import { count, money, rowsOf } from './wording.ts';

/** What an import says of a file to a person: a heading, then a line each. */
export function summaryLines(report: ImportReport): string[] {
  const { file, description, rows, cells, levels, rejects, version, outcome } = report;
  const lines = [`${file}: ${description}`];
  if (outcome !== 'unchanged') {
    const repeated =
      rows.repeated > 0 ? `, ${count(rows.repeated)} not taken as they repeat others` : '';
    lines.push(
      `${rowsOf(rows.read)} read, ${count(rows.loaded)} loaded, ${count(rows.rejected)} rejected${repeated}`,
    );
    if (cells !== null) lines.push(cellsLine(cells));
  } else lines.push(`${rowsOf(rows.unchanged)} unchanged`);
  if (levels.length > 0) lines.push(levelsLine(levels));
  lines.push(...report.parts.map((part) => partLine(part, report.unit)));
  if (rejects !== null) lines.push(`rejected rows with reasons: ${rejects}`);
  lines.push(...report.notes);
  if (outcome === 'dry run') lines.push('a dry run: nothing was changed');
  else if (version !== null) lines.push(`version ${version} of the data`);
  return lines.map((line, i) => (i === 0 ? line : `  ${line}`));
}

/** Several rows may make one cell, so that these are no counts of rows. */
function cellsLine({ unchanged, altered, added, removed }: CellCounts): string {
  const cells = unchanged + altered + added;
  return `${count(cells)} ${cells === 1 ? 'cell' : 'cells'}: ${count(unchanged)} unchanged, ${count(altered)} altered, ${count(added)} new, ${count(removed)} gone`;
}

function levelsLine(levels: readonly number[]): string {
  const [last, ...others] = [...levels].reverse();
  return others.length === 0
    ? `HS codes of ${last} digits were taken, and no other level`
    : `HS codes of ${others.reverse().join(', ')} and ${last} digits were taken: of each partner and chapter the coarsest in the file`;
}

function partLine(part: PartReport, unit: MoneyUnit): string {
  const { year, origin, region, sum, stated, supersedes, givesWayTo } = part;
  const what = [year, ...(origin === 'IN' ? [] : [origin]), ...(region === null ? [] : [region])];
  const place = givesWayTo
    ? `; not loaded: ${givesWayTo} is of that year itself`
    : supersedes
      ? `; in place of ${supersedes.file} of ${supersedes.day}, ${money(supersedes.sum, unit)}`
      : '';
  return `${what.join(', ')}: sum of the rows ${money(sum, unit)}${against(sum, stated, unit)}${place}`;
}

/** How the sum of the rows stands to the total that the file states. */
function against(sum: string, stated: string | null, unit: MoneyUnit): string {
  if (stated === null) return ', the file states no total';
  const difference = new Decimal(stated).minus(sum);
  if (difference.isZero()) return ', as the file states';
  const more = difference.isNegative() ? 'less' : 'more';
  return `, the file states ${money(stated, unit)} (${plain(difference.abs())} ${more})`;
}

/**
 * What came in, in a sentence, for the version of the data. It is public: names of files are not in it, and the day and
 * the sum of what was superseded tell imports apart.
 */
export function versionNote(report: ImportReport): string {
  const { table, unit, description, rows } = report;
  const loaded = report.parts.filter(({ givesWayTo }) => givesWayTo === null);
  const sums = loaded.map(({ origin, year, region, sum, supersedes }) => {
    const before =
      supersedes === null ? '' : ` in place of ${money(supersedes.sum, unit)} of ${supersedes.day}`;
    const what = [origin, year, ...(region === null ? [] : [region])];
    return `${what.join(' ')} ${money(sum, unit)}${before}`;
  });
  return `${rowsOf(rows.loaded)} of ${table}, ${description}, came in: ${sums.join('; ')}.`;
}
