/**
 * How a deprecation is written: `@deprecated(reason: "Use `value`. Removed after 2026-12-31.")`. What to use instead comes
 * first, in a sentence; the day until which it is served comes last, so that a program can read it.
 */
const reasonPattern = /^\S.*[.!] Removed after (\d{4}-\d{2}-\d{2})\.$/s;

/** The last day on which something deprecated is served, from the reason; undefined where the reason is written otherwise. */
export function removalDate(reason: string | null | undefined): string | undefined {
  const [, date] = reasonPattern.exec(reason ?? '') ?? [];
  return date !== undefined && isDate(date) ? date : undefined;
}

/** Whether a text is a day of the calendar: there is no 30 February. */
function isDate(text: string): boolean {
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}
