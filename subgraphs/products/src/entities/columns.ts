import type { EntitySchemaColumnOptions } from 'typeorm';

export {
  check,
  codeColumn,
  oneOfCheck,
  referenceColumn,
  sourceCodesColumn,
  sourcesCheck,
  textCheck,
} from '@niryat/kernel';

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

/** An index over columns of a table, named after them. */
export const index = (
  table: string,
  properties: readonly string[],
  columns: readonly string[],
): { name: string; columns: string[] } => ({
  name: `${table}_${columns.join('_')}_idx`,
  columns: [...properties],
});
