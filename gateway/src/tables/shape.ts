import {
  type FieldNode,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
} from 'graphql';
import type { SelectedField, SelectionReader } from './selection.ts';

/** An operation that no table can be made of; the message says why, and what would do. */
export class NotTabular extends Error {
  override readonly name = 'NotTabular';
}

/** A column: the keys that lead to its value. */
export type Column = readonly string[];

/** How the answer to an operation is read as a table. */
export interface TableShape {
  /** The keys that lead from the data to the list, or to the connection that holds it. */
  readonly path: readonly string[];
  /** Undefined for a plain list, which has no pages. */
  readonly connection: ConnectionShape | undefined;
  /** From a row on. */
  readonly columns: readonly Column[];
  /** From the data on: what stands beside the list, the same in every row of a page. */
  readonly beside: readonly Column[];
}

/** A connection whose pages hold the rows. */
export interface ConnectionShape {
  /** Its nodes in the document. */
  readonly nodes: readonly FieldNode[];
  /** The key of its `nodes` or `edges`. */
  readonly rows: string;
  /** All its keys. */
  readonly keys: readonly string[];
}

/** A list that rows could be made of. */
interface Candidate {
  readonly path: readonly string[];
  readonly field: SelectedField;
}

/** What is found on the way from the data through single objects. */
interface Found {
  /** Those whose rows are asked for. */
  readonly connections: Candidate[];
  /** Connections of which something is asked for, as how many there are, and no rows. */
  readonly counted: Candidate[];
  readonly lists: Candidate[];
  readonly leaves: Column[];
}

/** The name of a column, as it stands in the first row. */
export const columnName = (column: Column): string => column.join('.');

/**
 * How an operation becomes a table: the rows are those of its one connection, or, without any, of its one list of objects.
 *
 * @throws {NotTabular}
 */
export function tableShape(reader: SelectionReader, root: readonly SelectedField[]): TableShape {
  const found: Found = { connections: [], counted: [], lists: [], leaves: [] };
  search(reader, root, [], found);
  const { connections, counted, lists, leaves } = found;
  const [rows, ...others] = connections.length > 0 ? connections : lists;
  if (rows === undefined) throw noRows(counted);
  if (others.length > 0) {
    const names = [rows, ...others].map(({ path }) => columnName(path)).join(', ');
    throw new NotTabular(`The operation has several lists (${names}); a table is made of one.`);
  }
  const joined = [...counted, ...(connections.length > 0 ? lists : [])];
  const beside = [...leaves, ...joined.flatMap(({ path, field }) => leavesOf(reader, field, path))];
  const shape = connections.length > 0 ? connectionShape(reader, rows) : listShape(reader, rows);
  const all = { ...shape, beside: [...beside, ...shape.beside] };
  const columns = [...all.columns, ...all.beside];
  if (columns.length === 0) throw new NotTabular('The operation selects nothing but `pageInfo`.');
  refuseEqualNames(columns);
  return all;
}

function noRows([connection]: readonly Candidate[]): NotTabular {
  return new NotTabular(
    connection === undefined
      ? 'The operation has no list; a table is made of one connection or one list.'
      : `\`${columnName(connection.path)}\` selects neither \`nodes\` nor \`edges\`; rows are made of one.`,
  );
}

function search(
  reader: SelectionReader,
  fields: readonly SelectedField[],
  before: readonly string[],
  found: Found,
): void {
  for (const field of fields) {
    const path = [...before, field.key];
    if (field.name.startsWith('__') && field.name !== '__typename') {
      throw new NotTabular(`\`${field.name}\` tells of the schema, of which no table is made.`);
    }
    if (isConnection(field)) {
      const hasRows = rowFields(reader, field).length > 0;
      (hasRows ? found.connections : found.counted).push({ path, field });
    } else if (field.selections.length === 0) found.leaves.push(path);
    else if (isList(field)) found.lists.push({ path, field });
    else search(reader, reader.fields(field.selections), path, found);
  }
}

function listShape(reader: SelectionReader, { path, field }: Candidate): TableShape {
  return { path, connection: undefined, columns: leavesOf(reader, field, []), beside: [] };
}

function connectionShape(reader: SelectionReader, { path, field }: Candidate): TableShape {
  const [only, ...more] = rowFields(reader, field);
  if (only === undefined || more.length > 0) {
    throw new NotTabular(
      `\`${columnName(path)}\` selects more than one of \`nodes\` and \`edges\`; rows are made of one.`,
    );
  }
  const keys = reader.fields(field.selections).map(({ key }) => key);
  const others = columnFields(reader, field).filter(({ key }) => key !== only.key);
  return {
    path,
    connection: { nodes: field.nodes, rows: only.key, keys },
    columns: leavesOf(reader, only, []),
    beside: others.flatMap((other) => leavesOf(reader, other, [...path, other.key])),
  };
}

/** What a connection selects of its rows. */
const rowFields = (reader: SelectionReader, { selections }: SelectedField): SelectedField[] =>
  reader.fields(selections).filter(({ name }) => name === 'nodes' || name === 'edges');

/** What a field selects, less `pageInfo` of a connection: that is about pages, and a table has none. */
const columnFields = (reader: SelectionReader, field: SelectedField): SelectedField[] =>
  reader.fields(field.selections).filter(({ name }) => name !== 'pageInfo' || !isConnection(field));

/** The columns of a field and all that it selects. */
function leavesOf(
  reader: SelectionReader,
  field: SelectedField,
  path: readonly string[],
): Column[] {
  if (field.selections.length === 0) return [path];
  return columnFields(reader, field).flatMap((child) => {
    const below = [...path, child.key];
    if (isConnection(child) && rowFields(reader, child).length > 0) {
      throw new NotTabular(
        `\`${columnName(below)}\` has pages of its own within each row; a table is made of one list.`,
      );
    }
    return leavesOf(reader, child, below);
  });
}

function refuseEqualNames(columns: readonly Column[]): void {
  const names = columns.map(columnName);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) {
    throw new NotTabular(`Two columns are named \`${twice}\`: give one of the fields an alias.`);
  }
}

const isList = ({ type }: SelectedField): boolean =>
  type !== null && isListType(getNullableType(type));

/** A field that is asked for page by page: its type has `pageInfo` and rows, and it takes `after`. */
function isConnection({ type, args }: SelectedField): boolean {
  const object = type === null ? null : getNullableType(type);
  if (!isObjectType(object) || !args.some(({ name }) => name === 'after')) return false;
  const { pageInfo, nodes, edges } = object.getFields();
  const info = pageInfo && getNamedType(pageInfo.type);
  if (!isObjectType(info) || !(nodes ?? edges)) return false;
  const { hasNextPage, endCursor } = info.getFields();
  return hasNextPage !== undefined && endCursor !== undefined && isCompositeType(info);
}
