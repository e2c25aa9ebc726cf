import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { ErrorCode } from '../errors.ts';
import type { Limits } from './limits.ts';
import { documentRefusal, valueRefusal } from './refusals.ts';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** What a selection comes to with its fragments spread out, told without spreading them out. */
interface Extent {
  readonly fields: number;
  /** Fields that stand right here, not below others. */
  readonly top: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
}

/**
 * Why a document is refused before anything else looks at it; undefined for one that may be validated.
 *
 * Validation compares fields pair by pair and spreads fragments out, so what these limits do not bound it must not see.
 * Each fragment is measured once, however often it is spread: thirty that double one another take thirty steps.
 */
export function documentExcess(document: DocumentNode, limits: Limits): GraphQLError | undefined {
  try {
    checkDocument(document, limits);
    return undefined;
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    // The stack has an end; whoever raises the limit of tokens may meet it.
    if (error instanceof RangeError) return tooDeep;
    throw error;
  }
}

/** Parses within the limits; undefined for what is no document, or one that the limits refuse. */
export function parseWithin(limits: Limits, text: string): DocumentNode | undefined {
  try {
    const document = parse(text, { maxTokens: limits.tokens });
    return documentExcess(document, limits) ? undefined : document;
  } catch {
    return undefined;
  }
}

/** What is nested so deeply that nothing of it was counted. */
const tooDeep = new GraphQLError(
  'The document is nested too deeply to be read: ask for less within one another.',
  {
    extensions: {
      code: 'LIMIT_EXCEEDED' satisfies ErrorCode,
      limit: 'depth',
      http: { status: 400 },
    },
  },
);

function checkDocument(document: DocumentNode, limits: Limits): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    } else if (definition.kind === Kind.OPERATION_DEFINITION) {
      operations.push(definition);
    }
  }
  const within = (limit: keyof Limits & keyof typeof ADVICE, computed: number): void => {
    const ceiling = limits[limit];
    if (computed <= ceiling) return;
    throw documentRefusal({ limit, computed, ceiling, advice: ADVICE[limit] });
  };
  within('operations', operations.length);
  within('fragments', fragments.size);
  const measure = new Measure(fragments);
  let fields = 0;
  for (const operation of operations) {
    const extent = measure.of(operation.selectionSet);
    fields += extent.fields;
    within('depth', extent.depth);
    within('rootFields', extent.top);
    within('aliases', extent.aliases);
    within('directives', extent.directives + directivesAround(operation));
    within('variables', operation.variableDefinitions?.length ?? 0);
    within('fields', fields);
  }
  // Validation looks at fragments for themselves too, spread or not.
  for (const fragment of fragments.values()) {
    const extent = measure.fragment(fragment);
    within('depth', extent.depth);
    within('aliases', extent.aliases);
    within('directives', extent.directives);
    within('fields', extent.fields);
  }
  for (const { selectionSet } of [...operations, ...fragments.values()]) {
    within('repeats', mostRepeated(selectionSet, fragments));
  }
  checkLiterals(document, limits);
}

/** What to do about each excess; ends the sentence of the refusal. */
const ADVICE = {
  depth: 'ask for less within one another.',
  aliases: 'ask for fewer fields under other names, or in several requests.',
  rootFields: 'ask in several requests.',
  directives: 'leave some out.',
  operations: 'send the one that is to run.',
  fragments: 'leave out those that are not used.',
  fields: 'ask for fewer fields, or spread fragments less often.',
  repeats: 'ask for it once.',
  variables: 'put several into one input object, or ask in several requests.',
} as const;

/** Measures selections, each fragment once. */
class Measure {
  readonly #fragments: Fragments;
  /** Null while a fragment is being measured: whoever meets it then has met a circle. */
  readonly #known = new Map<FragmentDefinitionNode, Extent | null>();

  constructor(fragments: Fragments) {
    this.#fragments = fragments;
  }

