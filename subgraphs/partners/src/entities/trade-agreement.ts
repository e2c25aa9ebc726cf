import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  check,
  codeColumn,
  index,
  itemColumn,
  listColumn,
  oneOfCheck,
  ownerColumn,
  sourcesCheck,
  textCheck,
  textColumn,
} from './columns.ts';

/** How far an agreement can be. */
export const agreementStatuses = ['IN_FORCE', 'SIGNED', 'CONCLUDED', 'UNDER_NEGOTIATION'] as const;

/** One of `agreementStatuses`, as the schema's enum names it. */
export type AgreementStatus = (typeof agreementStatuses)[number];

/** A row of `trade_agreements`. Days are `YYYY-MM-DD`. */
export interface TradeAgreement {
  readonly code: string;
  /** The letters of its sort: FTA, CEPA, PTA. */
  readonly kind: string;
  readonly nameEn: string | null;
  readonly nameHi: string | null;
  readonly shortName: string | null;
  readonly status: AgreementStatus;
  /** The day on which the status was known to hold. */
  readonly statusAsOf: string | null;
  readonly signedOn: string | null;
  readonly inForceOn: string | null;
  readonly noteEn: string | null;
  readonly noteHi: string | null;
  readonly sourceCodes: readonly string[];
}

/** The table `trade_agreements`. */
export const TradeAgreementEntity = new EntitySchema<TradeAgreement>({
  name: 'TradeAgreement',
  tableName: 'trade_agreements',
  columns: {
    code: codeColumn('trade_agreements'),
    kind: { type: 'text' },
    nameEn: textColumn('name_en'),
    nameHi: textColumn('name_hi'),
    shortName: textColumn('short_name'),
    status: { type: 'text' },
    statusAsOf: { name: 'status_as_of', type: 'date', nullable: true },
    signedOn: { name: 'signed_on', type: 'date', nullable: true },
    inForceOn: { name: 'in_force_on', type: 'date', nullable: true },
    noteEn: textColumn('note_en'),
    noteHi: textColumn('note_hi'),
    sourceCodes: listColumn('source_codes'),
  } satisfies Columns<TradeAgreement>,
  checks: [
    oneOfCheck('trade_agreements', 'status', agreementStatuses),
    textCheck('trade_agreements', 'name'),
    check('trade_agreements', 'dates', 'signed_on <= in_force_on'),
    sourcesCheck('trade_agreements'),
  ],
});

/** A row of `trade_agreement_partners`: a country that is a party; of a bloc, each member has one. */
export interface TradeAgreementPartner {
  readonly agreementCode: string;
  readonly countryCode: string;
  /** The place in the list of the seed file, from 1. */
  readonly position: number;
}

/** The table `trade_agreement_partners`. */
export const TradeAgreementPartnerEntity = new EntitySchema<TradeAgreementPartner>({
  name: 'TradeAgreementPartner',
  tableName: 'trade_agreement_partners',
  columns: {
    agreementCode: ownerColumn('trade_agreement_partners', 'agreement_code', 'TradeAgreement'),
    countryCode: itemColumn('trade_agreement_partners', 'country_code', 'Country'),
    position: { type: 'integer' },
  } satisfies Columns<TradeAgreementPartner>,
  indices: [index('trade_agreement_partners', 'countryCode', 'country_code')],
});
