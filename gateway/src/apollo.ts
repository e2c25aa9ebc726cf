import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { badValues } from './bad-values.ts';
import type { RequestContext } from './context.ts';
import { stringifyAnswer } from './engine/answer-text.ts';
import { errorPaths } from './error-paths.ts';
import { createFormatError } from './errors.ts';
import type { Engine } from './gateway.ts';
import type { HttpSettings } from './http/environment.ts';
import type { Limits } from './limits/limits.ts';
import { limitsPlugin } from './limits/plugin.ts';
import { apolloLogger, type Log } from './log.ts';
import type { ExampleOperation } from './operations.ts';
import { operationRefusals } from './requests.ts';
import { counted } from './telemetry/plugin.ts';
import { hiddenNamesPlugin } from './variants/hidden-names.ts';

/** What the GraphQL server in front of an engine is made of. */
export interface ApolloOptions {
  readonly engine: Engine;
  readonly http: Pick<HttpSettings, 'introspection' | 'suggestions'>;
  readonly plugins: readonly ApolloServerPlugin<RequestContext>[];
  readonly limits: Limits;
  /** Whether browsers get Apollo Sandbox, and what is filled in. */
  readonly sandbox: false | { readonly example: ExampleOperation | undefined };
  readonly log: Log;
}

/**
 * Starts Apollo Server on an engine.
 *
 * @throws when the engine cannot load its supergraph.
 */
export async function startApollo(options: ApolloOptions): Promise<ApolloServer<RequestContext>> {
  const { engine, http, plugins, limits, sandbox, log } = options;
  const apollo = new ApolloServer<RequestContext>({
    gateway: engine,
    logger: apolloLogger(log),
    // Answers of the compiled engine are ready text where nobody needs the object.
    stringifyResult: stringifyAnswer,
    formatError: counted(createFormatError(log)),
    // Said here, so that NODE_ENV decides nothing.
    introspection: http.introspection,
    // Persisted queries: a registered text is kept as long as there is room (30 MB).
    cache: 'bounded',
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    validationOptions: { maxErrors: limits.errors },
    plugins: [
      limitsPlugin(limits),
      operationRefusals,
      // It names what the schema accepts.
      ...(http.suggestions ? [badValues] : []),
      errorPaths,
      hiddenNamesPlugin(log),
      faultLog(log),
      sandbox ? sandboxPage(sandbox.example) : ApolloServerPluginLandingPageDisabled(),
      // Whatever APOLLO_* variables are about, nothing is reported to anyone.
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      // `http/cache-control.ts` knows the hints, this one would not.
      ApolloServerPluginCacheControlDisabled(),
      ...plugins,
    ],
  });
  await apollo.start();
  return apollo;
}

const faultLog = (log: Log): ApolloServerPlugin => ({
  unexpectedErrorProcessingRequest: async ({ error }) => log.error('a request failed', error),
});

/** Apollo Sandbox for browsers. It loads from Apollo's servers; without a network `/explorer` serves. */
function sandboxPage(example: ExampleOperation | undefined): ApolloServerPlugin {
  return ApolloServerPluginLandingPageLocalDefault({
    embed: { runTelemetry: false },
    footer: false,
    ...(example && { document: example.document, variables: { ...example.variables } }),
  });
}
