import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import Negotiator from 'negotiator';

/** Below this many bytes an answer fits into one packet anyway. */
const THRESHOLD = 1_024;

/** Little work for most of the gain: one answer is compressed for one client. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const GZIP = { level: 4 };

const ENCODINGS = ['br', 'gzip'] as const;

/** Compresses answers for clients that take it. Bodies of requests are never decompressed. */
export async function compressAnswers(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    encodings: [...ENCODINGS],
    threshold: THRESHOLD,
    brotliOptions: BROTLI,
    zlibOptions: GZIP,
    globalDecompression: false,
  });
}

/** A compressor between a text that comes in pieces and its socket. */
export interface PieceCompressor {
  readonly encoding: (typeof ENCODINGS)[number];
  /** Where to write; it takes no more than the socket takes. */
  readonly input: Writable;
  /** Sends on what was written, so that the client need not wait for more. */
  flush(): void;
  /** Ends the text; resolves when all of it has been handed to the socket, which stays open. */
  finish(): Promise<void>;
}

/** What compresses a text in pieces for a client; undefined for one that does not want it. */
export function pieceCompressor(
  accepted: string | undefined,
  socket: Writable,
  gone: AbortSignal,
): PieceCompressor | undefined {
  if (accepted === undefined) return undefined;
  const negotiator = new Negotiator({ headers: { 'accept-encoding': accepted } });
  const wanted = negotiator.encoding([...ENCODINGS]);
  const encoding = ENCODINGS.find((each) => each === wanted);
  if (encoding === undefined) return undefined;
  const input = encoding === 'br' ? createBrotliCompress(BROTLI) : createGzip(GZIP);
  input.pipe(socket, { end: false });
  return {
    encoding,
    input,
    flush: () => input.flush(),
    finish: async () => {
      const ended = once(input, 'end', { signal: gone });
      input.end();
      await ended;
    },
  };
}
