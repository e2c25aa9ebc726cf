import type { SeedTable } from '@niryat/kernel';

/** What is wrong with a row as a whole, or undefined. */
type RowCheck = NonNullable<SeedTable['check']>;

/** Refuses a row whose text is on record in neither language. */
export const toldSomewhere =
  (text: string): RowCheck =>
  (values) =>
    values[`${text}_en`] === null && values[`${text}_hi`] === null
      ? `${text}_en and ${text}_hi are both empty`
      : undefined;

/** Refuses a number below the least that makes sense; an empty cell passes. */
export const atLeast =
  (minimum: number, ...columns: readonly string[]): RowCheck =>
  (values) => {
    const column = columns.find((name) => {
      const value = values[name];
      return typeof value === 'number' && value < minimum;
    });
    return column === undefined ? undefined : `${column} is ${values[column]}, below ${minimum}`;
  };

/** The first thing that is wrong with a row by several checks. */
export const allOf =
  (...checks: readonly RowCheck[]): RowCheck =>
  (values) => {
    for (const check of checks) {
      const wrong = check(values);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };

/** Refuses half a place, and one that is not on the globe. */
export const wrongLocation: RowCheck = ({ latitude, longitude }) => {
  if ((latitude === null) !== (longitude === null)) {
    return 'latitude and longitude go together: one of them is empty';
  }
  return Math.abs(Number(latitude)) > 90 || Math.abs(Number(longitude)) > 180
    ? `latitude ${latitude}, longitude ${longitude} is no place on the globe`
    : undefined;
};

/** Refuses a certificate that ends before it begins. */
export const wrongValidity: RowCheck = ({ valid_from: from, valid_until: until }) =>
  typeof from === 'string' && typeof until === 'string' && until < from
    ? `valid_until ${until} is before valid_from ${from}`
    : undefined;
