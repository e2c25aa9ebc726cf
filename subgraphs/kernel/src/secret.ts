import { readFileSync } from 'node:fs';

/**
 * A secret from the environment: from a variable, or from the file that the same variable with `_FILE` names, which is how
 * containers are handed secrets, out of sight of `env` and of child processes. Undefined where neither is set.
 *
 * @throws {Error} naming the variable, never what it holds, where both are set or the file cannot be read or is empty.
 */
export function readSecret(variable: string, environment: NodeJS.ProcessEnv): string | undefined {
  const value = environment[variable];
  const path = environment[`${variable}_FILE`];
  if (!path) return value || undefined;
  if (value) throw new Error(`Set ${variable} or ${variable}_FILE, not both.`);
  const text = readText(variable, path);
  if (text === '') {
    throw new Error(`${variable}_FILE names ${path}, which is empty: it must hold the secret.`);
  }
  return text;
}

/** The text of the file, without the end of line that editors put behind it. */
function readText(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    throw new Error(`${variable}_FILE names ${path}, which cannot be read${reason}.`, {
      cause: error,
    });
  }
}

/**
 * The connection string of a subgraph: `<NAME>_DATABASE_URL`, else `DATABASE_URL`, each also from a file. One that names no
 * password takes that of `POSTGRES_PASSWORD`, the variable of PostgreSQL's own image, so that both can share one file.
 * Undefined where there is none.
 *
 * @throws {Error} as `readSecret`.
 */
export function readDatabaseUrl(
  subgraph: string,
  environment: NodeJS.ProcessEnv,
): string | undefined {
  const own = readSecret(`${subgraph.toUpperCase()}_DATABASE_URL`, environment);
  const url = own ?? readSecret('DATABASE_URL', environment);
  if (url === undefined) return undefined;
  const password = readSecret('POSTGRES_PASSWORD', environment);
  return password === undefined ? url : withPassword(url, password);
}

function withPassword(given: string, password: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url?.username || url.password) return given;
  url.password = encodeURIComponent(password);
  return url.href;
}
