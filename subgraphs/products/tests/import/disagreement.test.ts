import { cellsOf, importInto, openOffice, stateOf } from './support.ts';

const office = openOffice();

describe('an option that says otherwise than the file', () => {
  const tea = ['COMMODITY,COUNTRY,UNIT,QUANTITY,VALUE(US$ million)', 'TEA,JAPAN,KGS,1,1'];
  const chapters = ['S.No.,HSCode,Commodity,2020-2021,2021-2022,%Growth', '1,57,CARPETS,1,2,100'];
  const own = ['fiscal_year,country_code,value_usd_million', '2020-21,JP,1'];

  it.each([
    [
      'tea_2020-21.csv',
      tea,
      { fiscalYear: '2021-22' },
      /2021-22.*name of tea_2020-21\.csv 2020-21/,
    ],
    [
      'export_ne-asia.csv',
      chapters,
      { fiscalYear: '2020-21' },
      /says 2020-21, and its heading 2021-22/,
    ],
    [
      'own.csv',
      own,
      { fiscalYear: '2021-2022' },
      /says 2021-22, and its column fiscal_year 2020-21/,
    ],
    [
      'own.csv',
      ['calendar_year,value_usd_million', '2020,1'],
      { fiscalYear: '2021-22' },
      /2021-22, and the heading calendar_year/,
    ],
    ['x_ne-asia.csv', chapters, { region: 'ASEAN' }, /"ASEAN", and the name .* "x ne asia"/],
    ['tea.csv', tea, { fiscalYear: 'from 2021-22 on' }, /got "from 2021-22 on"/],
  ])(
    'is refused, naming both, and nothing is changed: %s %#',
    async (name, lines, options, message) => {
      const before = await stateOf(office.service);
      await expect(
        importInto(office.service, office.desk.file(name, lines), options),
      ).rejects.toThrow(message);
      expect(await stateOf(office.service)).toEqual(before);
    },
  );

  it('is taken where both say the same, years in their long form too', async () => {
    await importInto(office.service, office.desk.file('tea_2021-22.csv', tea), {
      fiscalYear: '2021-2022',
    });
    await importInto(office.service, office.desk.file('x_ne-asia.csv', chapters), {
      fiscalYear: '2021-22',
      region: 'NE Asia',
    });
    const long = ['fiscal_year,country_code,value_usd_million', '2020-2021,JP,1'];
    await importInto(office.service, office.desk.file('own.csv', long), { fiscalYear: '2020-21' });
    expect(await cellsOf(office.service, 'own')).toEqual(['2020-21 JP 1']);
  });
});

describe('a name that is not known', () => {
  it.each([
    ['USA', 'U S A'],
    ['UNITED STATES', 'U S A'],
    ['United States of America', 'U S A'],
    ['VIET NAM', 'VIETNAM SOC REP'],
    ['UNITED KINGDOM', 'U K'],
    ['UAE', 'U ARAB EMTS'],
    ['SOUTH KOREA', 'KOREA RP'],
    ['TÜRKIYE', 'TURKEY'],
    ['DEU', 'GERMANY'],
  ])('is answered with the one that the format wants, first: %s', async (name, wanted) => {
    const path = office.desk.file('tea_2021-22.csv', [
      'COMMODITY,COUNTRY,UNIT,QUANTITY,VALUE(US$ million)',
      `TEA,${name},KGS,1,1`,
    ]);
    await expect(importInto(office.service, path)).rejects.toThrow('nothing was loaded');
    expect(office.desk.lines('tea_2021-22.rejects.csv')[1]).toMatch(
      new RegExp(`is not known; nearest: ${wanted}(,|"$)`),
    );
  });

  it('is answered with codes where the format has codes', async () => {
    const own = office.desk.file('own.csv', [
      'origin,fiscal_year,country_code,value_usd_million',
      'IN,2021-22,USA,1',
      'IN,2021-22,Vietnam,1',
      'IN-ZZ,2021-22,JP,1',
      'IN,9998-99,JP,1',
      'IN,2021-22,JP,1e99',
    ]);
    await expect(importInto(office.service, own)).rejects.toThrow('5 of 5 rows');
    expect(office.desk.lines('own.rejects.csv').slice(1)).toEqual([
      expect.stringContaining('""USA"" is not known; nearest: US'),
      expect.stringContaining('""Vietnam"" is not known; nearest: VN'),
      expect.stringContaining('the origin ""IN-ZZ"" is not known; nearest: IN, IN-JK, IN-UP'),
      expect.stringMatching(/the year ""9998-99"" is none such as 2021-22, of 1947-48 to /),
      expect.stringContaining('the value ""1e99"" has more than 15 digits before its point'),
    ]);
  });
});
