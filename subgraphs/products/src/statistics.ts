import type { MigrationClass, SeedInProgress, SeedTable } from '@niryat/kernel';
import type { EntityManager, EntitySchema } from 'typeorm';
import {
  DgcisCommodityNameEntity,
  DgcisCountryNameEntity,
  DgcisRegionEntity,
} from './entities/crosswalk.ts';
import { ExportFigureEntity } from './entities/export-figure.ts';
import {
  CountryRegionEntity,
  ExportFlowCellEntity,
  PublishedFlowEntity,
} from './entities/export-flow.ts';
import { FlowRollupEntity } from './entities/flow-rollup.ts';
import { FlowSpanEntity } from './entities/flow-span.ts';
import { MarketAccessEntity } from './entities/market-access.ts';
import { TargetEntity } from './entities/target.ts';
import {
  DatasetVersionEntity,
  SiblingFileEntity,
  SupersededFlowEntity,
  TradeImportEntity,
  TradeImportPartEntity,
} from './entities/trade-import.ts';
import { TradeTableEntity, TradeTableYearEntity } from './entities/trade-table.ts';
import { CreateStatistics1700000002000 } from './migrations/1700000002000-create-statistics.ts';
import { CreateTradeImports1700000003000 } from './migrations/1700000003000-create-trade-imports.ts';
import { CreateMarketAccess1700000006000 } from './migrations/1700000006000-create-market-access.ts';
import { CreateFlowRollups1700000007000 } from './migrations/1700000007000-create-flow-rollups.ts';
import { AddPublishedUnit1700000007500 } from './migrations/1700000007500-add-published-unit.ts';
import { CreateFlowSpans1700000008000 } from './migrations/1700000008000-create-flow-spans.ts';
import { CreateSiblingFiles1700000009500 } from './migrations/1700000009500-create-sibling-files.ts';
import { ExportFigure } from './resolvers/ExportFigure.ts';
import { ExportFlow } from './resolvers/ExportFlow.ts';
import { ExportFlowConnection } from './resolvers/ExportFlowConnection.ts';
import { FigureCheck } from './resolvers/FigureCheck.ts';
import { MetricInput } from './resolvers/MetricInput.ts';
import { Money } from './resolvers/Money.ts';
import { Opportunity } from './resolvers/Opportunity.ts';
import { Target } from './resolvers/Target.ts';
import { TradeImport, TradeImportPart } from './resolvers/TradeImport.ts';
import { crosswalkSeedTables } from './seed/crosswalks.ts';
import { exportFiguresSeed } from './seed/export-figures.ts';
import { countryRegionsSeed, publishedFlowsSeed, tradeTablesSeed } from './seed/export-flows.ts';
import { finishFigures } from './seed/finish-figures.ts';
import { finishFlows } from './seed/finish-flows.ts';
import { publishLoad } from './seed/publish-load.ts';
import { targetsSeed } from './seed/targets.ts';

export { statisticsLoaders } from './loaders/statistics.ts';
export { statisticsFields, statisticsQueries } from './resolvers/statistics.ts';

/** The resolvers of the statistics' own types, by type. */
export const statisticsResolvers = {
  ExportFigure,
  ExportFlow,
  ExportFlowConnection,
  FigureCheck,
  MetricInput,
  Money,
  Opportunity,
  Target,
  TradeImport,
  TradeImportPart,
};

/** The tables of the statistics. */
export const statisticsEntities = [
  ExportFigureEntity,
  TargetEntity,
  CountryRegionEntity,
  TradeTableEntity,
  TradeTableYearEntity,
  PublishedFlowEntity,
  ExportFlowCellEntity,
  FlowRollupEntity,
  FlowSpanEntity,
  DgcisCountryNameEntity,
  DgcisCommodityNameEntity,
  DgcisRegionEntity,
  TradeImportEntity,
  TradeImportPartEntity,
  SupersededFlowEntity,
  DatasetVersionEntity,
  SiblingFileEntity,
  MarketAccessEntity,
] as readonly EntitySchema[];

/** The migrations of the statistics. They come after those of the catalogue, whose tables they refer to. */
export const statisticsMigrations: readonly MigrationClass[] = [
  CreateStatistics1700000002000,
  CreateTradeImports1700000003000,
  CreateMarketAccess1700000006000,
  CreateFlowRollups1700000007000,
  AddPublishedUnit1700000007500,
  CreateFlowSpans1700000008000,
  CreateSiblingFiles1700000009500,
];

/** The files of the statistics' seed, in the order in which they load: after those of the catalogue. */
export const statisticsSeedTables: readonly SeedTable[] = [
  exportFiguresSeed,
  targetsSeed,
  countryRegionsSeed,
  tradeTablesSeed,
  publishedFlowsSeed,
  ...crosswalkSeedTables,
];

/**
 * Computes what follows from many rows: which of rival figures is preferred, and the cells of the trade cube. A seed
 * that is loaded has changed, and so have the data: they get a version.
 */
export async function finishStatistics(
  manager: EntityManager,
  load: SeedInProgress,
): Promise<void> {
  await finishFigures(manager);
  await finishFlows(manager);
  await publishLoad(manager, load);
}
