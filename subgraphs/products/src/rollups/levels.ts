import type { ExportDimension } from '../entities/trade-table.ts';

/**
 * What a rollup tells apart of what is exported, fewest rows first. `commodity` tells its sector too, which follows from
 * it: goods of no commodity have none.
 */
const productParts = ['all', 'sector', 'chapter', 'commodity'] as const;

/** What a rollup tells apart of where it goes, fewest rows first. */
const partnerParts = ['world', 'region', 'country'] as const;

type ProductPart = (typeof productParts)[number];
type PartnerPart = (typeof partnerParts)[number];

/** A set of dimensions that cells are added up by, beside the origin and the year, which every one tells apart. */
export interface RollupLevel {
  /** As `flow_rollups.level` has it: `sector-country`. */
  readonly name: string;
  readonly product: ProductPart;
  readonly partner: PartnerPart;
}

/** The dimension that a table must have for a part; without one, every table has it. */
const dimensionOf: Readonly<Partial<Record<ProductPart | PartnerPart, ExportDimension>>> = {
  sector: 'SECTOR',
  chapter: 'HS_CHAPTER',
  commodity: 'COMMODITY',
  region: 'REGION',
  country: 'COUNTRY',
};

/** What each part tells apart. Regions follow from countries. */
const told: Readonly<Record<ProductPart | PartnerPart, readonly ExportDimension[]>> = {
  all: [],
  sector: ['SECTOR'],
  chapter: ['HS_CHAPTER'],
  commodity: ['SECTOR', 'COMMODITY'],
  world: [],
  region: ['REGION'],
  country: ['REGION', 'COUNTRY'],
};

/** The dimensions of products and of partners: the others are in every rollup. */
const ofProduct: readonly ExportDimension[] = ['SECTOR', 'HS_CHAPTER', 'COMMODITY'];
const ofPartner: readonly ExportDimension[] = ['REGION', 'COUNTRY'];

/** The columns of `flow_rollups` that a part fills. */
export const partColumns: Readonly<Record<ProductPart | PartnerPart, readonly string[]>> = {
  all: [],
  sector: ['sector_code'],
  chapter: ['hs_chapter'],
  commodity: ['sector_code', 'commodity_code'],
  world: [],
  region: ['region'],
  country: ['country_code'],
};

/** The columns of products, all of which a level leaves null that does not fill them. */
export const productColumns = ['commodity_code', 'hs_chapter', 'sector_code'] as const;

const levelOf = (product: ProductPart, partner: PartnerPart): RollupLevel => ({
  name: `${product}-${partner}`,
  product,
  partner,
});

/** The rollups of a table by its dimensions, finest first: all but the one that would be the cells once more. */
export function levelsOf(dimensions: readonly ExportDimension[]): RollupLevel[] {
  const has = (part: ProductPart | PartnerPart): boolean => {
    const dimension = dimensionOf[part];
    return dimension === undefined || dimensions.includes(dimension);
  };
  const products = productParts.filter(has);
  const partners = partnerParts.filter(has);
  // Cells by chapter and by commodity or sector are finer than a rollup of either.
  const crossed = has('chapter') && products.length > 2;
  const cells = crossed ? undefined : levelOf(products.at(-1) ?? 'all', partners.at(-1) ?? 'world');
  return products
    .flatMap((product) => partners.map((partner) => levelOf(product, partner)))
    .filter(({ name }) => name !== cells?.name)
    .reverse();
}

/** The rollup with the fewest rows that tells all of `needed` apart; undefined where only the cells do. */
export function levelFor(
  dimensions: readonly ExportDimension[],
  needed: readonly ExportDimension[],
): RollupLevel | undefined {
  const covers =
    (kind: readonly ExportDimension[]) =>
    (part: ProductPart | PartnerPart): boolean =>
      needed.every((dimension) => !kind.includes(dimension) || told[part].includes(dimension));
  const product = productParts.find(covers(ofProduct));
  const partner = partnerParts.find(covers(ofPartner));
  return levelsOf(dimensions).find(
    (level) => level.product === product && level.partner === partner,
  );
}

/** The dimensions of goods and destinations that no other one of a row tells. */
export type TellingDimension = 'SECTOR' | 'COMMODITY' | 'HS_CHAPTER' | 'COUNTRY' | 'REGION';

/** What tells rows of a level apart beside origin and year, or cells of a table: a commodity tells its sector, a country its region. */
export function toldBy(rows: RollupLevel | readonly ExportDimension[]): TellingDimension[] {
  const dimensions: readonly (ExportDimension | undefined)[] =
    'name' in rows ? [dimensionOf[rows.product], dimensionOf[rows.partner]] : rows;
  const telling = (['SECTOR', 'COMMODITY', 'HS_CHAPTER', 'COUNTRY', 'REGION'] as const).filter(
    (dimension) => dimensions.includes(dimension),
  );
  return telling.filter(
    (dimension) =>
      !(dimension === 'SECTOR' && dimensions.includes('COMMODITY')) &&
      !(dimension === 'REGION' && dimensions.includes('COUNTRY')),
  );
}

/** What rows of a level are told apart by beside table, origin and year, as SQL over finer rows `f`. */
export interface LevelKeys {
  /** The columns that the level fills, in the order of `sql`. */
  readonly columns: readonly string[];
  readonly sql: readonly string[];
  /** The join that regions take, empty without them: the table tells a row's region, or its country does. */
  readonly join: string;
}

/** The keys of a level. */
export function levelKeys({ product, partner }: RollupLevel): LevelKeys {
  const columns = [...partColumns[product], ...partColumns[partner]];
  return {
    columns,
    sql: columns.map((column) =>
      column === 'region' ? 'coalesce(f.region, r.region)' : `f.${column}`,
    ),
    join: columns.includes('region')
      ? 'LEFT JOIN products.country_regions r ON r.code = f.country_code'
      : '',
  };
}

/** Whether every row of a level is a sum of rows of another. */
export const followsFrom = (level: RollupLevel, finer: RollupLevel): boolean =>
  finer.name !== level.name &&
  told[level.product].every((dimension) => told[finer.product].includes(dimension)) &&
  told[level.partner].every((dimension) => told[finer.partner].includes(dimension));
