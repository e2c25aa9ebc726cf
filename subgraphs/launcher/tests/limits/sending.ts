import { request } from 'node:http';
import { connect } from 'node:net';

/** A request as it goes over the wire, less what every request has. */
export interface Sent {
  /** POST unless given. */
  readonly method?: string;
  /** `/graphql` unless given. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** What came back. */
export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Sends a request whose parts nothing checks or mends, as `fetch` would. */
export function send(origin: string, sent: Sent): Promise<Received> {
  const { method = 'POST', path = '/graphql', headers = {}, body } = sent;
  return new Promise((resolve, reject) => {
    const outgoing = request(origin, { method, path, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.once('error', reject);
      incoming.once('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

/** Sends bytes as they are and ends its side; gives what comes back until the other side ends too. */
export function sendRaw(origin: string, bytes: string | Buffer): Promise<Received> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.end(bytes));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.once('error', reject);
    socket.once('close', () => {
      const answer = Buffer.concat(chunks).toString('utf8');
      const [head = '', ...rest] = answer.split('\r\n\r\n');
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
      resolve({ status, headers: {}, text: rest.join('\r\n\r\n') });
    });
  });
}
