import { join, resolve } from 'node:path';
import { root } from '../../src/config.ts';

/** Where the list that the facts were vetted with lies: `../shared` beside the checkout unless `NIRYAT_SHARED_DIR` says otherwise. */
export const originalList = join(
  resolve(process.env.NIRYAT_SHARED_DIR || join(root, '..', 'shared')),
  'facts',
  'seed_facts.csv',
);
