import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type Check, parseChecks } from './check.ts';

/** The five founding documents as `founding-facts.csv` calls them, with the code that each has as a source. */
export const documents = {
  'japan-talks-en': 'seed-000',
  'japan-talks-hi': 'seed-001',
  'missions-statement': 'seed-002',
  'samvad-meet': 'seed-003',
  'jk-hub-review': 'seed-004',
} as const;

type DocumentName = keyof typeof documents;

/** A record that holds a fact, with what it must show. */
export interface Evidence {
  /** As `readName` of records.ts takes it: `Event:up-diwas-2018`. */
  readonly record: string;
  readonly checks: readonly Check[];
}

/** One atomic fact of a founding document. */
export interface FoundingFact {
  readonly number: number;
  readonly document: DocumentName;
  /** The fact in a few words. */
  readonly what: string;
  readonly evidence: readonly Evidence[];
}

/**
 * The facts of `founding-facts.csv`, in the order of the file. A row is a record that holds the fact of its number;
 * the first one of a number says what the fact is. Every record must also name the document among its sources.
 *
 * @throws {Error} naming the line that is not acceptable.
 */
export function readFoundingFacts(): FoundingFact[] {
  const rows = readRows(join(import.meta.dirname, 'founding-facts.csv'));
  const facts = new Map<number, FoundingFact>();
  for (const [index, row] of rows.entries()) {
    const { document = '', what = '', record = '', expects = '' } = row;
    const number = Number(row.number);
    const at = `founding-facts.csv, line ${index + 2}`;
    const known = facts.get(number);
    if (known ? document || what : !what) {
      throw new Error(`${at}: only the first row of fact ${number} must say what it is.`);
    }
    const name = document || known?.document;
    if (!isDocument(name)) throw new Error(`${at}: "${name}" is none of the documents.`);
    const checks = parseChecks(`sources.code=${documents[name]}; ${expects}`);
    facts.set(number, {
      number,
      document: name,
      what: known?.what ?? what,
      evidence: [...(known?.evidence ?? []), { record, checks }],
    });
  }
  return [...facts.values()];
}

/** The rows of a CSV file with a heading, by column. */
export function readRows(file: string): Readonly<Record<string, string>>[] {
  return parse(readFileSync(file), { columns: true });
}

function isDocument(name: string | undefined): name is DocumentName {
  return name !== undefined && Object.hasOwn(documents, name);
}
