import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of the explorer's page, by the part they play; each name carries its content's hash. */
export interface ExplorerManifest {
  readonly script: string;
  readonly style: string;
  /** Monaco's web workers, by the label it asks for. */
  readonly workers: Readonly<Record<'editor' | 'json' | 'graphql', string>>;
  /** All files, those that others load included. */
  readonly files: readonly string[];
}

/** A built explorer. */
export interface ExplorerAssets {
  readonly folder: string;
  readonly manifest: ExplorerManifest;
}

/** The file that says which is which; written last, so a folder that has it is whole. */
export const MANIFEST = 'manifest.json';

/** Where `npm run explorer` puts the explorer of a production build: beside the compiled code. */
export const SHIPPED_ASSETS = join(import.meta.dirname, 'assets');

/**
 * The explorer that was shipped with the build or, in development, one that is kept in `.cache` and
 * made when it is missing or its sources have changed (about three seconds).
 *
 * @throws when there is none and nothing to make it with, as in an image without it.
 */
export async function loadExplorer(): Promise<ExplorerAssets> {
  const shipped = await readAssets(SHIPPED_ASSETS);
  if (shipped) return shipped;
  const { buildExplorer, cacheFolder } = await import('./build.ts');
  const folder = await cacheFolder();
  const cached = await readAssets(folder);
  if (cached) return cached;
  // Made under another name first: two processes may do it at once, and either may be killed.
  const scratch = `${folder}.${process.pid}`;
  await mkdir(scratch, { recursive: true });
  await buildExplorer(scratch);
  await rename(scratch, folder).catch(() => rm(scratch, { recursive: true, force: true }));
  const built = await readAssets(folder);
  if (!built) throw new Error(`The explorer could not be built into ${folder}.`);
  return built;
}

async function readAssets(folder: string): Promise<ExplorerAssets | undefined> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : { folder, manifest: JSON.parse(text) };
}
