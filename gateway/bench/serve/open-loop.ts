/**
 * Sends requests at a fixed rate, each at its time, whether or not those before it were answered; a latency
 * is counted from that time on. Prints an `OpenLoopReport`. Arguments: URL, file of the body, requests per
 * second, seconds.
 *
 * autocannon 9 has a rate too, but sends all of a second's requests at its beginning.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What came of it. */
export interface OpenLoopReport {
  /** Milliseconds from the time of each request to the end of its answer, of all with status 200, in rising order. */
  readonly latencies: readonly number[];
  readonly failures: number;
  /** Bytes of all bodies. */
  readonly bytes: number;
  /** Seconds from the first request to the last answer. */
  readonly seconds: number;
}

const [url = '', file = '', rate = '', duration = ''] = process.argv.slice(2);
const body = await readFile(file);
const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const headers = { 'content-type': 'application/json', 'content-length': body.length };
const latencies: number[] = [];
let [failures, bytes] = [0, 0];

async function ask(due: number): Promise<void> {
  try {
    const sent = request(url, { method: 'POST', headers, agent, timeout: 30_000 });
    sent.once('timeout', () => sent.destroy(new Error('no answer')));
    sent.end(body);
    const [response] = await once(sent, 'response');
    for await (const part of response) bytes += part.length;
    if (response.statusCode === 200) latencies.push(performance.now() - due);
    else failures += 1;
  } catch {
    failures += 1;
  }
}

const total = Number(rate) * Number(duration);
const start = performance.now();
const asked: Promise<void>[] = [];
while (asked.length < total) {
  const due = start + (asked.length * 1000) / Number(rate);
  const early = due - performance.now();
  if (early > 0) await sleep(early);
  asked.push(ask(due));
}
await Promise.all(asked);
latencies.sort((a, b) => a - b);
const seconds = (performance.now() - start) / 1000;
process.stdout.write(
  JSON.stringify({ latencies, failures, bytes, seconds } satisfies OpenLoopReport),
);
agent.destroy();
