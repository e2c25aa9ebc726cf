import type { ExportFigure } from '../entities/export-figure.ts';
import { Decimal } from '../money/decimal.ts';
import {
  type BothLanguages,
  missingText,
  noRecipeTexts,
  type Outcome,
  recomputedText,
} from './check-texts.ts';
import { input, type Metric, metric } from './metric.ts';
import {
  chooseInputs,
  type Inputs,
  percentOf,
  type Recipe,
  recipeOf,
  valuesFor,
} from './recipe.ts';
import { holds, overlap, type Range, statedRange } from './stated-range.ts';

/** What a recomputation shows, as the schema's enum names it. */
export type CheckVerdict = 'CONSISTENT' | 'ROUNDED' | 'INCONSISTENT' | 'NOT_CHECKABLE';

/** What comes out when a figure is computed from the figures it depends on. */
export interface FigureCheck {
  readonly verdict: CheckVerdict;
  readonly explanation: BothLanguages;
  readonly recomputed: Metric | null;
}

/** A figure with the day of its main source, where that bears one. */
export interface FigureToCheck {
  readonly figure: ExportFigure;
  readonly publishedOn: string | null;
}

/** The origins and fiscal years whose export values the checks of figures can take. */
export function neededValues(checks: readonly FigureToCheck[]): {
  readonly origins: readonly string[];
  readonly fiscalYears: readonly string[];
} {
  const wanted = checks
    .map(({ figure, publishedOn }) => recipeOf(figure, publishedOn))
    .filter((recipe) => typeof recipe !== 'string')
    .flatMap(({ upper, lower }) => [upper, lower]);
  return {
    origins: [...new Set(wanted.map(({ origin }) => origin))],
    fiscalYears: [...new Set(wanted.flatMap(({ fiscalYear }) => fiscalYear ?? []))],
  };
}

/**
 * Recomputes a figure from the export values that it depends on.
 *
 * @param values the export values on record, as `neededValues` asks for them; others do no harm.
 */
export function checkFigure(
  { figure, publishedOn }: FigureToCheck,
  values: readonly ExportFigure[],
): FigureCheck {
  const recipe = recipeOf(figure, publishedOn);
  if (typeof recipe === 'string') return notCheckable(noRecipeTexts[recipe]);
  const inputs = chooseInputs(figure, recipe, values);
  if (inputs === undefined) {
    const missing = [recipe.upper, recipe.lower].filter(
      (wanted) => valuesFor(wanted, values).length === 0,
    );
    return notCheckable(missingText(recipe, missing));
  }
  const result = percentOf(
    recipe.kind,
    new Decimal(inputs.upper.value),
    new Decimal(inputs.lower.value),
  );
  const possible = possibleResults(recipe, inputs);
  const outcome = outcomeOf(figure, result, possible);
  return {
    verdict: verdicts[outcome],
    explanation: recomputedText({ figure, recipe, inputs, result, possible, outcome }),
    recomputed: recomputedMetric(figure, recipe, inputs, result),
  };
}

const verdicts: Readonly<Record<Outcome, CheckVerdict>> = {
  EQUAL: 'CONSISTENT',
  EQUAL_ONCE_ROUNDED: 'ROUNDED',
  WITHIN_ROUNDING_OF_INPUTS: 'ROUNDED',
  DIFFERENT: 'INCONSISTENT',
};

const notCheckable = (explanation: BothLanguages): FigureCheck => ({
  verdict: 'NOT_CHECKABLE',
  explanation,
  recomputed: null,
});

/** What the result can be when each input is anything that its digits and its hedge allow. */
function possibleResults({ kind }: Recipe, { upper, lower }: Inputs): Range {
  const [above, below] = [statedRange(upper), statedRange(lower)];
  return {
    low: percentOf(kind, above.low, below.high),
    high: percentOf(kind, above.high, below.low),
  };
}

function outcomeOf(figure: ExportFigure, result: Decimal, possible: Range): Outcome {
  const stated = statedRange(figure);
  if (result.eq(figure.value)) return 'EQUAL';
  if (holds(stated, result)) return 'EQUAL_ONCE_ROUNDED';
  return overlap(stated, possible) ? 'WITHIN_ROUNDING_OF_INPUTS' : 'DIFFERENT';
}

function recomputedMetric(
  figure: ExportFigure,
  { kind }: Recipe,
  { upper, lower }: Inputs,
  result: Decimal,
): Metric {
  const [first, second] =
    kind === 'GROWTH'
      ? [`value of ${upper.fiscalYear}`, `value of ${lower.fiscalYear}`]
      : ['part', 'whole'];
  // A source that also states the figure says more than the value's own main one.
  const cited = (value: ExportFigure) => {
    const shared = figure.sourceCodes.filter((code) => value.sourceCodes.includes(code));
    return { sourceCodes: [...shared, ...value.sourceCodes] };
  };
  return metric(
    result,
    'PERCENT',
    kind === 'GROWTH' ? `(${first} ÷ ${second} − 1) × 100` : `${first} ÷ ${second} × 100`,
    [
      input(first, upper.value, upper.unit, cited(upper)),
      input(second, lower.value, lower.unit, cited(lower)),
    ],
  );
}
