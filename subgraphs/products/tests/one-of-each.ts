import type { Rows } from './given.ts';

/** On top of `ground`: a row at least of every other table of the catalogue. */
export const oneOfEach: Rows = {
  sources: [
    {
      code: 'gazette',
      title: 'Gazette',
      publisher: 'The State',
      published_on: '2020-12',
      language: 'HI',
      locator: 'https://example.org/gazette',
    },
  ],
  hs_chapters: [
    { code: '96', title: 'Sundries' },
    { code: '64', title: 'Footwear' },
    { code: '41', title: 'Hides' },
  ],
  sector_hs_chapters: [
    { sector_code: 'leather', chapter_code: '64', position: 1 },
    { sector_code: 'leather', chapter_code: '41', position: 2 },
    { sector_code: 'handicrafts', chapter_code: '96', position: 1 },
  ],
  commodities: [
    { code: 'leather-goods', name: 'LEATHER GOODS', sector_code: 'leather' },
    { code: 'finished-leather', name: 'FINISHED LEATHER', sector_code: 'leather' },
    { code: 'project-goods', name: 'PROJECT GOODS' },
  ],
  designations: [
    { district_code: 'up-agra', product_code: 'shoes', since: 2018 },
    { district_code: 'up-agra', product_code: 'shoes', scheme: 'DISTRICT_AS_EXPORT_HUB' },
    { district_code: 'up-sambhal', product_code: 'buttons' },
  ],
  clusters: [
    {
      code: 'sambhal-buttons',
      district_code: 'up-sambhal',
      product_code: 'buttons',
      name_en: 'Sambhal buttons',
      established: 'about 150 years old',
      units: 1500,
      artisans: 4000,
      note_en: 'Small workshops.',
      source_codes: ['report', 'gazette'],
    },
    {
      code: 'agra-shoes',
      district_code: 'up-agra',
      product_code: 'shoes',
      name_en: 'Agra shoes',
    },
  ],
  facilities: [
    {
      code: 'sambhal-centre',
      district_code: 'up-sambhal',
      status: 'OPERATIONAL',
      name_en: 'Sambhal centre',
      purpose_en: 'Shared machines.',
      note_en: 'Opened in 2021.',
    },
    { code: 'state-port', kind: 'DRY_PORT', name_en: 'Dry port' },
  ],
  facility_clusters: [
    { facility_code: 'sambhal-centre', cluster_code: 'sambhal-buttons', position: 1 },
  ],
  process_steps: [
    {
      cluster_code: 'sambhal-buttons',
      position: 2,
      name_en: 'Polishing',
      done_in: 'CN',
      is_bottleneck: true,
      remedy_en: 'A machine comes to Sambhal.',
      remedy_facility_code: 'sambhal-centre',
      as_of: '2020-12-16',
    },
    { cluster_code: 'sambhal-buttons', position: 1, name_en: 'Cutting' },
  ],
  certifications: [
    {
      cluster_code: 'agra-shoes',
      requirement_code: 'jp-azo-dyes',
      valid_from: '2024-01-01',
      valid_until: '2026-12-31',
    },
  ],
  geographical_indications: [
    {
      code: 'agra-shoe',
      name: 'Agra Shoe',
      product_code: 'shoes',
      application_number: 700,
      registered_on: '2023',
      nice_classes: [18, 25],
    },
  ],
  geographical_indication_districts: [
    { indication_code: 'agra-shoe', district_code: 'up-sambhal', position: 1 },
    { indication_code: 'agra-shoe', district_code: 'up-agra', position: 2 },
  ],
  origin_marks: [
    {
      code: 'made-in-up',
      state_code: 'IN-UP',
      status: 'IN_USE',
      name_en: 'Made in UP',
      purpose_en: 'Shows the origin.',
      eligibility_en: 'Goods made there.',
    },
  ],
  origin_mark_products: [{ mark_code: 'made-in-up', product_code: 'shoes', position: 1 }],
  best_sellers: [
    {
      code: 'one',
      state_code: 'IN-UP',
      position: 2,
      product_code: 'shoes',
      sector_code: 'leather',
      stated_name_en: 'Footwear',
      as_of: '2022-08-03',
    },
    { code: 'two', state_code: 'IN-UP', stated_name_en: 'Crafts', as_of: '2022-08-03' },
    { code: 'three', state_code: 'IN-UP', stated_name_en: 'Toys', as_of: '2024-01-01' },
  ],
};
