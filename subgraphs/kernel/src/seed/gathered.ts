import type { EntityManager } from 'typeorm';
import type { ChangeAction } from '../changes/entity.ts';
import { type NewChange, recordChanges } from '../changes/record.ts';
import type { SeedValue } from './cells.ts';
import type { PartByLink, SeedLink, SeedTable } from './definition.ts';
import { codeColumn, fieldsOf } from './feed.ts';

/** The columns of a row by which the records that it speaks of are found. */
export type Owners = Readonly<Record<string, SeedValue>>;

/** A row that a load has changed: in which columns, and whose it was and is. */
export interface Difference {
  readonly columns: readonly string[];
  readonly before: Owners;
  readonly after: Owners;
}

/**
 * What a load changes, record by record, whichever files it comes from: at its end each record stands in the feed
 * once. A part that comes, changes or goes is a change of a field of the record that it belongs to.
 */
export class GatheredChanges {
  readonly #changes = new Map<
    string,
    {
      readonly action: ChangeAction;
      readonly typeName: string;
      readonly code: string;
      readonly fields: Set<string>;
    }
  >();
  /** The records that links tie to parts, by the part's key: those from before the load as well as those after it. */
  readonly #linked = new Map<PartByLink, Map<string, Set<string>>>();
  /** Parts that came, changed or went, whose records links tell. */
  readonly #linkedParts: { readonly part: PartByLink; readonly code: string }[] = [];

  /**
   * Notes which records links tie to parts. Called ahead of the load and behind it: a part that goes takes its links
   * along, and one that comes brings some.
   */
  async readLinks(
    manager: EntityManager,
    schema: string,
    tables: readonly SeedTable[],
  ): Promise<void> {
    for (const part of tables.flatMap(({ parts = [] }) => parts)) {
      if ('by' in part) continue;
      const { table, part: item, record } = part.through;
      const rows: { item: string; record: string }[] = await manager.query(
        `SELECT ${item} AS item, ${record} AS record FROM ${schema}.${table} ORDER BY 2, 1`,
      );
      const linked = this.#linked.get(part) ?? new Map<string, Set<string>>();
      for (const row of rows) {
        linked.set(row.item, (linked.get(row.item) ?? new Set()).add(row.record));
      }
      this.#linked.set(part, linked);
    }
  }

  /** Notes rows that are new. */
  inserted(table: SeedTable, rows: readonly Owners[]): void {
    const { record } = table;
    for (const row of rows) {
      if (record) this.#whole('CREATED', record.type, String(row[codeColumn(table)]));
      this.#parts(table, row);
    }
  }

  /** Notes rows that are no longer what they were. */
  updated(table: SeedTable, differences: readonly Difference[]): void {
    const { record } = table;
    for (const { columns, before, after } of differences) {
      if (record) {
        const fields = columns.flatMap((column) => fieldsOf(table, column));
        this.#fields(record.type, after[codeColumn(table)], fields);
      }
      this.#parts(table, before);
      this.#parts(table, after);
    }
  }

  /** Notes rows whose list is no longer what it was. */
  relinked(table: SeedTable, link: SeedLink, rows: readonly Owners[]): void {
    const { record } = table;
    for (const row of rows) {
      if (record) this.#fields(record.type, row[codeColumn(table)], fieldsOf(table, link.column));
      this.#parts(table, row);
    }
  }

  /** Notes rows that are gone. */
  removed(table: SeedTable, rows: readonly Owners[]): void {
    const { record } = table;
    for (const row of rows) {
      if (record) this.#whole('RETRACTED', record.type, String(row[codeColumn(table)]));
      this.#parts(table, row);
    }
  }

  /**
   * Counts up the revisions of the records that changed and writes all changes to the feed: the last thing that a
   * load does. The first load of all makes records and changes none, whatever parts it brings to those of other
   * subgraphs.
   *
   * A revision is the number of changes on record, so that a record which is put back goes on counting where it
   * left off: who kept it from before must not take the new one for an older.
   */
  async write(
    manager: EntityManager,
    schema: string,
    tables: readonly SeedTable[],
    isFirst: boolean,
  ): Promise<void> {
    for (const { part, code } of this.#linkedParts) {
      for (const record of this.#linked.get(part)?.get(code) ?? []) {
        this.#fields(part.of, record, [part.field]);
      }
    }
    const changes = [...this.#changes.values()].filter(
      ({ action }) => !isFirst || action !== 'UPDATED',
    );
    for (const { table, record } of tables) {
      if (record?.revision === undefined) continue;
      const codesOf = (wanted: ChangeAction): string[] =>
        changes
          .filter(({ action, typeName }) => action === wanted && typeName === record.type)
          .map(({ code }) => code);
      await manager.query(
        `UPDATE ${schema}.${table} SET ${record.revision} = ${record.revision} + 1 WHERE code = ANY($1)`,
        [codesOf('UPDATED')],
      );
      await manager.query(
        `UPDATE ${schema}.${table} t SET ${record.revision} = told.count + 1
         FROM (SELECT code, count(*) FROM ${schema}.changes
               WHERE type_name = $1 AND code = ANY($2) GROUP BY code) AS told
         WHERE t.code = told.code`,
        [record.type, codesOf('CREATED')],
      );
    }
    await recordChanges(
      manager,
      schema,
      changes.map(
        ({ fields, ...change }): NewChange => ({ ...change, fields: [...fields].sort() }),
      ),
    );
  }

  #parts(table: SeedTable, row: Owners): void {
    for (const part of table.parts ?? []) {
      if ('by' in part) this.#fields(part.of, row[part.by], [part.field]);
      else this.#linkedParts.push({ part, code: String(row[codeColumn(table)]) });
    }
  }

  /** A record that comes or goes: whatever else was noted of it goes without saying. */
  #whole(action: ChangeAction, typeName: string, code: string): void {
    const key = `${typeName}:${code}`;
    this.#changes.delete(key);
    this.#changes.set(key, { action, typeName, code, fields: new Set() });
  }

  #fields(typeName: string, code: SeedValue | undefined, fields: readonly string[]): void {
    if (typeof code !== 'string' || fields.length === 0) return;
    const key = `${typeName}:${code}`;
    const change = this.#changes.get(key);
    if (change === undefined) {
      this.#changes.set(key, { action: 'UPDATED', typeName, code, fields: new Set(fields) });
    } else if (change.action === 'UPDATED') {
      for (const field of fields) change.fields.add(field);
    }
  }
}
