import { readCommand, USAGE, UsageError } from './config.ts';
import { createGatewayServer, type GatewayServer } from './server.ts';
import { readSupergraph, SupergraphError } from './supergraph.ts';

/** Serves a supergraph until it is told to end; SIGHUP makes it read the supergraph again. Exit codes: 0 ended, 1 failed, 2 called wrongly. */
async function main(): Promise<void> {
  const { supergraph, host, port, variant } = readCommand(process.argv.slice(2));
  const supergraphSdl = await readSupergraph(supergraph);
  const server = await createGatewayServer({ supergraphSdl, variant }).catch((cause: unknown) => {
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
  // Said last: whoever waits for it may send a signal at once.
  console.log(`The gateway is ready at ${url}`);
  await told;
  await server.stop();
}

/** Reads the supergraph again. One that cannot be read or served is told, and the old one is served on. */
async function reload(server: GatewayServer, supergraph: string): Promise<void> {
  try {
    server.update(await readSupergraph(supergraph));
    console.log(`The gateway serves ${supergraph} as it is now`);
  } catch (error) {
    console.error(`The old supergraph is served on: ${firstLine(error)}`);
  }
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

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).trim().split('\n', 1)[0] ?? '';

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof UsageError) console.error(`\n${USAGE}`);
  process.exit(error instanceof UsageError ? 2 : 1);
}
