import { Kind, parse } from 'graphql';
import type { ExampleOperation } from '../operations.ts';

/** Gives the label of an operation's name: there are as many as the deployment has registered, and two more. */
export type OperationLabel = (name: string | undefined) => string;

/** The labels of the operations that are registered; `anonymous` without a name, `other` for any other one. */
export function operationLabels(registered: readonly ExampleOperation[]): OperationLabel {
  const names = new Set(
    registered.flatMap(({ document }) =>
      parse(document, { noLocation: true }).definitions.flatMap((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION && definition.name
          ? [definition.name.value]
          : [],
      ),
    ),
  );
  return (name) => {
    if (name === undefined) return 'anonymous';
    return names.has(name) ? name : 'other';
  };
}
