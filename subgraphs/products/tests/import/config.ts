import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const checkout = join(import.meta.dirname, '..', '..', '..', '..');

/** Where the real files lie: `../shared` beside the checkout unless `NIRYAT_SHARED_DIR` says otherwise. */
export const sharedData = join(
  resolve(process.env.NIRYAT_SHARED_DIR || join(checkout, '..', 'shared')),
  'data',
);

/** Whether they are there. */
export const hasSharedData = existsSync(join(sharedData, 'tradestat'));
