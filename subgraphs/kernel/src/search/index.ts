export { searchAliasSeed } from './aliases.ts';
export { checkSearch, type SearchAsked } from './asked.ts';
export { rebuildSearch, refreshSearch } from './indexing.ts';
export { foundRecords, type SearchLoader, searchLoader } from './load.ts';
export { searchMigration } from './migration.ts';
export { type Found, searchCodes } from './query.ts';
export { readRecords, type SearchRecord, type SearchSource, searchSource } from './records.ts';
export { searchEntities } from './tables.ts';
