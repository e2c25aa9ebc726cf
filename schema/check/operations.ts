import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, GraphQLError, NoDeprecatedCustomRule, parse, validate } from 'graphql';

/** A registered operation: a question of users that must go on working. */
export interface RegisteredOperation {
  /** Its file within the folder of operations, with `/` between folders. */
  readonly name: string;
  readonly text: string;
}

/** What is wrong with operations under a schema, and what soon will be. */
export interface OperationReport {
  /** A line for each operation that does not validate. */
  readonly invalid: readonly string[];
  /** A line for each use of what is deprecated. */
  readonly deprecated: readonly string[];
}

/** All operations below a folder, in the order of their names; none where there is no such folder. */
export function readOperations(folder: string): RegisteredOperation[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => ({
      name: file.replaceAll('\\', '/'),
      text: readFileSync(join(folder, file), 'utf8'),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Validates operations against a schema. */
export function checkOperations(
  sdl: string,
  operations: readonly RegisteredOperation[],
): OperationReport {
  const schema = buildSchema(sdl);
  const invalid: string[] = [];
  const deprecated: string[] = [];
  for (const { name, text } of operations) {
    try {
      const document = parse(text);
      for (const { message } of validate(schema, document)) invalid.push(`${name}: ${message}`);
      for (const { message } of validate(schema, document, [NoDeprecatedCustomRule])) {
        deprecated.push(`${name}: ${message}`);
      }
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      invalid.push(`${name}: ${error.message}`);
    }
  }
  return { invalid, deprecated };
}
