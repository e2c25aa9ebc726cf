import { createGatewayServer, type GatewayServer, type SubgraphExecutor } from '../src/index.ts';
import { keptLog, local, localOptions, supergraph } from './fixture.ts';

describe('errors in an answer', () => {
  let gateway: GatewayServer;
  beforeAll(async () => {
    gateway = await createGatewayServer(localOptions());
  });
  afterAll(() => gateway.stop());

  it('keep message, path, code and what else is meant for clients, and nothing more', async () => {
    const { status, body } = await gateway.query({ query: '{ slip makers { name } }' });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ slip: null, makers: [{ name: 'Asha' }, { name: 'Lost' }] });
    expect(body.errors).toEqual([
      {
        message: '`first` is at most 100, got 500.',
        path: ['slip'],
        extensions: {
          code: 'BAD_USER_INPUT',
          service: 'makers',
          argument: 'first',
          given: 500,
          accepted: '1 to 100',
          suggestions: ['100'],
        },
      },
    ]);
  });

  it('lead to the object of a list that an entity was fetched for', async () => {
    const { body } = await gateway.query({ query: '{ all: makers { name stand } }' });
    expect(body.errors).toEqual([
      {
        message: 'There is no stand of "lost".',
        path: ['all', 1, 'stand'],
        extensions: { code: 'NOT_FOUND', service: 'fairs', suggestions: ['asha'] },
      },
    ]);
  });

  it('lead to the right object where a union has others that were not fetched', async () => {
    const { body } = await gateway.query({
      query: '{ things { ... on Maker { stand } ... on Place { name } } }',
    });
    expect(body.data).toEqual({ things: [{ name: 'Agra' }, { stand: 'A1' }, { stand: null }] });
    expect(body.errors).toMatchObject([{ path: ['things', 2, 'stand'] }]);
  });
});

describe('a subgraph whose answer is out of the ordinary', () => {
  const ask = async (fairs: SubgraphExecutor, query: string) => {
    const { log, entries } = keptLog();
    const gateway = await createGatewayServer({
      supergraphSdl: supergraph(),
      subgraphs: { makers: local.makers, fairs },
      log,
    });
    const answer = await gateway.query({ query });
    await gateway.stop();
    return { ...answer, entries };
  };
  const failing =
    (error: object): SubgraphExecutor =>
    async () => ({
      data: null,
      errors: [{ message: 'Something', ...error }],
    });

  it('gives no path where the error has none that leads into the answer', async () => {
    const { body } = await ask(failing({ path: ['_entities'] }), '{ makers { name stand } }');
    expect(body.errors).toMatchObject([{ message: 'Something', path: ['makers'] }]);
  });

  it('gives an error without a code the code of a fault elsewhere', async () => {
    const { body } = await ask(failing({}), '{ fairs { id } }');
    expect(body.data).toBeNull();
    expect(body.errors).toEqual([
      { message: 'Something', extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', service: 'fairs' } },
    ]);
  });

  it('masks what tells of a subgraph that does not fit the supergraph', async () => {
    const mismatch = { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
    const { body } = await ask(
      failing({ message: 'Cannot query field "id" on type "Fair".', ...mismatch }),
      '{ makers { name } fairs { id } }',
    );
    expect(body.errors).toMatchObject([
      { message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
  });

  it('masks a fault of the gateway itself, and logs it once with its cause', async () => {
    const cause = new Error('the plan is broken');
    const { log, entries } = keptLog();
    const gateway = await createGatewayServer({
      ...localOptions(),
      log,
      onFetch: () => {
        throw cause;
      },
    });
    const { body } = await gateway.query({ query: '{ fairs { id } }' });
    await gateway.stop();
    expect(body.errors).toEqual([
      { message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
    expect(entries).toEqual([{ level: 'error', message: 'an answer was masked', cause }]);
  });
});
