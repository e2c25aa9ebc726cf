import type { TestService } from '@niryat/kernel/testing';

/** What a row of a table has where a test does not say. */
const defaults: Readonly<Record<string, object>> = {
  sources: { title: 'A report', verified: true },
  states: { kind: 'STATE', source_codes: ['report'] },
  districts: { state_code: 'IN-UP', source_codes: ['report'] },
  products: { hs_codes: [], source_codes: ['report'] },
  designations: { scheme: 'ODOP', source_codes: ['report'] },
  clusters: { source_codes: ['report'] },
  facilities: { kind: 'COMMON_FACILITY_CENTRE', state_code: 'IN-UP', source_codes: ['report'] },
  process_steps: { is_bottleneck: false, position: 1, source_codes: ['report'] },
  certifications: { source_codes: ['report'] },
  geographical_indications: { nice_classes: [], source_codes: ['report'] },
  origin_marks: { status: 'PLANNED', source_codes: ['report'] },
  best_sellers: { position: 1, source_codes: ['report'] },
};

/** Rows by table. */
export type Rows = Readonly<Record<string, readonly object[]>>;

/** Puts rows into the database, table after table in the order given; what a test leaves out has a default. */
export async function given({ db }: TestService, rows: Rows): Promise<void> {
  for (const [table, records] of Object.entries(rows)) {
    const full = records.map((record) => ({ ...defaults[table], ...record }));
    await db.query(
      `INSERT INTO products.${table} SELECT * FROM jsonb_populate_recordset(NULL::products.${table}, $1)`,
      [JSON.stringify(full)],
    );
  }
}

/** A state, a district, a sector and a product of each, to hang other rows on. */
export const ground: Rows = {
  sources: [{ code: 'report' }],
  states: [
    { code: 'IN-UP', name_en: 'Uttar Pradesh', name_hi: 'उत्तर प्रदेश' },
    { code: 'IN-JK', name_en: 'Jammu and Kashmir', kind: 'UNION_TERRITORY' },
  ],
  districts: [
    { code: 'up-agra', name_en: 'Agra', name_hi: 'आगरा' },
    { code: 'up-sambhal', name_en: 'Sambhal' },
    { code: 'jk-kathua', name_en: 'Kathua', state_code: 'IN-JK' },
  ],
  sectors: [
    { code: 'leather', name_en: 'Leather', name_hi: 'चमड़ा' },
    { code: 'handicrafts', name_en: 'Handicrafts' },
  ],
  products: [
    { code: 'shoes', name_en: 'Shoes', sector_code: 'leather', hs_codes: ['6403'] },
    { code: 'buttons', name_en: 'Buttons', sector_code: 'handicrafts', hs_codes: ['960621'] },
    { code: 'paintings', name_en: 'Paintings', sector_code: 'handicrafts' },
  ],
};
