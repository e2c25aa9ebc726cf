import { CertificationGap } from './CertificationGap.ts';
import { Cluster } from './Cluster.ts';
import { Country } from './Country.ts';
import { ExportBrief } from './ExportBrief.ts';
import { MarketRequirement } from './MarketRequirement.ts';
import { Mission } from './Mission.ts';
import { Organisation } from './Organisation.ts';
import { Partnership } from './Partnership.ts';
import { Product } from './Product.ts';
import { Query } from './Query.ts';
import { SearchResult } from './SearchResult.ts';
import { Sector } from './Sector.ts';
import { State } from './State.ts';
import { TradeAgreement } from './TradeAgreement.ts';

/** The resolvers of the subgraph by type. */
export const resolvers = {
  CertificationGap,
  Cluster,
  Country,
  ExportBrief,
  MarketRequirement,
  Mission,
  Organisation,
  Partnership,
  Product,
  Query,
  SearchResult,
  Sector,
  State,
  TradeAgreement,
};
