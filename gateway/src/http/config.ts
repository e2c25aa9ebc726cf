import { UsageError } from '../config.ts';
import { EXPOSURE, type GraphEnvironment, type HttpSettings } from './environment.ts';

/**
 * How the gateway meets the web, from the environment.
 *
 * @throws {UsageError} naming the variable that is wrong, what it holds and what it must hold.
 */
export function readHttpSettings(env: NodeJS.ProcessEnv = process.env): HttpSettings {
  const environment = oneOf<GraphEnvironment>(
    'GRAPH_ENVIRONMENT',
    env.GRAPH_ENVIRONMENT || 'development',
    ['development', 'production'],
  );
  const shown = EXPOSURE[environment];
  const introspection = onOrOff('INTROSPECTION', env.INTROSPECTION, shown.introspection);
  const only = oneOf('TRUSTED_DOCUMENTS', env.TRUSTED_DOCUMENTS || 'off', ['off', 'only']);
  return {
    environment,
    introspection,
    // Suggestions tell the schema bit by bit to whoever guesses names: they go with introspection.
    suggestions: onOrOff(
      'FIELD_SUGGESTIONS',
      env.FIELD_SUGGESTIONS,
      shown.suggestions && introspection,
    ),
    explorer: onOrOff('EXPLORER', env.EXPLORER, shown.explorer),
    sandbox: onOrOff('SANDBOX', env.SANDBOX, shown.sandbox),
    corsOrigins: env.CORS_ORIGINS ? readOrigins(env.CORS_ORIGINS) : shown.corsOrigins,
    untrustedDocuments: only === 'off',
    trustedDocumentsPath: env.TRUSTED_DOCUMENTS_PATH || undefined,
  };
}

function onOrOff(variable: string, given: string | undefined, usual: boolean): boolean {
  return given ? oneOf(variable, given, ['on', 'off']) === 'on' : usual;
}

function oneOf<T extends string>(variable: string, given: string, words: readonly T[]): T {
  const word = words.find((each) => each === given);
  if (word !== undefined) return word;
  throw new UsageError(`${variable} must be ${words.join(' or ')}, got "${given}".`);
}

/** Exact origins: no wildcard, no path, and never `null`, which every sandboxed page calls itself. */
function readOrigins(given: string): readonly string[] {
  return given
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '')
    .map((origin) => {
      const isExact = /^https?:[^*]+$/.test(origin) && URL.canParse(origin);
      if (isExact && new URL(origin).origin === origin) return origin;
      throw new UsageError(
        `CORS_ORIGINS must be origins such as https://exports.example with commas between them, got "${origin}".`,
      );
    });
}
