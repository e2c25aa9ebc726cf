import type { MigrationClass, SeedTable } from '@niryat/kernel';
import type { EntityManager, EntitySchema } from 'typeorm';
import { ExportFigureEntity } from './entities/export-figure.ts';
import {
  CountryRegionEntity,
  ExportFlowCellEntity,
  PublishedFlowEntity,
} from './entities/export-flow.ts';
import { TargetEntity } from './entities/target.ts';
import { TradeTableEntity, TradeTableYearEntity } from './entities/trade-table.ts';
import { CreateStatistics1700000002000 } from './migrations/1700000002000-create-statistics.ts';
import { ExportFigure } from './resolvers/ExportFigure.ts';
import { ExportFlow } from './resolvers/ExportFlow.ts';
import { ExportFlowConnection } from './resolvers/ExportFlowConnection.ts';
import { FigureCheck } from './resolvers/FigureCheck.ts';
import { MetricInput } from './resolvers/MetricInput.ts';
import { Money } from './resolvers/Money.ts';
import { Target } from './resolvers/Target.ts';
import { exportFiguresSeed } from './seed/export-figures.ts';
import { countryRegionsSeed, publishedFlowsSeed, tradeTablesSeed } from './seed/export-flows.ts';
import { finishFigures } from './seed/finish-figures.ts';
import { finishFlows } from './seed/finish-flows.ts';
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
  Target,
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
] as readonly EntitySchema[];

/** The migrations of the statistics. They come after those of the catalogue, whose tables they refer to. */
export const statisticsMigrations: readonly MigrationClass[] = [CreateStatistics1700000002000];

/** The files of the statistics' seed, in the order in which they load: after those of the catalogue. */
export const statisticsSeedTables: readonly SeedTable[] = [
  exportFiguresSeed,
  targetsSeed,
  countryRegionsSeed,
  tradeTablesSeed,
  publishedFlowsSeed,
];

/** Computes what follows from many rows: which of rival figures is preferred, and the cells of the trade cube. */
export async function finishStatistics(manager: EntityManager): Promise<void> {
  await finishFigures(manager);
  await finishFlows(manager);
}
