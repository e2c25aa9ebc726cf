import { createHash } from 'node:crypto';
import { type CalendarSelection, calendarPath, readCalendarName } from '@niryat/events';
import type { GatewayError, Route, RouteAnswer, RouteRequest } from '@niryat/gateway';
import { type CalendarEvent, toCalendar } from './calendar.ts';

const document = /* GraphQL */ `
  query Calendar($filter: EventFilter, $language: Language!, $after: String) {
    events(
      filter: $filter
      orderBy: { field: STARTS_ON, direction: ASC }
      first: 100
      after: $after
    ) {
      nodes {
        id
        title(language: $language)
        summary(language: $language)
        startsOn
        endsOn
        datePrecision
        status
        city(language: $language)
        countryCode
        country {
          name(language: $language)
        }
        revision
        lastChangedAt
        sources {
          title
          locator
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

interface Page {
  readonly nodes: readonly CalendarEvent[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** The codes of errors that an address of its own making causes: asking again later does not help. */
const faultsOfAddress = ['BAD_USER_INPUT', 'LIMIT_EXCEEDED', 'COST_LIMIT_EXCEEDED'] as const;

/** How long a reader waits before it asks again for a calendar that cannot be read now, in seconds. */
const retryAfter = '60';

/** What the graph cannot answer, as the route refuses it. */
class Refusal extends Error {
  readonly answer: RouteAnswer;

  constructor(answer: Extract<RouteAnswer, { readonly code: unknown }>) {
    super(answer.message);
    this.answer = answer;
  }
}

/**
 * Serves the calendars whose addresses `Query.calendarFeed` gives. Their events come from the graph at every
 * reading; a reader that has the same calendar already, as it says by its `If-None-Match`, gets none again.
 */
export const calendarRoute: Route = {
  path: calendarPath,
  answer: async (request) => {
    try {
      const selection = readCalendarName(request.name);
      if (selection === undefined) {
        throw new Refusal({
          status: 404,
          code: 'NOT_FOUND',
          message: 'There is no such calendar: ask `calendarFeed` for one.',
        });
      }
      const body = toCalendar(await eventsOf(selection, request.query), selection.language);
      return answerWith(body, request.headers['if-none-match']);
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      throw error;
    }
  },
};

/** All events of a selection that have a date, the earliest first. Undated ones come last and end the walk. */
async function eventsOf(
  selection: CalendarSelection,
  query: RouteRequest['query'],
): Promise<CalendarEvent[]> {
  const events: CalendarEvent[] = [];
  for (let after: string | null = null; ; ) {
    const { nodes, pageInfo }: Page = await pageOf(selection, after, query);
    events.push(...nodes.filter(({ startsOn }) => startsOn !== null));
    if (!pageInfo.hasNextPage || nodes.at(-1)?.startsOn === null) return events;
    after = pageInfo.endCursor;
  }
}

/**
 * A page of the events, whole: with a part left out because somebody did not answer, calendars would take the gap for
 * an edit, and its filling for another.
 */
async function pageOf(
  { filter, language }: CalendarSelection,
  after: string | null,
  query: RouteRequest['query'],
): Promise<Page> {
  const variables = { filter, language, after };
  const { body } = await query<{ readonly events?: Page }>({ query: document, variables });
  const { data, errors = [] } = body;
  if (!data?.events || errors.length > 0) throw refusalOf(errors);
  return data.events;
}

/** Somebody made the address up, or the graph cannot answer now. */
function refusalOf(errors: readonly GatewayError[]): Refusal {
  for (const { extensions, message } of errors) {
    const code = faultsOfAddress.find((fault) => fault === extensions.code);
    if (code === undefined) continue;
    const reason =
      code === 'BAD_USER_INPUT'
        ? "This calendar's address holds no filter"
        : "This calendar's address holds more than a filter may";
    return new Refusal({ status: 400, code, message: `${reason}: ${message}` });
  }
  return new Refusal({
    status: 503,
    code: 'UNAVAILABLE',
    message: 'The events cannot be read now: try again later.',
    headers: { 'retry-after': retryAfter },
  });
}

/** The calendar, weakly tagged: the same goes out in several encodings, which a strong tag would have to tell apart. */
function answerWith(body: string, known: string | string[] | undefined): RouteAnswer {
  const tag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  const tags = [known ?? []].flat().flatMap((header) => header.split(','));
  // A weak comparison (RFC 9110, 13.1.2).
  const isKnown = tags.some((one) => one.trim().replace(/^W\//, '') === tag || one.trim() === '*');
  const headers = { etag: `W/${tag}`, 'cache-control': 'no-cache', vary: 'accept-encoding' };
  if (isKnown) return { status: 304, headers };
  return {
    status: 200,
    headers: {
      ...headers,
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="niryat-events.ics"',
      'x-content-type-options': 'nosniff',
    },
    body,
  };
}
