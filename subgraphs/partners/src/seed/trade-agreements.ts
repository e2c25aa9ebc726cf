import { cells, type SeedTable } from '@niryat/kernel';
import { agreementStatuses } from '../entities/trade-agreement.ts';
import { firstOf, missingText, sourceCodes, textColumns } from './columns.ts';

/** True where both days are given and the first is later; days sort as texts. */
const isAfter = (first: unknown, second: unknown): boolean =>
  typeof first === 'string' && typeof second === 'string' && first > second;

/** Trade agreements of India. */
export const tradeAgreements: SeedTable = {
  file: 'trade_agreements.csv',
  table: 'trade_agreements',
  key: ['code'],
  record: { type: 'TradeAgreement' },
  columns: {
    code: cells.required(cells.code()),
    kind: cells.required(cells.text()),
    ...textColumns('name'),
    short_name: cells.text(),
    partners: cells.required(cells.list(cells.reference('Country'))),
    status: cells.required(cells.oneOf(...agreementStatuses)),
    status_as_of: cells.date(),
    signed_on: cells.date(),
    in_force_on: cells.date(),
    ...textColumns('note'),
    source_codes: sourceCodes(),
  },
  links: [
    {
      column: 'partners',
      table: 'trade_agreement_partners',
      owner: 'agreement_code',
      item: 'country_code',
    },
  ],
  check: ({ status, status_as_of: asOf, signed_on: signed, in_force_on: inForce, ...rest }) =>
    firstOf(
      missingText(rest, 'name'),
      isAfter(signed, inForce) && `in_force_on is ${inForce}, before signed_on, ${signed}`,
      isAfter(signed, asOf) && `status_as_of is ${asOf}, before signed_on, ${signed}`,
      isAfter(inForce, asOf) && `status_as_of is ${asOf}, before in_force_on, ${inForce}`,
      inForce !== null &&
        status !== null &&
        status !== 'IN_FORCE' &&
        `in_force_on is given, but status is ${status}, not IN_FORCE`,
    ),
};
