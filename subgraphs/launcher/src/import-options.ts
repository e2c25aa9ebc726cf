import { parseArgs } from 'node:util';
import { formats, type ImportOptions } from '@niryat/products';

/** What `npm run import` was asked to do. */
export interface ImportCommand {
  /** As they were typed: relative to the folder from which the command was given. */
  readonly files: readonly string[];
  readonly options: Omit<ImportOptions, 'onProgress' | 'signal' | 'takenPaths'>;
}

/** How the command is given. */
export const importUsage = `npm run import -- FILE… [options]

  --format NAME         auto (by the heading; the default), ${formats.join(', ')}
  --fiscal-year 2021-22 of a file whose name does not tell its year
  --region "NE Asia"    of a table of chapters whose name does not tell its region
  --restore             put files in force again whose place others have taken
  --dry-run             do everything and take it back
  --max-rejects 1       the most rows that may be rejected, in percent; more abort the file
  --rejects FOLDER      where rejected rows go; the file's own folder unless given
  --table CODE          the table of a file in the graph's own format; its name unless given
  --title TEXT          the title of such a table
  --source CODE         the source that such a table is cited with; own-table unless given

Ends with 0 where all files were imported whole (or had been before), 2 where rows were rejected
(now, or when the same file was imported before), 1 where a file was not imported.`;

const known = {
  format: { type: 'string', default: 'auto' },
  'fiscal-year': { type: 'string' },
  region: { type: 'string' },
  restore: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  'max-rejects': { type: 'string', default: '1' },
  rejects: { type: 'string' },
  table: { type: 'string' },
  title: { type: 'string' },
  source: { type: 'string' },
} as const;

/**
 * Reads the words behind `npm run import --`.
 *
 * @throws {Error} saying what is wrong with them, and how the command is given.
 */
export function readImportCommand(words: readonly string[]): ImportCommand {
  const { values, positionals: files } = parse(words);
  if (files.length === 0) throw misused('Name at least one file.');
  const format = ['auto' as const, ...formats].find((name) => name === values.format);
  if (format === undefined) throw misused(`--format is "${values.format}", which is none.`);
  const maxRejects = Number(values['max-rejects']);
  if (values['max-rejects'].trim() === '' || !(maxRejects >= 0 && maxRejects <= 100)) {
    throw misused(
      `--max-rejects must be a percentage from 0 to 100, got "${values['max-rejects']}".`,
    );
  }
  return {
    files,
    options: {
      format,
      maxRejects,
      restore: values.restore,
      dryRun: values['dry-run'],
      fiscalYear: values['fiscal-year'],
      region: values.region,
      table: values.table,
      title: values.title,
      source: values.source,
      rejectsFolder: values.rejects,
    },
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: known, allowPositionals: true });
  } catch (error) {
    throw misused(error instanceof Error ? error.message : String(error));
  }
}

const misused = (what: string): Error => new Error(`${what}\n\n${importUsage}`);
