import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExampleOperation } from '@niryat/gateway';
import type { Outcome, Tally } from './tally.ts';

/** A question with its known answer, as texts. */
export interface KnownQuestion {
  readonly name: string;
  readonly body: string;
  readonly answer: string;
}

/** What a gateway answered. */
interface HttpAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

/** The longest that a client waits, in milliseconds: more than a gateway may take. */
const PATIENCE = 30_000;

/** Clients of a graph that is served by several gateways, as a load balancer in front of them would spread them. */
export class Client {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #urls: () => readonly string[];
  #next = 0;

  /** @param urls where the gateways are that take requests now. */
  constructor(urls: () => readonly string[]) {
    this.#urls = urls;
  }

  /**
   * Asks a question and takes note of what became of it. One whose connection breaks is sent once more to another
   * gateway: a query may be, and load balancers do. Nothing else is tried twice.
   *
   * @param victims the subgraphs whose fields a fault takes away now.
   */
  async ask(question: KnownQuestion, tally: Tally, victims: ReadonlySet<string>): Promise<Outcome> {
    const began = performance.now();
    let outcome: Outcome;
    let reason: string | undefined;
    try {
      const answer = await this.#posted(question.body, tally);
      outcome = judged(answer, question);
      if (outcome === 'partial' && !explained(answer, victims)) tally.astray += 1;
      if (outcome === 'lost')
        reason = `${question.name}: ${answer.status} ${answer.text.slice(0, 200)}`;
    } catch (error) {
      outcome = 'lost';
      reason = `${question.name}: ${error instanceof Error ? error.message : error}`;
    }
    tally.add(outcome, performance.now() - began, reason);
    return outcome;
  }

  /**
   * The known answers of questions, each asked until it is answered without errors.
   *
   * @throws {Error} when one cannot be had.
   */
  async learn(examples: readonly ExampleOperation[]): Promise<KnownQuestion[]> {
    const known: KnownQuestion[] = [];
    for (const { name, document, variables } of examples) {
      const body = JSON.stringify({ query: document, variables });
      const { status, text } = await this.#post(this.#url(), body);
      if (status !== 200 || hasErrors(text)) throw new Error(`${name}: ${status} ${text}`);
      known.push({ name, body, answer: text });
    }
    return known;
  }

  /** Lets go of its connections. */
  close(): void {
    this.#agent.destroy();
  }

  #url(): string {
    const urls = this.#urls();
    this.#next += 1;
    return urls[this.#next % urls.length] ?? '';
  }

  async #posted(body: string, tally: Tally): Promise<HttpAnswer> {
    const first = this.#url();
    try {
      return await this.#post(first, body);
    } catch (error) {
      const other = this.#urls().find((url) => url !== first);
      if (other === undefined) throw error;
      tally.again += 1;
      return this.#post(other, body);
    }
  }

  #post(url: string, body: string): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const sent = request(url, {
        method: 'POST',
        agent: this.#agent,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        signal: AbortSignal.timeout(PATIENCE),
      });
      sent.on('error', reject);
      sent.on('response', (response: IncomingMessage) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            retryAfter: response.headers['retry-after'],
            text,
          }),
        );
      });
      sent.end(body);
    });
  }
}

/** Codes of errors that say that something below the gateway was not there. */
const ABSENCE = new Set(['SUBGRAPH_UNAVAILABLE', 'DATABASE_UNAVAILABLE', 'DEADLINE_EXCEEDED']);

interface GraphAnswer {
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
}

const errorsOf = (text: string) => (JSON.parse(text) as GraphAnswer).errors ?? [];

const hasErrors = (text: string): boolean => errorsOf(text).length > 0;

function judged({ status, retryAfter, text }: HttpAnswer, { answer }: KnownQuestion): Outcome {
  if (status === 200 && text === answer) return 'answered';
  if (status === 503 && retryAfter !== undefined) return 'refused';
  if (status !== 200) return 'lost';
  const errors = errorsOf(text);
  const honest = errors.every(({ extensions }) => ABSENCE.has(String(extensions?.code)));
  return errors.length > 0 && honest ? 'partial' : 'lost';
}

const explained = ({ text }: HttpAnswer, victims: ReadonlySet<string>): boolean =>
  errorsOf(text).every(({ extensions }) => victims.has(String(extensions?.service)));

/** Questions in turn, without end. */
export function inTurn(questions: readonly KnownQuestion[]): () => KnownQuestion {
  let next = 0;
  return () => {
    const question = questions[next % questions.length];
    if (!question) throw new Error('There are no questions to ask.');
    next += 1;
    return question;
  };
}

/** So many clients, each of which asks again as soon as it is answered, until told to stop; refused ones rest a little. */
export function closedLoop(clients: number, ask: () => Promise<Outcome>): () => Promise<void> {
  let stopped = false;
  const running = Array.from({ length: clients }, async () => {
    while (!stopped) if ((await ask()) !== 'answered') await sleep(20);
  });
  return async () => {
    stopped = true;
    await Promise.all(running);
  };
}

/** So many requests a second for a while, however late the answers are; ends with the last answer. */
export async function openLoop(
  perSecond: number,
  seconds: number,
  ask: () => Promise<Outcome>,
): Promise<void> {
  const began = performance.now();
  const total = Math.round(perSecond * seconds);
  const asked: Promise<Outcome>[] = [];
  while (asked.length < total) {
    const due = Math.min(total, ((performance.now() - began) / 1000) * perSecond);
    while (asked.length < due) asked.push(ask());
    await sleep(5);
  }
  await Promise.all(asked);
}
