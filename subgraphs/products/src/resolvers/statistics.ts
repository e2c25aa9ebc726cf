import { toPage } from '@niryat/kernel';
import type {
  CountryResolvers,
  DistrictResolvers,
  ExportBriefResolvers,
  QueryResolvers,
  StateResolvers,
} from '../__generated__/resolvers.ts';
import { atRoot } from '../loaders/lists.ts';
import { datasetVersions } from '../queries/dataset-versions.ts';
import { flowConnection } from './flows.ts';
import { connectionOf } from './pages.ts';
import { asked, referenced } from './records.ts';
import { fileFormats } from './TradeImport.ts';

/** The root fields of figures, targets and the trade cube. */
export const statisticsQueries = {
  exportFigure: (_, { code }, context) =>
    asked('ExportFigure', code, context.loaders.exportFigure, context),
  exportFigures: (_, args, { loaders }) => {
    const { filter } = args;
    return connectionOf('Query.exportFigures', args, (page) =>
      loaders.exportFigurePages.load({ parent: atRoot, args: { filter, page } }),
    );
  },
  target: (_, { code }, context) => asked('Target', code, context.loaders.target, context),
  targets: (_, args, { loaders }) => {
    const { filter } = args;
    return connectionOf('Query.targets', args, (page) =>
      loaders.targetPages.load({ parent: atRoot, args: { filter, page } }),
    );
  },
  exportFlows: (_, args, context, info) => flowConnection('Query.exportFlows', args, context, info),
  datasetVersions: (_, { first, since }, { db }) =>
    datasetVersions(db, toPage({ first }, { list: 'Query.datasetVersions' }).size, since ?? null),
  tradeImport: (_, { code }, { loaders }) => referenced('TradeImport', code, loaders.tradeImport),
  tradeImports: (_, args, { loaders }) => {
    const format = args.filter?.format?.map((name) => fileFormats[name]);
    const filter = { ...args.filter, format };
    return connectionOf('Query.tradeImports', args, (page) =>
      loaders.tradeImportPages.load({ parent: atRoot, args: { filter, page } }),
    );
  },
} satisfies QueryResolvers;

/** The fields that statistics add to types of the catalogue, and to countries. */
export const statisticsFields = {
  State: {
    exportFigures: ({ code }, args, { loaders }) => {
      const { filter } = args;
      return connectionOf('State.exportFigures', args, (page) =>
        loaders.exportFigurePages.load({ parent: code, args: { of: 'state', filter, page } }),
      );
    },
    targets: ({ code }, _args, { loaders }) =>
      loaders.targetLists.load({ parent: code, args: { of: 'state' } }),
  } satisfies StateResolvers,
  District: {
    exportFigures: ({ code }, args, { loaders }) => {
      const { filter } = args;
      return connectionOf('District.exportFigures', args, (page) =>
        loaders.exportFigurePages.load({ parent: code, args: { of: 'district', filter, page } }),
      );
    },
  } satisfies DistrictResolvers,
  Country: {
    exportFlows: ({ code }, args, context, info) =>
      flowConnection('Country.exportFlows', args, context, info, code),
  } satisfies CountryResolvers,
  ExportBrief: {
    trade: async ({ countryCode, sectorCode }, _args, context, info) => {
      const { nodes } = await flowConnection(
        'ExportBrief.trade',
        {
          filter: { sector: sectorCode === null ? [] : [sectorCode] },
          groupBy: ['FISCAL_YEAR'],
          orderBy: { field: 'FISCAL_YEAR', direction: 'ASC' },
          first: 100,
        },
        context,
        info,
        countryCode,
      );
      return nodes;
    },
  } satisfies ExportBriefResolvers,
};
