/** Where a gateway runs. It decides nothing but the defaults of `EXPOSURE`. */
export type GraphEnvironment = 'development' | 'production';

/** What a gateway shows of itself, and to whom. */
export interface Exposure {
  /** Whether clients may ask about the schema (`__schema`, `__type`). */
  readonly introspection: boolean;
  /** Whether errors say which fields, arguments and values there are: "Did you mean …", `accepted`. */
  readonly suggestions: boolean;
  /** Whether `/explorer` is served; it loads from this host alone. */
  readonly explorer: boolean;
  /** Whether browsers get Apollo Sandbox at the endpoint; it loads from Apollo's servers. */
  readonly sandbox: boolean;
  /** The origins whose pages may ask and read answers. Pages of this host always may. */
  readonly corsOrigins: readonly string[];
}

/** What the web page of Apollo Sandbox runs at. */
export const SANDBOX_ORIGIN = 'https://studio.apollographql.com';

/**
 * The one place that says what differs between environments. The schema is public (`schema/api.graphql`),
 * so production answers questions about it and helps with misspelt names; it runs no script of other hosts
 * and lets no page of another host ask, unless `CORS_ORIGINS` names it.
 */
export const EXPOSURE: Readonly<Record<GraphEnvironment, Exposure>> = {
  development: {
    introspection: true,
    suggestions: true,
    explorer: true,
    sandbox: true,
    corsOrigins: [SANDBOX_ORIGIN],
  },
  production: {
    introspection: true,
    suggestions: true,
    explorer: true,
    sandbox: false,
    corsOrigins: [],
  },
};

/** How a gateway meets browsers, caches and clients over HTTP. */
export interface HttpSettings extends Exposure {
  readonly environment: GraphEnvironment;
  /** Whether documents are run that are neither examples nor registered. */
  readonly untrustedDocuments: boolean;
  /** A file or a folder of registered documents. */
  readonly trustedDocumentsPath: string | undefined;
}
