import type { DataSource } from 'typeorm';

/** The tables of types that can be asked for by code. Countries are known by the regions that statistics group them by. */
const tables = {
  State: 'states',
  District: 'districts',
  Sector: 'sectors',
  Product: 'products',
  Cluster: 'clusters',
  Facility: 'facilities',
  HSChapter: 'hs_chapters',
  Commodity: 'commodities',
  Target: 'targets',
  ExportFigure: 'export_figures',
  Country: 'country_regions',
} as const;

/** A type whose records can be asked for by code. */
export type CodedType = keyof typeof tables;

/** How many codes of a type are looked through for one that is near. */
const candidates = 2000;

/** The codes of a type, at most 2000 of them. */
export async function codesOf(db: DataSource, type: CodedType): Promise<string[]> {
  const rows: { code: string }[] = await db.query(
    `SELECT code FROM products.${tables[type]} ORDER BY code LIMIT ${candidates}`,
  );
  return rows.map(({ code }) => code);
}
