import { badUserInput, notFound } from '@niryat/kernel';
import type { BriefArguments } from '../brief.ts';
import type { Context } from '../context.ts';
import { asked, suggestions } from './records.ts';

/**
 * What a brief is about, every code of it known: a product brings its sector along where none was asked for.
 *
 * @throws {GraphQLError} `NOT_FOUND` with the nearest codes for the first code that is unknown; `BAD_USER_INPUT` for a
 * product of another sector.
 */
export async function knownBrief(brief: BriefArguments, context: Context): Promise<BriefArguments> {
  const { loaders } = context;
  const { stateCode, countryCode, sectorCode, productCode } = brief;
  await asked('State', stateCode, loaders.state, context);
  await requireCountry(countryCode, context);
  if (sectorCode !== null) await asked('Sector', sectorCode, loaders.sector, context);
  if (productCode === null) return brief;
  const product = await asked('Product', productCode, loaders.product, context);
  if (sectorCode !== null && sectorCode !== product.sectorCode) {
    throw badUserInput(
      `The product "${productCode}" is of the sector "${product.sectorCode}", not of "${sectorCode}".`,
      { argument: 'sector', given: sectorCode, accepted: `${product.sectorCode}, or none` },
    );
  }
  return { ...brief, sectorCode: sectorCode ?? product.sectorCode };
}

/** What a brief narrows its lists to. */
export const narrowed = ({ sectorCode, productCode }: BriefArguments) => ({
  sector: sectorCode === null ? null : [sectorCode],
  product: productCode === null ? null : [productCode],
});

/** The products of a brief, at most 100, by name. */
export const productsOf = (brief: BriefArguments, { loaders }: Context) =>
  loaders.productLists.load({
    parent: brief.stateCode,
    args: { of: 'state', filter: narrowed(brief) },
  });

/** The sectors of a brief's products, by code; none where the brief is of one sector anyway. */
export async function sectorsOfProducts(
  brief: BriefArguments,
  context: Context,
): Promise<string[]> {
  if (brief.sectorCode !== null) return [];
  const products = await productsOf(brief, context);
  return [...new Set(products.map((product) => product.sectorCode))].sort();
}

/** Countries belong to another subgraph; this one knows those that its statistics group by region. */
async function requireCountry(code: string, context: Context): Promise<void> {
  const codes = await context.loaders.codes.load({ parent: '', args: 'Country' });
  if (!codes.includes(code)) {
    throw notFound('Country', code, await suggestions('Country', code, context));
  }
}
