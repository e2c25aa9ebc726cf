import type { Language } from '@niryat/kernel';
import { asText, type Component, type Property, toStream } from './content-lines.ts';

/** An event as the calendar asks the graph for it. */
export interface CalendarEvent {
  readonly id: string;
  readonly title: string;
  readonly summary: string | null;
  /** `YYYY-MM-DD`. Null for an event that was never dated. */
  readonly startsOn: string | null;
  /** The last day, itself included. */
  readonly endsOn: string | null;
  readonly datePrecision: 'DAY' | 'MONTH' | 'YEAR' | null;
  readonly status: 'HELD' | 'PLANNED' | 'PROPOSED' | 'CANCELLED';
  readonly city: string | null;
  readonly countryCode: string | null;
  readonly country: { readonly name: string } | null;
  readonly revision: number;
  /** ISO 8601, in UTC. */
  readonly lastChangedAt: string | null;
  readonly sources: readonly { readonly title: string; readonly locator: string | null }[];
}

/** What iCalendar makes of whether an event took place: a date that nobody confirmed is tentative. */
const statuses: Readonly<Record<CalendarEvent['status'], string>> = {
  HELD: 'CONFIRMED',
  PLANNED: 'TENTATIVE',
  PROPOSED: 'TENTATIVE',
  CANCELLED: 'CANCELLED',
};

/** The words of a calendar, in each language. */
const words = {
  EN: {
    name: 'Niryat Graph: export events',
    MONTH: 'The day is not known: some time in this month.',
    YEAR: 'The day is not known: some time in this year.',
    sources: 'Sources',
  },
  HI: {
    name: 'निर्यात ग्राफ़: निर्यात से जुड़े आयोजन',
    MONTH: 'दिन ज्ञात नहीं है: इसी महीने में कभी।',
    YEAR: 'दिन ज्ञात नहीं है: इसी वर्ष में कभी।',
    sources: 'स्रोत',
  },
} as const satisfies Record<Language, object>;

/** India is no country of the graph: its name comes from CLDR, as the names of countries do. */
const nameOfIndia: Readonly<Record<Language, string>> = {
  EN: new Intl.DisplayNames('en', { type: 'region' }).of('IN') ?? 'India',
  HI: new Intl.DisplayNames('hi', { type: 'region' }).of('IN') ?? 'भारत',
};

/**
 * A component that every calendar has: one with no component at all, such as that of a selection without events,
 * is not valid (RFC 5545, 3.6). Days are days in India.
 */
const timeOfIndia: Component = {
  name: 'VTIMEZONE',
  properties: [{ name: 'TZID', value: 'Asia/Kolkata' }],
  components: [
    {
      name: 'STANDARD',
      properties: [
        { name: 'DTSTART', value: '19700101T000000' },
        { name: 'TZOFFSETFROM', value: '+0530' },
        { name: 'TZOFFSETTO', value: '+0530' },
        { name: 'TZNAME', value: 'IST' },
      ],
    },
  ],
};

/**
 * Events as a calendar (RFC 5545, with the properties of RFC 7986 that name it).
 *
 * Undated events are left out. Cancelled ones stay, marked so: one that vanished would stay in the calendars of
 * those who took it over. An event of which the month or the year alone is known takes all of its days, as the
 * standard knows no vaguer date, and says so.
 */
export function toCalendar(events: readonly CalendarEvent[], language: Language): string {
  const { name } = words[language];
  return toStream({
    name: 'VCALENDAR',
    properties: [
      { name: 'VERSION', value: '2.0' },
      { name: 'PRODID', value: '-//Niryat Graph//Export events//EN' },
      { name: 'CALSCALE', value: 'GREGORIAN' },
      told('NAME', name),
      // What programs that do not know RFC 7986 read.
      { name: 'X-WR-CALNAME', value: asText(name) },
      { name: 'REFRESH-INTERVAL', parameters: { VALUE: 'DURATION' }, value: 'PT6H' },
      { name: 'X-PUBLISHED-TTL', value: 'PT6H' },
    ],
    components: [
      timeOfIndia,
      ...events.flatMap((event) =>
        event.startsOn === null ? [] : [component(event, event.startsOn, language)],
      ),
    ],
  });
}

function component(event: CalendarEvent, startsOn: string, language: Language): Component {
  const location = [event.city, countryOf(event, language)].filter((part) => part !== null);
  const page = event.sources.find(({ locator }) => locator && /^https?:\/\//.test(locator));
  // Only a row that nobody told the feed of has no such instant; the stamp must not change from read to read.
  const changed = stamp(event.lastChangedAt ?? '1970-01-01T00:00:00Z');
  return {
    name: 'VEVENT',
    properties: [
      { name: 'UID', value: `${event.id}@niryat-graph` },
      { name: 'DTSTAMP', value: changed },
      { name: 'LAST-MODIFIED', value: changed },
      { name: 'SEQUENCE', value: String(event.revision) },
      { name: 'STATUS', value: statuses[event.status] },
      day('DTSTART', startsOn, 0),
      day('DTEND', event.endsOn ?? lastDayOf(startsOn, event.datePrecision), 1),
      // Nobody's time is taken: these are events to know of, not appointments.
      { name: 'TRANSP', value: 'TRANSPARENT' },
      told('SUMMARY', event.title),
      told('DESCRIPTION', description(event, language)),
      ...(location.length > 0 ? [told('LOCATION', location.join(', '))] : []),
      ...(page?.locator ? [{ name: 'URL', value: new URL(page.locator).href }] : []),
    ],
  };
}

function description(event: CalendarEvent, language: Language): string {
  const said = words[language];
  const precision = event.datePrecision;
  const sources = event.sources.map(({ title }) => title).join('; ');
  return [
    event.summary,
    precision === 'MONTH' || precision === 'YEAR' ? said[precision] : null,
    `${said.sources}: ${sources}`,
  ]
    .filter((line) => line !== null)
    .join('\n');
}

function countryOf({ country, countryCode }: CalendarEvent, language: Language): string | null {
  return countryCode === 'IN' ? nameOfIndia[language] : (country?.name ?? null);
}

/** A text with the language that it is in, which need not be the one asked for: Hindi is written in Devanagari. */
function told(name: string, text: string): Property {
  const language = /\p{Script=Devanagari}/u.test(text) ? 'hi' : 'en';
  return { name, parameters: { LANGUAGE: language }, value: asText(text) };
}

/** A day as a value of type DATE, some days later. */
function day(name: string, date: string, later: number): Property {
  const instant = new Date(`${date}T00:00:00Z`);
  instant.setUTCDate(instant.getUTCDate() + later);
  const value = instant.toISOString().slice(0, 10).replaceAll('-', '');
  return { name, parameters: { VALUE: 'DATE' }, value };
}

/** The last day that an event may go on by what is known of its first. */
function lastDayOf(startsOn: string, precision: CalendarEvent['datePrecision']): string {
  const last = new Date(`${startsOn}T00:00:00Z`);
  if (precision === 'MONTH') last.setUTCMonth(last.getUTCMonth() + 1, 0);
  if (precision === 'YEAR') last.setUTCFullYear(last.getUTCFullYear() + 1, 0, 0);
  return last.toISOString().slice(0, 10);
}

/** An instant as a value of type DATE-TIME, in UTC. */
function stamp(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
