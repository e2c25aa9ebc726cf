import { VARIANTS } from '@niryat/gateway';
import { type ASTNode, Kind, visit } from 'graphql';
import type { NamedSubgraph } from './lint.ts';

/**
 * Tags that say nothing or contradict each other: a name that is none of the variants', or more than one on one
 * thing. A misspelt tag would show to everyone what was meant for a few.
 */
export function strangeTags(subgraphs: readonly NamedSubgraph[]): string[] {
  const problems: string[] = [];
  for (const { name, document } of subgraphs) {
    visit(document, {
      enter(node, _key, _parent, _path, ancestors) {
        const tags = tagsOf(node);
        const where = (): string => `${name}: ${coordinate([...ancestors, node])}`;
        for (const tag of tags) {
          if (VARIANTS.some((variant) => variant === tag)) continue;
          problems.push(`${where()} has the tag "${tag}", which is none of ${VARIANTS.join(', ')}`);
        }
        if (tags.length > 1)
          problems.push(`${where()} has the tags ${tags.join(', ')}: one is enough`);
      },
    });
  }
  return problems;
}

function tagsOf(node: ASTNode): string[] {
  if (!('directives' in node)) return [];
  return (node.directives ?? [])
    .filter((directive) => directive.name.value === 'tag')
    .flatMap((directive) => directive.arguments ?? [])
    .flatMap(({ value }) => (value.kind === Kind.STRING ? [value.value] : []));
}

/** Where a node stands: `Query.towns.first`. */
const coordinate = (path: readonly (ASTNode | readonly ASTNode[])[]): string =>
  path.flatMap((node) => ('name' in node && node.name ? [node.name.value] : [])).join('.');
