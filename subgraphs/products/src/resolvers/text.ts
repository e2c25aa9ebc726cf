import { inLanguage, type Language, type Text } from '@niryat/kernel';

/** The argument of every field that can be told in two languages. */
interface LanguageArgs {
  readonly language?: Language | null | undefined;
}

/** A text as it was asked for: the argument goes before the header, the other language before nothing. */
export function told(
  en: string | null,
  hi: string | null,
  args: LanguageArgs,
  context: { readonly language: Language },
): string | null {
  return inLanguage({ en, hi }, args.language ?? context.language);
}

/** The name of a record, as `told`. */
export function nameOf(
  row: { readonly nameEn: string | null; readonly nameHi: string | null },
  args: LanguageArgs,
  context: { readonly language: Language },
): string {
  return onRecord(told(row.nameEn, row.nameHi, args, context));
}

/**
 * A text that the schema promises.
 *
 * @throws {Error} where it is in no language: the table's checks forbid that, so this is a fault.
 */
export function onRecord(text: string | null): string {
  if (text === null) throw new Error('A text that the schema promises is on record in no language');
  return text;
}

/** The name of a record as a text in both languages. */
export const nameText = (row: {
  readonly nameEn: string | null;
  readonly nameHi: string | null;
}): Text => ({ en: row.nameEn, hi: row.nameHi });
