import type { ApolloServerPlugin } from '@apollo/server';
import {
  type GraphQLFormattedError,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  parse,
  visit,
} from 'graphql';
import type { Log } from '../log.ts';

/** Names that nobody takes for a word: `fileName`, `TRADE_IMPORT`, `TradeImport`. */
const IS_IDENTIFIER = /[a-z\d][A-Z]|_/;

/** All that a schema names. */
function namesOf(schema: GraphQLSchema): ReadonlySet<string> {
  const names = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    names.add(type.name);
    if (isEnumType(type)) for (const { name } of type.getValues()) names.add(name);
    if (isInputObjectType(type)) for (const name of Object.keys(type.getFields())) names.add(name);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      names.add(field.name);
      for (const argument of field.args) names.add(argument.name);
    }
  }
  return names;
}

/** Names that stand in a supergraph and not in what clients see of it, those of federation's own machinery aside. */
function hiddenNames(supergraphSdl: string, api: GraphQLSchema): ReadonlySet<string> {
  const shown = namesOf(api);
  const hidden = new Set<string>();
  const take = (name: string): void => {
    if (!shown.has(name) && !name.includes('__')) hidden.add(name);
  };
  visit(parse(supergraphSdl), {
    enter(node) {
      if (node.kind.endsWith('Definition') && 'name' in node && node.name) take(node.name.value);
      // Subgraphs' own enum and the definitions of directives name nothing that records are asked by.
      const isMachinery =
        node.kind === 'DirectiveDefinition' ||
        ('name' in node && /__/.test(node.name?.value ?? ''));
      return isMachinery ? false : undefined;
    },
  });
  return hidden;
}

/**
 * The names among hidden ones that a text tells a client who did not name them. Where the client did, the text only
 * gives back what it was given, and to be silent about it would tell the hidden name from one that never was.
 */
function told(text: string, hidden: ReadonlySet<string>, asked: string): string | undefined {
  const quoted = [...text.matchAll(/`([^`]+)`/g)].flatMap(
    ([, inside]) => inside?.match(/\w+/g) ?? [],
  );
  const words = (text.match(/\w+/g) ?? []).filter((word) => IS_IDENTIFIER.test(word));
  return [...quoted, ...words].find((word) => hidden.has(word) && !asked.includes(word));
}

/** The part of a path ahead of a hidden field: one that only the plan asked for, as a key or for @requires. */
function pathAhead(
  path: readonly (string | number)[],
  hidden: ReadonlySet<string>,
  asked: string,
): readonly (string | number)[] {
  const at = path.findIndex(
    (step) => typeof step === 'string' && hidden.has(step) && !asked.includes(step),
  );
  return at === -1 ? path : path.slice(0, at);
}

/**
 * Masks errors of subgraphs that tell of something which this variant hides: subgraphs know the whole schema, and what
 * a resolver says of an argument may name another. Paths end ahead of what is hidden. All other messages come from the
 * variant's own schema.
 */
export function hiddenNamesPlugin(log: Log): ApolloServerPlugin {
  let hidden: ReadonlySet<string> = new Set();
  const mask = (given: GraphQLFormattedError, asked: string): GraphQLFormattedError => {
    const { path, ...pathless } = given;
    const ahead = path && pathAhead(path, hidden, asked);
    const error: GraphQLFormattedError = ahead?.length ? { ...given, path: ahead } : pathless;
    const { code, service } = error.extensions ?? {};
    if (service === undefined) return error;
    const name = told(`${error.message} ${JSON.stringify(error.extensions)}`, hidden, asked);
    if (name === undefined) return error;
    log.warn(
      `an error of the subgraph "${service}" told of ${name}, which is hidden: it was masked`,
    );
    return {
      message: 'The request was refused.',
      ...(error.path && { path: error.path }),
      extensions: { code, service },
    };
  };
  return {
    serverWillStart: async () => ({
      schemaDidLoadOrUpdate: ({ apiSchema, coreSupergraphSdl }) => {
        const mayHide = coreSupergraphSdl?.includes('/inaccessible/') === true;
        hidden = mayHide ? hiddenNames(coreSupergraphSdl, apiSchema) : new Set();
      },
    }),
    requestDidStart: async () => ({
      willSendResponse: async ({ response, source, request }) => {
        if (hidden.size === 0 || response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        if (!singleResult.errors) return;
        const asked = `${source ?? ''} ${JSON.stringify(request.variables ?? {})}`;
        singleResult.errors = singleResult.errors.map((error) => mask(error, asked));
      },
    }),
  };
}
