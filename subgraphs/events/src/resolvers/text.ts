import { type BaseContext, inLanguage, type Language, type Text } from '@niryat/kernel';

/** The argument of every text that is told in two languages. */
interface LanguageArgs {
  readonly language?: Language | null | undefined;
}

/** A resolver of a text: in the language asked for, in the other where it is not on record in that one, or null. */
export const told =
  <Row>(textOf: (row: Row) => Text) =>
  (row: Row, { language }: LanguageArgs, context: BaseContext): string | null =>
    inLanguage(textOf(row), language ?? context.language);

/** A resolver of a text that is on record in one language at least: a check of its table sees to it. */
export const alwaysTold =
  <Row>(textOf: (row: Row) => Text) =>
  (row: Row, args: LanguageArgs, context: BaseContext): string => {
    const text = told(textOf)(row, args, context);
    if (text === null) throw new Error('A text that is never empty is on record in no language');
    return text;
  };
