import { type Complete, changePage, toConnection, toPage } from '@niryat/kernel';
import type { QueryResolvers } from '../__generated__/resolvers.ts';
import { countriesPage } from '../queries/countries.ts';
import { marketRequirementsPage } from '../queries/market-requirements.ts';
import { missionsPage } from '../queries/missions.ts';
import { organisationsPage } from '../queries/organisations.ts';
import { partnershipsPage } from '../queries/partnerships.ts';
import { findTradeAgreements } from '../queries/trade-agreements.ts';
import { lookUp } from './look-up.ts';

export const Query: Complete<QueryResolvers, Record<never, never>> = {
  country: (_, { code }, context) => lookUp('Country', code, context.loaders.country, context),
  countries: async (_, { filter, orderBy, ...args }, { db }) => {
    const scope = { list: 'Query.countries', filter, orderBy };
    return toConnection(await countriesPage(db, filter, orderBy, toPage(args, scope)), scope);
  },
  mission: (_, { code }, context) => lookUp('Mission', code, context.loaders.mission, context),
  missions: async (_, { filter, ...args }, { db }) => {
    const scope = { list: 'Query.missions', filter };
    return toConnection(await missionsPage(db, filter, toPage(args, scope)), scope);
  },
  organisation: (_, { code }, context) =>
    lookUp('Organisation', code, context.loaders.organisation, context),
  organisations: async (_, { filter, ...args }, { db }) => {
    const scope = { list: 'Query.organisations', filter };
    return toConnection(await organisationsPage(db, filter, toPage(args, scope)), scope);
  },
  tradeAgreement: (_, { code }, context) =>
    lookUp('TradeAgreement', code, context.loaders.tradeAgreement, context),
  tradeAgreements: (_, { filter }, { db }) => findTradeAgreements(db, filter),
  marketRequirement: (_, { code }, context) =>
    lookUp('MarketRequirement', code, context.loaders.marketRequirement, context),
  marketRequirements: async (_, { filter, ...args }, { db }) => {
    const scope = { list: 'Query.marketRequirements', filter };
    return toConnection(await marketRequirementsPage(db, filter, toPage(args, scope)), scope);
  },
  partnership: (_, { code }, context) =>
    lookUp('Partnership', code, context.loaders.partnership, context),
  partnerships: async (_, { filter, ...args }, { db }) => {
    const scope = { list: 'Query.partnerships', filter };
    return toConnection(await partnershipsPage(db, filter, toPage(args, scope)), scope);
  },
  partnerChanges: (_, args, { db }) => changePage(db, 'partners', 'Query.partnerChanges', args),
};
