import type { Person } from '../entities/person.ts';
import type { Loaders } from '../loaders/index.ts';

/** The codes of somebody who acts: at most one is set, a column that a table lacks counts as null. */
interface ParticipantCodes {
  readonly personCode: string | null;
  readonly organisationCode: string | null;
  readonly missionCode?: string | null;
  readonly countryCode?: string | null;
}

/** Somebody who acts, under the name of the type, by which GraphQL tells the members of the union apart. */
export type Participant =
  | { readonly __typename: 'Organisation' | 'Mission' | 'Country'; readonly code: string }
  | (Person & { readonly __typename: 'Person' });

/** Who acts: the record itself where it is ours, its key where it is not; null where the graph has none. */
export async function participantOf(
  row: ParticipantCodes,
  loaders: Loaders,
): Promise<Participant | null> {
  const { personCode, organisationCode, missionCode = null, countryCode = null } = row;
  if (personCode !== null) {
    const person = await loaders.person.load(personCode);
    return person && { __typename: 'Person', ...person };
  }
  if (organisationCode !== null) return { __typename: 'Organisation', code: organisationCode };
  if (missionCode !== null) return { __typename: 'Mission', code: missionCode };
  return countryCode === null ? null : { __typename: 'Country', code: countryCode };
}
