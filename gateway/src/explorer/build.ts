import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { type ExplorerManifest, MANIFEST } from './assets.ts';

/** The package's folder: two up from here, in `src` and in `dist` alike. */
const PACKAGE = join(import.meta.dirname, '../..');

/** The page's sources. They run in the browser, so they are neither in `src` nor compiled by tsc. */
const SOURCES = join(PACKAGE, 'explorer');

/** Kept at the root of the repository, where git ignores it. */
const CACHE = join(PACKAGE, '../.cache');

const ENTRIES = {
  script: join(SOURCES, 'main.tsx'),
  style: join(SOURCES, 'main.css'),
  editor: 'monaco-editor/esm/vs/editor/editor.worker.js',
  json: 'monaco-editor/esm/vs/language/json/json.worker.js',
  graphql: 'monaco-graphql/esm/graphql.worker.js',
} as const;

type Entry = keyof typeof ENTRIES;

/** The folder for what the present sources and packages make: named by a hash of them. */
export async function cacheFolder(): Promise<string> {
  const hash = createHash('sha256');
  const sources = (await readdir(SOURCES)).sort().map((file) => join(SOURCES, file));
  for (const file of [import.meta.filename, join(PACKAGE, 'package.json'), ...sources]) {
    hash.update(basename(file)).update(await readFile(file));
  }
  return join(CACHE, `explorer-${hash.digest('hex').slice(0, 16)}`);
}

/**
 * Bundles GraphiQL with all that it needs (editor, workers, styles, fonts) into a folder, so that the
 * page asks no other host for anything.
 */
export async function buildExplorer(folder: string): Promise<void> {
  const common: BuildOptions = {
    absWorkingDir: PACKAGE,
    outdir: folder,
    entryNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
    bundle: true,
    minify: true,
    metafile: true,
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'eof',
    logLevel: 'silent',
  };
  const results = await Promise.all([
    build({
      ...common,
      entryPoints: { script: ENTRIES.script },
      format: 'esm',
      splitting: true,
      jsx: 'automatic',
      // Monaco's modules each import their part of the style, all of which GraphiQL's has.
      loader: { '.css': 'empty', '.ttf': 'empty' },
    }),
    build({ ...common, entryPoints: { style: ENTRIES.style }, loader: { '.ttf': 'dataurl' } }),
    build({
      ...common,
      entryPoints: { editor: ENTRIES.editor, json: ENTRIES.json, graphql: ENTRIES.graphql },
      format: 'iife',
    }),
  ]);
  const outputs = results.flatMap(({ metafile }) => Object.entries(metafile?.outputs ?? {}));
  await writeFile(join(folder, MANIFEST), JSON.stringify(toManifest(outputs), null, 2));
}

function toManifest(
  outputs: readonly (readonly [string, Metafile['outputs'][string]])[],
): ExplorerManifest {
  const files = outputs.map(([path]) => basename(path));
  const named = (entry: Entry): string => {
    const found = files.find((file) => file.startsWith(`${entry}-`));
    if (!found) throw new Error(`The bundle lacks its ${entry}.`);
    return found;
  };
  return {
    script: named('script'),
    style: named('style'),
    workers: { editor: named('editor'), json: named('json'), graphql: named('graphql') },
    files,
  };
}
