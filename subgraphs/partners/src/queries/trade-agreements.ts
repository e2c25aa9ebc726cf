import { columnsOf, type ListQuery } from '@niryat/kernel';
import type { DataSource } from 'typeorm';
import {
  type AgreementStatus,
  type TradeAgreement,
  TradeAgreementEntity,
} from '../entities/trade-agreement.ts';
import { givenAny, isAnyOf, type Maybe, type OneOf } from './conditions.ts';
import { byCode, byText, firstWhere } from './orders.ts';
import { listsOf } from './plain-lists.ts';

/** Which agreements. */
export interface TradeAgreementFilter {
  readonly country?: OneOf;
  readonly status?: OneOf<AgreementStatus>;
}

/** That a country that passes `test` is a partner. */
const hasPartner = (test: string): string =>
  `EXISTS (
    SELECT FROM partners.trade_agreement_partners p
    WHERE p.agreement_code = a.code AND p.country_code ${test})`;

function list(db: DataSource, filter: Maybe<TradeAgreementFilter>): ListQuery {
  return {
    select: columnsOf(db, TradeAgreementEntity, 'a'),
    from: 'partners.trade_agreements a',
    where: [
      ...givenAny(filter?.country, hasPartner('= ANY($1::text[])')),
      ...isAnyOf('a.status', filter?.status),
    ],
    order: [firstWhere("a.status = 'IN_FORCE'"), byText('a.name_en'), byCode('a.code')],
  };
}

/** The agreements, those in force first, then by English name; at most 100. */
export async function findTradeAgreements(
  db: DataSource,
  filter: Maybe<TradeAgreementFilter>,
): Promise<TradeAgreement[]> {
  const [all = []] = await listsOf<TradeAgreement>(db, list(db, filter), 'true', ['']);
  return all;
}

/** The agreements with each country, in the same order. */
export function tradeAgreementsOfCountries(
  db: DataSource,
  status: OneOf<AgreementStatus>,
  countries: readonly string[],
): Promise<TradeAgreement[][]> {
  return listsOf(db, list(db, { status }), hasPartner('= parent.code'), countries);
}
