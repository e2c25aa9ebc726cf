import { badUserInput, type Language, languages } from '@niryat/kernel';
import type { EventFilter } from './queries/events.ts';

/** Which events a calendar holds, and in which language it is written. */
export interface CalendarSelection {
  readonly filter: EventFilter;
  readonly language: Language;
}

/** The path below which calendars lie on the host that people reach the graph at. */
export const calendarPath = '/calendar/';

/** The ending of a calendar's address. */
const ending = '.ics';

/** The longest name of a calendar: with it an address stays within the 2000 characters that every program takes. */
const longestName = 1_800;

/**
 * The address of a calendar. It holds the selection itself, so that it is good for as long as the service runs and
 * nothing needs to be kept; equal selections have equal addresses.
 *
 * @throws {GraphQLError} `BAD_USER_INPUT` for a filter that is too long for an address.
 */
export function calendarAddress(
  publicUrl: string,
  { filter, language }: CalendarSelection,
): string {
  const name = nameOf({ filter, language });
  if (name.length > longestName) {
    throw badUserInput(
      `\`filter\` is too long for an address: it makes ${name.length} characters, ${longestName} is the most. Name fewer alternatives.`,
      {
        argument: 'filter',
        given: name.length,
        accepted: `a filter that makes at most ${longestName} characters`,
      },
    );
  }
  return `${publicUrl}${calendarPath}${name}${ending}`;
}

function nameOf({ filter, language }: CalendarSelection): string {
  const selection = JSON.stringify([language, inOneForm(filter)]);
  return Buffer.from(selection, 'utf8').toString('base64url');
}

/**
 * The selection of the calendar that lies at a name below `calendarPath`, or undefined for one that no address has.
 * What it holds is no more to be trusted than any other input: the filter is what its maker put there.
 *
 * A name is good if it is the one that its selection has: base64url and JSON are read leniently, so that without the
 * comparison one calendar would lie at many addresses.
 */
export function readCalendarName(name: string): CalendarSelection | undefined {
  if (!name.endsWith(ending) || name.length > longestName + ending.length) return undefined;
  const encoded = name.slice(0, -ending.length);
  try {
    const text = Buffer.from(encoded, 'base64url').toString('utf8');
    const [language, filter, ...rest]: unknown[] = JSON.parse(text);
    const known = languages.find((one) => one === language);
    if (known === undefined || rest.length > 0) return undefined;
    if (!isFilter(filter)) return undefined;
    const selection = { filter, language: known };
    return nameOf(selection) === encoded ? selection : undefined;
  } catch {
    return undefined;
  }
}

/** True for an object: which fields it may have is for the schema to say, which checks it like every input. */
const isFilter = (value: unknown): value is EventFilter =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The filter without what narrows nothing, its fields and their alternatives in order, each once. */
function inOneForm(filter: EventFilter): Record<string, unknown> {
  const fields = Object.entries(filter)
    .filter(([, value]) => value !== null && value !== undefined && value.length > 0)
    .map(([name, value]) => [name, Array.isArray(value) ? [...new Set(value)].sort() : value])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return Object.fromEntries(fields);
}
