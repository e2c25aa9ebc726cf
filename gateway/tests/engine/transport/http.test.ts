import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OperationTypeNode, parse } from 'graphql';
import { Cancellation } from '../../../src/engine/transport/cancellation.ts';
import { type HttpOptions, httpTransport } from '../../../src/engine/transport/http.ts';
import type { SubgraphCall, Transport } from '../../../src/engine/transport/transport.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** A transport to a server that answers so. */
async function reaching(answer: RequestListener, options: HttpOptions = {}) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => closed(server));
  return transportTo((server.address() as AddressInfo).port, options);
}

function transportTo(port: number, options: HttpOptions = {}): Transport {
  const transport = httpTransport(`http://127.0.0.1:${port}/graphql?a=1`, options);
  open.push(() => transport.close());
  return transport;
}

const closed = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const prepared = (transport: Transport, kind = OperationTypeNode.QUERY) =>
  transport.prepare({
    service: 'makers',
    text: 'query Q($n: Int) { a }',
    name: 'Q',
    kind,
    document: parse('{ a }'),
    variableNames: ['n'],
    conditions: {},
    entities: false,
  });

const call = (given: Partial<SubgraphCall> = {}): SubgraphCall => ({
  variables: {},
  representations: undefined,
  headers: {},
  cancellation: new Cancellation(),
  context: {},
  ...given,
});

const json =
  (body: unknown): RequestListener =>
  (_, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  };

/** An answer that says what was asked. */
const echo: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = JSON.parse(Buffer.concat(chunks).toString()) as unknown;
    const { method, url, headers } = request;
    json({ data: { method, url, headers, body } })(request, response);
  });
};

describe('httpTransport', () => {
  it('posts query, name, representations and variables as JSON, with the headers of the call', async () => {
    const send = prepared(await reaching(echo));
    const { data } = await send(
      call({
        variables: { n: 1 },
        representations: ['{"id":"ä"}', '{"id":"2"}'],
        headers: { 'accept-language': 'hi' },
      }),
    );
    expect(data).toMatchObject({
      method: 'POST',
      url: '/graphql?a=1',
      headers: { 'accept-language': 'hi', 'content-type': 'application/json' },
      body: {
        query: 'query Q($n: Int) { a }',
        operationName: 'Q',
        variables: { representations: [{ id: 'ä' }, { id: '2' }], n: 1 },
      },
    });
  });

  it('leaves out what there is none of', async () => {
    const send = prepared(await reaching(echo));
    const bodies = await Promise.all([
      send(call()),
      send(call({ variables: { n: null } })),
      send(call({ representations: ['{}'] })),
    ]);
    expect(
      bodies.map(({ data }) => (data?.body as { variables?: unknown } | undefined)?.variables),
    ).toEqual([{}, { n: null }, { representations: [{}] }]);
  });

  it('keeps its connections open for later calls', async () => {
    const sockets = new Set<unknown>();
    const transport = await reaching((request, response) => {
      sockets.add(request.socket);
      json({ data: {} })(request, response);
    });
    const send = prepared(transport);
    for (let calls = 0; calls < 6; calls += 1) await send(call());
    // A connection is free again a moment after its answer, so two take turns.
    expect(sockets.size).toBeLessThanOrEqual(2);
  });

  it('takes an answer of any status whose body is JSON', async () => {
    const send = prepared(
      await reaching((request, response) => {
        response.statusCode = 400;
        json({ errors: [{ message: 'No.' }] })(request, response);
      }),
    );
    expect(await send(call())).toEqual({ errors: [{ message: 'No.' }] });
  });

  it('says what came where it is not JSON', async () => {
    const send = prepared(
      await reaching((_, response) => {
        response.writeHead(502, { 'content-type': 'text/html' }).end('<html>');
      }),
    );
    await expect(send(call())).rejects.toThrow('answered 502 with text/html, which is not JSON');
  });

  it('does not follow redirects', async () => {
    const send = prepared(
      await reaching((_, response) => {
        response.writeHead(302, { location: '/elsewhere' }).end('{}');
      }),
    );
    await expect(send(call())).rejects.toThrow('redirects are not followed');
  });

  it('reads no more than it was told to', async () => {
    const transport = await reaching(json({ data: { a: 'x'.repeat(2000) } }), {
      maxAnswerBytes: 1000,
    });
    await expect(prepared(transport)(call())).rejects.toThrow('answered with more than 1000 bytes');
  });

  it('ends a request that nobody waits for any more', async () => {
    let gone: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      gone = resolve;
    });
    const cancellation = new Cancellation();
    const transport = await reaching((request) => {
      request.socket.on('close', gone);
      cancellation.cancel(new Error('too late'));
    });
    await expect(prepared(transport)(call({ cancellation }))).rejects.toThrow('too late');
    await ended;
  });

  describe('when a connection fails', () => {
    /** Breaks the first connections, then answers. */
    const failing = (failures: number) => {
      const seen = { requests: 0 };
      const answer: RequestListener = (request, response) => {
        seen.requests += 1;
        if (seen.requests <= failures) request.socket.destroy();
        else json({ data: { a: 1 } })(request, response);
      };
      return { answer, seen };
    };

    it('sends a query again, once', async () => {
      const once = failing(1);
      expect(await prepared(await reaching(once.answer))(call())).toEqual({ data: { a: 1 } });
      expect(once.seen.requests).toBe(2);
      const twice = failing(2);
      await expect(prepared(await reaching(twice.answer))(call())).rejects.toThrow();
      expect(twice.seen.requests).toBe(2);
    });

    it('does not send a mutation again', async () => {
      const once = failing(1);
      const send = prepared(await reaching(once.answer), OperationTypeNode.MUTATION);
      await expect(send(call())).rejects.toThrow();
      expect(once.seen.requests).toBe(1);
    });

    it('does not ask again for an answer that broke off', async () => {
      let requests = 0;
      const transport = await reaching((_, response) => {
        requests += 1;
        response.writeHead(200, { 'content-length': '100' }).write('{"data":', () => {
          response.socket?.destroy();
        });
      });
      await expect(prepared(transport)(call())).rejects.toThrow('broke off its answer');
      expect(requests).toBe(1);
    });
  });
});
