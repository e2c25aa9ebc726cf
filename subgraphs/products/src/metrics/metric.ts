import type { Decimal } from '../money/decimal.ts';

/** A number that went into a computed one, in the shape of the schema's `MetricInput`. */
export interface MetricInput {
  /** As the formula calls it. */
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly weight: number | null;
  /** The code of its main source; null where it is computed or given by the request. */
  readonly sourceCode: string | null;
}

/** A computed number that shows its work, in the shape of the schema's `Metric`. */
export interface Metric {
  readonly value: number | null;
  readonly unit: string;
  readonly formula: string;
  readonly inputs: readonly MetricInput[];
  readonly note: string | null;
}

/** A record with sources, the main one first. */
interface Cited {
  readonly sourceCodes: readonly string[];
}

/** An input of a plain formula: its name in it, its number as stored, and the record that states it. */
export function input(
  name: string,
  value: string | number | null,
  unit: string,
  record?: Cited | null,
): MetricInput {
  return {
    name,
    value: value === null ? null : Number(value),
    unit,
    weight: null,
    sourceCode: record?.sourceCodes[0] ?? null,
  };
}

/** A metric from an exact result: the one place where precision is given up, as `Metric.value` is a Float. */
export function metric(
  value: Decimal | null,
  unit: string,
  formula: string,
  inputs: readonly MetricInput[],
  note: string | null = null,
): Metric {
  return { value: value?.toNumber() ?? null, unit, formula, inputs, note };
}
