/** Hive Gateway without its sharing of equal subgraph requests that are under way, which is on by default. */
export const gatewayConfig = {
  transportEntries: { '*.http': { options: { deduplicateInflightRequests: false } } },
};
