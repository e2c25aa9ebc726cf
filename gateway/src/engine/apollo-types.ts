import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';

type Gateway = ApolloServerOptionsWithGateway<BaseContext>['gateway'];
type LoadResult = Awaited<ReturnType<Gateway['load']>>;
type Executor = NonNullable<LoadResult['executor']>;

/** The types that Apollo Server has for gateways, by the one that it exports. */
export interface ApolloTypes {
  /** What it wants of a gateway. */
  readonly Gateway: Gateway;
  readonly LoadResult: LoadResult;
  /** What it calls for each operation, parsed and validated. */
  readonly Executor: Executor;
  readonly RequestContext: Parameters<Executor>[0];
  readonly ExecutionResult: Awaited<ReturnType<Executor>>;
  readonly SchemaListener: Parameters<Gateway['onSchemaLoadOrUpdate']>[0];
}
