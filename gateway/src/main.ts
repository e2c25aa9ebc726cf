import { readCommand, readEngine, readSharing, USAGE, UsageError } from './config.ts';
import { firstLine, reload } from './reload.ts';
import { readSupergraph, SupergraphError } from './supergraph.ts';

/** Serves a supergraph until it is told to end; SIGHUP makes it read the supergraph again. Exit codes: 0 ended, 1 failed, 2 called wrongly. */
async function main(): Promise<void> {
  const { supergraph, host, port, variant } = readCommand(process.argv.slice(2));
  const [engine, sharing] = [readEngine(), readSharing()];
  const supergraphSdl = await readSupergraph(supergraph);
  // Loading the server takes its time: by now what is wrong with the call has been told.
  const [{ startTelemetry }, { createGatewayServer }] = await Promise.all([
    import('@niryat/telemetry'),
    import('./server.ts'),
  ]);
  const telemetry = await startTelemetry();
  const options = { supergraphSdl, variant, engine, sharing };
  const server = await createGatewayServer(options).catch((cause: unknown) => {
    throw new SupergraphError(`${supergraph} is not a supergraph to serve: ${firstLine(cause)}`, {
      cause,
    });
  });
  const { url } = await server.listen({ host, port }).catch((cause: unknown) => {
    throw new Error(listenProblem(cause, host, port), { cause });
  });
  process.on('SIGHUP', () => void reload(server, supergraph));
  const told = new Promise((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  if (telemetry.metricsUrl) console.log(`Metrics are at ${telemetry.metricsUrl}`);
  // Said last: whoever waits for it may send a signal at once.
  console.log(`The gateway is ready at ${url}`);
  await told;
  await server.stop();
  await telemetry.stop();
}

function listenProblem(cause: unknown, host: string, port: number): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is in use. End what listens there, or name another with --port.`;
  }
  if (code === 'EACCES') return `Listening on port ${port} of ${host} is not allowed.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `${host} is not an address of this machine. Name another with --host.`;
  }
  return `Cannot listen on ${host}, port ${port}: ${firstLine(cause)}`;
}

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof UsageError) console.error(`\n${USAGE}`);
  process.exit(error instanceof UsageError ? 2 : 1);
}
