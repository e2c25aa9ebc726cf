import { badUserInput } from '@niryat/kernel';
import { Decimal } from '../money/decimal.ts';

/** The parts of an opportunity's score, in the order of its formula. */
export const opportunityParts = ['supply', 'size', 'growth', 'diversification', 'access'] as const;

/** One of `opportunityParts`. */
export type OpportunityPart = (typeof opportunityParts)[number];

/** The weight of each part as text, exact to twelve decimals; their sum is 1 but for the rounding. */
export type OpportunityWeights = Readonly<Record<OpportunityPart, string>>;

/**
 * What counts how much where a request says nothing. What the state makes and what India sells there already are
 * facts about this very pair, and count most; growth rests on two years, and access can be worked on; how the
 * sector's sales are spread says least about the one market.
 */
export const defaultWeights: Readonly<Record<OpportunityPart, number>> = {
  supply: 0.25,
  size: 0.25,
  growth: 0.2,
  diversification: 0.1,
  access: 0.2,
};

/** Weights as a request gives them: one that is null or left out keeps its default. */
export type GivenWeights = Readonly<Partial<Record<OpportunityPart, number | null | undefined>>>;

/**
 * The weights of a request, scaled to a sum of 1.
 *
 * @throws {GraphQLError} `BAD_USER_INPUT`, naming the argument, for a weight below 0, or where all are 0.
 */
export function scaledWeights(given: GivenWeights | null | undefined): OpportunityWeights {
  const raw = opportunityParts.map((part) => {
    const weight = given?.[part] ?? defaultWeights[part];
    if (weight >= 0) return [part, new Decimal(weight)] as const;
    throw badUserInput(`\`weights.${part}\` must be 0 or more, got ${weight}.`, {
      argument: `weights.${part}`,
      given: weight,
      accepted: '0 or more',
    });
  });
  const sum = raw.reduce((total, [, weight]) => total.plus(weight), new Decimal(0));
  if (sum.isZero()) {
    throw badUserInput(
      '`weights` are all 0, so that nothing would count; one of them must be more.',
      {
        argument: 'weights',
        given,
        accepted: 'at least one weight above 0',
      },
    );
  }
  const scaled = raw.map(([part, weight]) => [part, weight.div(sum).toDecimalPlaces(12).toFixed()]);
  return Object.fromEntries(scaled) as OpportunityWeights;
}
