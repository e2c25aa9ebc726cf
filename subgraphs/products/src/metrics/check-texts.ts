import type { Language } from '@niryat/kernel';
import type { ExportFigure } from '../entities/export-figure.ts';
import type { Decimal } from '../money/decimal.ts';
import { formatMoney, toMoney } from '../money/money.ts';
import type { Inputs, NoRecipe, Recipe, Wanted } from './recipe.ts';
import type { Range } from './stated-range.ts';

/** A text in both languages. */
export type BothLanguages = Readonly<Record<Language, string>>;

/** How a recomputation compares with what is stated. */
export type Outcome = 'EQUAL' | 'EQUAL_ONCE_ROUNDED' | 'WITHIN_ROUNDING_OF_INPUTS' | 'DIFFERENT';

/** Why a figure does not follow from others, by reason. */
export const noRecipeTexts: Readonly<Record<NoRecipe, BothLanguages>> = {
  IS_A_VALUE: {
    EN: 'An export value is reported as such; it follows from no other published figure.',
    HI: 'निर्यात का मूल्य सीधे बताया जाता है; वह किसी अन्य प्रकाशित आँकड़े से नहीं निकलता।',
  },
  IS_A_RANK: {
    EN: 'A place follows from the numbers of all others in the list, which are not on record.',
    HI: 'स्थान सूची के सभी अन्य आँकड़ों से निकलता है, जो अभिलेख में नहीं हैं।',
  },
  NO_VALUES_OF_KIND: {
    EN: 'The exports of these enterprises are on record as a share only, not as a value.',
    HI: 'इन उद्यमों का निर्यात केवल हिस्से के रूप में अभिलेख में है, मूल्य के रूप में नहीं।',
  },
  NO_YEAR: {
    EN: 'The source names no fiscal year, so that nobody can tell which values it depends on.',
    HI: 'स्रोत कोई वित्त वर्ष नहीं बताता, इसलिए यह नहीं कहा जा सकता कि वह किन मूल्यों पर निर्भर है।',
  },
};

/** What is missing: the values that a figure depends on, and which of them are not on record. */
export function missingText(recipe: Recipe, missing: readonly Wanted[]): BothLanguages {
  const wanted = [recipe.upper, recipe.lower].map(described).join(', ');
  const none = missing.map(described).join(', ');
  return missing.length > 0
    ? {
        EN: `It follows from export values (${wanted}), of which none is on record for ${none}.`,
        HI: `यह निर्यात मूल्यों (${wanted}) से निकलता है; इनमें ${none} का कोई मूल्य अभिलेख में नहीं है।`,
      }
    : {
        EN: `It follows from export values (${wanted}), which are not on record in one currency.`,
        HI: `यह निर्यात मूल्यों (${wanted}) से निकलता है, जो एक ही मुद्रा में अभिलेख में नहीं हैं।`,
      };
}

/** A value by its codes, which read the same in both languages: `IN-UP odop-products 2021-22`. */
function described(wanted: Wanted): string {
  const { origin, districtCode, productCode, subject, sectorCode, countryCode } = wanted;
  const about = subject ?? productCode ?? sectorCode;
  return [districtCode ?? origin, about, countryCode, wanted.fiscalYear, wanted.period]
    .filter((part) => part !== null)
    .join(' ');
}

/** What a recomputation needs to be told. */
export interface Told {
  readonly figure: ExportFigure;
  readonly recipe: Recipe;
  readonly inputs: Inputs;
  readonly result: Decimal;
  /** What the result can be, given the digits of the inputs. */
  readonly possible: Range;
  readonly outcome: Outcome;
}

/** How a figure was recomputed, from what, and how it compares, in full sentences. */
export function recomputedText(told: Told): BothLanguages {
  return {
    EN: [yearText(told.recipe).EN, workText(told).EN, originText(told).EN, outcomeText(told).EN]
      .filter(Boolean)
      .join(' '),
    HI: [yearText(told.recipe).HI, workText(told).HI, originText(told).HI, outcomeText(told).HI]
      .filter(Boolean)
      .join(' '),
  };
}

function yearText({ yearFrom }: Recipe): BothLanguages {
  return yearFrom === null
    ? { EN: '', HI: '' }
    : {
        EN: `The source names no fiscal year; the last ones over on its day, ${yearFrom}, are taken.`,
        HI: `स्रोत कोई वित्त वर्ष नहीं बताता; उसके दिन ${yearFrom} तक पूरे हुए अंतिम वर्ष लिए गए हैं।`,
      };
}

