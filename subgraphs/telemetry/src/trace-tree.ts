import { hrTimeToMilliseconds } from '@opentelemetry/core';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-node';

/** The most traces that are kept while they wait for their first span to end. */
const MOST_WAITING = 100;

/** The most characters of an attribute that are printed. */
const MOST_CHARACTERS = 120;

/** Prints each trace as an indented tree, in order of time, as soon as this process has ended its part of it. */
export class TraceTree implements SpanProcessor {
  readonly #write: (text: string) => unknown;
  readonly #waiting = new Map<string, ReadableSpan[]>();

  constructor(write: (text: string) => unknown) {
    this.#write = write;
  }

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    const { traceId } = span.spanContext();
    const spans = this.#waiting.get(traceId) ?? [];
    spans.push(span);
    this.#waiting.set(traceId, spans);
    const parent = span.parentSpanContext;
    if (!parent || parent.isRemote) {
      this.#waiting.delete(traceId);
      this.#write(treeOf(span, spans));
    } else if (this.#waiting.size > MOST_WAITING) {
      const [oldest] = this.#waiting.keys();
      if (oldest !== undefined) this.#waiting.delete(oldest);
    }
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}
}

function treeOf(first: ReadableSpan, spans: readonly ReadableSpan[]): string {
  const began = hrTimeToMilliseconds(first.startTime);
  const below = (span: ReadableSpan, depth: number): string[] => {
    const { spanId } = span.spanContext();
    const children = spans
      .filter(({ parentSpanContext }) => parentSpanContext?.spanId === spanId)
      .sort((a, b) => hrTimeToMilliseconds(a.startTime) - hrTimeToMilliseconds(b.startTime));
    return [lineOf(span, depth, began), ...children.flatMap((child) => below(child, depth + 1))];
  };
  return `trace ${first.spanContext().traceId}\n${below(first, 1).join('\n')}\n`;
}

function lineOf(span: ReadableSpan, depth: number, began: number): string {
  const start = (hrTimeToMilliseconds(span.startTime) - began).toFixed(0);
  const duration = hrTimeToMilliseconds(span.duration).toFixed(1);
  const service = span.resource.attributes['service.name'];
  const attributes = Object.entries(span.attributes).map(
    ([name, value]) => ` ${name}=${shortened(String(value))}`,
  );
  return `${'  '.repeat(depth)}${service}: ${span.name} [${start} ms + ${duration} ms]${attributes.join('')}`;
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
}
