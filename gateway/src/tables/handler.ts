import { once } from 'node:events';
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { pieceCompressor } from '../http/compression.ts';
import type { Log } from '../log.ts';
import { refuse } from '../requests.ts';
import { countError } from '../telemetry/errors.ts';
import { type AskPage, BrokenTable, type JsonAnswer, tablePages } from './answer.ts';
import { tiedPages, versionDocument } from './data-version.ts';
import { OFFERED, tableFormat, wantsTableOnly } from './formats.ts';
import { type TableBody, type TableQuestion, tableQuestion } from './question.ts';
import { refusalStatus } from './refusal-status.ts';
import { columnName, NotTabular } from './shape.ts';
import { type TableWriter, tableWriter } from './writers.ts';

/** What tables need of the gateway. */
export interface TableOptions {
  /** Puts a body to the gateway as if JSON had been asked for: same checks, limits and errors. */
  readonly ask: (body: object, request: FastifyRequest, signal: AbortSignal) => Promise<JsonAnswer>;
  /** Parses a document; undefined for what is none, or more than the limits allow. */
  readonly parse: (text: string) => DocumentNode | undefined;
  /** A selection at the root that tells the version of the data; used where the schema has it. */
  readonly dataVersion?: string;
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
 * Until the first page is there, nothing is sent; an error up to then is answered in JSON, with a status that says so. A page
 * that fails later is told in the last line, and the transfer is broken off, which no reader takes for an end.
 */
export function createTables({ ask, parse, dataVersion, log }: TableOptions): Tables {
  let schema: GraphQLSchema | undefined;
  let versions: string | undefined;
  return {
    plugin: {
      serverWillStart: async () => ({
        schemaDidLoadOrUpdate: ({ apiSchema }) => {
          schema = apiSchema;
          versions = versionDocument(apiSchema, dataVersion);
        },
      }),
    },
    answer: async (request, reply) => {
      const { headers, method } = request;
      if (method !== 'POST') {
        // A browser may be given a page there.
        if (!wantsTableOnly(headers, ['text/html'])) return undefined;
        return refuse(reply, 406, 'BAD_REQUEST', `Tables are answered to POST, not to ${method}.`);
      }
      const format = tableFormat(headers);
      if (format === undefined && wantsTableOnly(headers)) {
        const message = `The table that \`Accept\` names cannot be had. ${OFFERED}`;
        return refuse(reply, 406, 'BAD_REQUEST', message);
      }
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
      const askVersion: AskPage = (variables) =>
        ask({ query: versions, variables }, request, gone.signal);
      // A plain list has one page, and a page is one state of the data.
      const isTied = versions !== undefined && question.shape.connection !== undefined;
      const tied = isTied ? await tiedPages(askVersion) : undefined;
      const askPage: AskPage = (variables) =>
        ask({ ...asked, variables: { ...variables, ...tied?.variables } }, request, gone.signal);
      const first = await askPage(question.variables());
      if (first.status !== 200 || first.body.errors) return sendJson(reply, first);
      const writer = tableWriter(format, question.shape);
      const pages = tablePages(question, first, askPage, tied);
      await stream(reply, writer, question, pages, gone.signal, log);
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

const sendJson = (reply: FastifyReply, answer: JsonAnswer): FastifyReply =>
  reply.code(refusalStatus(answer)).type('application/json; charset=utf-8').send(answer.body);

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
    countError(told.extensions.code);
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
