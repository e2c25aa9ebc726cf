import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';

type Path = readonly (string | number)[];

/**
 * The part of a path that leads into an answer. `@apollo/gateway` leaves marks of the query plan in
 * some paths ("@" for "each item", "_entities") and, at times, names that only its own fetches use;
 * from there on a path says nothing to a client and is cut. Undefined where nothing is left.
 */
export function pathIntoAnswer(data: unknown, path: Path): Path | undefined {
  let at: unknown = data;
  for (const [depth, step] of path.entries()) {
    const inside = typeof at === 'object' && at !== null;
    // Below a null the answer cannot confirm a step; only the marks of the plan are known to be wrong.
    const valid = inside ? Object.hasOwn(at as object, step) : step !== '@' && step !== '_entities';
    if (!valid) return depth === 0 ? undefined : path.slice(0, depth);
    at = inside ? (at as Record<string | number, unknown>)[step] : undefined;
  }
  return path;
}

/** One error for each subgraph that did not answer, however many of its fetches failed. */
function oncePerService(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  const silent = new Set<unknown>();
  return errors.filter(({ extensions }) => {
    if (extensions?.code !== 'SUBGRAPH_UNAVAILABLE') return true;
    if (silent.has(extensions.service)) return false;
    silent.add(extensions.service);
    return true;
  });
}

const repaired = (data: unknown, { path, ...error }: GraphQLFormattedError) => {
  const shown = path && pathIntoAnswer(data, path);
  return shown ? { ...error, path: shown } : error;
};

/** Makes the errors of an answer fit the answer: paths that lead into it, no repetition. */
export const errorPaths: ApolloServerPlugin = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response }) => {
      if (response.body.kind !== 'single') return;
      const { singleResult } = response.body;
      if (!singleResult.errors) return;
      singleResult.errors = oncePerService(singleResult.errors).map((error) =>
        repaired(singleResult.data, error),
      );
    },
  }),
};
