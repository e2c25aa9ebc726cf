import type { Language } from '@niryat/kernel';
import { Decimal } from '../money/decimal.ts';
import { formatMoney, toMoney } from '../money/money.ts';
import { fiscalYearFrom } from './fiscal-year.ts';
import { latestOf, type Opportunity } from './opportunity.ts';
import { type OpportunityPart, opportunityParts } from './opportunity-weights.ts';

/** What each part is called in a sentence. */
const partNames: Readonly<Record<Language, Readonly<Record<OpportunityPart, string>>>> = {
  EN: {
    supply: 'supply',
    size: 'market size',
    growth: 'growth',
    diversification: 'spread over markets',
    access: 'access',
  },
  HI: {
    supply: 'आपूर्ति',
    size: 'बाज़ार का आकार',
    growth: 'वृद्धि',
    diversification: 'बाज़ारों की विविधता',
    access: 'पहुँच',
  },
};

/**
 * The place in the ranking in one sentence: rank, score, and the strongest and the weakest of the parts that have a
 * weight, with their numbers. A part that is not on record is weaker than any other; of equal parts the first counts.
 */
export function explained(opportunity: Opportunity, language: Language): string {
  const { rank, context } = opportunity;
  const score = rounded(opportunity.score, 1);
  const parts = opportunityParts.filter((part) => Number(context.weights[part]) > 0);
  const ordered = [...parts].sort(
    (a, b) => strengthOf(opportunity, b) - strengthOf(opportunity, a),
  );
  const [strongest] = ordered;
  // Sorting is stable: of equal parts the first in the order of the formula is named, also at the weak end.
  const weakest = parts.reduce<OpportunityPart | undefined>(
    (least, part) =>
      least === undefined || strengthOf(opportunity, part) < strengthOf(opportunity, least)
        ? part
        : least,
    undefined,
  );
  const told = (part: OpportunityPart | undefined): string =>
    part === undefined ? '' : partText(opportunity, part, language);
  if (strongest === weakest) {
    return language === 'HI'
      ? `स्थान ${rank}, 100 में से ${score}: यह केवल इस पर टिका है: ${told(strongest)}।`
      : `Rank ${rank} with ${score} of 100: it rests on ${told(strongest)} alone.`;
  }
  return language === 'HI'
    ? `स्थान ${rank}, 100 में से ${score}: सबसे मज़बूत पक्ष ${told(strongest)}, सबसे कमज़ोर पक्ष ${told(weakest)}।`
    : `Rank ${rank} with ${score} of 100: strongest in ${told(strongest)}, weakest in ${told(weakest)}.`;
}

/** A part as a number to compare: what is not on record lies below 0. */
const strengthOf = (opportunity: Opportunity, part: OpportunityPart): number =>
  Number(opportunity[part] ?? -1);

/** A part with its value and what it is made of: `market size 0.67 (US$ 1,055.97 million in 2021-22)`. */
function partText(opportunity: Opportunity, part: OpportunityPart, language: Language): string {
  const value = opportunity[part];
  const name = partNames[language][part];
  const reason = reasons[language][part](opportunity);
  return value === null ? `${name} (${reason})` : `${name} ${rounded(value, 2)} (${reason})`;
}

const rounded = (value: string, places: number): string => new Decimal(value).toFixed(places);

const english = new Intl.PluralRules('en');

/** A count with its English noun. */
const several = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${english.select(count) === 'one' ? one : many}`;

/** What the value of a part is made of, in the words of each language. */
const reasons: Readonly<
  Record<Language, Readonly<Record<OpportunityPart, (of: Opportunity) => string>>>
> = {
  EN: {
    supply: ({ designations, clusters, indications }) =>
      [
        several(designations, 'designation'),
        several(clusters, 'cluster'),
        several(indications, 'geographical indication'),
      ].join(', '),
    size: (of) => `${salesText(of, 'EN')} in ${fiscalYearFrom(latestOf(of))}`,
    growth: (of) =>
      of.cagr === null
        ? `no sales on record before ${fiscalYearFrom(latestOf(of))}`
        : `${rounded(of.cagr, 1)} % a year from ${fiscalYearFrom(of.since)} to ${fiscalYearFrom(latestOf(of))}`,
    diversification: (of) =>
      of.concentration === null
        ? `nothing sold in ${fiscalYearFrom(latestOf(of))}`
        : `concentration ${rounded(of.concentration, 2)}`,
    access: ({ missions, agreements, events }) =>
      [
        several(missions, 'mission'),
        several(agreements, 'agreement in force', 'agreements in force'),
        several(events, 'recent event'),
      ].join(', '),
  },
  HI: {
    supply: ({ designations, clusters, indications }) =>
      `${designations} नामित उत्पाद, ${clusters} क्लस्टर, ${indications} भौगोलिक संकेतक`,
    size: (of) => `${fiscalYearFrom(latestOf(of))} में ${salesText(of, 'HI')}`,
    growth: (of) =>
      of.cagr === null
        ? `${fiscalYearFrom(latestOf(of))} से पहले की कोई बिक्री अभिलेख में नहीं`
        : `${fiscalYearFrom(of.since)} से ${fiscalYearFrom(latestOf(of))} तक प्रति वर्ष ${rounded(of.cagr, 1)} %`,
    diversification: (of) =>
      of.concentration === null
        ? `${fiscalYearFrom(latestOf(of))} में कोई बिक्री नहीं`
        : `संकेंद्रण ${rounded(of.concentration, 2)}`,
    access: ({ missions, agreements, events }) =>
      `${missions} मिशन, ${agreements} ${agreements === 1 ? 'लागू समझौता' : 'लागू समझौते'}, ${events} ${events === 1 ? 'हाल का आयोजन' : 'हाल के आयोजन'}`,
  },
};

/** The sales of the latest year as money: two decimals of a million, or the first digits of less. */
function salesText({ sales }: Opportunity, language: Language): string {
  const money = toMoney(sales, 'USD_MILLION');
  return money === null ? sales : formatMoney(money, language, 'MILLION');
}
