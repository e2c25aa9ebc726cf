import {
  argumentsLoader,
  type ListQuery,
  type Page,
  type PageOfRows,
  pagesOf,
} from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { listsOf } from '../queries/lists.ts';

/** The list of a query under arguments. */
type ListOf<Args> = (db: DataSource, args: Args) => ListQuery;

/** The parent of a list at the root. */
export const atRoot = '';

/** Loads whole lists (at most 100 rows) of parents under arguments: one statement for all that ask alike. */
export const listLoader = <Row, Args>(db: DataSource, listOf: ListOf<Args>) =>
  argumentsLoader<Args, readonly Row[]>((args, parents) =>
    listsOf<Row>(db, listOf(db, args), parents),
  );

/** Loads pages of parents' lists under arguments: one statement for all that ask alike. */
export const pageLoader = <Row, Args>(db: DataSource, listOf: ListOf<Args>) =>
  argumentsLoader<Args & { readonly page: Page }, PageOfRows<Row>>((args, parents) =>
    pagesOf<Row>(db, listOf(db, args), args.page, parents),
  );
