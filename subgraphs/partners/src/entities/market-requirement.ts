import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  check,
  codeColumn,
  index,
  listColumn,
  oneOfCheck,
  referenceColumn,
  sourcesCheck,
  textCheck,
  textColumn,
} from './columns.ts';

/** The forms of a requirement. */
export const requirementKinds = ['REGULATION', 'STANDARD', 'CERTIFICATION', 'LABELLING'] as const;

/** One of `requirementKinds`, as the schema's enum names it. */
export type RequirementKind = (typeof requirementKinds)[number];

/** A row of `market_requirements`. It holds in one country, in the members of one bloc, or everywhere. */
export interface MarketRequirement {
  readonly code: string;
  readonly countryCode: string | null;
  /** A word of `Country.tradeBlocs`. */
  readonly tradeBloc: string | null;
  readonly worldwide: boolean;
  /** Null: it holds for every sector. */
  readonly sectorCode: string | null;
  readonly kind: RequirementKind;
  /** False for what buyers ask without the law. */
  readonly mandatory: boolean;
  readonly nameEn: string | null;
  readonly nameHi: string | null;
  readonly authority: string | null;
  readonly summaryEn: string | null;
  readonly summaryHi: string | null;
  readonly sourceCodes: readonly string[];
}

/** The table `market_requirements`. */
export const MarketRequirementEntity = new EntitySchema<MarketRequirement>({
  name: 'MarketRequirement',
  tableName: 'market_requirements',
  columns: {
    code: codeColumn('market_requirements'),
    countryCode: {
      ...referenceColumn('market_requirements', 'country_code', 'Country'),
      nullable: true,
    },
    tradeBloc: textColumn('trade_bloc'),
    worldwide: { type: 'boolean' },
    sectorCode: textColumn('sector_code'),
    kind: { type: 'text' },
    mandatory: { type: 'boolean' },
    nameEn: textColumn('name_en'),
    nameHi: textColumn('name_hi'),
    authority: textColumn('authority'),
    summaryEn: textColumn('summary_en'),
    summaryHi: textColumn('summary_hi'),
    sourceCodes: listColumn('source_codes'),
  } satisfies Columns<MarketRequirement>,
  checks: [
    oneOfCheck('market_requirements', 'kind', requirementKinds),
    textCheck('market_requirements', 'name'),
    textCheck('market_requirements', 'summary'),
    check(
      'market_requirements',
      'market',
      'num_nonnulls(country_code, trade_bloc) = CASE WHEN worldwide THEN 0 ELSE 1 END',
    ),
    sourcesCheck('market_requirements'),
  ],
  indices: [
    index('market_requirements', 'countryCode', 'country_code'),
    index('market_requirements', 'tradeBloc', 'trade_bloc'),
    index('market_requirements', 'sectorCode', 'sector_code'),
  ],
});
