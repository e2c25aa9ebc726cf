import type { Program } from './child.ts';
import type { Database } from './database.ts';
import type { RunningGraph } from './graphs.ts';
import type { Load } from './loads.ts';
import { gatewayProgram, hiveProgram, hiveUnshared, launcherFolder, served } from './programs.ts';

/** What a contestant is given to start on. */
export interface Ground {
  readonly graph: RunningGraph;
  readonly database: Database;
  /** The folder of ready answers, one file for each load. */
  readonly answers: string;
  /** Whether calls of subgraphs in the same process are counted. */
  readonly count: boolean;
}

/** A program that is measured. */
export interface Contestant {
  readonly name: string;
  /** What it is, in a few words. */
  readonly title: string;
  /**
   * Where its subgraphs are: processes that all share, its own process, or nowhere, for it has ready
   * answers to send.
   */
  readonly subgraphs: 'processes' | 'inside' | 'none';
  program(ground: Ground): Program;
  /** What is appended to the endpoint's address. */
  search(load: Load): string;
}

/** The contestant that all others are compared with. */
export const REFERENCE = 'stock';

/** An engine as it ships, or the compiled one told to run each of several equal queries. */
type Engine = 'compiled' | 'compiled-unshared' | 'stock';

const TITLES: Readonly<Record<Engine, string>> = {
  compiled: 'compiled engine',
  'compiled-unshared': 'compiled engine, without sharing equal queries under way',
  stock: 'stock engine',
};

const environmentOf = (engine: Engine): Readonly<Record<string, string>> => ({
  GATEWAY_ENGINE: engine === 'stock' ? 'stock' : 'compiled',
  ...(engine === 'compiled-unshared' && { GATEWAY_SHARING: 'off' }),
});

const distributed = (engine: Engine): Contestant => ({
  name: `distributed-${engine}`,
  title: `this gateway, subgraphs over HTTP, ${TITLES[engine]}`,
  subgraphs: 'processes',
  search: () => '',
  program: ({ graph }) => ({
    name: `distributed-${engine}-${graph.name}`,
    environment: environmentOf(engine),
    command: (port) => [gatewayProgram, '--supergraph', graph.supergraphFile, '--port', `${port}`],
  }),
});

const inProcess = (engine: Engine): Contestant => ({
  name: `in-process-${engine}`,
  title: `this gateway, subgraphs in the same process, ${TITLES[engine]}`,
  subgraphs: 'inside',
  search: () => '',
  program: ({ graph, database, count }) => ({
    name: `in-process-${engine}-${graph.name}`,
    environment: environmentOf(engine),
    command: (port) => [
      ...[served('in-process'), graph.name, graph.supergraphFile, String(port)],
      ...[launcherFolder, database.url, ...(count ? ['count'] : [])],
    ],
  }),
});

const hive = (name: string, title: string, flags: readonly string[]): Contestant => ({
  name,
  title,
  subgraphs: 'processes',
  search: () => '',
  program: ({ graph }) => ({
    name: `${name}-${graph.name}`,
    command: (port) => [
      ...[hiveProgram, 'supergraph', graph.supergraphFile],
      ...['--host', '127.0.0.1', '--port', String(port), ...flags],
    ],
  }),
});

const floor = (name: string, title: string, how: string): Contestant => ({
  name,
  title,
  subgraphs: 'none',
  search: (load) => `?${load.name}`,
  program: ({ graph, answers }) => ({
    name: `${name}-${graph.name}`,
    command: (port) => [served('floor'), how, answers, String(port)],
  }),
});

/** All contestants. The first answers are those of the reference: the floors send what it said. */
export const contestants: readonly Contestant[] = [
  {
    name: REFERENCE,
    title: '@apollo/gateway with startStandaloneServer',
    subgraphs: 'processes',
    search: () => '',
    program: ({ graph }) => ({
      name: `${REFERENCE}-${graph.name}`,
      command: (port) => [served('stock'), graph.supergraphFile, String(port)],
    }),
  },
  distributed('stock'),
  distributed('compiled'),
  distributed('compiled-unshared'),
  inProcess('stock'),
  inProcess('compiled'),
  inProcess('compiled-unshared'),
  hive('hive', '@graphql-hive/gateway', []),
  hive('hive-rust', '@graphql-hive/gateway with @graphql-hive/router-runtime', [
    '--hive-router-runtime',
  ]),
  hive('hive-rust-unshared', 'the same, without sharing equal subgraph requests under way', [
    ...['--hive-router-runtime', '--config-path', hiveUnshared],
  ]),
  floor('floor-bytes', 'node:http sends ready bytes', 'bytes'),
  floor('floor-stringify', 'node:http with JSON.stringify of a ready answer', 'stringify'),
];
