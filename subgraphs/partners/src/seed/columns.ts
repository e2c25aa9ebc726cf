import { cells } from '@niryat/kernel';

/** A text in English and Hindi: `<name>_en` and `<name>_hi`, either of them may be empty. */
export const textColumns = (name: string): Record<string, cells.Cell> => ({
  [`${name}_en`]: cells.text(),
  [`${name}_hi`]: cells.text(),
});

/** The sources of a record, the main one first. */
export const sourceCodes = (): cells.Cell => cells.required(cells.list(cells.reference('Source')));

/** Sectors that a record names, in the order of its source. */
export const sectorCodes = (): cells.Cell => cells.list(cells.reference('Sector'));

/** The first problem, or undefined where there is none: for the `check` of a table. */
export const firstOf = (...problems: readonly (string | false | undefined)[]): string | undefined =>
  problems.find((problem) => typeof problem === 'string');

/** What is wrong where neither language of a text is on record. */
export const missingText = (
  values: Readonly<Record<string, unknown>>,
  name: string,
): string | undefined =>
  values[`${name}_en`] === null && values[`${name}_hi`] === null
    ? `${name} is in neither language`
    : undefined;
