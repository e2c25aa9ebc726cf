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

/** What the graph cannot answer, as the route refuses it. */
class Refusal extends Error {
  readonly answer: RouteAnswer;

  constructor(
    status: number,
    code: 'NOT_FOUND' | 'BAD_USER_INPUT' | 'UNAVAILABLE',
    message: string,
  ) {
    super(message);
    this.answer = { status, code, message };
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
        throw new Refusal(
          404,
          'NOT_FOUND',
          'There is no such calendar: ask `calendarFeed` for one.',
        );
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

async function pageOf(
  { filter, language }: CalendarSelection,
  after: string | null,
  query: RouteRequest['query'],
): Promise<Page> {
  const variables = { filter, language, after };
  const { body } = await query<{ readonly events?: Page }>({ query: document, variables });
  if (!body.data?.events) throw refusalOf(body.errors ?? []);
  return body.data.events;
}

/** Somebody made the address up, or the graph cannot answer now. */
function refusalOf(errors: readonly GatewayError[]): Refusal {
  const wrong = errors.find(({ extensions }) => extensions.code === 'BAD_USER_INPUT');
  return wrong
    ? new Refusal(
        400,
        'BAD_USER_INPUT',
        `This calendar's address holds no filter: ${wrong.message}`,
      )
    : new Refusal(503, 'UNAVAILABLE', 'The events cannot be read now: try again later.');
}

function answerWith(body: string, known: string | string[] | undefined): RouteAnswer {
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  const tags = [known ?? []].flat().flatMap((header) => header.split(','));
  // A weak comparison (RFC 9110, 13.1.2): a proxy that compresses marks the tag as weak.
  const isKnown = tags.some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*');
  const headers = { etag, 'cache-control': 'no-cache' };
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
