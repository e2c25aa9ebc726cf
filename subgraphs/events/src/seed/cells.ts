import { cells, type SeedFileRow } from '@niryat/kernel';

/** The cells of a text in both languages, either of which may be missing: `title_en` and `title_hi`. */
export const told = (name: string): Record<string, ReturnType<typeof cells.text>> => ({
  [`${name}_en`]: cells.text(),
  [`${name}_hi`]: cells.text(),
});

/** A state of the graph, or `IN` for all of India. */
export const origin = () => cells.reference('State', 'IN');

/** The sources of a row, the main one first. */
export const sourceCodes = () => cells.required(cells.list(cells.reference('Source')));

/** An instant in UTC. */
export const instant = (): ReturnType<typeof cells.text> => ({
  sqlType: 'timestamptz',
  required: false,
  read: (text) =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text) && !Number.isNaN(Date.parse(text))
      ? text
      : new cells.Rejection('an instant in UTC such as 2022-06-07T00:00:00Z'),
});

/** The place of a row in its file, as its place in the source: rows of an event stand in the order of the source. */
export const position = {
  sqlType: 'integer',
  from: ({ line }: SeedFileRow) => line,
};

/** The cells of a topic: one of them is filled. */
export const topicCells = {
  sector_code: cells.reference('Sector'),
  product_code: cells.reference('Product'),
  country_code: cells.reference('Country'),
  district_code: cells.reference('District'),
  agreement_code: cells.reference('TradeAgreement'),
  measure_code: cells.reference('Measure'),
};

/** What is wrong with a row whose cells among these are not filled just once, or undefined. */
export function oneFilled(
  values: SeedFileRow['values'],
  names: readonly string[],
): string | undefined {
  const filled = names.filter((name) => values[name] !== null);
  if (filled.length === 1) return undefined;
  return `one of ${names.join(', ')} must be filled, ${filled.length === 0 ? 'none' : filled.join(' and ')} is`;
}

/** What is wrong with a row that lacks a text in both languages, or undefined. */
export function toldOnce(values: SeedFileRow['values'], name: string): string | undefined {
  return values[`${name}_en`] === null && values[`${name}_hi`] === null
    ? `${name}_en and ${name}_hi are both empty`
    : undefined;
}

/** What is wrong with a row whose first day lies behind its last, or undefined. */
export function inOrder(
  values: SeedFileRow['values'],
  first: string,
  last: string,
): string | undefined {
  const [from, to] = [values[first], values[last]];
  return typeof from === 'string' && typeof to === 'string' && from > to
    ? `${last} ${to} lies ahead of ${first} ${from}`
    : undefined;
}
