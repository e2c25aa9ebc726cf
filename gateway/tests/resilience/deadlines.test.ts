import { createGatewayServer, type SubgraphRequest } from '../../src/index.ts';
import { local, localOptions } from '../fixture.ts';

/** What a subgraph is told, with a budget of a minute, when a client sends these headers. */
async function told(headers: Record<string, string>): Promise<SubgraphRequest['headers']> {
  const seen: SubgraphRequest['headers'][] = [];
  const gateway = await createGatewayServer({
    ...localOptions(),
    endurance: { requestTimeoutMs: 60_000, subgraphTimeoutMs: 600_000 },
    subgraphs: {
      ...local,
      fairs: (request) => {
        seen.push(request.headers);
        return local.fairs(request);
      },
    },
  });
  await gateway.query({ query: '{ fairs { id } }' }, headers);
  await gateway.stop();
  return seen[0] ?? {};
}

describe('the time of a request', () => {
  it.each<[string, Record<string, string>, number, number]>([
    ['what the gateway gives', {}, 30_000, 60_000],
    ['less where the client asks for less', { 'x-timeout-ms': '20000' }, 1, 20_000],
    ['never more', { 'x-timeout-ms': '999999' }, 30_000, 60_000],
    [
      'what the gateway gives where the client asks nonsense',
      { 'x-timeout-ms': 'a' },
      30_000,
      60_000,
    ],
    ['nothing that a client says to subgraphs', { 'x-deadline-ms': '7' }, 30_000, 60_000],
  ])('is %s', async (_name, headers, least, most) => {
    const { 'x-deadline-ms': left, ...others } = await told(headers);
    expect(Number(left)).toBeGreaterThanOrEqual(least);
    expect(Number(left)).toBeLessThanOrEqual(most);
    expect(others).not.toHaveProperty('x-timeout-ms');
  });

  it.each<[string, { requestTimeoutMs?: number }, Record<string, string>]>([
    ['its budget', { requestTimeoutMs: 500 }, {}],
    ['the time that its client gives', {}, { 'x-timeout-ms': '500' }],
  ])(
    'ends with %s: what is there is answered, what hangs is told to stop',
    async (_, endurance, headers) => {
      const signals: (AbortSignal | undefined)[] = [];
      const gateway = await createGatewayServer({
        ...localOptions(),
        endurance,
        subgraphs: {
          ...local,
          fairs: ({ signal }) => {
            signals.push(signal);
            return new Promise(() => undefined);
          },
        },
      });
      // Planned ahead, so that little of the time goes there.
      await gateway.query({ query: '{ makers { name stand } }' }, headers);
      signals.length = 0;
      const { status, body } = await gateway.query({ query: '{ makers { name stand } }' }, headers);
      expect(status).toBe(200);
      expect(body).toEqual({
        data: {
          makers: [
            { name: 'Asha', stand: null },
            { name: 'Lost', stand: null },
          ],
        },
        errors: [
          {
            message: 'The subgraph "fairs" did not answer; its fields are null.',
            extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'fairs' },
          },
        ],
      });
      expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
      await gateway.stop();
    },
  );
});
