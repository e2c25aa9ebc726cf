import { cells, type SeedTable } from '@niryat/kernel';
import { designationSchemes } from '../entities/designation.ts';
import { stateKinds } from '../entities/state.ts';
import { allOf, atLeast, toldSomewhere, wrongLocation } from './checks.ts';
import { sources, translated } from './columns.ts';

const { code, decimal, hsCode, integer, list, oneOf, origin, reference, required, text } = cells;

const states: SeedTable = {
  file: 'states.csv',
  table: 'states',
  key: ['code'],
  record: { type: 'State' },
  columns: {
    code: required(origin()),
    kind: required(oneOf(...stateKinds)),
    ...translated('name'),
    ...translated('capital'),
    ...sources,
  },
  check: toldSomewhere('name'),
};

const districts: SeedTable = {
  file: 'districts.csv',
  table: 'districts',
  key: ['code'],
  record: {
    type: 'District',
    fields: { lgd_code: ['lgdCode'], latitude: ['location'], longitude: ['location'] },
  },
  columns: {
    code: required(code()),
    state_code: required(reference('State')),
    lgd_code: text(),
    ...translated('name'),
    ...translated('division'),
    latitude: decimal(),
    longitude: decimal(),
    ...sources,
  },
  check: allOf(toldSomewhere('name'), wrongLocation),
};

const hsChapters: SeedTable = {
  file: 'hs_chapters.csv',
  table: 'hs_chapters',
  key: ['code'],
  parts: [
    {
      of: 'Sector',
      field: 'hsChapters',
      through: { table: 'sector_hs_chapters', part: 'chapter_code', record: 'sector_code' },
    },
  ],
  columns: { code: required(hsCode()), title: required(text()) },
  check: ({ code }) =>
    String(code).length === 2 ? undefined : `code is "${code}", which is no chapter of two digits`,
};

const sectors: SeedTable = {
  file: 'sectors.csv',
  table: 'sectors',
  key: ['code'],
  record: { type: 'Sector' },
  columns: {
    code: required(code()),
    ...translated('name'),
    hs_chapters: list(reference('HSChapter')),
  },
  links: [
    {
      column: 'hs_chapters',
      table: 'sector_hs_chapters',
      owner: 'sector_code',
      item: 'chapter_code',
    },
  ],
  check: toldSomewhere('name'),
};

const commodities: SeedTable = {
  file: 'commodities.csv',
  table: 'commodities',
  key: ['code'],
  parts: [{ of: 'Sector', by: 'sector_code', field: 'commodities' }],
  columns: { code: required(code()), name: required(text()), sector_code: reference('Sector') },
};

const products: SeedTable = {
  file: 'products.csv',
  table: 'products',
  key: ['code'],
  record: { type: 'Product', fields: { hs_codes: ['hsCodes'] } },
  columns: {
    code: required(code()),
    sector_code: required(reference('Sector')),
    ...translated('name'),
    ...translated('description'),
    hs_codes: list(hsCode()),
    ...sources,
  },
  check: toldSomewhere('name'),
};

const designations: SeedTable = {
  file: 'designations.csv',
  table: 'designations',
  key: ['district_code', 'product_code', 'scheme'],
  parts: [
    { of: 'District', by: 'district_code', field: 'designations' },
    { of: 'Product', by: 'product_code', field: 'designations' },
  ],
  columns: {
    district_code: required(reference('District')),
    product_code: required(reference('Product')),
    scheme: required(oneOf(...designationSchemes)),
    since: integer(),
    ...sources,
  },
  // The older of the two schemes began in 2018.
  check: atLeast(2018, 'since'),
};

/** The files of states and districts, and of what they are known for, each behind those that it refers to. */
export const goodsSeedTables: readonly SeedTable[] = [
  states,
  districts,
  hsChapters,
  sectors,
  commodities,
  products,
  designations,
];
