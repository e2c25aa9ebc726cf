import { statisticsFields, statisticsResolvers } from '../statistics.ts';
import { BestSeller } from './BestSeller.ts';
import { Certification } from './Certification.ts';
import { Cluster } from './Cluster.ts';
import { Commodity } from './Commodity.ts';
import { District } from './District.ts';
import { ExportBrief } from './ExportBrief.ts';
import { Facility } from './Facility.ts';
import { GeographicalIndication } from './GeographicalIndication.ts';
import { HSChapter } from './HSChapter.ts';
import { OriginMark } from './OriginMark.ts';
import { ProcessStep } from './ProcessStep.ts';
import { Product } from './Product.ts';
import { ProductDesignation } from './ProductDesignation.ts';
import { Query } from './Query.ts';
import { SearchResult } from './SearchResult.ts';
import { Sector } from './Sector.ts';
import { State } from './State.ts';
import { stubs } from './stubs.ts';

/** The resolvers of the products subgraph, by type. */
export const resolvers = {
  Query,
  State,
  District,
  SearchResult,
  Sector,
  Product,
  ProductDesignation,
  Cluster,
  ProcessStep,
  Certification,
  GeographicalIndication,
  Facility,
  OriginMark,
  BestSeller,
  HSChapter,
  Commodity,
  ExportBrief,
  ...stubs,
  Country: { ...stubs.Country, ...statisticsFields.Country },
  ...statisticsResolvers,
};
