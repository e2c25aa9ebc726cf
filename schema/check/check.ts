import type { ComparedSchema } from './changelog.ts';
import { compareSchemas } from './compare.ts';
import { checkOperations, type RegisteredOperation } from './operations.ts';

/** A schema that clients build on: any SDL under a name. */
export interface CheckedSchema {
  /** Also the name of its release's file: `released/<name>.graphql`. */
  readonly name: string;
  /** As the changelog heads it: `Public schema`. */
  readonly title: string;
  /** What it is now. */
  readonly sdl: string;
  /** What it was at its last release; undefined where it was never released. */
  readonly released: string | undefined;
  /** What its clients are known to ask. */
  readonly operations: readonly RegisteredOperation[];
}

/** What a check of schemas found. */
export interface CheckReport {
  /** A line for each thing that must not be: any of them fails the check. */
  readonly problems: readonly string[];
  /** A line for each thing to know of. */
  readonly warnings: readonly string[];
  /** The schemas with their changes, for the changelog. */
  readonly compared: readonly ComparedSchema[];
}

/**
 * Holds schemas against the policy of changes: nothing that the last release offers goes before its day, and all
 * registered operations stay valid.
 *
 * @param today `2026-12-31`: what was promised until an earlier day may go.
 */
export async function checkSchemas(
  schemas: readonly CheckedSchema[],
  today: string,
): Promise<CheckReport> {
  const problems: string[] = [];
  const warnings: string[] = [];
  const compared: ComparedSchema[] = [];
  for (const { name, title, sdl, released, operations } of schemas) {
    const comparison =
      released === undefined ? undefined : await compareSchemas(released, sdl, today);
    compared.push({ title, comparison });
    for (const { level, message, refusal } of comparison?.changes ?? []) {
      if (refusal !== null) problems.push(`${name}: breaking: ${message} (${refusal})`);
      else if (level === 'breaking') warnings.push(`${name}: breaking, and due: ${message}`);
      else if (level === 'dangerous') warnings.push(`${name}: dangerous: ${message}`);
    }
    const { invalid, deprecated } = checkOperations(sdl, operations);
    problems.push(...invalid.map((line) => `${name}: an operation is no longer valid: ${line}`));
    warnings.push(...deprecated.map((line) => `${name}: ${line}`));
  }
  return { problems, warnings, compared };
}
