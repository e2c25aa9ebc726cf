import { type Complete, notFound, sourcesOf } from '@niryat/kernel';
import type { ExportFigureResolvers } from '../__generated__/resolvers.ts';
import type { ExportFigureMapper } from '../mappers.ts';
import { toMoney } from '../money/money.ts';
import { referencedIfAny } from './records.ts';
import { told } from './text.ts';

/** The resolvers of `ExportFigure`. */
export const ExportFigure: Complete<ExportFigureResolvers, ExportFigureMapper> = {
  state: ({ stateCode }, _args, { loaders }) => referencedIfAny('State', stateCode, loaders.state),
  district: ({ districtCode }, _args, { loaders }) =>
    referencedIfAny('District', districtCode, loaders.district),
  sector: ({ sectorCode }, _args, { loaders }) =>
    referencedIfAny('Sector', sectorCode, loaders.sector),
  product: ({ productCode }, _args, { loaders }) =>
    referencedIfAny('Product', productCode, loaders.product),
  country: ({ countryCode }) => (countryCode === null ? null : { code: countryCode }),
  money: ({ value, unit }) => toMoney(value, unit),
  otherClaims: async ({ code, claim }, _args, { loaders }) =>
    (await loaders.figuresOfClaim.load(claim)).filter((figure) => figure.code !== code),
  check: async ({ code }, _args, { loaders }) => {
    const check = await loaders.figureCheck.load(code);
    if (check === null) throw notFound('ExportFigure', code);
    return check;
  },
  note: ({ noteEn, noteHi }, args, context) => told(noteEn, noteHi, args, context),
  sources: (figure, _args, context) => sourcesOf(figure, context),
};
