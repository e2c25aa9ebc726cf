import { codeColumn, referenceColumn } from '@niryat/kernel';
import type { EntitySchemaColumnOptions } from 'typeorm';

export {
  type Check,
  check,
  codeColumn,
  listColumn,
  oneOfCheck,
  referenceColumn,
  sourcesCheck,
  textCheck,
} from '@niryat/kernel';

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
