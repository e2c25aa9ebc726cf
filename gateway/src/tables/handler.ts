import { once } from 'node:events';
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { pieceCompressor } from '../http/compression.ts';
import type { Log } from '../log.ts';
import { refuse } from '../requests.ts';
import { type AskPage, BrokenTable, type JsonAnswer, tablePages } from './answer.ts';
import { tableFormat } from './formats.ts';
import { type TableBody, type TableQuestion, tableQuestion } from './question.ts';
import { columnName, NotTabular } from './shape.ts';
import { type TableWriter, tableWriter } from './writers.ts';

/** What tables need of the gateway. */
export interface TableOptions {
  /** Puts a body to the gateway as if JSON had been asked for: same checks, limits and errors. */
  readonly ask: (body: object, request: FastifyRequest, signal: AbortSignal) => Promise<JsonAnswer>;
  /** Parses a document; undefined for what is none, or more than the limits allow. */
  readonly parse: (text: string) => DocumentNode | undefined;
  readonly log: Log;
}

/** Tables as a part of a server: what learns the schema, and what answers requests that prefer a table. */
export interface Tables {
  readonly plugin: ApolloServerPlugin;
  /** A hook ahead of the handler of GraphQL; it leaves requests alone that prefer JSON. */
  readonly answer: (
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<FastifyReply | undefined>;
}

/**
 * Answers `POST` with a table where `Accept` prefers one: all pages of the operation's one list, row by row.
 *
 * Until the first page is there, nothing is sent; an error up to then is answered in JSON, with its usual status. A page
 * that fails later is told in the last line, and the transfer is broken off, which no reader takes for an end.
 */
export function createTables({ ask, parse, log }: TableOptions): Tables {
  let schema: GraphQLSchema | undefined;
  return {
    plugin: {
      serverWillStart: async () => ({
        schemaDidLoadOrUpdate: ({ apiSchema }) => {
          schema = apiSchema;
        },
      }),
    },
    answer: async (request, reply) => {
      const format = request.method === 'POST' ? tableFormat(request.headers) : undefined;
      if (format === undefined || schema === undefined) return undefined;
      const body = bodyOf(request);
      const question = questionOf(schema, body, parse);
      if (question instanceof NotTabular) {
        const message = `This cannot be answered as a table. ${question.message}`;
        return refuse(reply, 406, 'NOT_TABULAR', message);
      }
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort(new Error('the client has gone')));
      if (question === undefined) return sendJson(reply, await ask(body, request, gone.signal));
      const { operationName } = body;
      const asked = {
        query: question.query,
        ...(operationName !== undefined && { operationName }),
      };
      const askPage: AskPage = (variables) => ask({ ...asked, variables }, request, gone.signal);
      const first = await askPage(question.variables());
      if (first.status !== 200 || first.body.errors) return sendJson(reply, first);
      const writer = tableWriter(format, question.shape);
      await stream(reply, writer, question, tablePages(question, first, askPage), gone.signal, log);
      return reply;
    },
  };
}

const bodyOf = ({ body }: FastifyRequest): TableBody =>
  typeof body === 'object' && body !== null ? body : {};

function questionOf(
  schema: GraphQLSchema,
  body: TableBody,
  parse: TableOptions['parse'],
): TableQuestion | NotTabular | undefined {
  try {
    return tableQuestion(schema, body, parse);
  } catch (error) {
    if (error instanceof NotTabular) return error;
    throw error;
  }
}

const sendJson = (reply: FastifyReply, { status, body }: JsonAnswer): FastifyReply =>
  reply.code(status).type('application/json; charset=utf-8').send(body);

/** Writes the table as its pages come, no faster than the client takes it. */
async function stream(
  reply: FastifyReply,
  writer: TableWriter,
  question: TableQuestion,
  pages: ReturnType<typeof tablePages>,
  gone: AbortSignal,
  log: Log,
): Promise<void> {
  const name = columnName(question.shape.path).replaceAll(/\W/g, '-');
  reply.hijack();
  const { raw } = reply;
  for (const [header, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) raw.setHeader(header, value);
  }
  const compressor = pieceCompressor(reply.request.headers['accept-encoding'], raw, gone);
  const output = compressor?.input ?? raw;
  raw.writeHead(200, {
    'content-type': writer.contentType,
    'content-disposition': `attachment; filename="${name}.${writer.fileEnding}"`,
    'cache-control': 'no-store',
    vary: [reply.getHeader('vary') ?? [], 'Accept, Accept-Encoding'].flat().join(', '),
    ...(compressor && { 'content-encoding': compressor.encoding }),
  });
  const write = async (text: string): Promise<void> => {
    if (text !== '' && !output.write(text)) await once(output, 'drain', { signal: gone });
  };
  try {
    await write(writer.begin());
    for await (const page of pages) {
      gone.throwIfAborted();
      await write(writer.page(page));
      compressor?.flush();
    }
    await compressor?.finish();
    raw.end();
  } catch (error) {
    if (gone.aborted) return;
    if (!(error instanceof BrokenTable)) log.error('a table broke off', error);
    const told = error instanceof BrokenTable ? error.error : masked;
    // The last line first, then the end of the connection without the chunk that ends an answer.
    output.write(writer.broken(told));
    await compressor?.finish();
    raw.write('', () => raw.destroy());
  }
}

const masked = {
  message: 'Internal server error',
  extensions: { code: 'INTERNAL_SERVER_ERROR' },
} as const;
