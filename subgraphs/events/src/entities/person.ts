import type { Columns } from '@niryat/kernel';
import { EntitySchema } from 'typeorm';
import {
  codeColumn,
  index,
  optionalText,
  sourceCodesColumn,
  sourcesCheck,
  textCheck,
} from './columns.ts';

/** A row of `people`: somebody who acted in public office. */
export interface Person {
  readonly code: string;
  readonly nameEn: string | null;
  readonly nameHi: string | null;
  readonly roleEn: string | null;
  readonly roleHi: string | null;
  readonly organisationEn: string | null;
  readonly organisationHi: string | null;
  /** The body of the office, where that is an organisation of the graph. */
  readonly organisationCode: string | null;
  /** The body of the office, where that is a mission of the graph. */
  readonly missionCode: string | null;
  readonly sourceCodes: readonly string[];
}

/** The table `people`. */
export const PersonEntity = new EntitySchema<Person>({
  name: 'Person',
  tableName: 'people',
  columns: {
    code: codeColumn('people'),
    nameEn: optionalText('name_en'),
    nameHi: optionalText('name_hi'),
    roleEn: optionalText('role_en'),
    roleHi: optionalText('role_hi'),
    organisationEn: optionalText('organisation_en'),
    organisationHi: optionalText('organisation_hi'),
    organisationCode: optionalText('organisation_code'),
    missionCode: optionalText('mission_code'),
    sourceCodes: sourceCodesColumn,
  } satisfies Columns<Person>,
  checks: [
    textCheck('people', 'name'),
    {
      name: 'people_affiliation_check',
      expression: 'num_nonnulls(organisation_code, mission_code) <= 1',
    },
    sourcesCheck('people'),
  ],
  indices: [
    index('people', 'organisationCode', 'organisation_code'),
    index('people', 'missionCode', 'mission_code'),
  ],
});
