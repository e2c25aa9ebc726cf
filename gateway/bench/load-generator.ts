import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, childEnvironment } from './config.ts';
import { autocannonProgram, served } from './programs.ts';
import type { OpenLoopReport } from './serve/open-loop.ts';

/** How requests are sent. */
export type Drive =
  /** So many, each connection sending its next when it has its answer. All are answered at the end. */
  | { readonly kind: 'closed'; readonly connections: number; readonly amount: number }
  /** So many per second, whatever becomes of them. */
  | { readonly kind: 'open'; readonly rate: number; readonly seconds: number };

/** What came of it. Latencies are in milliseconds; those of closed loops are whole numbers. */
export interface Outcome {
  /** Answers with a status of 200. */
  readonly answers: number;
  /** From the first request to the last answer, give or take 20 milliseconds. */
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  /** Answers with another status, errors of connections and timeouts. */
  readonly failures: number;
  /** Bytes of an answer; in closed loops with its head. */
  readonly bytesPerAnswer: number;
}

/** What is used of autocannon's report. */
interface AutocannonReport {
  readonly latency: { readonly p50: number; readonly p99: number };
  readonly throughput: { readonly total: number };
  readonly duration: number;
  readonly '2xx': number;
  readonly non2xx: number;
  readonly errors: number;
}

/** Milliseconds after which a load generator that has not ended is ended. */
const PATIENCE = 300_000;
/** Milliseconds between autocannon's samples: it ends at one of them, and takes that for the end of its last answer. */
const SAMPLE = 20;

/**
 * Asks the same question again and again, from a process of its own.
 *
 * @throws {Error} when the load generator fails.
 */
export function drive(url: string, body: string, how: Drive): Promise<Outcome> {
  return how.kind === 'open' ? openLoop(url, body, how) : autocannon(url, body, how);
}

async function autocannon(
  url: string,
  body: string,
  how: Drive & { readonly kind: 'closed' },
): Promise<Outcome> {
  const report = await reportOf<AutocannonReport>([
    ...[autocannonProgram, '--json', '--no-progress', '--connections', String(how.connections)],
    ...['--amount', String(how.amount), '-L', String(SAMPLE)],
    ...['--method', 'POST', '--timeout', '30'],
    ...['--headers', 'content-type=application/json', '--body', body, url],
  ]);
  const { latency, throughput, duration, non2xx, errors } = report;
  const answers = report['2xx'];
  return {
    answers,
    seconds: Math.max(duration, SAMPLE / 1000),
    p50: latency.p50,
    p99: latency.p99,
    failures: non2xx + errors,
    bytesPerAnswer: Math.round(throughput.total / Math.max(1, answers + non2xx)),
  };
}

async function openLoop(
  url: string,
  body: string,
  { rate, seconds }: Drive & { readonly kind: 'open' },
): Promise<Outcome> {
  const file = join(cacheFolder, 'body.json');
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(file, body);
  const report = await reportOf<OpenLoopReport>([
    ...[served('open-loop'), url, file, String(rate), String(seconds)],
  ]);
  const { latencies, failures, bytes } = report;
  const at = (part: number) => round(latencies[Math.ceil(latencies.length * part) - 1] ?? 0);
  return {
    answers: latencies.length,
    seconds: report.seconds,
    p50: at(0.5),
    p99: at(0.99),
    failures,
    bytesPerAnswer: Math.round(bytes / Math.max(1, latencies.length)),
  };
}

/** Requests of a first warm-up: some for each connection. */
const COLD = 64;
/** The least requests of the second: the slowest must be as warm as the others. */
const WARM = 200;
/** Connections of a warm-up. */
const WARM_CONNECTIONS = 16;

/**
 * Asks for some seconds at 16 connections, until code is compiled and connections are open. Every request
 * is answered at the end: one given up would be worked on while something else is measured.
 *
 * @param pace answers per second, where that is known: then it is warm but for its connections.
 * @returns answers per second.
 */
export async function warmUp(
  url: string,
  body: string,
  seconds: number,
  pace?: number,
): Promise<number> {
  const closed = (amount: number): Drive => {
    return { kind: 'closed', connections: WARM_CONNECTIONS, amount };
  };
  const paceOf = ({ answers, seconds: taken }: Outcome) => answers / taken;
  if (pace !== undefined) {
    return paceOf(await drive(url, body, closed(Math.max(COLD, Math.round(pace * seconds)))));
  }
  const cold = paceOf(await drive(url, body, closed(COLD)));
  return paceOf(await drive(url, body, closed(Math.max(WARM, Math.round(cold * seconds)))));
}

const round = (milliseconds: number): number => Math.round(milliseconds * 100) / 100;

/** Runs a program that prints JSON. */
async function reportOf<T>(args: readonly string[]): Promise<T> {
  const child = spawn(process.execPath, [...args], {
    env: { ...childEnvironment() },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: PATIENCE,
  });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The load generator ended with ${code}: ${args[0]}`);
  return JSON.parse(Buffer.concat(parts).toString());
}
