/**
 * Hive Gateway on `schema/supergraph.graphql`, told by the same variables as our own gateway. `README.md` beside
 * this folder says how to start it; `second-gateway.test.ts` of the launcher runs it.
 */
const env = process.env;

/** Subgraphs whose address differs from the one in the supergraph. */
const moved = ['products', 'partners', 'events']
  .map((name) => [name, env[`${name.toUpperCase()}_URL`]])
  .filter(([, location]) => location);

export const gatewayConfig = {
  transportEntries: Object.fromEntries(moved.map(([name, location]) => [name, { location }])),
  propagateHeaders: {
    // What subgraphs see of a request. What a client says of our own address is not believed.
    fromClientToSubgraphs: ({ request }) => ({
      'accept-language': request.headers.get('accept-language'),
      'x-request-id': request.headers.get('x-request-id'),
      'x-public-url': env.PUBLIC_URL,
    }),
  },
  healthCheckEndpoint: '/healthz',
  readinessCheckEndpoint: '/readyz',
  graphiql: false,
  landingPage: false,
};
