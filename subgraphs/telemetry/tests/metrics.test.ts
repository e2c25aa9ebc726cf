import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  observeCost,
  serveMetrics,
  setBreakerState,
  startMetrics,
  startTelemetry,
  statementObserver,
  stopMetrics,
  supergraphLoaded,
  supergraphRefused,
  tracerOf,
  watchDatabasePool,
  watchHttpPool,
} from '../src/index.ts';

afterEach(() => stopMetrics());

/** The samples of ours that begin with a name. */
async function samples(name: string, metrics = startMetrics()): Promise<string[]> {
  const text = await metrics.registry.metrics();
  return text.split('\n').filter((line) => line.startsWith(name));
}

describe('metrics', () => {
  it('are nothing, and observing is no fault, until they are started', async () => {
    observeCost(1, 2);
    setBreakerState('events', 'open');
    supergraphRefused();
    expect(statementObserver('events')).toBeUndefined();
    expect(tracerOf('gateway')).toBeUndefined();
    const telemetry = await startTelemetry({ otlp: false, console: false, metrics: undefined });
    expect(telemetry.metricsUrl).toBeUndefined();
    expect(tracerOf('gateway')).toBeUndefined();
    await telemetry.stop();
    expect(await samples('niryat_breaker_state')).toEqual([]);
  });

  it('tell cost, breakers and a supergraph that could not be taken', async () => {
    const metrics = startMetrics();
    observeCost(12, 7);
    observeCost(5);
    expect(await samples('niryat_operation_cost_sum', metrics)).toEqual([
      'niryat_operation_cost_sum{kind="requested"} 17',
      'niryat_operation_cost_sum{kind="actual"} 7',
    ]);
    setBreakerState('events', 'halfOpen');
    expect(await samples('niryat_breaker_state', metrics)).toEqual([
      'niryat_breaker_state{subgraph="events"} 1',
    ]);
    supergraphLoaded();
    supergraphRefused();
    expect(await samples('niryat_supergraph_stale', metrics)).toEqual([
      'niryat_supergraph_stale 1',
    ]);
    supergraphLoaded();
    expect(await samples('niryat_supergraph_stale', metrics)).toEqual([
      'niryat_supergraph_stale 0',
    ]);
  });

  it('tell pools as they are when asked, and forget those that are closed', async () => {
    const metrics = startMetrics();
    const pool = {
      totalCount: 3,
      idleCount: 1,
      waitingCount: 2,
      ended: false,
      options: { max: 10 },
    };
    const http = {
      closed: false,
      destroyed: false,
      stats: { connected: 4, running: 2, queued: 0 },
    };
    watchDatabasePool('events', pool);
    watchHttpPool('events', http);
    expect(await samples('niryat_database_connections', metrics)).toEqual([
      'niryat_database_connections{subgraph="events",state="total"} 3',
      'niryat_database_connections{subgraph="events",state="idle"} 1',
      'niryat_database_connections{subgraph="events",state="waiting"} 2',
      'niryat_database_connections_max{subgraph="events"} 10',
    ]);
    expect(await samples('niryat_subgraph_connections', metrics)).toHaveLength(3);
    pool.ended = true;
    http.closed = true;
    expect(await samples('niryat_database_connections', metrics)).toEqual([]);
    expect(await samples('niryat_subgraph_connections', metrics)).toEqual([]);
  });

  it('name the variable when their port is in use', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const { port } = blocker.address() as AddressInfo;
    await expect(serveMetrics(startMetrics(), { host: '127.0.0.1', port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use: set METRICS_PORT to another one.`,
    );
    blocker.close();
  });
});
