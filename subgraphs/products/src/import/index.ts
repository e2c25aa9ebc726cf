export { ImportError } from './error.ts';
export { type ImportOptions, type ImportProgress, importTradeTable } from './import-trade-table.ts';
export { formats, type TradeFormat } from './layout.ts';
export type { CellCounts, ImportReport, PartReport, Replaced, RowCounts } from './report.ts';
export { summaryLines } from './summary.ts';
