export * from './batching.ts';
export { type Change, ChangeEntity } from './changes/entity.ts';
export { changePage, lastChanges } from './changes/feed.ts';
export { changesMigration } from './changes/migration.ts';
export { type NewChange, recordChanges } from './changes/record.ts';
export { type Source, SourceEntity, sourceLoader, sourcesOf } from './citations/source.ts';
export { baseMigration } from './database/base-migration.ts';
export type { Columns } from './database/columns.ts';
export {
  type Check,
  check,
  codeColumn,
  listColumn,
  oneOfCheck,
  referenceColumn,
  sourceCodesColumn,
  sourcesCheck,
  textCheck,
} from './database/entity-columns.ts';
export type { MigrationClass } from './database/migrate.ts';
export { databaseAnswers } from './database/open.ts';
export { columnsOf, rowsByKeys } from './database/rows.ts';
export type { Complete } from './graphql/complete.ts';
export { badUserInput, errorCodes, notFound } from './graphql/errors.ts';
export {
  inLanguage,
  type Language,
  languages,
  languagesOnRecord,
  type Text,
} from './graphql/language.ts';
export { nearest } from './graphql/nearest.ts';
export { fromNodeId, type NodeRef, toNodeId } from './graphql/node-id.ts';
export {
  isCountryCode,
  isDate,
  isFiscalYear,
  isHsCode,
  isOriginCode,
  isPartialDate,
} from './graphql/scalars.ts';
export { isHiddenType, type Variant } from './graphql/variant.ts';
export { consoleLogger, type Logger, processLogger, silentLogger } from './log.ts';
export { holdsText } from './paging/conditions.ts';
export { type Connection, type PageOfRows, toConnection } from './paging/connection.ts';
export type { CursorScope } from './paging/cursor.ts';
export { keysetPage } from './paging/keyset-page.ts';
export { type Condition, type ListQuery, pagesOf, type SortKey } from './paging/list-query.ts';
export { defaultPage, maximumPage, type Page, type PageArgs, toPage } from './paging/page.ts';
export * from './search/index.ts';
export { readDatabaseUrl, readSecret } from './secret.ts';
export type { BorrowedRows } from './seed/borrowed.ts';
export * as cells from './seed/cells.ts';
export { type CheckedTable, checkSeed } from './seed/check.ts';
export type {
  PartByColumn,
  PartByLink,
  SeedDefinition,
  SeedFileRow,
  SeedLink,
  SeedPart,
  SeedRecord,
  SeedTable,
} from './seed/definition.ts';
export { fieldsOf, seenColumns } from './seed/feed.ts';
export { loadSeed } from './seed/load.ts';
export { SeedError } from './seed/problems.ts';
export { SeedLoadEntity, SeedRowEntity } from './seed/records.ts';
export type { SeedInProgress, SeedReport } from './seed/report.ts';
export type { SiblingFiles } from './seed/siblings.ts';
export { endWith, failWith } from './server/ending.ts';
export { type Address, type HttpServer, serveHttp } from './server/http.ts';
export { runSubgraph } from './server/main.ts';
export { subgraphSchema } from './server/schema.ts';
export {
  type Service,
  type ServiceOptions,
  type SubgraphAnswer,
  type SubgraphOperation,
  startService,
} from './server/service.ts';
export type { BaseContext, Subgraph } from './subgraph.ts';
