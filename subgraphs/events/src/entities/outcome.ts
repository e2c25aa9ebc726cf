import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  check,
  codeColumn,
  index,
  oneOfCheck,
  optionalText,
  positionColumn,
  referenceColumn,
  sourceCodesColumn,
  sourcesCheck,
  textCheck,
  textColumn,
} from './columns.ts';

/** What an event can bring about, as the schema's enum has it. */
export const outcomeKinds = ['LEAD', 'ORDER', 'MEMORANDUM', 'INVESTMENT_INTENT'] as const;

/** A row of `outcomes`: something that an event brought about. */
export interface Outcome {
  readonly code: string;
  readonly eventCode: string;
  readonly kind: (typeof outcomeKinds)[number];
  readonly summaryEn: string | null;
  readonly summaryHi: string | null;
  /** Units of the currency, exact, as text. */
  readonly amount: string | null;
  /** ISO 4217. */
  readonly currencyCode: string | null;
  readonly sectorCode: string | null;
  readonly confirmedByExporter: boolean | null;
  readonly position: number;
  readonly sourceCodes: readonly string[];
}

/** The table `outcomes`. */
export const OutcomeEntity = new EntitySchema<Outcome>({
  name: 'Outcome',
  tableName: 'outcomes',
  columns: {
    code: codeColumn('outcomes'),
    eventCode: referenceColumn('outcomes', 'event_code', 'Event'),
    kind: textColumn('kind'),
    summaryEn: optionalText('summary_en'),
    summaryHi: optionalText('summary_hi'),
    amount: { type: 'numeric', nullable: true },
    currencyCode: optionalText('currency_code'),
    sectorCode: optionalText('sector_code'),
    confirmedByExporter: { name: 'confirmed_by_exporter', type: 'boolean', nullable: true },
    position: positionColumn,
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<Outcome>,
  checks: [
    textCheck('outcomes', 'summary'),
    oneOfCheck('outcomes', 'kind', outcomeKinds),
    check('outcomes', 'amount', '(amount IS NULL) = (currency_code IS NULL)'),
    sourcesCheck('outcomes'),
  ],
  indices: [index('outcomes', 'eventCode', 'event_code')],
});
