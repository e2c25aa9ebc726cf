import { oneOf, referenceByType, required, text } from '../seed/cells.ts';
import type { SeedTable } from '../seed/definition.ts';

/**
 * The file `search_aliases.csv` of a seed: names in everyday use, by which records of these types are found
 * besides their own names. They are common usage, so that they cite no source.
 */
export function searchAliasSeed(...typeNames: readonly string[]): SeedTable {
  return {
    file: 'search_aliases.csv',
    table: 'search_aliases',
    key: ['type_name', 'code', 'alias'],
    columns: {
      type_name: required(oneOf(...typeNames)),
      code: required(referenceByType('type_name')),
      alias: required(text()),
      language: required(oneOf('EN', 'HI')),
    },
  };
}
