import { argumentsLoader, type Page, type PageOfRows, pagesOf } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import type { Opportunity, OpportunityRow } from '../metrics/opportunity.ts';
import type { FlowPlan, FlowQuery } from '../queries/flow-plan.ts';
import { type OpportunityQuery, opportunityList } from '../queries/opportunities.ts';

/** A page of a state's opportunities. */
type OpportunityPageArgs = Omit<OpportunityQuery, 'table' | 'years'> & { readonly page: Page };

/** India's sales by fiscal year, sector and country: the table that answers it is what opportunities are ranked by. */
const salesBySectorAndCountry: FlowQuery = {
  groupBy: ['FISCAL_YEAR', 'SECTOR', 'COUNTRY'],
  currency: 'USD',
};

/** The loaders of opportunities: the one table of trade statistics that serves, then each page in one statement. */
export const opportunityLoaders = (
  db: DataSource,
  flowPlan: (list: { readonly query: FlowQuery }) => Promise<FlowPlan>,
) => ({
  opportunityPages: argumentsLoader<OpportunityPageArgs, PageOfRows<Opportunity>>(
    async ({ page, ...query }, parents) => {
      const { table, years } = await flowPlan({ query: salesBySectorAndCountry });
      const list = opportunityList({ ...query, table, years: years.recorded });
      const pages = await pagesOf<OpportunityRow>(db, list, page, parents);
      const context = {
        weights: query.weights,
        years: years.recorded,
        tradeSource: table.sourceCodes[0] ?? null,
      };
      return pages.map((found) => ({
        ...found,
        rows: found.rows.map(({ row, keys }) => ({ row: { ...row, context }, keys })),
      }));
    },
  ),
});
