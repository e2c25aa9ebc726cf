import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A question that users ask, ready to be tried. */
export interface ExampleOperation {
  /** The file's name without its ending: `q01-what-can-we-sell-to-japan`. */
  readonly name: string;
  /** The question in words, on one line. */
  readonly title: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The document without the comment on top. */
  readonly document: string;
}

/**
 * Reads the example operations of a folder, in the order of their names.
 *
 * @throws what the file system says; an `Error` with file and line for variables that are not JSON.
 */
export async function readOperations(folder: string): Promise<ExampleOperation[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.graphql')).sort();
  return Promise.all(
    files.map(async (file) => parseOperation(file, await readFile(join(folder, file), 'utf8'))),
  );
}

/**
 * Reads one example: on top comment lines that say the question, one of which may be the example's
 * variables as a JSON object; below it the document.
 *
 * @throws an `Error` with file and line for variables that are not JSON.
 */
export function parseOperation(file: string, text: string): ExampleOperation {
  const lines = text.split(/\r?\n/);
  const end = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('#'));
  const top = lines.slice(0, end === -1 ? lines.length : end);
  const title: string[] = [];
  let variables: Record<string, unknown> = {};
  for (const [index, line] of top.entries()) {
    const comment = line.replace(/^#\s*/, '').trim();
    if (comment.startsWith('{')) variables = parseVariables(comment, `${file}:${index + 1}`);
    else if (comment !== '') title.push(comment);
  }
  const document = lines.slice(top.length).join('\n').trim();
  const name = basename(file, '.graphql');
  return { name, title: title.join(' ') || name, variables, document: `${document}\n` };
}

function parseVariables(json: string, place: string): Record<string, unknown> {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new Error(`${place}: the example variables are not JSON: ${json}`, { cause });
  }
}
