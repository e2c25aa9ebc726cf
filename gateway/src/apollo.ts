import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
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
import { apolloLogger, type Log } from './log.ts';
import type { ExampleOperation } from './operations.ts';
import { operationRefusals } from './requests.ts';
import { hiddenNamesPlugin } from './variants/hidden-names.ts';

/** What the GraphQL server in front of an engine is made of. */
export interface ApolloOptions {
  readonly engine: Engine;
  readonly plugins: readonly ApolloServerPlugin[];
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
  const { engine, plugins, sandbox, log } = options;
  const apollo = new ApolloServer<RequestContext>({
    gateway: engine,
    logger: apolloLogger(log),
    // Answers of the compiled engine are ready text where nobody needs the object.
    stringifyResult: stringifyAnswer,
    formatError: createFormatError(log),
    // Said here, so that NODE_ENV decides nothing.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [
      operationRefusals,
      badValues,
      errorPaths,
      hiddenNamesPlugin(log),
      faultLog(log),
      sandbox ? sandboxPage(sandbox.example) : ApolloServerPluginLandingPageDisabled(),
      // Whatever APOLLO_* variables are about, nothing is reported to anyone.
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
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
