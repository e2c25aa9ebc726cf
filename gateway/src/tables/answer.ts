import type { TiedPages } from './data-version.ts';
import { readPage, type TablePage } from './pages.ts';
import type { TableQuestion } from './question.ts';
import type { TableError } from './writers.ts';

/** An answer as JSON, as far as tables look into it. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: { readonly data?: unknown; readonly errors?: readonly TableError[] };
}

/** Puts a question under variables. */
export type AskPage = (variables: Readonly<Record<string, unknown>>) => Promise<JsonAnswer>;

/** A later page that could not be had, or is not to be had with those before; `error` is what the reader is told. */
export class BrokenTable extends Error {
  override readonly name = 'BrokenTable';
  readonly error: TableError;

  constructor(error: TableError) {
    super(error.message);
    this.error = error;
  }
}

/**
 * The pages of a table, the first of which has been answered. The next one is asked for when the one before has been
 * taken, so that no more than one is held. The first is one statement; what is `tied` looks after the later ones.
 *
 * @throws {BrokenTable} where a page comes with an error, or of other data: what is missing must not look like an end.
 */
export async function* tablePages(
  { shape, pageInfo, variables }: TableQuestion,
  first: JsonAnswer,
  ask: AskPage,
  tied: TiedPages | undefined,
): AsyncGenerator<TablePage> {
  let page = readPage(first.body.data, shape, pageInfo);
  yield page;
  while (page.next !== undefined) {
    const after = page.next;
    const { body } = await ask(variables(after));
    const [error] = body.errors ?? [];
    if (error) throw new BrokenTable(error);
    await tied?.check();
    page = readPage(body.data, shape, pageInfo);
    if (page.next === after) throw new Error('A page leads to itself.');
    yield page;
  }
}
