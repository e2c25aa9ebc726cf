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

/** The record that a list belongs to, as part of the list's primary key: the list goes when the record does. */
export const ownerColumn = (
  table: string,
  name: string,
  target: string,
): EntitySchemaColumnOptions => ({
  ...codeColumn(table),
  name,
  foreignKey: { target, name: `${table}_${name}_fkey`, onDelete: 'CASCADE' },
});

/** The record that an item of a list refers to, as part of the list's primary key. */
export const itemColumn = (
  table: string,
  name: string,
  target: string,
): EntitySchemaColumnOptions => ({
  ...codeColumn(table),
  ...referenceColumn(table, name, target),
});

/** A text that may not be on record. */
export const textColumn = (name: string): EntitySchemaColumnOptions => ({
  name,
  type: 'text',
  nullable: true,
});

/** A list of words or codes, possibly empty. */
export const listColumn = (name: string): EntitySchemaColumnOptions => ({
  name,
  type: 'text',
  array: true,
});

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

/** The check that a column holds one of a list of words, such as the values of an enum. */
export const oneOfCheck = (table: string, column: string, words: readonly string[]): Check =>
  check(table, column, `${column} IN (${words.map((word) => `'${word}'`).join(', ')})`);

/** An index over columns, named after them. */
export const index = (
  table: string,
  property: string,
  column: string,
): { name: string; columns: string[] } => ({
  name: `${table}_${column}_idx`,
  columns: [property],
});

/** An index over the items of a list (GIN), which TypeORM cannot describe and therefore leaves alone. */
export const listIndex = (
  table: string,
  property: string,
  column: string,
): { name: string; columns: string[]; synchronize: boolean } => ({
  ...index(table, property, column),
  synchronize: false,
});
