import type { DataSource } from 'typeorm';

/** The tables whose records have a public code, by the type that the schema knows them as. */
export const tables = {
  Country: 'countries',
  Mission: 'missions',
  Organisation: 'organisations',
  TradeAgreement: 'trade_agreements',
  MarketRequirement: 'market_requirements',
  Partnership: 'partnerships',
} as const;

/** A type whose records this subgraph owns. */
export type RecordType = keyof typeof tables;

/** The most codes that suggestions are chosen from. */
const mostCodes = 5000;

/** The codes of a type, for suggestions; asked for only where a code is unknown. */
export async function codesOf(db: DataSource, type: RecordType): Promise<string[]> {
  const rows: { code: string }[] = await db.query(
    `SELECT code FROM partners.${tables[type]} ORDER BY code LIMIT ${mostCodes}`,
  );
  return rows.map(({ code }) => code);
}
