import { type Answer, parseChecks, problemOf } from './check.ts';

const answer: Answer = {
  en: {
    title: 'Talks on exports',
    summary: 'The Chief Secretary asked for Branding and a hallmark.',
    endsOn: null,
    revision: 1,
    state: { code: 'IN-JK' },
    country: null,
    topics: ['BRANDING', 'FINANCE'],
    outcomes: [],
    sources: [
      { code: 'seed-000', publishedOn: '2022-06-07' },
      { code: 'seed-001', publishedOn: null },
    ],
  },
  hi: { title: 'निर्यात पर वार्ता' },
};

const problems = (checks: string) =>
  parseChecks(checks).flatMap((check) => problemOf(check, answer) ?? []);

describe('a check', () => {
  it.each([
    'title=Talks on exports',
    'revision=1',
    'endsOn=null',
    'state.code=IN-JK',
    'topics=FINANCE',
    'topics!=INSURANCE',
    'sources.code=seed-001',
    'sources.code!=seed-002',
    'sources[code=seed-001].publishedOn=null',
    'sources[code=seed-000].publishedOn!=null',
    'summary~chief secretary',
    'summary~branding … HALLMARK',
    'summary!~logo',
    'title@hi~निर्यात',
    'title~talks; topics=BRANDING',
  ])('holds: %s', (checks) => {
    expect(problems(checks)).toEqual([]);
  });

  it.each([
    ['title=Talks', 'title=Talks: got "Talks on exports"'],
    ['sources.code=seed-002', 'sources.code=seed-002: got "seed-000", "seed-001"'],
    ['sources.code!=seed-000', 'sources.code!=seed-000: got "seed-000", "seed-001"'],
    ['title~hallmark', 'title~hallmark: got "Talks on exports"'],
    ['title~exports … talks', 'title~exports … talks: got "Talks on exports"'],
    ['title!~exports', 'title!~exports: got "Talks on exports"'],
    ['title@hi=Talks on exports', 'title@hi=Talks on exports: got "निर्यात पर वार्ता"'],
    ['revision=1; topics=INSURANCE', 'topics=INSURANCE: got "BRANDING", "FINANCE"'],
  ])('does not hold: %s', (checks, problem) => {
    expect(problems(checks)).toEqual([problem]);
  });

  it.each([
    ['city!=Lucknow', 'city was not asked for'],
    ['country.code!=JP', 'there is no code in null'],
    ['title.code!=JP', 'there is no code in "Talks on exports"'],
    ['outcomes.kind!=LEAD', 'nothing is there'],
    ['sources[code=seed-002].publishedOn!=2022', 'nothing is there'],
    ['sources[publisher=x].code!=y', 'publisher was not asked for'],
    ['state!=IN-UP', 'a record is there, not a value'],
    ['endsOn!~2022', 'is null'],
    ['sources.publishedOn~2023', 'is null'],
  ])('that cannot be told fails: %s', (checks, problem) => {
    expect(problems(checks)).toEqual([`${checks}: ${problem}`]);
  });

  it.each([
    '',
    'title',
    'title=',
    '=x',
    'title@mr=x',
    'title[0]=x',
    'title=x;',
    'sources[code].x=y',
  ])('is refused when it is none: "%s"', (text) => {
    expect(() => parseChecks(text)).toThrow(/is no check: write path=value/);
  });
});
