import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getOperationAST, parse, print } from 'graphql';
import { root } from './sources.ts';

/** The folder of the questions that users ask. */
const operations = join(root, 'schema', 'operations');

/**
 * The manifest of the documents that a gateway runs where it runs trusted ones alone, in Apollo's format:
 * the id of each is the SHA-256 of its printed text.
 *
 * @throws {Error} naming a file that does not hold exactly one operation.
 */
export function trustedDocuments(): string {
  const files = readdirSync(operations).filter((file) => file.endsWith('.graphql'));
  const manifest = {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: files.sort().map((file) => {
      const document = parse(readFileSync(join(operations, file), 'utf8'));
      const operation = getOperationAST(document);
      if (!operation) throw new Error(`schema/operations/${file} must hold one operation.`);
      const body = print(document);
      const id = createHash('sha256').update(body).digest('hex');
      return { id, name: operation.name?.value ?? file, type: operation.operation, body };
    }),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
