import { type FileHandle, open } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { ImportError } from './error.ts';

/** Where the rejected rows of a file go: `<name>.rejects.csv` in the folder. */
export const rejectsPath = (file: string, folder: string): string =>
  join(folder, `${basename(file, extname(file))}.rejects.csv`);

/** A CSV file of rejected rows in the columns of the input, with `reason` behind them. It is made with the first row. */
export class Rejects {
  readonly #path: string;
  #file: FileHandle | undefined;
  #heading: readonly string[] = [];

  constructor(path: string) {
    this.#path = path;
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
        await this.#file.write(csvLine([...this.#heading, 'reason']));
      }
      // Rows shorter than the heading are filled up, so that the reason stands in its column.
      const filled = this.#heading.map((_, i) => cells[i] ?? '');
      await this.#file.write(csvLine([...filled, ...cells.slice(filled.length), reason]));
    } catch (error) {
      throw new ImportError(
        `Rejected rows cannot be written to ${this.#path}: name a folder that can be written to with --rejects FOLDER.`,
        { cause: error },
      );
    }
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }
}

/** A line of a CSV file (RFC 4180). */
function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) =>
    /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
  );
  return `${quoted.join(',')}\n`;
}
