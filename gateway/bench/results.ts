import type { GraphName } from './loads.ts';

/** The ways in which every load is driven: closed loops, and an open one at a fixed rate. */
export const modes = ['c16', 'c50', 'open'] as const;

/** A way in which a load is driven. */
export type Mode = (typeof modes)[number];

/** One measurement. */
export interface Sample {
  readonly round: number;
  readonly load: string;
  readonly contestant: string;
  readonly mode: Mode;
  /** Requests per second that were asked for, of an open loop. */
  readonly rate?: number;
  /** Answers per second. */
  readonly rps: number;
  /** Latencies in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly failures: number;
  readonly bytesPerAnswer: number;
  /** Milliseconds of CPU for one answer: of the gateway's process, of subgraphs apart from it, of the database. */
  readonly gatewayCpu: number;
  readonly subgraphsCpu: number;
  /** Undefined for a database server that is not ours. */
  readonly databaseCpu?: number;
  /** Operations sent to subgraph processes for one answer; undefined where the subgraphs are inside. */
  readonly calls?: number;
  readonly sql: number;
  /** Memory of the gateway's process after the measurement, in MB. */
  readonly rssMb: number;
  /** The part of the machine, 0 to 1, that programs had which are none of the benchmark's. */
  readonly foreign: number;
}

/** What was seen of a contestant on a graph before anything was timed. */
export interface Start {
  readonly contestant: string;
  readonly graph: GraphName;
  /** Milliseconds to the first answer, of every start. */
  readonly readyMs: readonly number[];
  /** Memory a second after that, in MB. */
  readonly idleMb: number;
}

/** What was seen of a contestant's answer to a load, alone and untimed. */
export interface Answer {
  readonly contestant: string;
  readonly load: string;
  readonly bytes: number;
  /** What is wrong with the answer; undefined when its data equal the reference's. Such a pair is not timed. */
  readonly fault?: string;
  /** For one question, when it was asked before. */
  readonly calls: number;
  readonly sql: number;
}

/** The most memory that a contestant ever had on a graph under load, in MB. */
export interface Peak {
  readonly contestant: string;
  readonly graph: GraphName;
  readonly peakMb: number;
}

/** A run of the benchmark. */
export interface Results {
  readonly startedAt: string;
  readonly command: string;
  readonly machine: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
  readonly rounds: number;
  readonly seconds: number;
  readonly loads: readonly {
    readonly name: string;
    readonly title: string;
    readonly graph: string;
  }[];
  readonly contestants: readonly { readonly name: string; readonly title: string }[];
  readonly starts: readonly Start[];
  readonly answers: readonly Answer[];
  readonly samples: readonly Sample[];
  readonly peaks: readonly Peak[];
}
