import type { EntitySchemaColumnOptions } from 'typeorm';

/** The public code of a table's records, its primary key. */
export const codeColumn = (table: string): EntitySchemaColumnOptions => ({
  type: 'text',
  primary: true,
  primaryKeyConstraintName: `${table}_pkey`,
});

/** A column of a primary key that has several, under its name in the table. */
export const keyColumn = (
  table: string,
  name: string,
  options: EntitySchemaColumnOptions = { type: 'text' },
): EntitySchemaColumnOptions => ({
  ...options,
  name,
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

/** The code of the record that a row of a link table belongs to: both go together. */
export const ownerColumn = (
  table: string,
  name: string,
  target: string,
): EntitySchemaColumnOptions => ({
  ...keyColumn(table, name),
  foreignKey: { target, name: `${table}_${name}_fkey`, onDelete: 'CASCADE' },
});

/** A text that may not be on record. */
export const textColumn = (name: string): EntitySchemaColumnOptions => ({
  name,
  type: 'text',
  nullable: true,
});

/** The sources of a record, the main one first: codes of `sources`, never empty. */
export const sourceCodesColumn: EntitySchemaColumnOptions = {
  name: 'source_codes',
  type: 'text',
  array: true,
};

/** The check of a table by its rule, named as in the migration. */
export const check = (
  table: string,
  rule: string,
  expression: string,
): { name: string; expression: string } => ({ name: `${table}_${rule}_check`, expression });

/** The check that a record cites a source. */
export const sourcesCheck = (table: string): { name: string; expression: string } =>
  check(table, 'source_codes', 'cardinality(source_codes) > 0');

/** The check that a text is on record in one language at least. */
export const textCheck = (table: string, text: string): { name: string; expression: string } =>
  check(table, text, `num_nonnulls(${text}_en, ${text}_hi) > 0`);

/** An index over columns of a table, named after them. */
export const index = (
  table: string,
  properties: readonly string[],
  columns: readonly string[],
): { name: string; columns: string[] } => ({
  name: `${table}_${columns.join('_')}_idx`,
  columns: [...properties],
});

/** The check that a column holds one of a list of words, such as the values of an enum. Null passes. */
export const oneOfCheck = (
  table: string,
  column: string,
  words: readonly string[],
): { name: string; expression: string } =>
  check(table, column, `${column} IN (${words.map((word) => `'${word}'`).join(', ')})`);
