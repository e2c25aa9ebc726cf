import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  codeColumn,
  oneOfCheck,
  sourceCodesColumn,
  sourcesCheck,
  textCheck,
  textColumn,
} from './columns.ts';

/** What the Constitution of India makes of a state. */
export const stateKinds = ['STATE', 'UNION_TERRITORY'] as const;

/** One of `stateKinds`, as the schema's enum names it. */
export type StateKind = (typeof stateKinds)[number];

/** A row of `states`: a state or union territory whose export work the graph records. */
export interface State {
  /** An OriginCode, such as `IN-UP`. */
  readonly code: string;
  readonly kind: StateKind;
  readonly nameEn: string | null;
  readonly nameHi: string | null;
  /** The seat of government; both seats where it moves with the season. */
  readonly capitalEn: string | null;
  readonly capitalHi: string | null;
  readonly sourceCodes: readonly string[];
}

/** The table `states`. */
export const StateEntity = new EntitySchema<State>({
  name: 'State',
  tableName: 'states',
  columns: {
    code: codeColumn('states'),
    kind: { type: 'text' },
    nameEn: textColumn('name_en'),
    nameHi: textColumn('name_hi'),
    capitalEn: textColumn('capital_en'),
    capitalHi: textColumn('capital_hi'),
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<State>,
  checks: [
    oneOfCheck('states', 'kind', stateKinds),
    textCheck('states', 'name'),
    sourcesCheck('states'),
  ],
});
