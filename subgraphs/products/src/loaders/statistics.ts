import {
  argumentsLoader,
  type Page,
  rowLoader,
  rowsByKeys,
  rowsLoader,
  SourceEntity,
} from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import { type ExportFigure, ExportFigureEntity } from '../entities/export-figure.ts';
import { type Target, TargetEntity } from '../entities/target.ts';
import {
  checkFigure,
  type FigureCheck,
  type FigureToCheck,
  neededValues,
} from '../metrics/figure-check.ts';
import {
  type ExportFigureQuery,
  exportFigureList,
  exportValues,
  figuresByClaims,
} from '../queries/export-figures.ts';
import { type FlowPage, type FlowTotals, flowPages, flowTotals } from '../queries/export-flows.ts';
import type { FlowMeasure } from '../queries/flow-measures.ts';
import { type FlowFilter, type FlowPlan, type FlowQuery, planFlows } from '../queries/flow-plan.ts';
import {
  latestFiguresOfTargets,
  type OfTarget,
  restatementsOfTargets,
  type TargetQuery,
  targetList,
} from '../queries/targets.ts';
import {
  type ImportPartRow,
  type ImportQuery,
  type ImportRow,
  importList,
  importPartList,
  importsByCodes,
} from '../queries/trade-imports.ts';
import { type RecordedTable, recordedTables } from '../queries/trade-tables.ts';
import { unknownCodes } from '../queries/unknown-codes.ts';
import { listLoader, pageLoader } from './lists.ts';
import { opportunityLoaders } from './opportunities.ts';

/** A list of the cube: the question, and whether it is asked for each of several countries. */
export interface FlowListArgs {
  readonly of?: 'country' | undefined;
  readonly query: FlowQuery;
}

/** A page of such a list, and what is wanted of its rows. */
export interface FlowPageArgs extends FlowListArgs {
  readonly page: Page;
  readonly measures: readonly FlowMeasure[];
}

/** The checks of figures by code: their rows, the days of their sources and the values they take, in three statements. */
async function checksByCodes(
  db: DataSource,
  codes: readonly string[],
): Promise<(FigureCheck & { readonly code: string })[]> {
  const figures = await rowsByKeys(db, ExportFigureEntity, 'code', codes);
  const mains = figures.flatMap(({ sourceCodes }) => sourceCodes.slice(0, 1));
  const sources = await rowsByKeys(db, SourceEntity, 'code', [...new Set(mains)]);
  const days = new Map(sources.map(({ code, publishedOn }) => [code, publishedOn]));
  const checks: FigureToCheck[] = figures.map((figure) => ({
    figure,
    publishedOn: days.get(figure.sourceCodes[0] ?? '') ?? null,
  }));
  const { origins, fiscalYears } = neededValues(checks);
  const values = await exportValues(db, origins, fiscalYears);
  return checks.map((check) => ({ ...checkFigure(check, values), code: check.figure.code }));
}

/** The loaders of figures, targets and the trade cube. */
export function statisticsLoaders(db: DataSource) {
  // One look at the tables of the cube for all questions of a request.
  let tables: Promise<RecordedTable[]> | undefined;
  const flowPlan = async ({ query, of }: FlowListArgs): Promise<FlowPlan> => {
    tables ??= recordedTables(db);
    return planFlows(query, await tables, of === 'country');
  };
  return {
    exportFigure: rowLoader<ExportFigure>(
      (codes) => rowsByKeys(db, ExportFigureEntity, 'code', codes),
      ({ code }) => code,
    ),
    exportFigurePages: pageLoader<ExportFigure, ExportFigureQuery>(db, exportFigureList),
    figuresOfClaim: rowsLoader<ExportFigure>(
      (claims) => figuresByClaims(db, claims),
      ({ claim }) => claim,
    ),
    figureCheck: rowLoader<FigureCheck & { readonly code: string }>(
      (codes) => checksByCodes(db, codes),
      ({ code }) => code,
    ),

    target: rowLoader<Target>(
      (codes) => rowsByKeys(db, TargetEntity, 'code', codes),
      ({ code }) => code,
    ),
    targetPages: pageLoader<Target, TargetQuery>(db, targetList),
    targetLists: listLoader<Target, TargetQuery>(db, targetList),
    restatementsOfTarget: rowsLoader<OfTarget<Target>>(
      (codes) => restatementsOfTargets(db, codes),
      ({ target }) => target,
    ),
    latestFigureOfTarget: rowLoader<OfTarget<ExportFigure>>(
      (codes) => latestFiguresOfTargets(db, codes),
      ({ target }) => target,
    ),

    tradeImport: rowLoader<ImportRow>(
      (codes) => importsByCodes(db, codes),
      ({ id }) => id,
    ),
    tradeImportPages: pageLoader<ImportRow, ImportQuery>(db, importList),
    tradeImportLists: listLoader<ImportRow, ImportQuery>(db, importList),
    tradeImportPartPages: pageLoader<ImportPartRow, object>(db, importPartList),

    ...opportunityLoaders(db, flowPlan),

    /** The codes of a filter that nothing on record has. */
    unknownCodes: (filter: FlowFilter) => unknownCodes(db, filter),
    /** The table that answers a question to the cube, and the years in play. */
    flowPlan,
    flowPages: argumentsLoader<FlowPageArgs, FlowPage>(
      async ({ of, query, page, measures }, parents) =>
        flowPages(db, await flowPlan({ of, query }), query, page, measures, of && parents),
    ),
    flowTotals: argumentsLoader<FlowListArgs, FlowTotals>(async ({ of, query }, parents) =>
      flowTotals(db, await flowPlan({ of, query }), of && parents),
    ),
    /** The sum of all rows alone, whatever they are grouped by: it takes fewer rows than all that `flowTotals` tells. */
    flowSums: argumentsLoader<FlowListArgs, FlowTotals>(async ({ of, query }, parents) =>
      flowTotals(db, { ...(await flowPlan({ of, query })), dimensions: [] }, of && parents),
    ),
  };
}
