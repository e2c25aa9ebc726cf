import { createGatewayServer, type GatewayServer, type SubgraphFetch } from '../src/index.ts';
import { type Listening, local, localOptions, overHttp, supergraph } from './fixture.ts';

const QUESTIONS = {
  'entities of two subgraphs': '{ makers { name fairs { title } } }',
  'an error below an entity': '{ makers { name stand } }',
  'an error at the root': '{ slip makers { name } }',
  'a masked fault': '{ fault }',
  'a literal that a custom scalar refuses': '{ search(code: "12") }',
  'a mutation': 'mutation { rename(id: "asha", name: "Usha") { name stand } }',
};

describe('subgraphs in process and over HTTP', () => {
  const servers: Listening[] = [];
  const gateways: GatewayServer[] = [];
  const fetches: SubgraphFetch[] = [];
  let inProcess: GatewayServer;
  let remote: GatewayServer;

  beforeAll(async () => {
    const makers = await overHttp('makers');
    const fairs = await overHttp('fairs');
    servers.push(makers, fairs);
    inProcess = await createGatewayServer({
      ...localOptions(),
      onFetch: (fetch) => fetches.push(fetch),
    });
    // One URL from the supergraph, one from the options.
    remote = await createGatewayServer({
      ...localOptions(),
      supergraphSdl: supergraph({ makers: makers.url }),
      subgraphs: { fairs: fairs.url },
    });
    gateways.push(inProcess, remote);
  });

  afterAll(async () => {
    for (const part of [...gateways, ...servers]) await part.stop();
  });

  it.each(Object.entries(QUESTIONS))('give equal answers: %s', async (_name, query) => {
    const [here, there] = await Promise.all([inProcess.query({ query }), remote.query({ query })]);
    expect(here.body).toEqual(there.body);
    expect(here.status).toBe(200);
    expect(JSON.stringify(here.body)).toMatch(/"Asha"|"Usha"|errors/);
  });

  it('gives equal answers to a variable that a custom scalar refuses', async () => {
    const question = {
      query: 'query ($code: Code) { search(code: $code) }',
      variables: { code: '12' },
    };
    for (const gateway of [inProcess, remote]) {
      const { body } = await gateway.query(question);
      expect(body.data).toEqual({ search: null });
      expect(body.errors).toEqual([
        expect.objectContaining({
          message: expect.stringContaining('A code has four digits, got "12".'),
          extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }),
        }),
      ]);
    }
  });

  it('sends the language and an id of the request to every subgraph, and gives the id back', async () => {
    const headers = { 'accept-language': 'hi', 'x-request-id': 'r-1', authorization: 'Basic eA==' };
    const query = '{ headersOfMakers headersOfFairs }';
    for (const gateway of [inProcess, remote]) {
      const answer = await gateway.query({ query }, headers);
      const seen = JSON.stringify({ language: 'hi', id: 'r-1' });
      expect(answer.body.data).toEqual({ headersOfMakers: seen, headersOfFairs: seen });
      expect(answer.headers['x-request-id']).toBe('r-1');
    }
    expect(fetches.at(-1)?.headers).not.toHaveProperty('authorization');
  });

  it('makes an id where the request has none that can be logged', async () => {
    const { headers } = await inProcess.query(
      { query: '{ fairs { id } }' },
      { 'x-request-id': 'a b' },
    );
    expect(headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
  });

  it('tells an observer of every fetch', async () => {
    fetches.length = 0;
    await inProcess.query({ query: '{ makers { name fairs { title } } }' });
    expect(fetches.map(({ service }) => service)).toEqual(['makers', 'fairs']);
    expect(fetches[1]?.variables.representations).toHaveLength(2);
  });

  it('refuses a supergraph whose subgraph has no address', async () => {
    const sdl = supergraph().replace(
      'name: "fairs", url: "http://127.0.0.1:9/graphql"',
      'name: "fairs", url: ""',
    );
    await expect(
      createGatewayServer({
        ...localOptions(),
        supergraphSdl: sdl,
        subgraphs: { makers: local.makers },
      }),
    ).rejects.toThrow('no URL for its subgraph "fairs"');
  });
});
