import type { RequestListener } from 'node:http';
import { createGatewayServer, type SubgraphExecutor } from '../src/index.ts';
import { keptLog, type Listening, listening, local, supergraph } from './fixture.ts';

const QUERY = '{ makers { name stand fairs { title } } again: makers { stand } }';

const UNAVAILABLE = {
  message: 'The subgraph "fairs" did not answer; its fields are null.',
  extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'fairs' },
};

/** The answer of a gateway whose subgraph `fairs` is what is given, and what it logged. */
async function askWith(fairs: string | SubgraphExecutor, timeoutMs = 10_000) {
  const { log, entries } = keptLog();
  const gateway = await createGatewayServer({
    supergraphSdl: supergraph(),
    subgraphs: { makers: local.makers, fairs },
    subgraphTimeoutMs: timeoutMs,
    log,
  });
  const answer = await gateway.query({ query: QUERY });
  await gateway.stop();
  return { ...answer, entries };
}

const REST = {
  makers: [
    { name: 'Asha', stand: null, fairs: null },
    { name: 'Lost', stand: null, fairs: null },
  ],
  again: [{ stand: null }, { stand: null }],
};

describe('a subgraph that does not answer', () => {
  const servers: Listening[] = [];
  const serve = async (answer: RequestListener) => {
    const server = await listening(answer);
    servers.push(server);
    return server.url;
  };

  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
  });

  const send =
    (status: number, type: string, body: string): RequestListener =>
    (request, response) => {
      request.resume();
      response.writeHead(status, { 'content-type': type }).end(body);
    };

  const FAULTS: Record<string, RequestListener> = {
    'sends a page': send(200, 'text/html', '<h1>Welcome</h1>'),
    'fails with a text': send(500, 'text/plain', 'connect ECONNREFUSED 10.0.0.7:5432'),
    'fails with JSON of its own': send(502, 'application/json', '{"statusCode":502}'),
    'sends no object': send(200, 'application/json', '[]'),
    'sends errors that are none': send(200, 'application/json', '{"errors":"no"}'),
    'sends too few entities': send(200, 'application/json', '{"data":{"_entities":[]}}'),
    'sends half a body': (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"data":');
      response.destroy();
    },
    'sends elsewhere': (_request, response) => {
      response.writeHead(307, { location: '/other' }).end();
    },
  };

  it.each(Object.entries(FAULTS))('costs its own fields only when it %s', async (_name, fault) => {
    const { status, body, entries } = await askWith(await serve(fault));
    expect(status).toBe(200);
    expect(body).toEqual({ data: REST, errors: [UNAVAILABLE] });
    expect(entries[0]).toMatchObject({
      level: 'warn',
      message: 'the subgraph "fairs" did not answer',
      cause: expect.anything(),
    });
  });

  it('costs its own fields only when nothing listens', async () => {
    const gone = await listening(() => undefined);
    await gone.stop();
    const { body } = await askWith(gone.url);
    expect(body).toEqual({ data: REST, errors: [UNAVAILABLE] });
  });

  it('costs its own fields only when it is over its time, and is told to stop', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const { body } = await askWith(({ signal }) => {
      signals.push(signal);
      return new Promise(() => undefined);
    }, 20);
    expect(body).toEqual({ data: REST, errors: [UNAVAILABLE] });
    expect(signals.every((signal) => signal?.aborted)).toBe(true);
  });

  it('costs its own fields only when it hangs over HTTP', async () => {
    const { body } = await askWith(await serve(() => undefined), 20);
    expect(body).toEqual({ data: REST, errors: [UNAVAILABLE] });
  });

  it('costs its own fields only when it throws in this process', async () => {
    const { body, entries } = await askWith(async () => {
      throw new Error('no such table: stands');
    });
    expect(body).toEqual({ data: REST, errors: [UNAVAILABLE] });
    expect(entries[0]?.cause).toMatchObject({ message: 'no such table: stands' });
  });
});
