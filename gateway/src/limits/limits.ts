/** What bounds one request. Every figure is the most that is taken; one more is refused. */
export interface Limits {
  /** Bytes of a body. A compressed body is not read at all, so that none can unfold. */
  readonly bodyBytes: number;
  /** Tokens of a document, at which its parsing ends. */
  readonly tokens: number;
  /** Fields below one another, those of fragments included. */
  readonly depth: number;
  /** Fields of an operation that are given another name, fragments spread out. */
  readonly aliases: number;
  /** Fields at the top of an operation, fragments spread out. */
  readonly rootFields: number;
  /** Directives of an operation, fragments spread out. */
  readonly directives: number;
  /** Operations in a document. */
  readonly operations: number;
  /** Fragment definitions in a document. */
  readonly fragments: number;
  /** Fields of all operations with their fragments spread out, which doubling fragments multiply. */
  readonly fields: number;
  /** Times that one field stands at one place, which validation compares pair by pair. */
  readonly repeats: number;
  /** Variables that an operation defines. */
  readonly variables: number;
  /** Values in the variables of a request, nested ones included. */
  readonly variableValues: number;
  /** Lists and objects within one another in a variable or an argument. */
  readonly variableDepth: number;
  /** Items of one list in a variable or an argument. */
  readonly listLength: number;
  /** Characters of one text in a variable or an argument. */
  readonly textLength: number;
  /** Errors of an answer; the rest is counted in the last of them. */
  readonly errors: number;
  /** Requests in one body. Anything but a single one is refused. */
  readonly batch: 1;
  /** Points that an operation may cost, counted before it runs. */
  readonly cost: number;
  /** Items that a list is taken to have where the schema says nothing of its size. */
  readonly assumedListSize: number;
  /** Points that a client may spend in a window. */
  readonly ratePoints: number;
  /** The same for clients on this machine: tests, explorers, benchmarks. As `ratePoints` where that is set. */
  readonly rateLoopbackPoints: number;
  /** Seconds of a window. */
  readonly rateWindow: number;
}

/** The name of a limit, as refusals give it in `extensions.limit`. */
export type LimitName = keyof Limits;

/** One limit as it is documented: `README.md` has this very table, and a test holds them together. */
interface LimitRow {
  readonly default: number;
  /** What is counted, in a few words. */
  readonly what: string;
  /** The environment variable that changes it; undefined for one that stays. */
  readonly variable?: string;
}

/** All limits, with what holds where nothing is said. The one place where they stand. */
export const LIMITS: Readonly<Record<LimitName, LimitRow>> = {
  bodyBytes: {
    default: 1_048_576,
    what: 'bytes of a body; compressed bodies are refused unread (415)',
    variable: 'LIMIT_BODY_BYTES',
  },
  tokens: { default: 5_000, what: 'tokens of a document', variable: 'LIMIT_TOKENS' },
  depth: { default: 20, what: 'fields below one another', variable: 'LIMIT_DEPTH' },
  aliases: {
    default: 100,
    what: 'aliases of an operation, fragments spread out',
    variable: 'LIMIT_ALIASES',
  },
  rootFields: {
    default: 50,
    what: 'fields at the top of an operation',
    variable: 'LIMIT_ROOT_FIELDS',
  },
  directives: {
    default: 100,
    what: 'directives of an operation, fragments spread out',
    variable: 'LIMIT_DIRECTIVES',
  },
  operations: { default: 50, what: 'operations in a document', variable: 'LIMIT_OPERATIONS' },
  fragments: { default: 200, what: 'fragments in a document', variable: 'LIMIT_FRAGMENTS' },
  fields: {
    default: 5_000,
    what: 'fields of a document with its fragments spread out',
    variable: 'LIMIT_FIELDS',
  },
  repeats: {
    default: 100,
    what: 'times that one field stands at one place',
    variable: 'LIMIT_REPEATS',
  },
  variables: { default: 100, what: 'variables of an operation', variable: 'LIMIT_VARIABLES' },
  variableValues: {
    default: 5_000,
    what: 'values in the variables of a request',
    variable: 'LIMIT_VARIABLE_VALUES',
  },
  variableDepth: {
    default: 10,
    what: 'lists and objects within one another in a variable or an argument',
    variable: 'LIMIT_VARIABLE_DEPTH',
  },
  listLength: {
    default: 500,
    what: 'items of a list in a variable or an argument',
    variable: 'LIMIT_LIST_LENGTH',
  },
  textLength: {
    default: 10_000,
    what: 'characters of a text in a variable or an argument',
    variable: 'LIMIT_TEXT_LENGTH',
  },
  errors: {
    default: 50,
    what: 'errors of an answer; the last says how many were left out',
    variable: 'LIMIT_ERRORS',
  },
  batch: { default: 1, what: 'requests in a body; lists of requests are refused' },
  cost: {
    default: 25_000,
    what: 'points that an operation may cost, counted before it runs',
    variable: 'LIMIT_COST',
  },
  assumedListSize: {
    default: 10,
    what: 'items that a list counts for where the schema has no `@listSize`',
    variable: 'LIMIT_ASSUMED_LIST_SIZE',
  },
  ratePoints: {
    default: 1_000_000,
    what: 'points that a client may spend in a window',
    variable: 'RATE_LIMIT_POINTS',
  },
  rateLoopbackPoints: {
    default: 1_000_000_000,
    what: 'the same for clients on this machine, unless `RATE_LIMIT_POINTS` is set',
  },
  rateWindow: { default: 60, what: 'seconds of a window', variable: 'RATE_LIMIT_WINDOW' },
};
