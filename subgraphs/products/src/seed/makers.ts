import { cells, type SeedTable } from '@niryat/kernel';
import { facilityKinds, facilityStatuses } from '../entities/facility.ts';
import { originMarkStatuses } from '../entities/origin-mark.ts';
import { allOf, atLeast, toldSomewhere, wrongValidity } from './checks.ts';
import { sources, translated } from './columns.ts';

const { code, date, integer, list, oneOf, partialDate, reference, required, text, truth } = cells;

const clusters: SeedTable = {
  file: 'clusters.csv',
  table: 'clusters',
  key: ['code'],
  record: { type: 'Cluster' },
  columns: {
    code: required(code()),
    district_code: required(reference('District')),
    product_code: required(reference('Product')),
    ...translated('name'),
    established: text(),
    units: integer(),
    artisans: integer(),
    ...translated('note'),
    ...sources,
  },
  check: allOf(toldSomewhere('name'), atLeast(0, 'units', 'artisans')),
};

const facilities: SeedTable = {
  file: 'facilities.csv',
  table: 'facilities',
  key: ['code'],
  record: { type: 'Facility' },
  columns: {
    code: required(code()),
    state_code: required(reference('State')),
    district_code: reference('District'),
    kind: required(oneOf(...facilityKinds)),
    status: oneOf(...facilityStatuses),
    ...translated('name'),
    ...translated('purpose'),
    ...translated('note'),
    cluster_codes: list(reference('Cluster')),
    ...sources,
  },
  links: [
    {
      column: 'cluster_codes',
      table: 'facility_clusters',
      owner: 'facility_code',
      item: 'cluster_code',
    },
  ],
  check: toldSomewhere('name'),
};

const processSteps: SeedTable = {
  file: 'process_steps.csv',
  table: 'process_steps',
  key: ['cluster_code', 'position'],
  parts: [{ of: 'Cluster', by: 'cluster_code', field: 'processSteps' }],
  columns: {
    cluster_code: required(reference('Cluster')),
    position: required(integer()),
    ...translated('name'),
    done_in: reference('Country'),
    is_bottleneck: required(truth()),
    ...translated('remedy'),
    remedy_facility_code: reference('Facility'),
    as_of: date(),
    ...sources,
  },
  check: allOf(toldSomewhere('name'), atLeast(1, 'position')),
};

const certifications: SeedTable = {
  file: 'certifications.csv',
  table: 'certifications',
  key: ['cluster_code', 'requirement_code'],
  parts: [{ of: 'Cluster', by: 'cluster_code', field: 'certifications' }],
  columns: {
    cluster_code: required(reference('Cluster')),
    requirement_code: required(reference('MarketRequirement')),
    valid_from: date(),
    valid_until: date(),
    ...sources,
  },
  check: wrongValidity,
};

const geographicalIndications: SeedTable = {
  file: 'geographical_indications.csv',
  table: 'geographical_indications',
  key: ['code'],
  parts: [
    { of: 'Product', by: 'product_code', field: 'geographicalIndications' },
    {
      of: 'District',
      field: 'geographicalIndications',
      through: {
        table: 'geographical_indication_districts',
        part: 'indication_code',
        record: 'district_code',
      },
    },
  ],
  columns: {
    code: required(code()),
    name: required(text()),
    product_code: required(reference('Product')),
    district_codes: list(reference('District')),
    application_number: integer(),
    registered_on: partialDate(),
    nice_classes: list(integer()),
    ...sources,
  },
  links: [
    {
      column: 'district_codes',
      table: 'geographical_indication_districts',
      owner: 'indication_code',
      item: 'district_code',
    },
  ],
};

const originMarks: SeedTable = {
  file: 'origin_marks.csv',
  table: 'origin_marks',
  key: ['code'],
  parts: [{ of: 'State', by: 'state_code', field: 'originMarks' }],
  columns: {
    code: required(code()),
    state_code: required(reference('State')),
    status: required(oneOf(...originMarkStatuses)),
    ...translated('name'),
    ...translated('purpose'),
    ...translated('eligibility'),
    product_codes: list(reference('Product')),
    ...sources,
  },
  links: [
    {
      column: 'product_codes',
      table: 'origin_mark_products',
      owner: 'mark_code',
      item: 'product_code',
    },
  ],
  check: toldSomewhere('name'),
};

const bestSellers: SeedTable = {
  file: 'best_sellers.csv',
  table: 'best_sellers',
  key: ['code'],
  parts: [
    { of: 'State', by: 'state_code', field: 'bestSellers' },
    { of: 'Product', by: 'product_code', field: 'bestSellers' },
  ],
  columns: {
    code: required(code()),
    state_code: required(reference('State')),
    position: required(integer()),
    sector_code: reference('Sector'),
    product_code: reference('Product'),
    ...translated('stated_name'),
    as_of: date(),
    ...sources,
  },
  check: allOf(toldSomewhere('stated_name'), atLeast(1, 'position')),
};

/** The files of who makes the goods, with what help and under what names, each behind those that it refers to. */
export const makersSeedTables: readonly SeedTable[] = [
  clusters,
  facilities,
  processSteps,
  certifications,
  geographicalIndications,
  originMarks,
  bestSellers,
];
