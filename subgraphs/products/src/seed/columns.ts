import { cells } from '@niryat/kernel';

const { list, reference, required, text } = cells;

/** A text in both languages, as two columns. */
export const translated = <Name extends string>(name: Name) => ({
  [`${name}_en`]: text(),
  [`${name}_hi`]: text(),
});

/** The sources that a row is known from, the main one first. */
export const sources = { source_codes: required(list(reference('Source'))) };
