import { type FileHandle, open } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { ImportError } from './error.ts';

/** How much text is written at a time, in characters: a file may be rejected row by row. */
const chunkLength = 1 << 16;

/**
 * Where the rejected rows of a file go: `<name>.rejects.csv` in the folder, or `<name>-2.rejects.csv` and so on where
 * that is taken.
 *
 * @param taken paths that are not to be written to.
 */
function rejectsPath(file: string, folder: string, taken: ReadonlySet<string>): string {
  const name = join(folder, basename(file, extname(file)));
  let path = `${name}.rejects.csv`;
  for (let number = 2; taken.has(path); number++) path = `${name}-${number}.rejects.csv`;
  return path;
}

/** A CSV file of rejected rows in the columns of the input, with `reason` behind them. It is made with the first row. */
export class Rejects {
  readonly #path: string;
  #file: FileHandle | undefined;
  #heading: readonly string[] = [];
  #text = '';

  readonly #taken: Set<string>;

  /**
   * @param file whose rows are rejected.
   * @param taken paths that are not to be written to; that of this file is added when it is made.
   */
  constructor(file: string, folder: string, taken: Set<string>) {
    this.#path = rejectsPath(file, folder, taken);
    this.#taken = taken;
  }

  /** The file, where any row was rejected. */
  get path(): string | null {
    return this.#file === undefined ? null : this.#path;
  }

  set heading(cells: readonly string[]) {
    this.#heading = cells;
  }

  /** @throws {ImportError} where the file cannot be written: no row gets lost unnoticed. */
  async add(cells: readonly string[], reason: string): Promise<void> {
    try {
      if (this.#file === undefined) {
        this.#file = await open(this.#path, 'w');
        this.#taken.add(this.#path);
        this.#text = csvLine([...this.#heading, 'reason']);
      }
      // Rows shorter than the heading are filled up, so that the reason stands in its column.
      const filled = this.#heading.map((_, i) => cells[i] ?? '');
      this.#text += csvLine([...filled, ...cells.slice(filled.length), reason]);
      if (this.#text.length >= chunkLength) await this.#write();
    } catch (error) {
      throw this.#unwritable(error);
    }
  }

  /**
   * Writes what is left to write.
   *
   * @throws {ImportError} where the file cannot be written.
   */
  async close(): Promise<void> {
    try {
      await this.#write();
    } catch (error) {
      throw this.#unwritable(error);
    } finally {
      await this.#file?.close();
    }
  }

  async #write(): Promise<void> {
    const text = this.#text;
    this.#text = '';
    if (text !== '') await this.#file?.write(text);
  }

  #unwritable(cause: unknown): ImportError {
    return new ImportError(
      `Rejected rows cannot be written to ${this.#path}: name a folder that can be written to with --rejects FOLDER.`,
      { cause },
    );
  }
}

/** A line of a CSV file (RFC 4180). */
function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) =>
    /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
  );
  return `${quoted.join(',')}\n`;
}
