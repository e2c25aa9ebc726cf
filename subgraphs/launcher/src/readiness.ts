import { type SubgraphName, subgraphNames } from './config.ts';

/** The longest that a subgraph may take to say that it is ready, in milliseconds. */
const patience = 3_000;

/**
 * What subgraphs of other processes lack: `subgraph products` where it gives no answer, `database of products`
 * where it answers and says so. No address of theirs is told.
 */
export async function whatIsMissing(
  supergraphSdl: string,
  urls: Readonly<Partial<Record<SubgraphName, string>>>,
): Promise<string[]> {
  const missing = await Promise.all(
    subgraphNames.map((name) => missingOf(name, urls[name] ?? addressIn(supergraphSdl, name))),
  );
  return missing.flat();
}

async function missingOf(name: SubgraphName, url: string): Promise<string[]> {
  try {
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(new URL('/readyz', url), { signal });
    const { missing } = (await response.json()) as { missing?: unknown };
    if (response.ok) return [];
    if (!Array.isArray(missing) || missing.length === 0) return [`subgraph ${name}`];
    return missing.map((part) => `${part} of ${name}`);
  } catch {
    return [`subgraph ${name}`];
  }
}

/** The address of a subgraph that stands in the supergraph file. */
function addressIn(supergraphSdl: string, name: SubgraphName): string {
  const match = new RegExp(`@join__graph\\(name: "${name}", url: "([^"]*)"\\)`).exec(supergraphSdl);
  if (!match?.[1]) throw new Error(`The supergraph has no address for ${name}.`);
  return match[1];
}
