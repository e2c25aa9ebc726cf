import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parse, print, stripIgnoredCharacters } from 'graphql';
import { UsageError } from '../config.ts';
import { refuse } from '../requests.ts';

/** Documents that are known before anyone asks them. */
export interface TrustedDocuments {
  /** The text of an id: the SHA-256 of the printed document, or what a manifest calls it. */
  textOf(id: string): string | undefined;
  /** Whether a text is one of them, however it is laid out. */
  has(text: string): boolean;
}

/** A hook ahead of the handler of GraphQL. */
export type DocumentHook = (
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<FastifyReply | undefined>;

/** The part of a manifest in Apollo's format (`apollo-persisted-query-manifest`) that is read. */
interface Manifest {
  readonly operations: readonly { readonly id: string; readonly body: string }[];
}

/**
 * Takes in documents and, from a path, registered ones: a manifest in Apollo's format, or a folder of
 * manifests and `.graphql` files.
 *
 * @throws {UsageError} naming the file that cannot be read, or is neither.
 */
export async function trustDocuments(
  documents: readonly string[],
  path: string | undefined,
): Promise<TrustedDocuments> {
  const byId = new Map<string, string>();
  const texts = new Set<string>();
  const add = (text: string, id?: string): void => {
    const printed = print(parse(text));
    byId.set(sha256(printed), printed);
    if (id !== undefined) byId.set(id, text);
    texts.add(stripIgnoredCharacters(printed));
  };
  for (const document of documents) add(document);
  for (const file of path === undefined ? [] : await filesAt(path)) {
    await register(file, add).catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
      throw new UsageError(`TRUSTED_DOCUMENTS_PATH: ${file} cannot be registered: ${reason}`, {
        cause,
      });
    });
  }
  return {
    textOf: (id) => byId.get(id),
    has: (text) => {
      try {
        return texts.has(stripIgnoredCharacters(text));
      } catch {
        return false;
      }
    },
  };
}

async function filesAt(path: string): Promise<readonly string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = (await readdir(path)).filter((name) => /\.(graphql|json)$/.test(name));
    return names.sort().map((name) => join(path, name));
  } catch (cause) {
    throw new UsageError(`TRUSTED_DOCUMENTS_PATH must be a file or a folder, got "${path}".`, {
      cause,
    });
  }
}

async function register(file: string, add: (text: string, id?: string) => void): Promise<void> {
  const text = await readFile(file, 'utf8');
  if (file.endsWith('.graphql')) return add(text);
  const manifest: Partial<Manifest> = JSON.parse(text);
  if (!Array.isArray(manifest.operations)) throw new Error('it has no list of `operations`');
  for (const { id, body } of manifest.operations) add(body, id);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Puts the text in the place of a known id (`documentId`, or the hash of a persisted query) and, where
 * untrusted ones are not run, refuses every other document. The gateway's own parts (tables, routes) ask
 * behind this hook: what they make of a trusted document is trusted.
 */
export function knownDocuments(trusted: TrustedDocuments, runsOthers: boolean): DocumentHook {
  return async (request, reply) => {
    const { text, documentId, hash } = askedOf(request);
    if (text !== undefined) {
      return runsOthers || trusted.has(text) ? undefined : notTrusted(reply, 'This document');
    }
    const id = documentId ?? hash;
    const known = id === undefined ? undefined : trusted.textOf(id);
    if (known !== undefined) putText(request, known);
    else if (documentId !== undefined || (id !== undefined && !runsOthers)) {
      return notTrusted(reply, 'No document of this id');
    }
    return undefined;
  };
}

const notTrusted = (reply: FastifyReply, what: string): FastifyReply =>
  refuse(
    reply,
    403,
    'DOCUMENT_NOT_TRUSTED',
    `${what} is registered here. See schema/trusted-documents.json for those that are.`,
  );

/** What a request names as its document; nothing where it is malformed, which is told elsewhere. */
interface Asked {
  readonly text?: string | undefined;
  readonly documentId?: string | undefined;
  readonly hash?: string | undefined;
}

function askedOf({ method, body, query }: FastifyRequest): Asked {
  const given = recordOf(method === 'POST' ? body : query);
  const extensions = method === 'POST' ? given.extensions : fromJson(given.extensions);
  return {
    text: textOf(given.query),
    documentId: textOf(given.documentId),
    hash: textOf(recordOf(recordOf(extensions).persistedQuery).sha256Hash),
  };
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

function fromJson(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : undefined;
  } catch {
    return undefined;
  }
}

/** Makes a request one that brings its text along. */
function putText(request: FastifyRequest, text: string): void {
  if (request.method === 'POST') {
    request.body = { ...recordOf(request.body), query: text };
    return;
  }
  const url = new URL(request.url, 'http://localhost');
  url.searchParams.set('query', text);
  request.raw.url = `${url.pathname}${url.search}`;
}
