import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { type Child, startChild } from './child.ts';
import { cacheFolder, root } from './config.ts';
import type { Database } from './database.ts';
import type { GraphName } from './loads.ts';
import { launcherFolder, served } from './programs.ts';
import { niryatSubgraphs } from './serve/niryat.ts';
import { shopSdl, shopSubgraphs } from './shop/subgraphs.ts';

/** The subgraphs of a graph as processes that talk HTTP: the same for all contestants. */
export interface RunningGraph {
  readonly name: GraphName;
  /** A supergraph file with the addresses of these processes. */
  readonly supergraphFile: string;
  readonly subgraphs: readonly Child[];
}

/** Starts the subgraphs of a graph and writes its supergraph. */
export async function startGraph(name: GraphName, database: Database): Promise<RunningGraph> {
  const subgraphs = await (name === 'niryat' ? startNiryat(database) : startShop());
  try {
    const sdl = name === 'niryat' ? await committedSupergraph(subgraphs) : composedShop(subgraphs);
    const supergraphFile = join(cacheFolder, `${name}.graphql`);
    await mkdir(cacheFolder, { recursive: true });
    await writeFile(supergraphFile, sdl);
    return { name, supergraphFile, subgraphs };
  } catch (error) {
    await Promise.all(subgraphs.map((child) => child.stop()));
    throw error;
  }
}

/** One after the other, since the first start migrates and seeds. */
async function startNiryat({ url }: Database): Promise<readonly Child[]> {
  const program = served('niryat-subgraph');
  const children: Child[] = [];
  for (const name of niryatSubgraphs) {
    const command = (port: number) => [program, launcherFolder, name, url, String(port)];
    children.push(await startChild({ name, command }));
  }
  return children;
}

async function startShop(): Promise<readonly Child[]> {
  const program = served('shop-subgraph');
  const children: Child[] = [];
  for (const name of shopSubgraphs) {
    const command = (port: number) => [program, name, String(port)];
    children.push(await startChild({ name: `shop-${name}`, command }));
  }
  return children;
}

/** The supergraph as committed, with the addresses replaced. @throws when it names another subgraph. */
async function committedSupergraph(subgraphs: readonly Child[]): Promise<string> {
  const sdl = await readFile(join(root, 'schema', 'supergraph.graphql'), 'utf8');
  return sdl.replace(/(@join__graph\(name: "([^"]*)", url: )"[^"]*"/g, (_, head, name) => {
    const child = subgraphs.find((known) => known.name === name);
    if (!child) throw new Error(`The supergraph has a subgraph "${name}" that was not started.`);
    return `${head}"${child.url}"`;
  });
}

function composedShop(subgraphs: readonly Child[]): string {
  const services = shopSubgraphs.map((name, index) => ({
    name,
    typeDefs: parse(shopSdl[name]),
    url: subgraphs[index]?.url ?? '',
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(`The shop does not compose: ${errors?.join(' ')}`);
  return supergraphSdl;
}
