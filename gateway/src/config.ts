import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { EngineKind } from './gateway.ts';
import { isVariant, VARIANTS, type Variant } from './variants/variant.ts';

/** What the gateway's command was asked to do. */
export interface CommandConfig {
  /** A file or an `http(s)` URL. */
  readonly supergraph: string;
  readonly host: string;
  readonly port: number;
  /** The one variant that is served; undefined where the environment or keys decide. */
  readonly variant: Variant | undefined;
}

/** A command line or an environment that cannot be followed; its message says what would do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** How the command is called. */
export const USAGE = `Usage: npm run gateway -- --supergraph FILE_OR_URL [--port N] [--host H] [--variant V]

  --supergraph  a composed supergraph (SDL), as a file or an http(s) URL
  --port        where to listen (0 to 65535, 0 for any free one; default PORT, else 4000)
  --host        on which address (default HOST, else 127.0.0.1)
  --variant     ${VARIANTS.join(', ')}: the one that is served, without keys (default VARIANT, else by key)`;

const OPTIONS = {
  supergraph: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  variant: { type: 'string' },
} as const;

/**
 * Reads the command line; the environment (`HOST`, `PORT`) fills in what it leaves out.
 *
 * @throws {UsageError}
 */
export function readCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): CommandConfig {
  const { supergraph, port, host, variant } = parse(args);
  if (!supergraph) throw new UsageError('--supergraph is missing.');
  return {
    supergraph,
    host: host || env.HOST || '127.0.0.1',
    port: readPort(port ?? (env.PORT || '4000')),
    variant: variant === undefined ? undefined : asVariant('--variant', variant),
  };
}

/**
 * What executes plans, from `GATEWAY_ENGINE`: `compiled` unless it says `stock`.
 *
 * @throws {UsageError} for any other word.
 */
export function readEngine(env: NodeJS.ProcessEnv = process.env): EngineKind {
  const kind = env.GATEWAY_ENGINE || 'compiled';
  if (kind === 'compiled' || kind === 'stock') return kind;
  throw new UsageError(`GATEWAY_ENGINE must be compiled or stock, got "${kind}".`);
}

/**
 * Whether equal queries that are under way at the same time are run once, from `GATEWAY_SHARING`: `on`
 * unless it says `off`.
 *
 * @throws {UsageError} for any other word.
 */
export function readSharing(env: NodeJS.ProcessEnv = process.env): boolean {
  const sharing = env.GATEWAY_SHARING || 'on';
  if (sharing === 'on' || sharing === 'off') return sharing === 'on';
  throw new UsageError(`GATEWAY_SHARING must be on or off, got "${sharing}".`);
}

/**
 * The one variant that this process serves, from `VARIANT`; undefined where keys decide.
 *
 * @throws {UsageError} for a word that is none.
 */
export function readVariant(env: NodeJS.ProcessEnv = process.env): Variant | undefined {
  return env.VARIANT ? asVariant('VARIANT', env.VARIANT) : undefined;
}

/** Where the keys lie, from `KEYS_FILE`: `.data/keys.json` in the checkout unless it says otherwise. */
export function readKeysFile(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(env.KEYS_FILE || join(import.meta.dirname, '../../.data/keys.json'));
}

/** @throws {UsageError} for a word that is no variant. */
function asVariant(where: string, given: string): Variant {
  if (isVariant(given)) return given;
  throw new UsageError(`${where} must be ${VARIANTS.join(', ')}, got "${given}".`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 0 && port <= 65_535) return port;
  throw new UsageError(`The port must be a number from 0 to 65535, got "${text}".`);
}

/**
 * `@apollo/gateway` reports metrics to its maker when it is made, unless this variable says not to.
 * Called before every gateway is made.
 */
export function disableTelemetry(): void {
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
}
