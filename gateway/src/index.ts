export type { SubgraphFetch } from './data-sources/subgraph.ts';
export type { EngineKind, SubgraphAddress } from './gateway.ts';
export { clientOf } from './keys/client.ts';
export type { ClientOf } from './limits/http.ts';
export type { Limits } from './limits/limits.ts';
export { type Log, stderrLog } from './log.ts';
export { type ExampleOperation, readOperations } from './operations.ts';
export { reload } from './reload.ts';
export type { Endurance } from './resilience/config.ts';
export type { Route, RouteAnswer, RouteRequest } from './routes.ts';
export {
  createGatewayServer,
  type GatewayAnswer,
  type GatewayError,
  type GatewayOptions,
  type GatewayQuery,
  type GatewayServer,
} from './server.ts';
export type {
  LocalSubgraph,
  SubgraphError,
  SubgraphExecutor,
  SubgraphRequest,
  SubgraphResponse,
} from './subgraph-request.ts';
export { variantApi } from './variants/api.ts';
export { VARIANTS, type Variant } from './variants/variant.ts';
