import {
  type DataSource,
  type EntitySchema,
  type FindOptionsWhere,
  In,
  type ObjectLiteral,
} from 'typeorm';

/** What a SELECT must name so that its raw rows have the shape of the entity: `c.name_en AS "nameEn", …`. */
export function columnsOf<Row extends ObjectLiteral>(
  db: DataSource,
  entity: EntitySchema<Row>,
  alias: string,
): string {
  return db
    .getMetadata(entity)
    .columns.map((column) => `${alias}.${column.databaseName} AS "${column.propertyName}"`)
    .join(', ');
}

/** The rows whose property has one of the keys, in no particular order, in one statement. */
export function rowsByKeys<Row extends ObjectLiteral>(
  db: DataSource,
  entity: EntitySchema<Row>,
  property: keyof Row & string,
  keys: readonly string[],
): Promise<Row[]> {
  const where = { [property]: In([...keys]) } as FindOptionsWhere<Row>;
  return db.getRepository(entity).find({ where });
}
