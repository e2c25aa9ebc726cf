import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';

/** A way to a database that can be cut, and that stays the same address when the database moves. */
export interface DatabaseProxy {
  /** The connection string to use instead. */
  readonly url: string;
  /** Leads to another server from now on. */
  lead(connectionString: string): void;
  /** Breaks all connections and takes no new ones. */
  cut(): void;
  /** Takes connections again. */
  mend(): void;
  close(): Promise<void>;
}

/** The part of a connection string that names the server, with what stands before and behind it. */
const STRING = /^(\w+:\/\/(?:[^@/]*@)?)([^/?]*)(.*)$/;

/** Starts a way to the server of a connection string, on a free port of this machine. */
export async function proxyDatabase(connectionString: string): Promise<DatabaseProxy> {
  const [, head = '', , tail = ''] = STRING.exec(connectionString) ?? [];
  let target = connectionString;
  let isCut = false;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
    if (isCut) client.destroy();
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const breakAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `${head}127.0.0.1:${port}${tail}`,
    lead: (moved) => {
      target = moved;
    },
    cut: () => {
      isCut = true;
      breakAll();
    },
    mend: () => {
      isCut = false;
    },
    close: async () => {
      server.close();
      breakAll();
      await once(server, 'close');
    },
  };
}

function connect(connectionString: string): Socket {
  const [, , place = ''] = STRING.exec(connectionString) ?? [];
  const [, host = '', port = '5432'] = /^(.*?)(?::(\d+))?$/.exec(decodeURIComponent(place)) ?? [];
  return host.startsWith('/')
    ? createConnection(`${host}/.s.PGSQL.${port}`)
    : createConnection(Number(port), host.replace(/^\[|\]$/g, ''));
}
