import type { ApolloServerPlugin } from '@apollo/server';

/** graphql-js ends a message so; the names in it are the schema's. */
const SUGGESTION = / ?Did you mean [^?]+\?$/;

/**
 * Takes the names of the schema out of errors where they are not to be told: those of the gateway, whether a
 * document is refused or a variable. What subgraphs suggest are codes of records, and stays.
 */
export const withoutSuggestions: ApolloServerPlugin = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response: { body } }) => {
      if (body.kind !== 'single' || !body.singleResult.errors) return;
      body.singleResult.errors = body.singleResult.errors.map((error) =>
        error.extensions?.service === undefined
          ? { ...error, message: error.message.replace(SUGGESTION, '') }
          : error,
      );
    },
  }),
};
