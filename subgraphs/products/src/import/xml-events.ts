import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { mostRecord } from './file-record.ts';

/** A text or a tag that is longer than any that is accepted. */
export class TextTooLong extends Error {}

/** What stands in an XML file, in order. Names come without their prefixes. */
export type XmlEvent =
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly attributes: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * The events of an XML stream (UTF-8). External entities are never read; the events of one chunk are held at a time.
 *
 * @param onLength told the length of each chunk.
 * @throws {TextTooLong} where a text or a tag does not end: the parser holds it until it does.
 */
export async function* xmlEvents(
  stream: Readable,
  onLength: (length: number) => void = () => {},
): AsyncGenerator<XmlEvent> {
  let events: XmlEvent[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const own = Object.entries(attributes).map(([key, value]) => [local(key), value]);
    events.push({ kind: 'open', name: local(name), attributes: Object.fromEntries(own) });
  });
  parser.on('closetag', ({ name }) => events.push({ kind: 'close', name: local(name) }));
  parser.on('text', (text) => events.push({ kind: 'text', text }));
  parser.on('error', (error) => {
    throw error;
  });
  stream.setEncoding('utf8');
  let length = 0;
  for await (const chunk of stream) {
    onLength(String(chunk).length);
    parser.write(String(chunk));
    length = events.length > 0 ? 0 : length + String(chunk).length;
    if (length > mostRecord) throw new TextTooLong();
    yield* events;
    events = [];
  }
  parser.close();
  yield* events;
}
