import {
  type ASTNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  Kind,
  parse,
  type StringValueNode,
  visit,
} from 'graphql';
import { type ClientOperation, collectFields, responseName } from './selection.ts';

/*
 * Three mistakes of Apollo's query planner (2.14.4), each mended before or after planning and named
 * after the case of the public federation-gateway-audit that shows it. A mend falls away when the
 * planner passes its case without it.
 */

/**
 * keys-mashup: the planner comes back to a subgraph by a key that this subgraph declared
 * `resolvable: false`. Where the type has a resolvable key in the same subgraph, the others say
 * nothing of use, so they are taken out of the supergraph.
 */
export function mendKeysMashup(supergraphSdl: string): string {
  const cuts: { start: number; end: number }[] = [];
  visit(parse(supergraphSdl), {
    ObjectTypeDefinition({ directives = [] }) {
      const joins = directives.filter(({ name }) => name.value === 'join__type');
      const resolvable = new Set(
        joins.filter((join) => argument(join, 'key') && isResolvable(join)).map(graphOf),
      );
      for (const join of joins) {
        if (isResolvable(join) || !resolvable.has(graphOf(join)) || !join.loc) continue;
        cuts.push({ start: join.loc.start, end: join.loc.end });
      }
    },
  });
  return cuts.reduceRight(
    (sdl, { start, end }) => sdl.slice(0, start) + sdl.slice(end),
    supergraphSdl,
  );
}

/**
 * non-resolvable-interface-object: where no subgraph can answer, the planner gives an empty plan, and
 * the client would get null without a word.
 *
 * @returns the error for an operation whose plan is empty; undefined when there is nothing to fetch.
 */
export function mendEmptyPlan(client: ClientOperation): GraphQLError | undefined {
  const root = client.schema.getRootType(client.operation.operation);
  if (!root) return undefined;
  const lost = [...collectFields(client, root, [client.operation.selectionSet]).values()]
    .map(([{ name }]) => name.value)
    .filter((name) => !name.startsWith('__'));
  if (lost.length === 0) return undefined;
  const names = lost.map((name) => `\`${name}\``).join(', ');
  return new GraphQLError(`No subgraph can answer ${names} as asked.`, {
    extensions: { code: 'QUERY_PLANNING_FAILED' },
  });
}

/** A document to plan and run, and under which name each renamed field is shown. */
export interface MendedDocument {
  readonly document: DocumentNode;
  /** Response name of the document to that of the client. */
  readonly shown: ReadonlyMap<string, string>;
}

/**
 * requires-with-argument: a field that some @requires wants with arguments, and that the client selects
 * with others, would share one response name in one fetch. The client's gets a name of its own.
 *
 * @param required the names of such fields; see `fieldsRequiredWithArguments`.
 */
export function mendRequiresWithArgument(
  document: DocumentNode,
  required: ReadonlySet<string>,
): MendedDocument {
  const shown = new Map<string, string>();
  if (required.size === 0) return { document, shown };
  const prefix = freePrefix(document);
  const mended = visit(document, {
    Field(field) {
      if (!required.has(field.name.value)) return undefined;
      const name = responseName(field);
      shown.set(prefix + name, name);
      return { ...field, alias: { kind: Kind.NAME, value: prefix + name } };
    },
  });
  return { document: mended, shown };
}

/** The names of the fields that some @requires of a supergraph wants with arguments. */
export function fieldsRequiredWithArguments(supergraphSdl: string): ReadonlySet<string> {
  const names = new Set<string>();
  visit(parse(supergraphSdl, { noLocation: true }), {
    Directive(directive) {
      if (directive.name.value !== 'join__field') return;
      const requires = argument(directive as ConstDirectiveNode, 'requires');
      if (requires?.kind !== Kind.STRING || !requires.value.includes('(')) return;
      visit(fieldSet(requires), {
        Field({ name, arguments: given = [] }) {
          if (given.length > 0) names.add(name.value);
        },
      });
    },
  });
  return names;
}

const fieldSet = ({ value }: StringValueNode): ASTNode => parse(`{${value}}`, { noLocation: true });

const argument = (directive: ConstDirectiveNode, name: string) =>
  directive.arguments?.find((given) => given.name.value === name)?.value;

function isResolvable(join: ConstDirectiveNode): boolean {
  const value = argument(join, 'resolvable');
  return !(value?.kind === Kind.BOOLEAN && !value.value);
}

function graphOf(join: ConstDirectiveNode): string | undefined {
  const graph = argument(join, 'graph');
  return graph?.kind === Kind.ENUM ? graph.value : undefined;
}

/** A beginning that no response name of the document has. */
function freePrefix(document: DocumentNode): string {
  const names: string[] = [];
  visit(document, {
    [Kind.FIELD](field: FieldNode) {
      names.push(responseName(field));
    },
  });
  let prefix = 'own_';
  while (names.some((name) => name.startsWith(prefix))) prefix = `own_${prefix}`;
  return prefix;
}
