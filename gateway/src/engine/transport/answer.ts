import { isObject } from '../object.ts';

/**
 * Checks that an answer is GraphQL: data or errors, and as many entities as were asked for.
 *
 * @param entities how many were asked for; undefined when none.
 * @throws an `Error` that says what is wrong with it.
 */
export function checkAnswer(answer: unknown, entities: number | undefined): void {
  if (!isObject(answer)) throw new Error('answered with something that is no object');
  const { data, errors } = answer;
  if (errors !== undefined && !(Array.isArray(errors) && errors.every(isObject))) {
    throw new Error('answered with `errors` that is no list of objects');
  }
  if (data === undefined && !(Array.isArray(errors) && errors.length > 0)) {
    throw new Error('answered with neither `data` nor `errors`, which is not GraphQL');
  }
  if (data === undefined || data === null) return;
  if (!isObject(data) || Array.isArray(data))
    throw new Error('answered with `data` that is no object');
  if (entities === undefined) return;
  const { _entities: given } = data;
  if (!Array.isArray(given) || given.length !== entities) {
    throw new Error(`was asked for ${entities} entities and gave another number`);
  }
}
