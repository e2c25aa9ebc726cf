import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { cacheControl } from './cache-control.ts';
import { compressAnswers } from './compression.ts';
import { conditionalAnswers } from './conditional.ts';
import { allowOrigins } from './cors.ts';
import type { HttpSettings } from './environment.ts';
import { sandboxPolicy } from './sandbox-page.ts';
import { securityHeaders } from './security-headers.ts';
import { withoutSuggestions } from './suggestions.ts';
import { wellFormedAnswers } from './well-formed.ts';

/** What the manners depend on besides the settings. */
export interface MannersOptions {
  /** The path of the GraphQL endpoint. */
  readonly endpoint: string;
  /** The address at which people reach the gateway, where it is known. */
  readonly publicUrl: string | undefined;
}

/** Teaches a server how to meet browsers and caches. Called before its routes are made. */
export async function httpManners(
  app: FastifyInstance,
  settings: HttpSettings,
  { endpoint, publicUrl }: MannersOptions,
): Promise<void> {
  const https = publicUrl?.startsWith('https:') === true;
  securityHeaders(app, { https: https && settings.environment === 'production' });
  await allowOrigins(app, settings.corsOrigins);
  sandboxPolicy(app, endpoint);
  conditionalAnswers(app);
  // Last: what goes out is tagged first and then compressed.
  await compressAnswers(app);
}

/** What the manners need of GraphQL's answers; behind all plugins that change errors. */
export const httpPlugins = ({ suggestions }: HttpSettings): readonly ApolloServerPlugin[] => [
  ...(suggestions ? [] : [withoutSuggestions]),
  wellFormedAnswers,
  cacheControl(),
];
