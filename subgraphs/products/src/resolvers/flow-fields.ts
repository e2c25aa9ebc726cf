import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';
import { type FlowMeasure, flowMeasures } from '../queries/flow-measures.ts';

/** What is asked of a list of the cube's rows. */
export interface AskedOfFlows {
  /** In the order of `flowMeasures`, so that lists that are asked alike are loaded together. */
  readonly measures: readonly FlowMeasure[];
  readonly concentrated: boolean;
}

/** The measure behind each field of a row. */
const measureOf: Readonly<Record<string, FlowMeasure>> = {
  share: 'share',
  previous: 'previous',
  growth: 'previous',
  cagr: 'cagr',
  rca: 'rca',
  rank: 'rank',
};

/**
 * What a question asks of a list of the cube: a connection, or plain rows. A field that `@skip` or `@include` decides
 * over counts as asked for.
 */
export function askedOfFlows(info: GraphQLResolveInfo): AskedOfFlows {
  const fields = fieldsBelow(
    info.fieldNodes.map(({ selectionSet }) => selectionSet),
    info,
  );
  const ofEdges = fieldsBelow(fields.get('edges') ?? [], info);
  const rows = fieldsBelow([...(fields.get('nodes') ?? []), ...(ofEdges.get('node') ?? [])], info);
  // A list without a connection selects the fields of its rows at once.
  const names = [...rows.keys(), ...fields.keys()];
  const asked = new Set<FlowMeasure>(names.flatMap((name) => measureOf[name] ?? []));
  if (fields.has('totalCount')) asked.add('count');
  if (fields.has('total') || fields.has('concentration')) asked.add('totals');
  return {
    measures: flowMeasures.filter((measure) => asked.has(measure)),
    concentrated: fields.has('concentration'),
  };
}

/** The fields that selections name, those of fragments included, each with what is selected below it. */
function fieldsBelow(
  selections: readonly (SelectionSetNode | undefined)[],
  info: GraphQLResolveInfo,
): Map<string, SelectionSetNode[]> {
  const found = new Map<string, SelectionSetNode[]>();
  const visit = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        const { name, selectionSet } = selection;
        const below = selectionSet ? [selectionSet] : [];
        found.set(name.value, [...(found.get(name.value) ?? []), ...below]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        visit(selection.selectionSet);
      } else {
        visit(info.fragments[selection.name.value]?.selectionSet);
      }
    }
  };
  selections.forEach(visit);
  return found;
}
