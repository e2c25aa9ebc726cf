import type { SubgraphExecutor, SubgraphResponse } from '../subgraph-request.ts';

/**
 * Asks a subgraph over HTTP. Node's `fetch` keeps connections open and uses them again. The status is
 * not looked at: a refusal that is GraphQL (400 for a variable that does not fit) is an answer.
 *
 * @throws when there is no connection, a redirect, or a body that is not JSON.
 */
export const httpExecutor =
  (url: string): SubgraphExecutor =>
  async ({ query, variables, operationName, headers, signal }) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        accept: 'application/json, application/graphql-response+json;q=0.9',
      },
      body: JSON.stringify({ query, variables, operationName }),
      redirect: 'error',
      signal: signal ?? null,
    });
    const text = await response.text();
    try {
      return JSON.parse(text) as SubgraphResponse;
    } catch (cause) {
      const type = response.headers.get('content-type') ?? 'no content type';
      throw new Error(`answered ${response.status} with ${type}, which is not JSON`, { cause });
    }
  };
