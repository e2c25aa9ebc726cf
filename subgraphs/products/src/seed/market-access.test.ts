import { marketAccessOf } from './market-access.ts';

/** A row of the files of another subgraph, as text. */
type Row = Readonly<Record<string, string>>;

const factsOf = (files: Readonly<Record<string, readonly Row[]>>) =>
  marketAccessOf(
    new Map(Object.entries(files).map(([type, rows]) => [type, rows])),
    new Map([['shoes', 'leather']]),
  );

const mission: Row = {
  code: 'embassy-tokyo',
  country_code: 'JP',
  accredited_to: '',
  source_codes: 'doe|other',
};
const agreement: Row = {
  code: 'in-eaeu',
  partners: 'RU|KZ',
  status: 'IN_FORCE',
  in_force_on: '2022-05-01',
  source_codes: 'ta',
};
const event: Row = {
  code: 'fair',
  status: 'HELD',
  starts_on: '2022-06-07',
  origin: 'IN-UP',
  country_code: 'DE',
  source_codes: 'press',
};
const topic = (of: Row): Row => ({
  event_code: 'fair',
  sector_code: '',
  product_code: '',
  country_code: '',
  ...of,
});

describe('what opens a market', () => {
  it('is a mission where it lies and where it is accredited', () => {
    expect(factsOf({ Mission: [{ ...mission, accredited_to: 'MH|PW' }] })).toEqual(
      ['JP', 'MH', 'PW'].map((countryCode) => ({
        kind: 'MISSION',
        code: 'embassy-tokyo',
        countryCode,
        since: null,
        origin: null,
        sectorCodes: [],
        sourceCode: 'doe',
      })),
    );
  });

  it('is an agreement in force with each of its partners, from its first day', () => {
    expect(factsOf({ TradeAgreement: [agreement] })).toMatchObject([
      { kind: 'AGREEMENT', code: 'in-eaeu', countryCode: 'RU', since: '2022-05-01' },
      { kind: 'AGREEMENT', code: 'in-eaeu', countryCode: 'KZ', since: '2022-05-01' },
    ]);
    expect(factsOf({ TradeAgreement: [{ ...agreement, in_force_on: '' }] })).toMatchObject([
      { since: null },
      { since: null },
    ]);
  });

  it.each(['UNDER_NEGOTIATION', 'CONCLUDED', 'SIGNED'])('is no agreement that is %s', (status) => {
    expect(factsOf({ TradeAgreement: [{ ...agreement, status }] })).toEqual([]);
  });

  it('is an event there, about the country or with it taking part, once, with its sectors and those of its products', () => {
    expect(
      factsOf({
        Event: [event],
        EventTopic: [
          topic({ country_code: 'JP' }),
          topic({ country_code: 'DE' }),
          topic({ sector_code: 'carpets' }),
          topic({ product_code: 'shoes' }),
          topic({ sector_code: 'leather' }),
          topic({ event_code: 'another', country_code: 'US', sector_code: 'toys' }),
        ],
        Participation: [
          { event_code: 'fair', country_code: '' },
          { event_code: 'fair', country_code: 'JP' },
          { event_code: 'fair', country_code: 'VN' },
          { event_code: 'another', country_code: 'US' },
        ],
      }),
    ).toEqual(
      ['DE', 'JP', 'VN'].map((countryCode) => ({
        kind: 'EVENT',
        code: 'fair',
        countryCode,
        since: '2022-06-07',
        origin: 'IN-UP',
        sectorCodes: ['carpets', 'leather'],
        sourceCode: 'press',
      })),
    );
  });

  it.each(['PLANNED', 'PROPOSED', 'CANCELLED', 'POSTPONED'])('is no event that is %s', (status) => {
    expect(factsOf({ Event: [{ ...event, status }] })).toEqual([]);
  });

  it('is no event in India that is about no other country', () => {
    expect(factsOf({ Event: [{ ...event, country_code: 'IN' }] })).toEqual([]);
  });
});
