import { readHttpSettings } from '../../src/http/config.ts';
import { createGatewayServer, type EngineKind, type GatewayServer } from '../../src/index.ts';
import { localOptions } from '../fixture.ts';

describe('what the environment says', () => {
  it('is development unless it says production', () => {
    expect(readHttpSettings({})).toEqual({
      environment: 'development',
      introspection: true,
      suggestions: true,
      explorer: true,
      sandbox: true,
      corsOrigins: ['https://studio.apollographql.com'],
      untrustedDocuments: true,
      trustedDocumentsPath: undefined,
    });
    // Other programs' idea of it decides nothing.
    expect(readHttpSettings({ NODE_ENV: 'production' })).toEqual(readHttpSettings({}));
  });

  it('lets no other host in where it is production', () => {
    expect(readHttpSettings({ GRAPH_ENVIRONMENT: 'production' })).toEqual({
      environment: 'production',
      introspection: true,
      suggestions: true,
      explorer: true,
      sandbox: false,
      corsOrigins: [],
      untrustedDocuments: true,
      trustedDocumentsPath: undefined,
    });
  });

  it('can say each for itself', () => {
    expect(
      readHttpSettings({
        GRAPH_ENVIRONMENT: 'production',
        INTROSPECTION: 'off',
        EXPLORER: 'off',
        SANDBOX: 'on',
        CORS_ORIGINS: 'https://exports.example, http://127.0.0.1:3000',
        TRUSTED_DOCUMENTS: 'only',
        TRUSTED_DOCUMENTS_PATH: '/srv/documents',
      }),
    ).toEqual({
      environment: 'production',
      introspection: false,
      // With introspection, unless they are asked for.
      suggestions: false,
      explorer: false,
      sandbox: true,
      corsOrigins: ['https://exports.example', 'http://127.0.0.1:3000'],
      untrustedDocuments: false,
      trustedDocumentsPath: '/srv/documents',
    });
    expect(readHttpSettings({ INTROSPECTION: 'off', FIELD_SUGGESTIONS: 'on' }).suggestions).toBe(
      true,
    );
  });

  it.each<[NodeJS.ProcessEnv, unknown]>([
    [
      { GRAPH_ENVIRONMENT: 'prod' },
      'GRAPH_ENVIRONMENT must be development or production, got "prod".',
    ],
    [{ INTROSPECTION: 'false' }, 'INTROSPECTION must be on or off, got "false".'],
    [{ EXPLORER: '1' }, 'EXPLORER must be on or off, got "1".'],
    [{ SANDBOX: 'yes' }, 'SANDBOX must be on or off, got "yes".'],
    [{ FIELD_SUGGESTIONS: 'no' }, 'FIELD_SUGGESTIONS must be on or off, got "no".'],
    [{ TRUSTED_DOCUMENTS: 'on' }, 'TRUSTED_DOCUMENTS must be off or only, got "on".'],
    ...[
      '*',
      'null',
      'exports.example',
      'https://exports.example/',
      'https://*.example',
      'ftp://x',
    ].map(
      (origin) =>
        [
          { CORS_ORIGINS: `https://exports.example,${origin}` },
          expect.stringMatching(/^CORS_ORIGINS must be origins such as .*, got ".+"\.$/),
        ] satisfies [NodeJS.ProcessEnv, unknown],
    ),
  ] as const)('is refused where it is not understood: %o', (env, message) => {
    let refusal: unknown;
    try {
      readHttpSettings(env);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({ name: 'UsageError', message });
  });
});

it.each<EngineKind>(['compiled', 'stock'])(
  'no client makes subgraphs trace their answers, engine %s',
  async (engine) => {
    const sent: Readonly<Record<string, string>>[] = [];
    const gateway = await createGatewayServer({
      ...localOptions(),
      engine,
      onFetch: ({ headers }) => sent.push(headers),
    });
    await gateway.query(
      { query: '{ makers { stand } }' },
      { 'apollo-federation-include-trace': 'ftv1' },
    );
    await gateway.stop();
    expect(sent).toHaveLength(2);
    for (const headers of sent)
      expect(headers).not.toHaveProperty('apollo-federation-include-trace');
  },
);

describe.each<EngineKind>(['compiled', 'stock'])('what is switched off, engine %s', (engine) => {
  const http = { introspection: false, suggestions: false, explorer: false, sandbox: false };
  let gateway: GatewayServer;
  beforeAll(async () => {
    gateway = await createGatewayServer({ ...localOptions(), engine, http });
  });
  afterAll(() => gateway.stop());
  const messages = async (query: string, variables: object) =>
    (await gateway.query({ query, variables: { ...variables } })).body.errors?.map(
      ({ message }) => message,
    );

  it.each(['{ __schema { types { name } } }', '{ __type(name: "Maker") { name } }'])(
    'is not told: %s',
    async (query) => {
      const { status, body } = await gateway.query({ query });
      expect([status, body.data]).toEqual([400, undefined]);
      expect(body.errors?.[0]?.message).toMatch(/introspection is not allowed/);
    },
  );

  it.each<[string, object]>([
    ['{ fair { id } }', {}],
    ['{ fairs { idd } }', {}],
    ['{ maker(idd: "x") { id } }', {}],
    ['{ search(by: { sise: SMALL }) }', {}],
    ['{ search(by: { size: SMAL }) }', {}],
    ['query ($by: Search) { search(by: $by) }', { by: { sise: 'SMALL' } }],
    ['query ($by: Search) { search(by: $by) }', { by: { size: 'SMAL' } }],
  ])('names nothing of the schema that was not asked for: %s', async (query, variables) => {
    const told = await messages(query, variables);
    expect(told?.length).toBeGreaterThan(0);
    expect(told?.join()).not.toMatch(/Did you mean|LARGE|limit|"fairs"|"size"/);
  });

  it('leaves typenames, and what subgraphs say of records', async () => {
    expect(await messages('{ __typename }', {})).toBeUndefined();
    expect(await messages('{ slip }', {})).toEqual(['`first` is at most 100, got 500.']);
  });

  it('leaves no page for browsers', async () => {
    const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
    expect((await fetch(new URL('/explorer', url))).status).toBe(404);
    expect((await fetch(url, { headers: { accept: 'text/html' } })).status).toBe(400);
  });
});
