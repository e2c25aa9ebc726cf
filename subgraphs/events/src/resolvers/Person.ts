import { type Complete, languagesOnRecord, sourcesOf, toNodeId } from '@niryat/kernel';
import type { PersonResolvers } from '../__generated__/resolvers.ts';
import type { Person as PersonRow } from '../entities/person.ts';
import { allCommitmentsOf, latestEventsOf } from './lists.ts';
import { find } from './records.ts';
import { alwaysTold, told } from './text.ts';

const name = ({ nameEn, nameHi }: PersonRow) => ({ en: nameEn, hi: nameHi });

/** The body of an office, under the name of its type. */
function affiliationOf({ organisationCode, missionCode }: PersonRow) {
  if (organisationCode !== null) return { __typename: 'Organisation', code: organisationCode };
  return missionCode === null ? null : { __typename: 'Mission', code: missionCode };
}

export const Person: Complete<PersonResolvers, PersonRow> = {
  __resolveReference: ({ code }, { loaders }) => find('Person', loaders.person, code),
  id: ({ code }) => toNodeId('Person', code),
  name: alwaysTold(name),
  role: told(({ roleEn, roleHi }) => ({ en: roleEn, hi: roleHi })),
  organisation: told(({ organisationEn, organisationHi }) => ({
    en: organisationEn,
    hi: organisationHi,
  })),
  affiliation: affiliationOf,
  events: ({ code }, _, context) => latestEventsOf('Person', code, context),
  commitments: ({ code }, _, context) => allCommitmentsOf('Person', code, context),
  sources: (person, _, context) => sourcesOf(person, context),
  languages: (person) => languagesOnRecord(name(person)),
};
