import { join } from 'node:path';
import { type SeedDefinition, searchAliasSeed } from '@niryat/kernel';
import { rebuildPartnersSearch, searchSources } from '../search.ts';
import { countries } from './countries.ts';
import { marketRequirements } from './market-requirements.ts';
import { missions } from './missions.ts';
import { organisations, stateContacts } from './organisations.ts';
import { partnerships } from './partnerships.ts';
import { tradeAgreements } from './trade-agreements.ts';

/** The seed of the subgraph: what is referred to loads before what refers to it. */
export const seed: SeedDefinition = {
  folder: join(import.meta.dirname, '..', '..', 'seed'),
  version: 3,
  tables: [
    countries,
    missions,
    organisations,
    stateContacts,
    tradeAgreements,
    marketRequirements,
    partnerships,
    searchAliasSeed(...Object.keys(searchSources)),
  ],
  finish: rebuildPartnersSearch,
};
