import type { ExportFigure } from '../entities/export-figure.ts';
import type { Target } from '../entities/target.ts';
import { Decimal } from '../money/decimal.ts';
import { isMoneyUnit, type Money, toMoney } from '../money/money.ts';
import { lastDayOf, lastDayOfHorizon, yearsBetween } from './fiscal-year.ts';
import { input, type Metric, type MetricInput, metric } from './metric.ts';

/** A target with the latest published figure that tells how far it is; null where none is on record. */
export interface TargetWithLatest {
  readonly target: Target;
  readonly latest: ExportFigure | null;
}

/** The target in the unit of the figures that measure it: a MULTIPLE times its baseline, in rupees. */
function goalOf({ value, unit, baseline }: Target): { goal: Decimal | null; unit: string } {
  if (unit !== 'MULTIPLE') return { goal: new Decimal(value), unit };
  const goal = baseline === null ? null : new Decimal(value).times(baseline);
  return { goal, unit: 'INR_CRORE' };
}

/** The inputs that every metric of a target has, in its own words. */
function inputsOf({ target, latest }: TargetWithLatest): Record<'goal' | 'latest', MetricInput> {
  const { goal, unit } = goalOf(target);
  return {
    goal: input('target', goal?.toFixed() ?? null, unit, target),
    latest: input('latest', latest?.value ?? null, unit, latest),
  };
}

/** Why a number cannot be given: what is not on record. Null where all of it is. */
function missing({ target, latest }: TargetWithLatest, needsBaseline: boolean): string | null {
  if (target.measure === null) {
    return `No published figure on record measures ${target.metric}.`;
  }
  if (latest === null)
    return `No published figure of ${target.metric} in ${target.unit} is on record.`;
  if ((needsBaseline || target.unit === 'MULTIPLE') && target.baseline === null) {
    return 'No baseline was named.';
  }
  return null;
}

/** Which figure the latest one is, and what must be known of it. */
function noteOn({ target, latest }: TargetWithLatest): string | null {
  if (latest === null) return null;
  const { code, fiscalYear, qualifier } = latest;
  const hedge = qualifier === null ? '' : ` Its source hedges it: ${qualifier}.`;
  if (fiscalYear === null) return `\`latest\` is ${code}, whose source names no year.${hedge}`;
  const isOld = target.announcedOn !== null && lastDayOf(fiscalYear) < target.announcedOn;
  const age = isOld ? `, a year that was over before the target was announced` : '';
  return `\`latest\` is ${code}, of ${fiscalYear}${age}.${hedge}`;
}

/** The way from the baseline to the target that the latest figure has covered: 0 at the baseline, 1 at the target. */
export function progressOf(about: TargetWithLatest): Metric {
  const { target, latest } = about;
  const { goal, unit } = goalOf(target);
  const inputs = inputsOf(about);
  const formula = '(latest − baseline) ÷ (target − baseline)';
  const all = [
    inputs.latest,
    input('baseline', target.baseline, unit, target.baseline === null ? null : target),
    inputs.goal,
  ];
  if (goal === null || latest === null || target.baseline === null) {
    return metric(null, 'RATIO', formula, all, missing(about, true));
  }
  const way = goal.minus(target.baseline);
  if (way.isZero()) return metric(null, 'RATIO', formula, all, 'The baseline is the target.');
  const covered = new Decimal(latest.value).minus(target.baseline);
  return metric(covered.div(way), 'RATIO', formula, all, noteOn(about));
}

/** The target less the latest figure, exact, in the unit of the figure; null where it cannot be told. */
function differenceOf({ target, latest }: TargetWithLatest): Decimal | null {
  const { goal } = goalOf(target);
  return goal === null || latest === null ? null : goal.minus(latest.value);
}

/** What the target lacks: negative once it is passed. */
export function gapOf(about: TargetWithLatest): Metric {
  const difference = differenceOf(about);
  const { goal, latest } = inputsOf(about);
  const note = difference === null ? missing(about, false) : noteOn(about);
  return metric(difference, goalOf(about.target).unit, 'target − latest', [goal, latest], note);
}

/** The gap as money; null where it cannot be told or is no sum. */
export function gapMoneyOf(about: TargetWithLatest): Money | null {
  const { unit } = goalOf(about.target);
  const difference = differenceOf(about);
  return difference === null || !isMoneyUnit(unit) ? null : toMoney(difference.toFixed(), unit);
}

/**
 * The growth a year, in percent, that leads from the latest figure to the target in time: from the end of the
 * figure's fiscal year to the last day of the horizon, in years of 365.25 days. 0 where the target is reached.
 *
 * @param today the day of asking: from the last day of the horizon on there is no value, and a note says so.
 */
export function requiredGrowthOf(about: TargetWithLatest, today: string): Metric {
  const { target, latest } = about;
  const { goal } = goalOf(target);
  const inputs = inputsOf(about);
  const formula = '((target ÷ latest) ^ (1 ÷ years) − 1) × 100';
  const dueOn = target.due === null ? null : lastDayOfHorizon(target.due);
  const from = latest?.fiscalYear ? lastDayOf(latest.fiscalYear) : null;
  const years = dueOn === null || from === null ? null : yearsBetween(from, dueOn);
  const all = [inputs.goal, inputs.latest, input('years', years, 'YEARS')];
  const without = (note: string | null): Metric => metric(null, 'PERCENT', formula, all, note);
  if (dueOn === null) return without('No day by which it is due is on record.');
  if (dueOn <= today) return without(`The target was due on ${dueOn}.`);
  if (goal === null || latest === null) return without(missing(about, false));
  if (years === null) return without(noteOn(about));
  const ratio = goal.div(latest.value);
  if (ratio.lte(1)) {
    const note = `The target is reached already. ${noteOn(about) ?? ''}`.trim();
    return metric(new Decimal(0), 'PERCENT', formula, all, note);
  }
  if (years <= 0) return without('The latest figure is of the very end of the horizon.');
  const growth = ratio.pow(new Decimal(1).div(years)).minus(1).times(100);
  const note = `${noteOn(about) ?? ''} \`years\` runs from ${from} to ${dueOn}.`.trim();
  return metric(growth, 'PERCENT', formula, all, note);
}
