import { startTestGraph, type TestGraph } from '../support/graph.ts';
import { type Hostile, hostileRequests } from './hostile-requests.ts';
import { send, sendRaw } from './sending.ts';

/** What no answer may give away: code, SQL, paths, addresses of the inside. */
const INSIDE =
  /\bat \S+ \(|node_modules|\.[jt]s:\d|\bSELECT\b.*\bFROM\b|QueryFailed|syntax error at|postgres(ql)?:\/\/|\/(work|app|srv|home|usr)\/|ECONN|127\.0\.0\.1:5/;

let graph: TestGraph;
let origin: string;

beforeAll(async () => {
  graph = await startTestGraph();
  const { url } = await graph.gateway.listen({ host: '127.0.0.1', port: 0 });
  origin = new URL(url).origin;
});
afterAll(() => graph.stop());

const receive = ({ send: sent }: Hostile) =>
  'raw' in sent ? sendRaw(origin, sent.raw) : send(origin, sent);

function codeOf(text: string): string | null {
  if (!text.startsWith('{')) return null;
  const { errors } = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
  return errors?.[0]?.extensions.code ?? null;
}

describe('hostile requests', () => {
  it('are many', () => {
    expect(hostileRequests.length).toBeGreaterThanOrEqual(60);
    expect(new Set(hostileRequests.map(({ name }) => name)).size).toBe(hostileRequests.length);
  });

  it.each(hostileRequests.map((hostile) => [hostile.name, hostile] as const))(
    '%s',
    async (_name, hostile) => {
      const { status, text } = await receive(hostile);
      expect([status, codeOf(text), text]).toEqual([
        hostile.status,
        hostile.code,
        expect.stringMatching(hostile.says ?? /^/),
      ]);
      expect(text).not.toMatch(INSIDE);
      expect(Object.prototype).not.toHaveProperty('polluted');
    },
  );

  it('leave a server that answers as before', async () => {
    for (const hostile of hostileRequests) await receive(hostile);
    const { status, text } = await send(origin, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ states { code } }' }),
    });
    expect([status, text.trim()]).toEqual([
      200,
      '{"data":{"states":[{"code":"IN-JK"},{"code":"IN-UP"}]}}',
    ]);
  });
});
