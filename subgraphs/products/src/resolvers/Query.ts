import { type Complete, changePage, checkSearch } from '@niryat/kernel';
import type { QueryResolvers } from '../__generated__/resolvers.ts';
import { toBriefKey } from '../brief.ts';
import { atRoot } from '../loaders/lists.ts';
import { statisticsQueries } from '../statistics.ts';
import { knownBrief, sectorsOfProducts } from './briefs.ts';
import { nodeOf, nodesOf } from './nodes.ts';
import { opportunityQueries } from './opportunities.ts';
import { connectionOf } from './pages.ts';
import { asked } from './records.ts';

/** The root fields of the catalogue. */
const catalogueQueries = {
  node: (_, { id }, context, { schema }) => nodeOf(id, 'id', context, schema),
  nodes: (_, { ids }, context, { schema }) => nodesOf(ids, context, schema),

  states: (_, _args, { loaders }) => loaders.stateLists.load({ parent: atRoot, args: null }),
  state: (_, { code }, context) => asked('State', code, context.loaders.state, context),
  district: (_, { code }, context) => asked('District', code, context.loaders.district, context),
  districts: (_, args, { loaders }) => {
    const { filter, orderBy } = args;
    return connectionOf('Query.districts', args, (page) =>
      loaders.districtPages.load({ parent: atRoot, args: { filter, orderBy, page } }),
    );
  },
  sectors: (_, _args, { loaders }) => loaders.sectorLists.load({ parent: atRoot, args: null }),
  sector: (_, { code }, context) => asked('Sector', code, context.loaders.sector, context),
  product: (_, { code }, context) => asked('Product', code, context.loaders.product, context),
  products: (_, args, { loaders }) => {
    const { filter, orderBy } = args;
    return connectionOf('Query.products', args, (page) =>
      loaders.productPages.load({ parent: atRoot, args: { filter, orderBy, page } }),
    );
  },
  cluster: (_, { code }, context) => asked('Cluster', code, context.loaders.cluster, context),
  clusters: (_, args, { loaders }) => {
    const { filter, orderBy } = args;
    return connectionOf('Query.clusters', args, (page) =>
      loaders.clusterPages.load({ parent: atRoot, args: { filter, orderBy, page } }),
    );
  },
  facility: (_, { code }, context) => asked('Facility', code, context.loaders.facility, context),
  facilities: (_, args, { loaders }) => {
    const { filter } = args;
    return connectionOf('Query.facilities', args, (page) =>
      loaders.facilityPages.load({ parent: atRoot, args: { filter, page } }),
    );
  },
  hsChapter: (_, { code }, context) => asked('HSChapter', code, context.loaders.hsChapter, context),
  hsChapters: (_, _args, { loaders }) => loaders.chapterLists.load({ parent: atRoot, args: null }),
  commodity: (_, { code }, context) => asked('Commodity', code, context.loaders.commodity, context),
  commodities: (_, args, { loaders }) => {
    const { filter } = args;
    return connectionOf('Query.commodities', args, (page) =>
      loaders.commodityPages.load({ parent: atRoot, args: { filter, page } }),
    );
  },

  search: (_, asked) => checkSearch(asked),
  exportBrief: async (_, { state, country, sector, product }, context) => {
    const brief = await knownBrief(
      {
        stateCode: state,
        countryCode: country,
        sectorCode: sector ?? null,
        productCode: product ?? null,
      },
      context,
    );
    return { ...brief, key: toBriefKey(brief, await sectorsOfProducts(brief, context)) };
  },
} satisfies QueryResolvers;

/** The root fields, those of the statistics included. */
export const Query: Complete<QueryResolvers, Record<never, never>> = {
  ...catalogueQueries,
  ...statisticsQueries,
  ...opportunityQueries,
  productChanges: (_, args, { db }) => changePage(db, 'products', 'Query.productChanges', args),
};
