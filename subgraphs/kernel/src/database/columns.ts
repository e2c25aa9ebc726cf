import type { EntitySchemaColumnOptions } from 'typeorm';

/** The columns of an entity: one for each property of its row, none else. */
export type Columns<Row> = Record<keyof Row, EntitySchemaColumnOptions>;
