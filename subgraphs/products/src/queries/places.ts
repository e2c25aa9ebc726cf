/**
 * Which products belong to which districts: one row for each designation, with its scheme, and one for each
 * cluster, without. A product may stand several times for a district.
 */
export const productPlaces = `(
  SELECT district_code, product_code, scheme FROM products.designations
  UNION ALL SELECT district_code, product_code, NULL FROM products.clusters
)`;
