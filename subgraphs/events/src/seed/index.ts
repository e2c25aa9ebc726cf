import { join } from 'node:path';
import { type SeedDefinition, searchAliasSeed } from '@niryat/kernel';
import { rebuildEventsSearch, searchSources } from '../search.ts';
import {
  events,
  eventTopics,
  outcomes,
  participations,
  people,
  targetAnnouncements,
} from './events.ts';
import { commitments, delegations, delegationTopics, measures } from './undertakings.ts';

/** The seed of the subgraph: `SOURCE.md` beside the files tells where each row comes from. */
export const seed: SeedDefinition = {
  folder: join(import.meta.dirname, '..', '..', 'seed'),
  version: 3,
  tables: [
    people,
    events,
    participations,
    measures,
    eventTopics,
    outcomes,
    targetAnnouncements,
    delegations,
    delegationTopics,
    commitments,
    searchAliasSeed(...Object.keys(searchSources)),
  ],
  finish: rebuildEventsSearch,
};
