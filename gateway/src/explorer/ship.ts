import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildExplorer } from './build.ts';

/** Puts the explorer beside the compiled code, for a production build that has no bundler. */
const folder = join(import.meta.dirname, '../../dist/explorer/assets');

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await buildExplorer(folder);
