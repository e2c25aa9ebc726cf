import { referenceColumn } from '@niryat/kernel';
import type { EntitySchemaColumnOptions } from 'typeorm';

export {
  check,
  codeColumn,
  listColumn,
  oneOfCheck,
  referenceColumn,
  sourceCodesColumn,
  sourcesCheck,
  textCheck,
} from '@niryat/kernel';

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

/** The same, where there may be no such record; without it the referring record still stands. */
export const optionalReference = (
  table: string,
  name: string,
  target: string,
): EntitySchemaColumnOptions => ({ ...referenceColumn(table, name, target), nullable: true });

/** How often a record was changed, from 1. */
export const revisionColumn: EntitySchemaColumnOptions = { type: 'integer', default: 1 };

/** The place of a record among its siblings in the source; only its order has a meaning. */
export const positionColumn: EntitySchemaColumnOptions = { type: 'integer' };

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
