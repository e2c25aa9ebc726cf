import type { EntitySchemaColumnOptions } from 'typeorm';

/** A check constraint as an entity names it. */
export interface Check {
  readonly name: string;
  readonly expression: string;
}

/** The public code of a table's records, its primary key. */
export const codeColumn = (table: string): EntitySchemaColumnOptions => ({
  type: 'text',
  primary: true,
  primaryKeyConstraintName: `${table}_pkey`,
});

/** The code of another record of this subgraph, under a foreign key named as PostgreSQL names it. */
export const referenceColumn = (
  table: string,
  name: string,
  target: string,
): EntitySchemaColumnOptions => ({
  name,
  type: 'text',
  foreignKey: { target, name: `${table}_${name}_fkey` },
});

/** A list of texts: words or codes, possibly empty. */
export const listColumn = (name: string): EntitySchemaColumnOptions => ({
  name,
  type: 'text',
  array: true,
});

/** The sources of a record, the main one first: codes of `sources`, never empty. */
export const sourceCodesColumn: EntitySchemaColumnOptions = listColumn('source_codes');

/** The check of a table by its rule, named as in the migration. */
export const check = (table: string, rule: string, expression: string): Check => ({
  name: `${table}_${rule}_check`,
  expression,
});

/** The check that a record cites a source. */
export const sourcesCheck = (table: string): Check =>
  check(table, 'source_codes', 'cardinality(source_codes) > 0');

/** The check that a text is on record in one language at least. */
export const textCheck = (table: string, text: string): Check =>
  check(table, text, `num_nonnulls(${text}_en, ${text}_hi) > 0`);

/** The check that a column holds one of a list of words, such as the values of an enum. Null passes. */
export const oneOfCheck = (table: string, column: string, words: readonly string[]): Check =>
  check(table, column, `${column} IN (${words.map((word) => `'${word}'`).join(', ')})`);
