import { readFile } from 'node:fs/promises';

/** How long a server may take to hand out a supergraph, in milliseconds. */
const FETCH_TIMEOUT_MS = 10_000;

/** A supergraph that could not be read; its message says which and why. */
export class SupergraphError extends Error {
  override readonly name = 'SupergraphError';
}

/**
 * Reads the SDL of a supergraph from a file or from an `http(s)` URL.
 *
 * @throws {SupergraphError}
 */
export async function readSupergraph(place: string): Promise<string> {
  const sdl = await (/^[a-z][a-z\d+.-]*:\/\//i.test(place) ? fromUrl(place) : fromFile(place));
  if (sdl.trim() === '') throw new SupergraphError(`The supergraph at ${place} is empty.`);
  return sdl;
}

async function fromFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new SupergraphError(`Cannot read the supergraph file ${path}: ${reason(cause)}.`, {
      cause,
    });
  }
}

async function fromUrl(place: string): Promise<string> {
  const url = URL.canParse(place) ? new URL(place) : undefined;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new SupergraphError(`${place} is not an http or https URL.`);
  }
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
    if (response.ok) return await response.text();
    throw new Error(`it answered ${response.status}`);
  } catch (cause) {
    throw new SupergraphError(`Cannot fetch the supergraph from ${place}: ${reason(cause)}.`, {
      cause,
    });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'reading it is not allowed',
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
};

function reason(error: unknown): string {
  // `fetch` says only that it failed, and why in the cause.
  const root = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(root instanceof Error)) return String(root);
  const code = 'code' in root && typeof root.code === 'string' ? root.code : '';
  return REASONS[code] ?? root.message;
}
