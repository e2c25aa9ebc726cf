import type { QueryRunner } from 'typeorm';

/** Statements in the order of the references between the tables. */
const statements = [
  `CREATE TABLE products.states (
     code text,
     kind text NOT NULL,
     name_en text,
     name_hi text,
     capital_en text,
     capital_hi text,
     source_codes text[] NOT NULL,
     CONSTRAINT states_pkey PRIMARY KEY (code),
     CONSTRAINT states_kind_check CHECK (kind IN ('STATE', 'UNION_TERRITORY')),
     CONSTRAINT states_name_check CHECK (num_nonnulls(name_en, name_hi) > 0),
     CONSTRAINT states_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE TABLE products.districts (
     code text,
     state_code text NOT NULL CONSTRAINT districts_state_code_fkey REFERENCES products.states,
     lgd_code text,
     name_en text,
     name_hi text,
     division_en text,
     division_hi text,
     latitude double precision,
     longitude double precision,
     source_codes text[] NOT NULL,
     CONSTRAINT districts_pkey PRIMARY KEY (code),
     CONSTRAINT districts_name_check CHECK (num_nonnulls(name_en, name_hi) > 0),
     CONSTRAINT districts_location_check CHECK (
       (latitude IS NULL) = (longitude IS NULL)
       AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180
     ),
     CONSTRAINT districts_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX districts_state_code_idx ON products.districts (state_code)`,
  `CREATE TABLE products.hs_chapters (
     code text,
     title text NOT NULL,
     CONSTRAINT hs_chapters_pkey PRIMARY KEY (code),
     CONSTRAINT hs_chapters_code_check CHECK (code ~ '^[0-9]{2}$')
   )`,
  `CREATE TABLE products.sectors (
     code text,
     name_en text,
     name_hi text,
     CONSTRAINT sectors_pkey PRIMARY KEY (code),
     CONSTRAINT sectors_name_check CHECK (num_nonnulls(name_en, name_hi) > 0)
   )`,
  `CREATE TABLE products.sector_hs_chapters (
     sector_code text CONSTRAINT sector_hs_chapters_sector_code_fkey REFERENCES products.sectors ON DELETE CASCADE,
     chapter_code text CONSTRAINT sector_hs_chapters_chapter_code_fkey REFERENCES products.hs_chapters,
     position integer NOT NULL,
     CONSTRAINT sector_hs_chapters_pkey PRIMARY KEY (sector_code, chapter_code)
   )`,
  `CREATE INDEX sector_hs_chapters_chapter_code_idx ON products.sector_hs_chapters (chapter_code)`,
  `CREATE TABLE products.commodities (
     code text,
     name text NOT NULL,
     sector_code text CONSTRAINT commodities_sector_code_fkey REFERENCES products.sectors,
     CONSTRAINT commodities_pkey PRIMARY KEY (code)
   )`,
  `CREATE INDEX commodities_sector_code_idx ON products.commodities (sector_code)`,
  `CREATE TABLE products.products (
     code text,
     sector_code text NOT NULL CONSTRAINT products_sector_code_fkey REFERENCES products.sectors,
     name_en text,
     name_hi text,
     description_en text,
     description_hi text,
     hs_codes text[] NOT NULL,
     source_codes text[] NOT NULL,
     CONSTRAINT products_pkey PRIMARY KEY (code),
     CONSTRAINT products_name_check CHECK (num_nonnulls(name_en, name_hi) > 0),
     CONSTRAINT products_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX products_sector_code_idx ON products.products (sector_code)`,
  `CREATE TABLE products.designations (
     district_code text CONSTRAINT designations_district_code_fkey REFERENCES products.districts,
     product_code text CONSTRAINT designations_product_code_fkey REFERENCES products.products,
     scheme text,
     since integer,
     source_codes text[] NOT NULL,
     CONSTRAINT designations_pkey PRIMARY KEY (district_code, product_code, scheme),
     CONSTRAINT designations_scheme_check CHECK (scheme IN ('ODOP', 'DISTRICT_AS_EXPORT_HUB')),
     CONSTRAINT designations_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX designations_product_code_idx ON products.designations (product_code)`,
  `CREATE TABLE products.clusters (
     code text,
     district_code text NOT NULL CONSTRAINT clusters_district_code_fkey REFERENCES products.districts,
     product_code text NOT NULL CONSTRAINT clusters_product_code_fkey REFERENCES products.products,
     name_en text,
     name_hi text,
     established text,
     units integer,
     artisans integer,
     note_en text,
     note_hi text,
     source_codes text[] NOT NULL,
     CONSTRAINT clusters_pkey PRIMARY KEY (code),
     CONSTRAINT clusters_name_check CHECK (num_nonnulls(name_en, name_hi) > 0),
     CONSTRAINT clusters_counts_check CHECK (units >= 0 AND artisans >= 0),
     CONSTRAINT clusters_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX clusters_district_code_idx ON products.clusters (district_code)`,
  `CREATE INDEX clusters_product_code_idx ON products.clusters (product_code)`,
  `CREATE TABLE products.facilities (
     code text,
     state_code text NOT NULL CONSTRAINT facilities_state_code_fkey REFERENCES products.states,
     district_code text CONSTRAINT facilities_district_code_fkey REFERENCES products.districts,
     kind text NOT NULL,
     status text,
     name_en text,
     name_hi text,
     purpose_en text,
     purpose_hi text,
     note_en text,
     note_hi text,
     source_codes text[] NOT NULL,
     CONSTRAINT facilities_pkey PRIMARY KEY (code),
     CONSTRAINT facilities_kind_check CHECK (kind IN ('DRY_PORT', 'COMMON_FACILITY_CENTRE', 'FLATTED_FACTORY', 'INLAND_CONTAINER_DEPOT', 'AIR_CARGO', 'TESTING_LAB')),
     CONSTRAINT facilities_status_check CHECK (status IN ('PLANNED', 'UNDER_CONSTRUCTION', 'OPERATIONAL')),
     CONSTRAINT facilities_name_check CHECK (num_nonnulls(name_en, name_hi) > 0),
     CONSTRAINT facilities_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX facilities_state_code_idx ON products.facilities (state_code)`,
  `CREATE INDEX facilities_district_code_idx ON products.facilities (district_code)`,
  `CREATE TABLE products.facility_clusters (
     facility_code text CONSTRAINT facility_clusters_facility_code_fkey REFERENCES products.facilities ON DELETE CASCADE,
     cluster_code text CONSTRAINT facility_clusters_cluster_code_fkey REFERENCES products.clusters,
     position integer NOT NULL,
     CONSTRAINT facility_clusters_pkey PRIMARY KEY (facility_code, cluster_code)
   )`,
  `CREATE INDEX facility_clusters_cluster_code_idx ON products.facility_clusters (cluster_code)`,
  `CREATE TABLE products.process_steps (
     cluster_code text CONSTRAINT process_steps_cluster_code_fkey REFERENCES products.clusters,
     position integer,
     name_en text,
     name_hi text,
     done_in text,
     is_bottleneck boolean NOT NULL,
     remedy_en text,
     remedy_hi text,
     remedy_facility_code text CONSTRAINT process_steps_remedy_facility_code_fkey REFERENCES products.facilities,
     as_of date,
     source_codes text[] NOT NULL,
     CONSTRAINT process_steps_pkey PRIMARY KEY (cluster_code, position),
     CONSTRAINT process_steps_name_check CHECK (num_nonnulls(name_en, name_hi) > 0),
     CONSTRAINT process_steps_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX process_steps_remedy_facility_code_idx ON products.process_steps (remedy_facility_code)`,
  `CREATE TABLE products.certifications (
     cluster_code text CONSTRAINT certifications_cluster_code_fkey REFERENCES products.clusters,
     requirement_code text,
     valid_from date,
     valid_until date,
     source_codes text[] NOT NULL,
     CONSTRAINT certifications_pkey PRIMARY KEY (cluster_code, requirement_code),
     CONSTRAINT certifications_validity_check CHECK (valid_from <= valid_until),
     CONSTRAINT certifications_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE TABLE products.geographical_indications (
     code text,
     name text NOT NULL,
     product_code text NOT NULL CONSTRAINT geographical_indications_product_code_fkey REFERENCES products.products,
     application_number integer,
     registered_on text,
     nice_classes integer[] NOT NULL,
     source_codes text[] NOT NULL,
     CONSTRAINT geographical_indications_pkey PRIMARY KEY (code),
     CONSTRAINT geographical_indications_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX geographical_indications_product_code_idx ON products.geographical_indications (product_code)`,
  `CREATE TABLE products.geographical_indication_districts (
     indication_code text CONSTRAINT geographical_indication_districts_indication_code_fkey REFERENCES products.geographical_indications ON DELETE CASCADE,
     district_code text CONSTRAINT geographical_indication_districts_district_code_fkey REFERENCES products.districts,
     position integer NOT NULL,
     CONSTRAINT geographical_indication_districts_pkey PRIMARY KEY (indication_code, district_code)
   )`,
  `CREATE INDEX geographical_indication_districts_district_code_idx ON products.geographical_indication_districts (district_code)`,
  `CREATE TABLE products.origin_marks (
     code text,
     state_code text NOT NULL CONSTRAINT origin_marks_state_code_fkey REFERENCES products.states,
     status text NOT NULL,
     name_en text,
     name_hi text,
     purpose_en text,
     purpose_hi text,
     eligibility_en text,
     eligibility_hi text,
     source_codes text[] NOT NULL,
     CONSTRAINT origin_marks_pkey PRIMARY KEY (code),
     CONSTRAINT origin_marks_status_check CHECK (status IN ('PLANNED', 'IN_USE')),
     CONSTRAINT origin_marks_name_check CHECK (num_nonnulls(name_en, name_hi) > 0),
     CONSTRAINT origin_marks_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX origin_marks_state_code_idx ON products.origin_marks (state_code)`,
  `CREATE TABLE products.origin_mark_products (
     mark_code text CONSTRAINT origin_mark_products_mark_code_fkey REFERENCES products.origin_marks ON DELETE CASCADE,
     product_code text CONSTRAINT origin_mark_products_product_code_fkey REFERENCES products.products,
     position integer NOT NULL,
     CONSTRAINT origin_mark_products_pkey PRIMARY KEY (mark_code, product_code)
   )`,
  `CREATE INDEX origin_mark_products_product_code_idx ON products.origin_mark_products (product_code)`,
  `CREATE TABLE products.best_sellers (
     code text,
     state_code text NOT NULL CONSTRAINT best_sellers_state_code_fkey REFERENCES products.states,
     position integer NOT NULL,
     sector_code text CONSTRAINT best_sellers_sector_code_fkey REFERENCES products.sectors,
     product_code text CONSTRAINT best_sellers_product_code_fkey REFERENCES products.products,
     stated_name_en text,
     stated_name_hi text,
     as_of date,
     source_codes text[] NOT NULL,
     CONSTRAINT best_sellers_pkey PRIMARY KEY (code),
     CONSTRAINT best_sellers_stated_name_check CHECK (num_nonnulls(stated_name_en, stated_name_hi) > 0),
     CONSTRAINT best_sellers_position_check CHECK (position > 0),
     CONSTRAINT best_sellers_source_codes_check CHECK (cardinality(source_codes) > 0)
   )`,
  `CREATE INDEX best_sellers_state_code_idx ON products.best_sellers (state_code)`,
  `CREATE INDEX best_sellers_sector_code_idx ON products.best_sellers (sector_code)`,
  `CREATE INDEX best_sellers_product_code_idx ON products.best_sellers (product_code)`,
];

/** The tables of the catalogue: states and districts, sectors and products, clusters, facilities and marks. */
export class CreateCatalogue1700000001000 {
  readonly name = 'CreateCatalogue1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE products.best_sellers, products.origin_mark_products, products.origin_marks, products.geographical_indication_districts, products.geographical_indications, products.certifications, products.process_steps, products.facility_clusters, products.facilities, products.clusters, products.designations, products.products, products.commodities, products.sector_hs_chapters, products.sectors, products.hs_chapters, products.districts, products.states`,
    );
  }
}
