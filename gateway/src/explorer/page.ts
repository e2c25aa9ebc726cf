import type { ExampleOperation } from '../operations.ts';
import type { ExplorerManifest } from './assets.ts';

/** What the explorer's page is told by the server; read by `explorer/main.tsx`. */
export interface ExplorerPage {
  readonly endpoint: string;
  readonly examples: readonly ExampleOperation[];
  /** URLs of Monaco's web workers, by the label it asks for. */
  readonly workers: Readonly<Record<'editor' | 'json' | 'graphql', string>>;
}

/**
 * What the page may load and ask: this host and nothing else. Monaco and GraphiQL set styles on
 * elements, which cannot be told apart from other inline styles.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page, as HTML. `assets` is the path under which the manifest's files are. */
export function explorerPage(
  manifest: ExplorerManifest,
  assets: string,
  { endpoint, examples }: Pick<ExplorerPage, 'endpoint' | 'examples'>,
): string {
  const { editor, json, graphql } = manifest.workers;
  const page: ExplorerPage = {
    endpoint,
    examples,
    workers: {
      editor: `${assets}/${editor}`,
      json: `${assets}/${json}`,
      graphql: `${assets}/${graphql}`,
    },
  };
  // In a script element only "<" could end the text early.
  const data = JSON.stringify(page).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Niryat Graph explorer</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${assets}/${manifest.style}">
    <script type="application/json" id="page">${data}</script>
    <script type="module" src="${assets}/${manifest.script}"></script>
  </head>
  <body>
    <div id="explorer">Loading…</div>
    <noscript>The explorer needs JavaScript.</noscript>
  </body>
</html>
`;
}
