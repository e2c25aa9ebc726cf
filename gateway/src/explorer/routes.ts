import { createReadStream } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Log } from '../log.ts';
import type { ExampleOperation } from '../operations.ts';
import { refuse } from '../requests.ts';
import { type ExplorerAssets, loadExplorer } from './assets.ts';
import { explorerPage, PAGE_POLICY } from './page.ts';

/** What the explorer's routes need. */
export interface ExplorerOptions {
  /** The path of the GraphQL endpoint on this host. */
  readonly endpoint: string;
  readonly examples: readonly ExampleOperation[];
  readonly log: Log;
}

const ASSETS = '/explorer/assets';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** `/explorer`: GraphiQL with the example operations at hand, from this host alone. */
export function explorerRoutes(app: FastifyInstance, options: ExplorerOptions): void {
  const { endpoint, examples, log } = options;
  const explorer = onceLoaded(log);

  app.get('/explorer', async (_request, reply) => {
    const assets = await explorer();
    if (!assets) return notBuilt(reply);
    return reply
      .type('text/html; charset=utf-8')
      .headers({
        'cache-control': 'no-cache',
        'content-security-policy': PAGE_POLICY,
      })
      .send(explorerPage(assets.manifest, ASSETS, { endpoint, examples }));
  });

  app.get<{ Params: { file: string } }>(`${ASSETS}/:file`, async ({ params }, reply) => {
    const assets = await explorer();
    if (!assets) return notBuilt(reply);
    if (!assets.manifest.files.includes(params.file)) {
      return refuse(reply, 404, 'NOT_FOUND', 'The explorer has no such file: load the page again.');
    }
    return (
      reply
        .type(CONTENT_TYPES[extname(params.file)] ?? 'application/octet-stream')
        // Its name changes with its content.
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(createReadStream(join(assets.folder, params.file)))
    );
  });
}

/** Loads on the first request, so that start-up does not pay for it; tries again after a failure. */
function onceLoaded(log: Log): () => Promise<ExplorerAssets | undefined> {
  let loading: Promise<ExplorerAssets | undefined> | undefined;
  return () => {
    loading ??= loadExplorer().catch((cause: unknown) => {
      loading = undefined;
      log.error('the explorer is not built: run `npm run explorer -w gateway`', cause);
      return undefined;
    });
    return loading;
  };
}

const notBuilt = (reply: FastifyReply) =>
  refuse(reply, 503, 'UNAVAILABLE', 'The explorer was not built into this deployment.');
