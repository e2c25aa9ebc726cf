import { createGatewayServer } from '@niryat/gateway';
import ICAL from 'ical.js';
import { calendarRoute } from '../src/calendar/route.ts';
import { readSupergraph } from '../src/graph.ts';
import { startTestGraph, type TestGraph } from './support/graph.ts';

let graph: TestGraph;
let origin: string;
beforeAll(async () => {
  graph = await startTestGraph();
  const { url } = await graph.gateway.listen({ host: '127.0.0.1', port: 0 });
  origin = new URL(url).origin;
});
afterAll(() => graph.stop());

const ask = async (args: string, headers: Record<string, string> = {}) => {
  const { body } = await graph.gateway.query<{ calendarFeed: { url: string } }>(
    { query: `{ calendarFeed${args} { url } }` },
    headers,
  );
  return body;
};

/** The address of a calendar. */
async function addressOf(args: string, headers?: Record<string, string>): Promise<string> {
  const { data, errors } = await ask(args, headers);
  if (!data) throw new Error(JSON.stringify(errors));
  return data.calendarFeed.url;
}

/** The stream at an address, and its events as a parser reads them, by their code. */
async function read(address: string) {
  const response = await fetch(address);
  expect(response.status).toBe(200);
  const stream = await response.text();
  const calendar = new ICAL.Component(ICAL.parse(stream));
  const events = calendar.getAllSubcomponents('vevent').map((event) => {
    const uid = String(event.getFirstPropertyValue('uid'));
    const [, code = ''] = Buffer.from(uid.split('@')[0] ?? '', 'base64url')
      .toString()
      .split(':');
    return { code, event };
  });
  return { response, stream, calendar, events: new Map(events.map((e) => [e.code, e.event])) };
}

const valueIn = (component: ICAL.Component | undefined, property: string): string =>
  String(component?.getFirstPropertyValue(property));

const languageIn = (component: ICAL.Component | undefined, property: string): unknown =>
  component?.getFirstProperty(property)?.getFirstParameter('language');

