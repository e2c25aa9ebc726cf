import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import { codeColumn, index, referenceColumn, sourceCodesColumn, textColumn } from './columns.ts';
import { apart, figureColumns, idColumn, tradeTableColumn } from './flow-columns.ts';

/**
 * A row of `published_flows`: India's exports of a sector to a country as the publisher's table states them.
 * Totals are among these rows: no country is the whole world, no sector is all commodities.
 */
export interface PublishedFlow {
  readonly id: string;
  readonly tableCode: string;
  readonly origin: string;
  readonly fiscalYear: string;
  readonly countryCode: string | null;
  readonly sectorCode: string | null;
  readonly valueUsdMillion: string;
  readonly sourceCodes: readonly string[];
}

/** The table `published_flows`: what `finishFlows` makes cells of. No query of the graph reads it. */
export const PublishedFlowEntity = new EntitySchema<PublishedFlow>({
  name: 'PublishedFlow',
  tableName: 'published_flows',
  columns: {
    id: idColumn('published_flows'),
    tableCode: referenceColumn('published_flows', 'table_code', 'TradeTable'),
    origin: { type: 'text' },
    fiscalYear: { name: 'fiscal_year', type: 'text' },
    countryCode: {
      ...referenceColumn('published_flows', 'country_code', 'CountryRegion'),
      nullable: true,
    },
    sectorCode: { ...referenceColumn('published_flows', 'sector_code', 'Sector'), nullable: true },
    valueUsdMillion: { name: 'value_usd_million', type: 'numeric' },
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<PublishedFlow>,
  uniques: [{ name: 'published_flows_key', columns: ['fiscalYear', 'countryCode', 'sectorCode'] }],
});

/**
 * A row of `export_flows`: a cell of the cube. Cells are disjoint, so that any sum of them counts everything
 * once. A null is what the table leaves unspecified: another country, or goods of no sector of the graph.
 */
export interface ExportFlowCell {
  readonly id: string;
  readonly tableCode: string;
  readonly origin: string;
  /** A fiscal year, `2021-22`; in a table of calendar years one of those, `2018`. */
  readonly fiscalYear: string;
  readonly countryCode: string | null;
  readonly sectorCode: string | null;
  readonly commodityCode: string | null;
  readonly hsChapter: string | null;
  /** Where the table tells regions and no countries: a region as its publisher has it. */
  readonly region: string | null;
  /** The import that put it there; null for cells of the seed. */
  readonly importId: string | null;
  /** Free on board, in the unit of its table. */
  readonly value: string;
}

/**
 * The table `export_flows`. Its codes are no foreign keys: with millions of rows those cost more than all else. Who writes
 * cells knows the codes, and the seed keeps those that cells have (`seed/finish-flows.ts`).
 */
export const ExportFlowCellEntity = new EntitySchema<ExportFlowCell>({
  name: 'ExportFlowCell',
  tableName: 'export_flows',
  columns: {
    id: idColumn('export_flows'),
    tableCode: tradeTableColumn('export_flows'),
    ...figureColumns,
    fiscalYear: { name: 'fiscal_year', type: 'text' },
    importId: { name: 'import_id', type: 'bigint', nullable: true },
  } satisfies Columns<ExportFlowCell>,
  uniques: [
    {
      name: 'export_flows_cell_key',
      columns: ['tableCode', 'origin', 'fiscalYear', ...apart],
    },
  ],
  indices: [
    index('export_flows', ['countryCode'], ['country_code']),
    index('export_flows', ['sectorCode'], ['sector_code']),
    index('export_flows', ['commodityCode'], ['commodity_code']),
    index('export_flows', ['hsChapter'], ['hs_chapter']),
    {
      name: 'export_flows_value_idx',
      columns: ['tableCode', 'origin', 'value', 'fiscalYear'],
    },
  ],
});

/** A row of `country_regions`: what the statistics know of a country, which the partners subgraph owns. */
export interface CountryRegion {
  readonly code: string;
  /** ISO 3166-1 alpha-3, as UN Comtrade names partners; null where a test left it out. */
  readonly alpha3: string | null;
  /** A region of the United Nations geoscheme. */
  readonly region: string;
  /** The English name of CLDR: what `NAME` orders by. */
  readonly nameEn: string;
}

/** The table `country_regions`. */
export const CountryRegionEntity = new EntitySchema<CountryRegion>({
  name: 'CountryRegion',
  tableName: 'country_regions',
  columns: {
    code: codeColumn('country_regions'),
    alpha3: textColumn('alpha3'),
    region: { type: 'text' },
    nameEn: { name: 'name_en', type: 'text' },
  } satisfies Columns<CountryRegion>,
  indices: [index('country_regions', ['region'], ['region'])],
});
