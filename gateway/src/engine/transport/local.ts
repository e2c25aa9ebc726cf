import {
  BREAK,
  execute,
  type FieldNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  ValuesOfCorrectTypeRule,
  validate,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { SubgraphError, SubgraphResponse } from '../../subgraph-request.ts';
import { BoundedCache, type CacheBounds } from '../bounded-cache.ts';
import { type Fields, isInherited, isPromise } from '../object.ts';
import { operationOf } from '../plan/places.ts';
import { conditionVariables, responseName } from '../selection.ts';
import { decided } from './decided.ts';
import {
  allVariables,
  type Send,
  type SubgraphCall,
  type SubgraphOperation,
  type Transport,
} from './transport.ts';

/** A subgraph in this process. */
export interface LocalOptions {
  /** Its executable schema, `_entities` included. */
  readonly schema: GraphQLSchema;
  /** The context of its resolvers, made anew for each call. */
  readonly contextOf: (call: SubgraphCall) => unknown;
  /** What is to be seen of an error of its resolvers; message, path and extensions by default. */
  readonly formatError?: (error: GraphQLError) => SubgraphError;
  /** How many compiled operations are kept; 1000 and an estimated 64 MiB by default. */
  readonly cache?: CacheBounds;
}

interface Result {
  readonly data?: Fields | null | undefined;
  readonly errors?: readonly GraphQLError[] | undefined;
}

type Execute = (variables: Fields, context: unknown) => Result | Promise<Result>;

/** An operation at two speeds: generated code for the good case, graphql-js for everything else. */
interface Executes {
  readonly fast: Execute;
  readonly plain: Execute;
}

/** A compiled operation takes about this many bytes for each character of its text. */
const BYTES_PER_CHARACTER = 60;

/**
 * A subgraph whose resolvers are called in this process: operations are compiled once by `graphql-jit`,
 * and nothing is turned into JSON on the way. What that library refuses is left to graphql-js.
 *
 * An answer with errors is asked for again by graphql-js: the generated code loses items of lists whose
 * promises reject, and has paths and messages of its own. Only queries run twice; mutations never do.
 */
export function localTransport(options: LocalOptions): Transport {
  const { schema, contextOf, formatError = asSent } = options;
  const compiled = new BoundedCache<Executes>(
    options.cache ?? { maxEntries: 1000, maxBytes: 64 * 1024 * 1024 },
  );
  const executesOf = (operation: SubgraphOperation): Executes => {
    const key = `${settingOf(operation)} ${operation.text}`;
    const known = compiled.get(key);
    if (known) return known;
    const document = decided(operation.document, operation.conditions);
    const made = compile(schema, { ...operation, document });
    compiled.set(key, made, key.length * BYTES_PER_CHARACTER);
    return made;
  };
  const sent = ({ data, errors }: Result): SubgraphResponse => ({
    ...(data !== undefined && { data }),
    ...(errors?.length && { errors: errors.map(formatError) }),
  });
  return {
    representations: 'object',
    prepare(operation): Send {
      const { fast, plain } = executesOf(operation);
      const finish = (call: SubgraphCall, result: Result): Result | Promise<Result> =>
        result.errors?.length && fast !== plain
          ? plain(allVariables(call), contextOf(call))
          : result;
      return (call) => {
        const result = fast(allVariables(call), contextOf(call));
        if (isPromise(result)) return result.then((first) => finish(call, first)).then(sent);
        const last = finish(call, result);
        return isPromise(last) ? last.then(sent) : sent(last);
      };
    },
    close: async () => undefined,
  };
}

const settingOf = ({ document, conditions }: SubgraphOperation): string =>
  conditionVariables(document)
    .map((name) => `${name}:${conditions[name]}`)
    .join();

function compile(schema: GraphQLSchema, { document, name, kind }: SubgraphOperation): Executes {
  const refusals = validate(schema, document, [ValuesOfCorrectTypeRule]);
  if (refusals.length > 0) return only(() => ({ errors: refusals }));
  const plain: Execute = (variableValues, contextValue) =>
    execute({ schema, document, variableValues, contextValue }) as Result | Promise<Result>;
  if (kind !== OperationTypeNode.QUERY || isAwkward(document)) return only(plain);
  const defaults = defaultsOf(document);
  const compiled = compileQuery(schema, document, name);
  if (!isCompiledQuery(compiled)) return only(plain);
  // It refuses a non-null variable that has a default and is not given, which the specification allows.
  const fast: Execute = (variables, context) =>
    compiled.query({}, context, { ...defaults, ...variables }) as Result | Promise<Result>;
  return { fast, plain };
}

const only = (execute: Execute): Executes => ({ fast: execute, plain: execute });

/** Its generated code takes response names that objects inherit something under for what is inherited. */
function isAwkward(document: SubgraphOperation['document']): boolean {
  let awkward = false;
  visit(document, {
    [Kind.FIELD](field: FieldNode) {
      if (isInherited(responseName(field))) awkward = true;
      return awkward ? BREAK : undefined;
    },
  });
  return awkward;
}

/** The defaults of an operation's variables, as a client would send them. */
function defaultsOf(document: SubgraphOperation['document']): Fields {
  const defaults: Fields = {};
  for (const { variable, defaultValue } of operationOf(document).variableDefinitions ?? []) {
    if (defaultValue) defaults[variable.name.value] = valueFromASTUntyped(defaultValue);
  }
  return defaults;
}

const asSent = ({ message, path, extensions }: GraphQLError): SubgraphError => ({
  message,
  ...(path && { path }),
  ...(extensions && Object.keys(extensions).length > 0 && { extensions }),
});
