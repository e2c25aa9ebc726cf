import type { Opportunity } from './opportunity.ts';
import { explained } from './opportunity-texts.ts';
import { scaledWeights } from './opportunity-weights.ts';

const opportunity: Opportunity = {
  stateCode: 'IN-UP',
  sectorCode: 'carpets',
  countryCode: 'US',
  rank: 3,
  score: '61.25',
  supply: '0.75',
  designations: 1,
  clusters: 8,
  indications: 2,
  mostSupply: 30,
  designationSource: null,
  clusterSource: null,
  indicationSource: null,
  size: '0.9',
  sales: '1055.970',
  mostSales: '12000',
  growth: '0.25',
  cagr: '-10.04',
  since: 2017,
  firstSales: '1600',
  diversification: '0.6',
  concentration: '0.4',
  access: '0.333333',
  missions: 1,
  missionSource: null,
  agreements: 0,
  agreementSource: null,
  events: 0,
  eventSource: null,
  context: { weights: scaledWeights(null), years: [2017, 2018, 2021], tradeSource: null },
};

const weights = (given: Parameters<typeof scaledWeights>[0]) => ({
  ...opportunity.context,
  weights: scaledWeights(given),
});

describe('the sentence that explains a rank', () => {
  it('names the strongest and the weakest part with their numbers, in English', () => {
    expect(explained(opportunity, 'EN')).toBe(
      'Rank 3 with 61.3 of 100: strongest in market size 0.90 (US$ 1,055.97 million in 2021-22), ' +
        'weakest in growth 0.25 (-10.0 % a year from 2017-18 to 2021-22).',
    );
  });

  it('does so in Hindi', () => {
    expect(explained(opportunity, 'HI')).toBe(
      'स्थान 3, 100 में से 61.3: सबसे मज़बूत पक्ष बाज़ार का आकार 0.90 (2021-22 में US$ 1,055.97 मिलियन), ' +
        'सबसे कमज़ोर पक्ष वृद्धि 0.25 (2017-18 से 2021-22 तक प्रति वर्ष -10.0 %)।',
    );
  });

  it('speaks of one thing and of several', () => {
    const given = { ...opportunity, size: '0', access: '0.4', growth: '0.5' };
    expect(explained({ ...given, supply: '0.8', diversification: '0.1' }, 'EN')).toContain(
      'strongest in supply 0.80 (1 designation, 8 clusters, 2 geographical indications)',
    );
    expect(explained({ ...given, access: '0.95' }, 'EN')).toContain(
      'strongest in access 0.95 (1 mission, 0 agreements in force, 0 recent events)',
    );
  });

  it('takes a part that is not on record for the weakest, below one of 0', () => {
    const unknown = { ...opportunity, growth: null, cagr: null, supply: '0', since: 2021 };
    expect(explained(unknown, 'EN')).toContain(
      'weakest in growth (no sales on record before 2021-22).',
    );
    expect(
      explained({ ...opportunity, diversification: null, concentration: null }, 'HI'),
    ).toContain('सबसे कमज़ोर पक्ष बाज़ारों की विविधता (2021-22 में कोई बिक्री नहीं)।');
  });

  it('passes over parts without a weight', () => {
    const context = weights({ size: 0, growth: 0 });
    expect(explained({ ...opportunity, context }, 'EN')).toBe(
      'Rank 3 with 61.3 of 100: strongest in supply 0.75 (1 designation, 8 clusters, 2 geographical indications), ' +
        'weakest in access 0.33 (1 mission, 0 agreements in force, 0 recent events).',
    );
  });

  it('says so where one part alone counts', () => {
    const context = weights({ size: 0, growth: 0, supply: 0, access: 0 });
    expect(explained({ ...opportunity, context }, 'EN')).toBe(
      'Rank 3 with 61.3 of 100: it rests on spread over markets 0.60 (concentration 0.40) alone.',
    );
    expect(explained({ ...opportunity, context }, 'HI')).toContain('यह केवल इस पर टिका है:');
  });
});