describe('a calendar', () => {
  it('lies at the address that people reach the gateway at, whatever a client says of it', async () => {
    const address = await addressOf('', { 'x-public-url': 'http://elsewhere.example' });
    expect(address).toMatch(`${origin}/calendar/`);
    expect((await fetch(address)).status).toBe(200);
  });

  it('is a stream of folded lines that a parser takes, with a name', async () => {
    const { response, stream, calendar } = await read(await addressOf(''));
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(stream.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(stream.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const lengths = stream.split('\r\n').map((line) => Buffer.byteLength(line));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(75);
    expect(valueIn(calendar, 'version')).toBe('2.0');
    expect(valueIn(calendar, 'name')).toBe('Niryat Graph: export events');
  });

  it('holds every dated event once, under an identity of its own', async () => {
    const { stream, events } = await read(await addressOf(''));
    const counts = await graph.services.events.db.query(
      'SELECT count(starts_on)::int AS dated, count(*)::int AS "all" FROM events.events',
    );
    expect(counts[0].all).toBeGreaterThan(counts[0].dated);
    expect(stream.match(/^BEGIN:VEVENT/gm)).toHaveLength(counts[0].dated);
    expect(events.size).toBe(counts[0].dated);
  });

  it('tells an event with its days, the last one included, and all that is known of it', async () => {
    const { events } = await read(await addressOf('(filter: { state: ["IN-UP"] })'));
    const event = events.get('up-investors-summit-2018');
    expect(event?.getFirstProperty('dtstart')?.getParameter('value')).toBeUndefined();
    expect(event?.getFirstProperty('dtstart')?.type).toBe('date');
    expect(valueIn(event, 'dtstart')).toBe('2018-02-21');
    expect(valueIn(event, 'dtend')).toBe('2018-02-23');
    expect(valueIn(event, 'status')).toBe('CONFIRMED');
    expect(valueIn(event, 'sequence')).toBe('1');
    expect(valueIn(event, 'summary')).toBe('UP Investors Summit 2018');
    expect(valueIn(event, 'location')).toBe('Lucknow, India');
    expect(valueIn(event, 'description')).toMatch(
      /^First investors summit of the state government, opened by the Prime Minister, who praised ODOP\..*\nSources: /,
    );
    expect(valueIn(event, 'url')).toMatch(/^https?:\/\//);
  });

  it('keeps a cancelled event, marked so, and calls a planned one tentative', async () => {
    const { events } = await read(await addressOf('(filter: { status: [CANCELLED, PLANNED] })'));
    const statuses = [...events.values()].map((event) => valueIn(event, 'status'));
    expect(statuses.sort()).toEqual(['CANCELLED', 'CANCELLED', 'TENTATIVE', 'TENTATIVE']);
  });

  it('spreads an event that is known by month over that month and says so', async () => {
    const [row] = await graph.services.events.db.query(
      `SELECT code, starts_on, (starts_on + interval '1 month')::date AS ends FROM events.events
       WHERE date_precision = 'MONTH' AND ends_on IS NULL ORDER BY code LIMIT 1`,
    );
    const event = (await read(await addressOf(''))).events.get(row.code);
    expect([valueIn(event, 'dtstart'), valueIn(event, 'dtend')]).toEqual([row.starts_on, row.ends]);
    expect(valueIn(event, 'description')).toContain(
      'The day is not known: some time in this month.',
    );
    expect(valueIn(event, 'transp')).toBe('TRANSPARENT');
  });

  it('speaks Hindi where asked, by argument or header, and says which language each text is in', async () => {
    const byArgument = await addressOf('(filter: { state: ["IN-UP"] }, language: HI)');
    const byHeader = await addressOf('(filter: { state: ["IN-UP"] })', { 'accept-language': 'hi' });
    expect(byHeader).toBe(byArgument);
    const { events, calendar } = await read(byArgument);
    const event = events.get('up-investors-summit-2018');
    expect(valueIn(event, 'summary')).toBe('यूपी इन्वेस्टर्स समिट 2018');
    expect(languageIn(event, 'summary')).toBe('hi');
    expect(valueIn(event, 'location')).toBe('लखनऊ, भारत');
    expect(languageIn(calendar, 'name')).toBe('hi');
    const english = (await read(await addressOf('(filter: { state: ["IN-UP"] })'))).events;
    expect(languageIn(english.get('up-investors-summit-2018'), 'summary')).toBe('en');
  });

  it('holds the selection that was asked for, and no other event', async () => {
    const filter = '(filter: { sector: ["leather"], from: "2022-01-01", to: "2022-12-31" })';
    const { events } = await read(await addressOf(filter));
    expect([...events.keys()]).toEqual([
      'agra-fta-outreach-2022',
      'up-japan-virtual-conference-2022',
      'up-diplomatic-missions-announcement-2022',
      'meet-at-agra-2022',
      'up-roadshow-abu-dhabi-2022',
    ]);
    expect(valueIn(events.get('up-roadshow-abu-dhabi-2022'), 'location')).toBe(
      'Abu Dhabi, United Arab Emirates',
    );
  });

  it('is valid without any event', async () => {
    const { calendar, events } = await read(await addressOf('(filter: { sector: ["none"] })'));
    expect(events.size).toBe(0);
    expect(calendar.getAllSubcomponents()).toHaveLength(1);
  });

  it('has one address for equal selections', async () => {
    expect(
      await addressOf('(filter: { country: ["JP", "DE", "JP"], state: [], kind: null })'),
    ).toBe(await addressOf('(filter: { country: ["DE", "JP"] }, language: EN)'));
  });

  it('is not sent again to a reader that has it, until an event changes', async () => {
    const address = await addressOf('(filter: { sector: ["leather"] })');
    const { response, events } = await read(address);
    const tag = response.headers.get('etag') ?? '';
    const again = await fetch(address, { headers: { 'if-none-match': `"x", ${tag}` } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const before = valueIn(events.get('meet-at-agra-2022'), 'dtstamp');
    await graph.services.events.db.transaction(async (manager) => {
      await manager.query(
        `UPDATE events.events SET revision = revision + 1, status = 'CANCELLED' WHERE code = 'meet-at-agra-2022'`,
      );
      await manager.query(
        `INSERT INTO events.changes (at, action, type_name, code, fields)
         VALUES ('2030-01-02T03:04:05Z', 'UPDATED', 'Event', 'meet-at-agra-2022', '{status}')`,
      );
    });
    const changed = await fetch(address, { headers: { 'if-none-match': tag } });
    expect(changed.status).toBe(200);
    const [event] = new ICAL.Component(ICAL.parse(await changed.text()))
      .getAllSubcomponents('vevent')
      .filter((each) => valueIn(each, 'status') === 'CANCELLED');
    expect(valueIn(event, 'sequence')).toBe('2');
    expect(valueIn(event, 'uid')).toBe(valueIn(events.get('meet-at-agra-2022'), 'uid'));
    expect(valueIn(event, 'dtstamp')).toBe('2030-01-02T03:04:05Z');
    expect(before).not.toBe('2030-01-02T03:04:05Z');
  });
});

describe('a calendar in several encodings', () => {
  it.each(['identity', 'gzip', 'br'])(
    'is tagged weakly and says that it varies: %s',
    async (encoding) => {
      const address = await addressOf('');
      const { status, headers } = await fetch(address, {
        headers: { 'accept-encoding': encoding },
      });
      expect(status).toBe(200);
      expect(headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
      expect(headers.get('etag')).toMatch(/^W\/"[\w-]+"$/);
      expect(headers.get('vary')?.toLowerCase().split(', ')).toContain('accept-encoding');
      const again = await fetch(address, {
        headers: { 'accept-encoding': encoding, 'if-none-match': headers.get('etag') ?? '' },
      });
      expect(again.status).toBe(304);
      expect(again.headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
    },
  );
});

describe('a calendar of which a part cannot be had', () => {
  it('is refused for a while, and not served without the names of countries', async () => {
    const address = new URL(await addressOf('(filter: { sector: ["leather"] })'));
    const gateway = await createGatewayServer({
      supergraphSdl: await readSupergraph(),
      subgraphs: {
        ...Object.fromEntries(
          Object.entries(graph.services).map(([name, { execute }]) => [name, execute]),
        ),
        // 9 is the discard port: nothing listens there.
        partners: 'http://127.0.0.1:9/graphql',
      },
      routes: [calendarRoute],
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    try {
      const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
      const response = await fetch(new URL(address.pathname, url));
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '60']);
      expect(await response.json()).toEqual({
        errors: [
          {
            message: 'The events cannot be read now: try again later.',
            extensions: { code: 'UNAVAILABLE' },
          },
        ],
      });
    } finally {
      await gateway.stop();
    }
  });
});

describe('an address that nobody gave out', () => {
  const encoded = (text: string): string =>
    `${origin}/calendar/${Buffer.from(text).toString('base64url')}.ics`;
  const named = (selection: unknown): string => encoded(JSON.stringify(selection));

  it.each([
    ['no name', () => `${origin}/calendar/`],
    ['a name that is none', () => `${origin}/calendar/hello.ics`],
    ['a language that is not of the graph', () => named(['FR', {}])],
    ['a filter that is a list', () => named(['EN', []])],
    ['another ending', () => named(['EN', {}]).replace('.ics', '')],
    ['a sign of base64 behind it', () => named(['EN', {}]).replace('.ics', '!!!.ics')],
    ['a blank behind it', () => named(['EN', {}]).replace('.ics', '%20.ics')],
    ['letters that decode to nothing', () => named(['EN', {}]).replace('.ics', 'x.ics')],
    ['a key that stands there twice', () => encoded('["EN",{"text":"a","text":"b"}]')],
    ['blanks in its JSON', () => encoded('["EN", {}]')],
    ['alternatives out of order', () => named(['EN', { state: ['IN-UP', 'IN-JK'] }])],
    ['far too long a name', () => named(['EN', { text: 'x'.repeat(9_000) }])],
  ])('is not found: %s', async (_, address) => {
    const response = await fetch(address());
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'There is no such calendar: ask `calendarFeed` for one.',
          extensions: { code: 'NOT_FOUND' },
        },
      ],
    });
  });

  it.each([
    ['a field that no filter has', { planet: ['MARS'] }],
    ['a day that is none', { from: '2022-13-01' }],
    ['a kind that is none', { kind: ['PARTY'] }],
  ])('is refused with the reason: %s', async (_, filter) => {
    const response = await fetch(named(['EN', filter]));
    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as { errors: { message: string }[] };
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors[0]?.message).toMatch(
      /^This calendar's address holds no filter: .*(planet|2022-13-01|PARTY)/,
    );
  });

  it('is refused for good where it holds more than a limit allows', async () => {
    const nested = `${'['.repeat(600)}${']'.repeat(600)}`;
    const response = await fetch(encoded(`["EN",{"state":[${nested}]}]`));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [
        {
          message: expect.stringMatching(/^This calendar's address holds more than a filter may: /),
          extensions: { code: 'LIMIT_EXCEEDED' },
        },
      ],
    });
  });

  it('takes GET and HEAD alone', async () => {
    const address = await addressOf('');
    const head = await fetch(address, { method: 'HEAD' });
    expect([head.status, head.headers.get('etag')]).toEqual([200, expect.any(String)]);
    for (const method of ['POST', 'DELETE']) {
      const response = await fetch(address, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    }
  });

  it('is never given for a filter that is too long for one', async () => {
    const codes = Array.from({ length: 100 }, (_, i) => `"a-rather-long-code-${i}"`).join(',');
    const { errors } = await ask(`(filter: { organisation: [${codes}] })`);
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining('`filter` is too long for an address'),
        extensions: { code: 'BAD_USER_INPUT', argument: 'filter' },
      },
    ]);
  });
});
