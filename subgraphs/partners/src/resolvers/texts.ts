import { inLanguage, type Language, type Text } from '@niryat/kernel';
import type { Context } from '../context.ts';

interface LanguageArgument {
  readonly language?: Language | null | undefined;
}

/** A text in the language of the argument, else of the request; in the other one where it is not on record in that. */
export function textOf(text: Text, { language }: LanguageArgument, context: Context) {
  return inLanguage(text, language ?? context.language);
}

/**
 * A text that is always on record.
 *
 * @throws {Error} where it is in neither language, which the database's checks rule out.
 */
export function requiredTextOf(text: Text, args: LanguageArgument, context: Context): string {
  const found = textOf(text, args, context);
  if (found === null) throw new Error('A text that must be on record is in neither language');
  return found;
}
