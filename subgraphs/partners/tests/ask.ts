import type { TestService } from '@niryat/kernel/testing';
import type { GraphQLFormattedError } from 'graphql';

/** An answer as the tests read it: fields by name, without types. */
// biome-ignore lint/suspicious/noExplicitAny: the shape of an answer follows from the question beside it.
type Data = any;

/** Asks a subgraph; `ask` expects no errors, `fail` expects one and gives it with the data. */
export function asking(service: () => TestService) {
  const execute = (
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) => service().execute({ query, variables, headers });
  return {
    ask: async (
      query: string,
      variables?: Record<string, unknown>,
      headers?: Record<string, string>,
    ): Promise<Data> => {
      const { data, errors } = await execute(query, variables, headers);
      expect(errors).toBeUndefined();
      return data;
    },
    fail: async (
      query: string,
      variables?: Record<string, unknown>,
    ): Promise<{ data: Data; error: GraphQLFormattedError }> => {
      const { data, errors = [] } = await execute(query, variables);
      expect(errors).toHaveLength(1);
      const [error] = errors;
      if (error === undefined) throw new Error('no error came');
      return { data, error };
    },
  };
}

/** The codes of records in the order in which they came. */
export const codesOf = (rows: readonly { readonly code: string }[]): string[] =>
  rows.map(({ code }) => code);

/** Asks for entities as the gateway does. */
export const entities = (type: string, selection: string): string =>
  `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${selection} } } }`;
