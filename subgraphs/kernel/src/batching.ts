import DataLoader from 'dataloader';

/** The rows under each key, in the order in which they came. */
export function groupBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** Loads one row by its key, many keys in one call; null where no row has the key. */
export function rowLoader<Row>(
  fetch: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row | null> {
  return new DataLoader(async (keys) => {
    const rows = new Map((await fetch(keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  });
}

/** Loads the rows under a key, many keys in one call, in the order of the fetched rows; empty where there are none. */
export function rowsLoader<Row>(
  fetch: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, readonly Row[]> {
  return new DataLoader(async (keys) => {
    const groups = groupBy(await fetch(keys), keyOf);
    return keys.map((key) => groups.get(key) ?? []);
  });
}

/** A key of a list with arguments: whose list, and how it is asked for. */
export interface ArgumentsKey<Args> {
  readonly parent: string;
  readonly args: Args;
}

/**
 * Loads something of a parent under arguments: one call for all parents that ask with equal arguments.
 *
 * `fetch` gives a value for each parent, in the order given.
 */
export function argumentsLoader<Args, Value>(
  fetch: (args: Args, parents: readonly string[]) => Promise<readonly Value[]>,
): DataLoader<ArgumentsKey<Args>, Value, string> {
  return new DataLoader<ArgumentsKey<Args>, Value, string>(
    async (keys) => {
      const values = new Array<Value | Error>(keys.length);
      const groups = groupBy([...keys.entries()], ([, key]) => JSON.stringify(key.args));
      await Promise.all(
        [...groups.values()].map(async (group) => {
          const [first] = group;
          if (first === undefined) return;
          const results = await settled(() =>
            fetch(
              first[1].args,
              group.map(([, key]) => key.parent),
            ),
          );
          group.forEach(([index], i) => {
            values[index] = results instanceof Error ? results : (results[i] as Value);
          });
        }),
      );
      return values;
    },
    { cacheKeyFn: (key) => JSON.stringify([key.parent, key.args]) },
  );
}

/** The outcome of a call, a failure as a value: one group that fails must not fail the others. */
async function settled<Value>(call: () => Promise<Value>): Promise<Value | Error> {
  try {
    return await call();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
