import { type BorrowedRows, groupBy } from '@niryat/kernel';
import type { EntityManager } from 'typeorm';
import type { MarketAccess } from '../entities/market-access.ts';

/**
 * What opens a market is told by other subgraphs: missions and agreements by `partners`, events by `events`.
 *
 * `opportunities` ranks pairs by all of their parts before it pages, so that every pair's access must be at hand in
 * one statement. `@requires` cannot serve: it brings fields to entities that are on the page already. Asking the
 * siblings at query time would make their answers part of an order that cursors rely on. So this subgraph keeps a
 * projection, `market_access`, and nothing reads a sibling's tables.
 *
 * It is made of the siblings' seed files, found through their `codes.json`, in the transaction that loads this
 * seed; the digest of the seed takes those files in, so that a change in one of them makes the projection anew.
 * As yet these files are the whole truth: nobody else writes missions, agreements or events. Once somebody does,
 * `partnerChanges` and `eventChanges` tell which (kind, code) to put anew, and rows here can be replaced one by one.
 */
export const marketAccessFiles = [
  'Mission',
  'TradeAgreement',
  'Event',
  'EventTopic',
  'Participation',
] as const satisfies readonly string[];

/** A row of a seed file. */
type FileRow = Readonly<Record<string, string>>;

/**
 * The facts that open markets, as the siblings' files tell them:
 *
 * - a mission, in the country where it lies and in those that it is accredited to;
 * - an agreement whose status is `IN_FORCE`, with each of its partners, from its entry into force;
 * - an event that was held (`HELD`: neither planned nor proposed nor cancelled), in the country where it took place,
 *   those that it was about and those that took part (as `EventFilter.country` of the graph has it), with its sectors
 *   and those of its products.
 *
 * @param sectorOfProduct the sector of each product, by codes.
 */
export function marketAccessOf(
  files: BorrowedRows,
  sectorOfProduct: ReadonlyMap<string, string>,
): MarketAccess[] {
  const rowsOf = (type: (typeof marketAccessFiles)[number]): readonly FileRow[] =>
    files.get(type) ?? [];
  const topics = groupBy(rowsOf('EventTopic'), ({ event_code }) => event_code ?? '');
  const participations = groupBy(rowsOf('Participation'), ({ event_code }) => event_code ?? '');
  return [
    ...rowsOf('Mission').flatMap((mission) =>
      [mission.country_code, ...items(mission.accredited_to)].map((country) =>
        fact('MISSION', mission, country),
      ),
    ),
    ...rowsOf('TradeAgreement')
      .filter(({ status }) => status === 'IN_FORCE')
      .flatMap((agreement) =>
        items(agreement.partners).map((country) => ({
          ...fact('AGREEMENT', agreement, country),
          since: agreement.in_force_on || null,
        })),
      ),
    ...rowsOf('Event')
      .filter(({ status }) => status === 'HELD')
      .flatMap((event) =>
        factsOfEvent(
          event,
          topics.get(event.code ?? '') ?? [],
          participations.get(event.code ?? '') ?? [],
          sectorOfProduct,
        ),
      ),
  ];
}

function factsOfEvent(
  event: FileRow,
  topics: readonly FileRow[],
  participations: readonly FileRow[],
  sectorOfProduct: ReadonlyMap<string, string>,
): MarketAccess[] {
  const countries = [event, ...topics, ...participations].map(({ country_code }) => country_code);
  const sectors = topics.map(
    ({ sector_code, product_code }) => sector_code || sectorOfProduct.get(product_code ?? ''),
  );
  return distinct(countries)
    .filter((country) => country !== 'IN')
    .map((country) => ({
      ...fact('EVENT', event, country),
      since: event.starts_on || null,
      origin: event.origin ?? null,
      sectorCodes: distinct(sectors).sort(),
    }));
}

function fact(kind: MarketAccess['kind'], row: FileRow, country: string | undefined): MarketAccess {
  const [sourceCode = ''] = items(row.source_codes);
  const { code = '' } = row;
  return {
    kind,
    code,
    countryCode: country ?? '',
    since: null,
    origin: null,
    sectorCodes: [],
    sourceCode,
  };
}

/** The items of a list in a cell. */
const items = (cell: string | undefined): string[] => (cell ? cell.split('|') : []);

/** Each text once, those that are missing or empty left out. */
const distinct = (texts: readonly (string | undefined)[]): string[] => [
  ...new Set(texts.flatMap((text) => text || [])),
];

/** Makes `market_access` hold what the siblings' files tell, and nothing else. */
export async function finishMarketAccess(
  manager: EntityManager,
  files: BorrowedRows,
): Promise<void> {
  const products: { code: string; sector_code: string }[] = await manager.query(
    'SELECT code, sector_code FROM products.products',
  );
  const rows = marketAccessOf(
    files,
    new Map(products.map(({ code, sector_code }) => [code, sector_code])),
  );
  await manager.query('DELETE FROM products.market_access');
  await manager.query(
    `INSERT INTO products.market_access (kind, code, country_code, since, origin, sector_codes, source_code)
     SELECT kind, code, "countryCode", since, origin,
            ARRAY(SELECT jsonb_array_elements_text("sectorCodes")), "sourceCode"
     FROM jsonb_to_recordset($1::jsonb)
       AS r(kind text, code text, "countryCode" text, since date, origin text, "sectorCodes" jsonb, "sourceCode" text)`,
    [JSON.stringify(rows)],
  );
}
