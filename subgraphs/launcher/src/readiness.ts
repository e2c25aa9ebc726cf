import { type SubgraphName, subgraphNames } from './config.ts';

/** The longest that a subgraph may take to say that it is ready, in milliseconds. */
const patience = 2_000;

/** The names of the subgraphs that do not say they are ready. No address of theirs is told. */
export async function subgraphsThatAreNotReady(
  supergraphSdl: string,
  urls: Readonly<Partial<Record<SubgraphName, string>>>,
): Promise<string[]> {
  const answers = await Promise.all(
    subgraphNames.map((name) => isReady(urls[name] ?? addressIn(supergraphSdl, name))),
  );
  return subgraphNames.filter((_, i) => !answers[i]);
}

async function isReady(url: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(new URL('/readyz', url), { signal });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** The address of a subgraph that stands in the supergraph file. */
function addressIn(supergraphSdl: string, name: SubgraphName): string {
  const match = new RegExp(`@join__graph\\(name: "${name}", url: "([^"]*)"\\)`).exec(supergraphSdl);
  if (!match?.[1]) throw new Error(`The supergraph has no address for ${name}.`);
  return match[1];
}
