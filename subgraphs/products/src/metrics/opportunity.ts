import { Decimal } from '../money/decimal.ts';
import { fiscalYearFrom } from './fiscal-year.ts';
import { input, type Metric, type MetricInput, metric } from './metric.ts';
import { type OpportunityWeights, opportunityParts } from './opportunity-weights.ts';

/**
 * A sector of a state and a market, with what its score is made of. Parts are 0 to 1, exact to six decimals;
 * numbers are text, as `numeric` arrives. Sources are the codes of the main ones.
 */
export interface OpportunityRow {
  readonly stateCode: string;
  readonly sectorCode: string;
  readonly countryCode: string;
  readonly rank: number;
  /** 0 to 100. */
  readonly score: string;

  readonly supply: string;
  readonly designations: number;
  readonly designationSource: string | null;
  readonly clusters: number;
  readonly clusterSource: string | null;
  readonly indications: number;
  readonly indicationSource: string | null;
  /** The most designations, clusters and indications that a sector of the state has. */
  readonly mostSupply: number;

  readonly size: string;
  /** In millions of dollars, of the latest year. */
  readonly sales: string;
  /** The largest of the state's pairs. */
  readonly mostSales: string;

  /** Null where the pair was sold in no earlier year on record. */
  readonly growth: string | null;
  /** In percent a year, from `since` to the latest year. */
  readonly cagr: string | null;
  /** The first year on record with sales, and those. */
  readonly since: number;
  readonly firstSales: string;

  /** Null where the sector was not sold in the latest year. */
  readonly diversification: string | null;
  /** Herfindahl-Hirschman index of the sector's markets in the latest year. */
  readonly concentration: string | null;

  readonly access: string;
  readonly missions: number;
  readonly missionSource: string | null;
  readonly agreements: number;
  readonly agreementSource: string | null;
  readonly events: number;
  readonly eventSource: string | null;
}

/** How long an event counts as recent, and how many recent ones open a market fully. */
export const recentEvents = { years: 5, enough: 3 } as const;

/** The growth a year in percent that counts 1; a fall as steep counts 0, no change the middle. */
export const fullGrowth = 20;

/** What the scores of a page rest on besides its rows. */
export interface OpportunityContext {
  readonly weights: OpportunityWeights;
  /** The years on record, by the calendar year in which they begin, ascending. */
  readonly years: readonly number[];
  /** The code of the main source of the trade statistics. */
  readonly tradeSource: string | null;
}

/** An opportunity with what its score rests on. */
export interface Opportunity extends OpportunityRow {
  readonly context: OpportunityContext;
}

const formula = [
  'Score = 100 × (weight of supply × supply + weight of size × size + weight of growth × growth + weight of diversification × diversification + weight of access × access), where',
  'supply = ln(1 + designations + clusters + indications) ÷ ln(1 + mostSupply);',
  'size = ln(1 + sales) ÷ ln(1 + mostSales);',
  `growth = (cagr + ${fullGrowth}) ÷ ${2 * fullGrowth}, not below 0 nor above 1, with cagr = ((sales ÷ firstSales) ^ (1 ÷ years) − 1) × 100;`,
  'diversification = 1 − concentration, the Herfindahl-Hirschman index of the markets of the sector (Hirschman 1964);',
  `access = (a third each) 1 if there are missions, 1 if there are agreements in force, and events ÷ ${recentEvents.enough}, not above 1`,
].join(' ');

/** The score as a number that shows its work: the five parts with their weights, then the numbers that they are made of. */
export function scoreOf(opportunity: Opportunity): Metric {
  const { context, since } = opportunity;
  const trade = context.tradeSource;
  const span = latestOf(opportunity) - since;
  const parts = opportunityParts.map((part) => ({
    ...input(part, opportunity[part], 'INDEX'),
    weight: Number(context.weights[part]),
  }));
  const counts = (name: string, value: number, source: string | null): MetricInput =>
    sourced(input(name, value, 'COUNT'), value === 0 ? null : source);
  return metric(
    new Decimal(opportunity.score),
    'SCORE',
    formula,
    [
      ...parts,
      counts('designations', opportunity.designations, opportunity.designationSource),
      counts('clusters', opportunity.clusters, opportunity.clusterSource),
      counts('indications', opportunity.indications, opportunity.indicationSource),
      input('mostSupply', opportunity.mostSupply, 'COUNT'),
      sourced(input('sales', opportunity.sales, 'USD_MILLION'), trade),
      sourced(input('mostSales', opportunity.mostSales, 'USD_MILLION'), trade),
      input('cagr', opportunity.cagr, 'PERCENT'),
      sourced(input('firstSales', opportunity.firstSales, 'USD_MILLION'), trade),
      input('years', span, 'YEARS'),
      input('concentration', opportunity.concentration, 'INDEX'),
      counts('missions', opportunity.missions, opportunity.missionSource),
      counts('agreements', opportunity.agreements, opportunity.agreementSource),
      counts('events', opportunity.events, opportunity.eventSource),
    ],
    noteOn(opportunity),
  );
}

const sourced = (of: MetricInput, sourceCode: string | null): MetricInput => ({
  ...of,
  sourceCode,
});

/** The last year on record, by the calendar year in which it begins. */
export const latestOf = ({ context, since }: Opportunity): number => context.years.at(-1) ?? since;

/** What must be known of the numbers: years, those that are missing, parts that count as 0. */
function noteOn(opportunity: Opportunity): string {
  const { context, since, growth, diversification } = opportunity;
  const latest = latestOf(opportunity);
  const missing = Array.from({ length: latest - since }, (_, i) => since + i)
    .filter((year) => !context.years.includes(year))
    .map(fiscalYearFrom);
  const last = fiscalYearFrom(latest);
  const notes = [
    `Sales are India's, not the state's, in ${last}.`,
    growth === null
      ? `\`growth\` is not on record, as ${last} is the first year with sales; it counts as 0.`
      : `\`cagr\` runs from ${fiscalYearFrom(since)} to ${last}.`,
    ...(missing.length > 0 ? [`Not on record: ${missing.join(', ')}.`] : []),
    ...(diversification === null
      ? [
          `\`diversification\` is not on record, as nothing of the sector was sold in ${last}; it counts as 0.`,
        ]
      : []),
    `Events are those held in the ${recentEvents.years} years before the day of asking, for the state or all of India, there, about the country or with it taking part, and about the sector or none in particular.`,
  ];
  return notes.join(' ');
}
