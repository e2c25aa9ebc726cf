/** How many problems a report lists in full. */
const listed = 50;

/** What is wrong with a seed, each with file, line and reason; all of it is gathered before the load is refused. */
export class Problems {
  readonly #lines: string[] = [];

  /** Notes a problem of a line (from 1) of a file. */
  add(file: string, line: number, reason: string): void {
    this.#lines.push(`${file}:${line}: ${reason}`);
  }

  /** @throws {SeedError} when there is any problem. */
  throwIfAny(): void {
    if (this.#lines.length > 0) throw new SeedError(this.#lines);
  }
}

/** A seed that cannot be loaded; nothing of it was. */
export class SeedError extends Error {
  /** Every problem as `file:line: reason`, in the order of the files. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const more = problems.length > listed ? [`and ${problems.length - listed} more`] : [];
    super(`The seed has mistakes:\n${[...problems.slice(0, listed), ...more].join('\n')}`);
    this.name = 'SeedError';
    this.problems = problems;
  }
}