function workText({ figure, recipe, inputs, result }: Told): BothLanguages {
  const percent = percentText(result, figure);
  const { upper, lower } = inputs;
  return recipe.kind === 'GROWTH'
    ? {
        EN: `From ${sum(lower, 'EN')} in ${lower.fiscalYear} to ${sum(upper, 'EN')} in ${upper.fiscalYear} is a growth of ${percent}.`,
        HI: `${lower.fiscalYear} के ${sum(lower, 'HI')} से ${upper.fiscalYear} के ${sum(upper, 'HI')} तक वृद्धि ${percent} होती है।`,
      }
    : {
        EN: `${capitalised(sum(upper, 'EN'))} is ${percent} of ${sum(lower, 'EN')} in ${lower.fiscalYear}.`,
        HI: `${lower.fiscalYear} में ${sum(upper, 'HI')}, ${sum(lower, 'HI')} का ${percent} है।`,
      };
}

function originText({ inputs }: Told): BothLanguages {
  if (inputs.shared === 2) {
    return {
      EN: 'A source of this figure states both values.',
      HI: 'दोनों मूल्य इसी आँकड़े के स्रोत बताते हैं।',
    };
  }
  return inputs.shared === 1
    ? {
        EN: 'A source of this figure states one of the values; the other is from another source.',
        HI: 'एक मूल्य इसी आँकड़े का स्रोत बताता है; दूसरा अन्य स्रोत से है।',
      }
    : {
        EN: 'No source of this figure states the values; they are from others, preferred where those differ.',
        HI: 'इस आँकड़े का कोई स्रोत ये मूल्य नहीं बताता; वे अन्य स्रोतों से हैं, मतभेद में वरीय मूल्य।',
      };
}

function outcomeText({ figure, result, possible, outcome }: Told): BothLanguages {
  const stated = {
    EN: hedged(`${figure.value} %`, figure, 'EN'),
    HI: hedged(`${figure.value} %`, figure, 'HI'),
  };
  const rounded = `${result.toFixed(decimalsOf(figure.value))} %`;
  switch (outcome) {
    case 'EQUAL':
      return { EN: `Stated is ${stated.EN}, the same.`, HI: `बताया गया है ${stated.HI}, यही।` };
    case 'EQUAL_ONCE_ROUNDED':
      return {
        EN: `In the digits stated that is ${stated.EN}.`,
        HI: `बताए गए अंकों में यह ${stated.HI} है।`,
      };
    case 'WITHIN_ROUNDING_OF_INPUTS': {
      const [low, high] = [possible.low, possible.high].map((end) => percentText(end, figure));
      return {
        EN: `Rounded that is ${rounded}, and stated is ${stated.EN}; but the values are rounded themselves: within their last digits the result can be anything from ${low} to ${high}, and some of that rounds to what is stated.`,
        HI: `पूर्णांक में यह ${rounded} है, और बताया गया है ${stated.HI}; पर मूल्य स्वयं पूर्णांकित हैं: उनके अंतिम अंकों के भीतर परिणाम ${low} से ${high} तक कुछ भी हो सकता है, जिसका एक भाग पूर्णांक में बताया गया आँकड़ा देता है।`,
      };
    }
    case 'DIFFERENT':
      return {
        EN: `Stated is ${stated.EN}, another number.`,
        HI: `बताया गया है ${stated.HI}, जो भिन्न है।`,
      };
  }
}

/** A value as money in a language, with its hedge. */
function sum(value: ExportFigure, language: Language): string {
  const money = toMoney(value.value, value.unit);
  if (money === null) throw new Error(`${value.code} is no sum of money`);
  return hedged(formatMoney(money, language), value, language);
}

function hedged(number: string, { qualifier }: ExportFigure, language: Language): string {
  switch (qualifier) {
    case 'OVER':
      return language === 'HI' ? `${number} से अधिक` : `more than ${number}`;
    case 'ALMOST':
      return language === 'HI' ? `लगभग ${number} (कुछ कम)` : `almost ${number}`;
    case 'ABOUT':
      return language === 'HI' ? `लगभग ${number}` : `about ${number}`;
    default:
      return number;
  }
}

/** A percentage with two decimals, or as many as the figure has where those are more. */
function percentText(value: Decimal, figure: ExportFigure): string {
  return `${value.toFixed(Math.max(2, decimalsOf(figure.value)))} %`;
}

const decimalsOf = (value: string): number => value.split('.')[1]?.length ?? 0;

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
