/** The longest line of iCalendar, in octets, its end not counted (RFC 5545, 3.1). */
const longestLine = 75;

/** A property of a component: its name, its parameters and its value, escaped already where it is a text. */
export interface Property {
  readonly name: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly value: string;
}

/** A component: its properties, then the components in it. */
export interface Component {
  readonly name: string;
  readonly properties: readonly Property[];
  readonly components?: readonly Component[];
}

/** A text as a value of type TEXT (RFC 5545, 3.3.11). */
export function asText(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|[\r\n]/g, '\\n');
}

/** A component as an iCalendar stream: lines that end in CR LF, folded. */
export function toStream(component: Component): string {
  return linesOf(component)
    .map((line) => `${fold(line)}\r\n`)
    .join('');
}

function linesOf({ name, properties, components = [] }: Component): string[] {
  return [
    `BEGIN:${name}`,
    ...properties.map(toLine),
    ...components.flatMap(linesOf),
    `END:${name}`,
  ];
}

function toLine({ name, parameters = {}, value }: Property): string {
  const given = Object.entries(parameters).map(([parameter, text]) => `;${parameter}=${text}`);
  return `${name}${given.join('')}:${value}`;
}

/**
 * Breaks a line where it would be longer than 75 octets; a further line begins with a blank, which counts. The
 * octets of one character stay together: a sign of Devanagari has three.
 */
function fold(line: string): string {
  let folded = '';
  let length = 0;
  for (const character of line) {
    const octets = Buffer.byteLength(character, 'utf8');
    if (length + octets > longestLine) {
      folded += '\r\n ';
      length = 1;
    }
    folded += character;
    length += octets;
  }
  return folded;
}
