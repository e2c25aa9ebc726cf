import {
  baseMigration,
  changesMigration,
  type MigrationClass,
  searchMigration,
} from '@niryat/kernel';
import { CreateEvents1700000001000 } from './1700000001000-create-events.ts';
import { CreateMeasures1700000002000 } from './1700000002000-create-measures.ts';
import { CreateDelegations1700000003000 } from './1700000003000-create-delegations.ts';
import { CreateCommitments1700000004000 } from './1700000004000-create-commitments.ts';
import { CountRevisions1700000006000 } from './1700000006000-count-revisions.ts';

/** The migrations of the subgraph, oldest first. */
export const migrations: readonly MigrationClass[] = [
  baseMigration('events'),
  CreateEvents1700000001000,
  CreateMeasures1700000002000,
  CreateDelegations1700000003000,
  CreateCommitments1700000004000,
  searchMigration('events'),
  changesMigration('events', [
    ['Person', 'people'],
    ['Event', 'events'],
    ['Measure', 'measures'],
    ['Delegation', 'delegations'],
    ['Commitment', 'commitments'],
  ]),
  CountRevisions1700000006000,
];
