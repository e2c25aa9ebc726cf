import type { DataSource, EntitySchema } from 'typeorm';
import type { MigrationClass } from './database/migrate.ts';
import type { Language } from './graphql/language.ts';
import type { Variant } from './graphql/variant.ts';
import type { SeedDefinition } from './seed/definition.ts';

/** What every resolver finds in its context. */
export interface BaseContext {
  /** The language of the `Accept-Language` header; a `language` argument goes before it. */
  readonly language: Language;
  /** The day of asking in India (UTC+05:30), `YYYY-MM-DD`: what is due is judged on it. */
  readonly today: string;
  /** The address at which people reach the graph, without a slash at its end: the gateway says it in `x-public-url`. */
  readonly publicUrl: string;
  /** Which variant of the graph is asked for: the gateway says it in `x-graph-variant`; public where it does not. */
  readonly variant: Variant;
}

/** A subgraph as a value: what it says, where its data lie, how they come to be there. */
export interface Subgraph {
  /** Its name in the supergraph, which is also that of its database schema. */
  readonly name: string;
  /** The folder of its SDL files, one for each type. */
  readonly schemaFolder: string;
  /** Its resolvers by type; scalars and shared value types come from the kernel. */
  readonly resolvers: Readonly<Record<string, object>>;
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly MigrationClass[];
  readonly seed: SeedDefinition;
  /** The context of one request: loaders are made anew for each, so that nothing is shared between clients. */
  readonly createContext: (db: DataSource, base: BaseContext) => BaseContext;
}
