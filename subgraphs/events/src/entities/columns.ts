import type { EntitySchemaColumnOptions } from 'typeorm';

/** The public code of a table's records, its primary key. */
export const codeColumn = (table: string): EntitySchemaColumnOptions => ({
  type: 'text',
  primary: true,
  primaryKeyConstraintName: `${table}_pkey`,
});

/** A number that PostgreSQL gives out: the primary key of records without a public code. */
export const numberColumn = (table: string): EntitySchemaColumnOptions => ({
  type: 'bigint',
  primary: true,
  primaryKeyConstraintName: `${table}_pkey`,
  generated: 'increment',
});

/** A text that every record has. */
export const textColumn = (name: string): EntitySchemaColumnOptions => ({ name, type: 'text' });

/** A text that may not be on record. */
export const optionalText = (name: string): EntitySchemaColumnOptions => ({
  name,
  type: 'text',
  nullable: true,
});

/** A day that may not be on record. */
export const optionalDate = (name: string): EntitySchemaColumnOptions => ({
  name,
  type: 'date',
  nullable: true,
});

/** A list of texts: codes, or values of an enum. */
export const listColumn = (name: string): EntitySchemaColumnOptions => ({
  name,
  type: 'text',
  array: true,
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

/** The same, where there may be no such record; without it the referring record still stands. */
export const optionalReference = (
  table: string,
  name: string,
  target: string,
): EntitySchemaColumnOptions => ({ ...referenceColumn(table, name, target), nullable: true });

/** The sources of a record, the main one first: codes of `sources`, never empty. */
export const sourceCodesColumn: EntitySchemaColumnOptions = listColumn('source_codes');

/** How often a record was changed, from 1. */
export const revisionColumn: EntitySchemaColumnOptions = { type: 'integer', default: 1 };

/** The place of a record among its siblings in the source; only its order has a meaning. */
export const positionColumn: EntitySchemaColumnOptions = { type: 'integer' };

/** A check of a table by its rule, named as in the migration. */
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

/** The check that a column holds one of a list of words, such as the values of an enum. Null passes. */
export const oneOfCheck = (
  table: string,
  column: string,
  words: readonly string[],
): { name: string; expression: string } =>
  check(table, column, `${column} IN (${words.map((word) => `'${word}'`).join(', ')})`);

/** An index over one column of a table, named as PostgreSQL names it. */
export const index = (
  table: string,
  property: string,
  column: string,
): { name: string; columns: string[] } => ({
  name: `${table}_${column}_idx`,
  columns: [property],
});

/**
 * An index of the items of a list (GIN). TypeORM knows its name alone: an `EntitySchema` cannot tell the method of
 * an index, and the schema builder would put a B-tree in its place.
 */
export const listIndex = (
  table: string,
  property: string,
  column: string,
): { name: string; columns: string[]; synchronize: false } => ({
  ...index(table, property, column),
  synchronize: false,
});
