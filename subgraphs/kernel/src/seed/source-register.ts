import { join } from 'node:path';
import { code, oneOf, partialDate, required, text, truth } from './cells.ts';
import type { SeedTable } from './definition.ts';

/**
 * The register of sources. It lies with the kernel because facts of every subgraph cite it and a source must
 * read the same wherever it is cited.
 */
export const sourceSeed: { readonly folder: string; readonly table: SeedTable } = {
  folder: join(import.meta.dirname, '..', '..', 'seed'),
  table: {
    file: 'sources.csv',
    table: 'sources',
    key: ['code'],
    columns: {
      code: required(code()),
      title: required(text()),
      publisher: text(),
      published_on: partialDate(),
      language: oneOf('EN', 'HI'),
      locator: text(),
      verified: required(truth()),
    },
  },
};
