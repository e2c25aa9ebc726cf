import { createConnection } from 'node:net';
import type { Client } from 'pg';

/** What a connection of `pg` knows of its server process; the library has no types for it. */
interface ServerProcess {
  readonly processID: number;
  readonly secretKey: number;
}

/** The number by which PostgreSQL tells a request to cancel from a start of a session (1234 and 5678). */
const cancelRequest = 80_877_102;

/** The longest that a server may take to note such a request, in milliseconds. */
const patience = 1_000;

/**
 * Ends the statement that runs on a connection. It fails then; the connection stays as it was.
 *
 * This is the request of PostgreSQL's protocol for it: it takes no session, so it works where the server has
 * none left. The promise is kept when the server has passed it on, and never broken: only then may the
 * connection be given to somebody else, whose statement it would end otherwise.
 */
export function cancelStatement(client: Client): Promise<void> {
  const { processID, secretKey } = client as Client & ServerProcess;
  const packet = Buffer.alloc(16);
  packet.writeInt32BE(packet.length, 0);
  packet.writeInt32BE(cancelRequest, 4);
  packet.writeInt32BE(processID, 8);
  packet.writeInt32BE(secretKey, 12);
  const { host, port } = client;
  const socket = host.startsWith('/')
    ? createConnection(`${host}/.s.PGSQL.${port}`)
    : createConnection(port, host);
  socket.setTimeout(patience, () => socket.destroy());
  // A server that is gone has ended the statement by itself.
  socket.on('error', () => {});
  socket.on('connect', () => socket.write(packet));
  // Without a reader the end of the stream, by which the server says that it is done, is not seen.
  socket.resume();
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
  });
}
