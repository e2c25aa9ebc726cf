import type { SeedTable } from './definition.ts';

/**
 * The GraphQL fields that a column of a record decides, by the project's names: without its language, without the
 * end that says it holds a code, in camelCase. `name_en` is `name`, `state_code` is `state`, `source_codes` is
 * `sources`, `starts_on` is `startsOn`.
 */
function namedAfter(column: string): string {
  return column
    .replace(/_(en|hi)$/, '')
    .replace(/_codes$/, 's')
    .replace(/_code$/, '')
    .replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The fields that a column decides, or the list of a link; none for one that no client sees. */
export function fieldsOf(table: SeedTable, column: string): readonly string[] {
  if (table.unseen?.includes(column)) return [];
  return table.record?.fields?.[column] ?? [namedAfter(column)];
}

/** The columns of a file and the derived ones, lists included, whose change a client can see. */
export function seenColumns(table: SeedTable): string[] {
  return [...Object.keys(table.columns), ...Object.keys(table.derived ?? {})].filter(
    (column) => !table.key.includes(column) && !table.unseen?.includes(column),
  );
}

/**
 * The column that holds the code of a table's records.
 *
 * @throws {Error} when records are told from each other by more than that.
 */
export function codeColumn(table: SeedTable): string {
  const [column] = table.key;
  if (column === undefined || table.key.length > 1) {
    throw new Error(
      `${table.file}: a list with a table of its own, and records that the feed tells of, need a key of one column`,
    );
  }
  return column;
}

/** The columns by which the records are found that a row of a table speaks of; none where the feed tells of none. */
export function ownerColumns(table: SeedTable): string[] {
  const own = table.record ? [codeColumn(table)] : [];
  const others = (table.parts ?? []).map((part) => ('by' in part ? part.by : codeColumn(table)));
  return [...new Set([...own, ...others])];
}
