import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestDatabase } from '@niryat/kernel/testing';
import { startTracing, stopTracing, TraceTree } from '@niryat/telemetry';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { seededDatabase, startTestGraph, type TestGraph } from '../support/graph.ts';
import { endAll, run, source } from '../support/program.ts';

/** Asks all three subgraphs, and one of them for lists of several parents at once. */
const QUESTION = `query Places {
  states { name districts(first: 2) { nodes { name } } }
  mission(code: "embassy-tokyo") { city events(first: 1) { nodes { code } } }
}`;

/** A span, by what the assertions look at. */
interface SeenSpan {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly id: string;
  readonly parent: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The header of a trace that somebody else has begun. */
const traceparent = (traceId: string) => ({ traceparent: `00-${traceId}-00f067aa0ba902b7-01` });

function ask(url: string, headers: Readonly<Record<string, string>>, query = QUESTION) {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  }).then((response) => response.json());
}

/** The way from the first span down to this one, each with its service. */
function wayTo(span: SeenSpan, spans: readonly SeenSpan[]): string[] {
  const above = spans.find(({ id }) => id === span.parent);
  return [...(above ? wayTo(above, spans) : []), `${span.service}: ${span.name}`];
}

const statementsOf = (spans: readonly SeenSpan[]) =>
  spans.filter(({ attributes }) => attributes['db.system.name'] === 'postgresql');

afterEach(endAll);

describe('a trace of the graph in one process', () => {
  const exporter = new InMemorySpanExporter();
  let printed = '';
  let graph: TestGraph;
  let url: string;

  beforeAll(async () => {
    startTracing([
      new SimpleSpanProcessor(exporter),
      new TraceTree((text) => {
        printed += text;
      }),
    ]);
    graph = await startTestGraph();
    ({ url } = await graph.gateway.listen({ host: '127.0.0.1', port: 0 }));
  });

  afterAll(async () => {
    await graph.stop();
    await stopTracing();
  });

  beforeEach(() => {
    exporter.reset();
    printed = '';
  });

  const spansOf = (traceId: string): SeenSpan[] =>
    exporter
      .getFinishedSpans()
      .filter((span) => span.spanContext().traceId === traceId)
      .map((span) => ({
        service: String(span.resource.attributes['service.name']),
        name: span.name,
        traceId,
        id: span.spanContext().spanId,
        parent: span.parentSpanContext?.spanId,
        attributes: span.attributes,
      }));

  it('leads from the HTTP request over the fetch of each subgraph to its statements', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    expect(await ask(url, traceparent(traceId))).not.toHaveProperty('errors');
    const spans = spansOf(traceId);
    const first = spans.find(({ name }) => name === 'POST /graphql');
    expect(first).toMatchObject({
      parent: '00f067aa0ba902b7',
      attributes: {
        'http.route': '/graphql',
        'http.response.status_code': 200,
        'graphql.operation.name': 'Places',
        'graphql.operation.type': 'query',
      },
    });
    const statements = statementsOf(spans);
    for (const statement of statements) {
      expect(wayTo(statement, spans)).toEqual([
        'gateway: POST /graphql',
        'gateway: gateway.request',
        'gateway: gateway.execute',
        'gateway: gateway.fetch',
        `${statement.attributes['db.namespace']}: subgraph.request`,
        `${statement.service}: ${statement.name}`,
      ]);
      expect(statement.service).toBe(statement.attributes['db.namespace']);
    }
    expect(new Set(statements.map(({ service }) => service))).toEqual(
      new Set(['products', 'partners', 'events']),
    );
    const names = spans.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['graphql.parse', 'graphql.validate', 'gateway.plan']),
    );
  });

  it('holds the statements of its own request where requests run side by side', async () => {
    await ask(url, {});
    const [one, two] = ['1'.repeat(32), '2'.repeat(32)];
    // Told apart by their language: equal queries under way would be run once.
    const inHindi = { ...traceparent(two), 'accept-language': 'hi' };
    await Promise.all([ask(url, traceparent(one)), ask(url, inHindi)]);
    const [ofOne, ofTwo] = [one, two].map((id) =>
      statementsOf(spansOf(id))
        .map(({ attributes }) => attributes['db.query.text'])
        .sort(),
    );
    expect(ofOne).toEqual(ofTwo);
    expect(ofOne?.length).toBeGreaterThan(3);
  });

  it('has the text of statements, and no value of them', async () => {
    const traceId = '3'.repeat(32);
    await ask(url, traceparent(traceId), '{ mission(code: "embassy-tokyo") { city } }');
    const spans = spansOf(traceId);
    const [statement] = statementsOf(spans);
    expect(statement?.attributes['db.query.text']).toContain('$1');
    expect(JSON.stringify(spans)).not.toContain('embassy-tokyo');
  });

  it('is printed as a tree', async () => {
    await ask(url, traceparent('5'.repeat(32)));
    const lines = printed.split('\n');
    expect(lines[0]).toBe(`trace ${'5'.repeat(32)}`);
    expect(lines[1]).toMatch(/^ {2}gateway: POST \/graphql \[0 ms \+ \d/);
    expect(printed).toMatch(/^ {10}events: subgraph\.request/m);
    expect(printed).toMatch(/^ {12}events: SELECT events .*db\.query\.text=SELECT/m);
  });

  it('is not made of checks of health', async () => {
    await fetch(new URL('/readyz', url));
    expect(exporter.getFinishedSpans()).toEqual([]);
  });
});

