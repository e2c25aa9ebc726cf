import {
  type ASTNode,
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  parse,
  print,
  type SchemaDefinitionNode,
  type SchemaExtensionNode,
  visit,
} from 'graphql';
import { brokenPromises } from './promises.ts';
import { reachableTypes } from './reach.ts';
import { hides, type Variant } from './variant.ts';

/** A supergraph of which a variant cannot be made; its message says why. */
export class VariantError extends Error {
  override readonly name = 'VariantError';
}

const TAG = 'https://specs.apollo.dev/tag/';
const INACCESSIBLE = 'https://specs.apollo.dev/inaccessible/';

const INACCESSIBLE_LINK = parse(
  `extend schema @link(url: "${INACCESSIBLE}v0.2", for: SECURITY)`,
).definitions.flatMap((node) =>
  node.kind === Kind.SCHEMA_EXTENSION ? (node.directives ?? []) : [],
);

const INACCESSIBLE_DEFINITION = parse(
  `directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION`,
).definitions;

/**
 * The supergraph of a variant: what the variant hides is `@inaccessible` in it, as in Apollo's contracts, and so are
 * types that nothing leads to any more. It keeps all that plans need (keys, what @requires asks for), and an engine
 * that serves it knows no other schema than that of the variant. A supergraph of which nothing is hidden is left as
 * it is, to the letter.
 *
 * @throws {VariantError} where a field could not keep its promise of non-null without what is hidden.
 */
export function variantSupergraph(supergraphSdl: string, variant: Variant): string {
  const document = parse(supergraphSdl, { noLocation: true });
  const tag = directiveName(document, TAG);
  if (tag === undefined) return supergraphSdl;
  const linked = directiveName(document, INACCESSIBLE);
  const inaccessible = linked ?? 'inaccessible';
  const isHidden = (node: ASTNode): boolean => directivesOf(node, inaccessible).length > 0;

  const marked = mark(document, inaccessible, (node) =>
    directivesOf(node, tag).some((directive) => hides(variant, nameOfTag(directive))),
  );
  if (marked === document) return supergraphSdl;
  const before = reachableTypes(document, isHidden);
  const after = reachableTypes(marked, isHidden);
  const hidden = mark(
    marked,
    inaccessible,
    (node) => 'name' in node && isTypeKind(node) && lost(node.name?.value ?? '', before, after),
  );
  const broken = brokenPromises(hidden, isHidden, (type) => before.has(type));
  if (broken.length > 0) {
    throw new VariantError(`The variant ${variant} cannot be made:\n${broken.join('\n')}`);
  }
  return print(linked === undefined ? withInaccessible(hidden) : hidden);
}

const lost = (name: string, before: ReadonlySet<string>, after: ReadonlySet<string>): boolean =>
  before.has(name) && !after.has(name);

/** Where a schema holds what can be hidden; the rest of a document is not looked at, which is most of it. */
const PARTS = {
  Document: ['definitions'],
  ObjectTypeDefinition: ['fields'],
  InterfaceTypeDefinition: ['fields'],
  InputObjectTypeDefinition: ['fields'],
  EnumTypeDefinition: ['values'],
  FieldDefinition: ['arguments'],
} as const;

/** Puts a directive on all that is to be hidden and does not bear it yet. */
function mark(
  document: DocumentNode,
  directive: string,
  isToHide: (node: ASTNode) => boolean,
): DocumentNode {
  const hiding: ConstDirectiveNode = {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: directive },
  };
  const enter = (node: ASTNode): ASTNode | undefined => {
    if (!('directives' in node) || !isToHide(node)) return undefined;
    if (directivesOf(node, directive).length > 0) return undefined;
    return { ...node, directives: [...(node.directives ?? []), hiding] } as ASTNode;
  };
  return visit(document, { enter }, PARTS);
}

/** Links the specification of @inaccessible in a supergraph that did not need it. */
function withInaccessible(document: DocumentNode): DocumentNode {
  let linked = false;
  const definitions = document.definitions.map((node) => {
    if (linked || !isSchemaNode(node)) return node;
    linked = true;
    return { ...node, directives: [...(node.directives ?? []), ...INACCESSIBLE_LINK] };
  });
  return { ...document, definitions: [...definitions, ...INACCESSIBLE_DEFINITION] };
}

/** Under which name a supergraph knows the directive of a specification; undefined where it does not link it. */
function directiveName(document: DocumentNode, specification: string): string | undefined {
  for (const node of document.definitions.filter(isSchemaNode)) {
    for (const link of node.directives ?? []) {
      const url = argumentOf(link, 'url');
      if (!url?.startsWith(specification)) continue;
      return argumentOf(link, 'as') ?? url.slice(0, url.lastIndexOf('/')).split('/').at(-1);
    }
  }
  return undefined;
}

const isSchemaNode = (node: ASTNode): node is SchemaDefinitionNode | SchemaExtensionNode =>
  node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION;

const isTypeKind = ({ kind }: ASTNode): boolean => kind.endsWith('TypeDefinition');

const directivesOf = (node: ASTNode, name: string): readonly ConstDirectiveNode[] =>
  'directives' in node
    ? ((node.directives ?? []) as readonly ConstDirectiveNode[]).filter(
        (directive) => directive.name.value === name,
      )
    : [];

const nameOfTag = (directive: ConstDirectiveNode): string => argumentOf(directive, 'name') ?? '';

function argumentOf(
  { arguments: given = [] }: ConstDirectiveNode,
  name: string,
): string | undefined {
  const value = given.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}
