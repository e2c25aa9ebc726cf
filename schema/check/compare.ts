import { ChangeType, CriticalityLevel, diff, type Change as Found } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { promisesOf } from './released.ts';

/** How a change meets the operations that clients have: it may break them, it may surprise them, or neither. */
export type ChangeLevel = 'breaking' | 'dangerous' | 'safe';

/** A difference between two states of a schema. */
export interface SchemaChange {
  readonly level: ChangeLevel;
  /** Where: `Type.field.argument`, `Enum.VALUE`. */
  readonly path: string;
  /** What, in a sentence without its full stop. */
  readonly message: string;
  /** For a breaking change: why it is not allowed; null where it is, and for all others. */
  readonly refusal: string | null;
}

/** The outcome of a comparison. */
export interface Comparison {
  /** By level and path, in an order that depends on nothing else. */
  readonly changes: readonly SchemaChange[];
  /** How many descriptions were reworded: they change no operation. */
  readonly reworded: number;
}

const levels = {
  [CriticalityLevel.Breaking]: 'breaking',
  [CriticalityLevel.Dangerous]: 'dangerous',
  [CriticalityLevel.NonBreaking]: 'safe',
} as const satisfies Record<CriticalityLevel, ChangeLevel>;

const order: readonly ChangeLevel[] = ['breaking', 'dangerous', 'safe'];

/** What a deprecation allows, once its day has passed: that the thing goes. It does not allow to turn it into another. */
const removals: readonly string[] = [
  ChangeType.FieldRemoved,
  ChangeType.FieldArgumentRemoved,
  ChangeType.InputFieldRemoved,
  ChangeType.EnumValueRemoved,
  ChangeType.TypeRemoved,
];

/**
 * Compares a schema with its last release.
 *
 * A breaking change is allowed only where it removes what the release already declared deprecated, with a day that has
 * passed; a type goes with the last thing that used it.
 *
 * @param before the SDL of the release, @param after the SDL of now, @param today `2026-12-31`.
 */
export async function compareSchemas(
  before: string,
  after: string,
  today: string,
): Promise<Comparison> {
  const [old, next] = [buildSchema(before), buildSchema(after)];
  const found = await diff(old, next);
  const promises = promisesOf(old);
  const refusalOf = ({ type, path = '' }: Found): string | null => {
    if (!removals.includes(type))
      return 'nothing allows it: deprecate it, and add another beside it';
    if (type === ChangeType.TypeRemoved) {
      return promises.isFree(path, today)
        ? null
        : 'the last release uses it in more than what was deprecated and is due to go';
    }
    const until = promises.servedUntil(path);
    if (until === undefined) return 'the last release does not declare it deprecated with a day';
    return until < today ? null : `the last release promises it until ${until}`;
  };
  const changes = found
    .filter((change) => !isDescription(change) && !isUseOfDirective(change))
    .map((change) => {
      const level = levels[change.criticality.level];
      return {
        level,
        path: change.path ?? '',
        message: change.message.replace(/\.$/, '').replace(/(?<![\w`])'([^']+)'(?!\w)/g, '`$1`'),
        refusal: level === 'breaking' ? refusalOf(change) : null,
      };
    })
    .sort(
      (a, b) =>
        order.indexOf(a.level) - order.indexOf(b.level) ||
        compareText(a.path, b.path) ||
        compareText(a.message, b.message),
    );
  return { changes, reworded: found.filter(isDescription).length };
}

const isDescription = ({ type }: Found): boolean => /_DESCRIPTION_/.test(String(type));

/** Deprecations are told as such; that a directive is used says the same once more. */
const isUseOfDirective = ({ type }: Found): boolean => /^DIRECTIVE_USAGE_/.test(String(type));

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