  of(set: SelectionSetNode): Extent {
    const sum = { fields: 0, top: 0, depth: 0, aliases: 0, directives: 0 };
    for (const selection of set.selections) {
      sum.directives += selection.directives?.length ?? 0;
      if (selection.kind === Kind.FIELD) {
        sum.top += 1;
        sum.fields += 1;
        if (selection.alias) sum.aliases += 1;
        const below = selection.selectionSet ? this.of(selection.selectionSet) : LEAF;
        sum.depth = Math.max(sum.depth, below.depth + 1);
        sum.fields += below.fields;
        sum.aliases += below.aliases;
        sum.directives += below.directives;
        continue;
      }
      const inside =
        selection.kind === Kind.INLINE_FRAGMENT
          ? this.of(selection.selectionSet)
          : this.#spread(selection.name.value);
      sum.depth = Math.max(sum.depth, inside.depth);
      sum.top += inside.top;
      sum.fields += inside.fields;
      sum.aliases += inside.aliases;
      sum.directives += inside.directives;
    }
    return sum;
  }

  fragment(fragment: FragmentDefinitionNode): Extent {
    const known = this.#known.get(fragment);
    if (known) return known;
    if (known === null) throw circle(fragment);
    this.#known.set(fragment, null);
    const extent = this.of(fragment.selectionSet);
    this.#known.set(fragment, extent);
    return extent;
  }

  /** A fragment that is not there is left to validation, which says so. */
  #spread(name: string): Extent {
    const fragment = this.#fragments.get(name);
    return fragment ? this.fragment(fragment) : LEAF;
  }
}

const LEAF: Extent = { fields: 0, top: 0, depth: 0, aliases: 0, directives: 0 };

const circle = (fragment: FragmentDefinitionNode): GraphQLError =>
  new GraphQLError(`Fragment "${fragment.name.value}" spreads itself, directly or by others.`, {
    nodes: fragment,
    extensions: {
      code: 'GRAPHQL_VALIDATION_FAILED' satisfies ErrorCode,
      http: { status: 400 },
    },
  });

function directivesAround(operation: OperationDefinitionNode): number {
  let count = operation.directives?.length ?? 0;
  for (const { directives } of operation.variableDefinitions ?? []) {
    count += directives?.length ?? 0;
  }
  return count;
}

/** The most fields that answer under one name at one place. Takes as many steps as there are fields, spread out. */
function mostRepeated(root: SelectionSetNode, fragments: Fragments): number {
  let most = 0;
  const waiting: (readonly SelectionSetNode[])[] = [[root]];
  for (let sets = waiting.pop(); sets; sets = waiting.pop()) {
    const groups = new Map<string, FieldNode[]>();
    const spread = new Set<string>();
    for (const set of sets) group(set, fragments, groups, spread);
    for (const fields of groups.values()) {
      most = Math.max(most, fields.length);
      const below = fields.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (below.length > 0) waiting.push(below);
    }
  }
  return most;
}

function group(
  set: SelectionSetNode,
  fragments: Fragments,
  groups: Map<string, FieldNode[]>,
  spread: Set<string>,
): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const name = selection.alias?.value ?? selection.name.value;
      const fields = groups.get(name);
      if (fields) fields.push(selection);
      else groups.set(name, [selection]);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      group(selection.selectionSet, fragments, groups, spread);
    } else if (!spread.has(selection.name.value)) {
      spread.add(selection.name.value);
      const fragment = fragments.get(selection.name.value);
      if (fragment) group(fragment.selectionSet, fragments, groups, spread);
    }
  }
}

/** Long lists and texts, and values within values, that stand in the document itself. */
function checkLiterals(
  document: DocumentNode,
  { listLength, textLength, variableDepth }: Limits,
): void {
  let argument = '';
  let depth = 0;
  const enter = (): void => {
    depth += 1;
    if (depth <= variableDepth) return;
    throw valueRefusal(`The levels of lists and objects in \`${argument}\` are at least`, {
      limit: 'variableDepth',
      computed: depth,
      ceiling: variableDepth,
      advice: 'nest it less.',
      argument,
    });
  };
  const leave = (): void => {
    depth -= 1;
  };
  visit(document, {
    Argument(node) {
      argument = node.name.value;
    },
    ObjectValue: { enter, leave },
    ListValue: {
      enter({ values }) {
        enter();
        if (values.length <= listLength) return;
        throw valueRefusal(`\`${argument}\` has a list of the length`, {
          limit: 'listLength',
          computed: values.length,
          ceiling: listLength,
          advice: 'ask in several requests.',
          argument,
        });
      },
      leave,
    },
    StringValue({ value }) {
      if (value.length <= textLength) return;
      throw valueRefusal(`\`${argument}\` has a text of the length`, {
        limit: 'textLength',
        computed: value.length,
        ceiling: textLength,
        advice: 'give a shorter one.',
        argument,
      });
    },
  });
}
