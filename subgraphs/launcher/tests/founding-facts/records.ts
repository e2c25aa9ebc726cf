import type { GatewayError, GatewayServer } from '@niryat/gateway';
import { type Answer, type Check, parseChecks, problemOf } from './check.ts';
import { queries, type RecordType } from './queries.ts';

/**
 * Records without a code of their own at the root: the list of their owner they stand in, and the checks that pick
 * one by the rest of its name.
 */
const parts: Readonly<
  Record<string, { owner: RecordType; list: string; is: (key: string) => string }>
> = {
  Participation: { owner: 'Event', list: 'participants', is: (who) => `participant.code=${who}` },
  Topic: {
    owner: 'Event',
    list: 'topicMentions',
    is: (key) => key.replace(/^(\w+)\/(.+)$/, 'topic.__typename=$1; topic.code=$2'),
  },
  ProcessStep: { owner: 'Cluster', list: 'processSteps', is: (name) => `name=${name}` },
  BestSeller: {
    owner: 'State',
    list: 'bestSellers',
    is: (words) => `statedName~${words.replaceAll('-', '…')}`,
  },
  OriginMark: { owner: 'State', list: 'originMarks', is: (code) => `code=${code}` },
};

/** How a record is named in `founding-facts.csv`, taken apart. */
interface Name {
  readonly type: RecordType;
  readonly code: string;
  /** Of a part, the list of the owner and the checks that pick it. */
  readonly part?: { readonly list: string; readonly checks: readonly Check[] };
}

/**
 * Takes a record's name apart: `Measure:odop-up`, and of a part `Participation:EVENT/PARTICIPANT`,
 * `Topic:EVENT/Sector/SECTOR`, `ProcessStep:CLUSTER/NAME`, `BestSeller:STATE/WORDS-OF-ITS-NAME` or `OriginMark:STATE/CODE`.
 *
 * @throws {Error} when it names no type of record.
 */
function readName(name: string): Name {
  const [, type = '', code = '', rest = ''] = /^(\w+):([^/]+)(?:\/(.+))?$/u.exec(name) ?? [];
  const part = parts[type];
  if (part && rest) {
    return {
      type: part.owner,
      code,
      part: { list: part.list, checks: parseChecks(part.is(rest)) },
    };
  }
  if (!isRecordType(type) || rest) throw new Error(`"${name}" is the name of no record.`);
  return { type, code };
}

function isRecordType(type: string): type is RecordType {
  return Object.hasOwn(queries, type);
}

/** What the gateway knows of the records asked for. */
export interface Records {
  /** All errors of the answers. */
  readonly errors: readonly GatewayError[];
  /** The record of a name among those asked for; undefined where the graph has none. */
  find(name: string): Answer | undefined;
}

/** Asks the gateway for records by their names, in English and in Hindi: one query for each type and language. */
export async function askRecords(
  gateway: Pick<GatewayServer, 'query'>,
  names: Iterable<string>,
): Promise<Records> {
  const codes = new Map<RecordType, Set<string>>();
  for (const name of names) {
    const { type, code } = readName(name);
    codes.set(type, (codes.get(type) ?? new Set()).add(code));
  }
  const errors: GatewayError[] = [];
  const found = new Map<string, Answer>();
  for (const [type, wanted] of codes) {
    const [en, hi] = await Promise.all(
      ['en', 'hi'].map((language) => ask(gateway, type, [...wanted], language)),
    );
    errors.push(...(en?.errors ?? []), ...(hi?.errors ?? []));
    for (const code of wanted) {
      const answer = { en: en?.records.get(code), hi: hi?.records.get(code) };
      if (answer.en && answer.hi) found.set(`${type}:${code}`, answer);
    }
  }
  return {
    errors,
    find: (name) => {
      const { type, code, part } = readName(name);
      const record = found.get(`${type}:${code}`);
      return part && record ? findPart(record, part.list, part.checks) : record;
    },
  };
}

async function ask(
  gateway: Pick<GatewayServer, 'query'>,
  type: RecordType,
  codes: readonly string[],
  language: string,
) {
  const { field, selection } = queries[type];
  const asked = codes.map(
    (code, i) => `r${i}: ${field}(code: ${JSON.stringify(code)}) { ...asked }`,
  );
  const query = `query ${type}Records { ${asked.join(' ')} } fragment asked on ${type} { ${selection} }`;
  const { body } = await gateway.query({ query }, { 'accept-language': language });
  return {
    errors: body.errors ?? [],
    records: new Map(codes.map((code, i) => [code, body.data?.[`r${i}`]])),
  };
}

/** An item of a list of the owner that passes the checks in English. The list has the same order in both languages. */
function findPart(owner: Answer, list: string, checks: readonly Check[]): Answer | undefined {
  const [en, hi] = [owner.en, owner.hi].map((answer) => listOf(answer, list));
  const at = en?.findIndex((item) =>
    checks.every((check) => problemOf(check, { en: item, hi: item }) === undefined),
  );
  return en && hi && at !== undefined && at >= 0 ? { en: en[at], hi: hi[at] } : undefined;
}

function listOf(record: unknown, field: string): readonly unknown[] {
  const list: unknown = typeof record === 'object' && record ? Reflect.get(record, field) : null;
  return Array.isArray(list) ? list : [];
}