describe('a trace of the graph in processes of their own', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await seededDatabase();
  });
  afterAll(() => database.drop());

  it('reaches a collector whole: one trace from the HTTP request to the statements of all subgraphs', async () => {
    const traceId = '6'.repeat(32);
    const collector = await collectorUntil((spans) => {
      const mine = statementsOf(spans.filter((span) => span.traceId === traceId));
      const root = spans.some(
        (span) => span.traceId === traceId && span.parent === '00f067aa0ba902b7',
      );
      return root && new Set(mine.map(({ service }) => service)).size === 3;
    });
    const graph = run(source('subgraphs/launcher/src/distributed.ts'), {
      PORT: '0',
      PRODUCTS_PORT: '0',
      PARTNERS_PORT: '0',
      EVENTS_PORT: '0',
      DATABASE_URL: database.url,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: '100',
    });
    const [, url = ''] = await graph.writes(/Graph is ready at ([^\s,]+)/);
    expect(await ask(url, traceparent(traceId))).not.toHaveProperty('errors');
    const spans = (await collector.spans).filter((span) => span.traceId === traceId);
    for (const statement of statementsOf(spans)) {
      expect(wayTo(statement, spans)).toEqual([
        'gateway: POST /graphql',
        'gateway: gateway.request',
        'gateway: gateway.execute',
        'gateway: gateway.fetch',
        `${statement.attributes['db.namespace']}: POST /graphql`,
        `${statement.service}: ${statement.name}`,
      ]);
    }
    graph.process.kill('SIGTERM');
    expect(await graph.ended()).toBe(0);
    await collector.stop();
  });
});

/** What OTLP sends, as far as it is looked at. */
interface OtlpBody {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly OtlpAttribute[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly {
        readonly traceId: string;
        readonly spanId: string;
        readonly parentSpanId?: string;
        readonly name: string;
        readonly attributes: readonly OtlpAttribute[];
      }[];
    }[];
  }[];
}

interface OtlpAttribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string };
}

const attributesOf = (given: readonly OtlpAttribute[]) =>
  Object.fromEntries(given.map(({ key, value }) => [key, value.stringValue]));

/** A collector of spans on a free port; its promise has them all once they are enough. */
async function collectorUntil(enough: (spans: readonly SeenSpan[]) => boolean) {
  const seen: SeenSpan[] = [];
  let done: (spans: readonly SeenSpan[]) => void = () => undefined;
  const spans = new Promise<readonly SeenSpan[]>((resolve) => {
    done = resolve;
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    seen.push(...spansIn(JSON.parse(Buffer.concat(chunks).toString()) as OtlpBody));
    response.setHeader('content-type', 'application/json').end('{}');
    if (enough(seen)) done(seen);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

const spansIn = ({ resourceSpans }: OtlpBody): SeenSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ traceId, spanId, parentSpanId, name, attributes }) => ({
        service: attributesOf(resource.attributes)['service.name'] ?? '',
        name,
        traceId,
        id: spanId,
        parent: parentSpanId,
        attributes: attributesOf(attributes),
      })),
    ),
  );
