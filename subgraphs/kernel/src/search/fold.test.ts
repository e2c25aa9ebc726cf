import { foldWords, joinedPairs, spellingsOf } from './fold.ts';

describe('the words of a text as search compares them', () => {
  it.each([
    ['भदोही', 'Bhadohi', 'bhadoi', 'BHADOHI', 'badohi'],
    ['कालीन', 'kaleen', 'kalin', 'qaleen'],
    ['टोक्यो', 'Tokyo', 'tokio', 'Tōkyō'],
    ['सहगल', 'Sehgal', 'Sahgal', 'Sahagal'],
    ['चिकनकारी', 'chikankari', 'Chikankaari'],
    ['अयोध्या', 'Ayodhya', 'ayodhiya'],
    ['जयपुर', 'Jaipur', 'jaypur'],
    ['उत्तर', 'Uttar', 'utar'],
    ['साड़ी', 'saree', 'sari', 'saris'],
    ['शॉल', 'shawl'],
    ['जरदोजी', 'ज़रदोज़ी', 'zardozi', 'jardozi', 'zardoji'],
    ['चंद्र', 'Chandra', 'Chandr'],
    ['कश्मीर', 'Kashmir', 'Kashmeer'],
    ['carpet', 'Carpets', 'karpet'],
    ['embassy', 'embassies'],
    ['brush', 'brushes'],
    ['आगरा', 'Agra'],
    ['२०२२', '2022'],
    ['Ｊａｐａｎ', 'Japan', 'जापान'],
  ])('are the same for %s and %s', (word, ...spellings) => {
    expect(foldWords(word)).toHaveLength(1);
    for (const spelling of spellings) expect(foldWords(spelling)).toEqual(foldWords(word));
  });

  it.each([
    ['Kanpur', 'Kannauj'],
    ['Dubai', 'Mumbai'],
    ['Agra', 'Agro'],
    ['carpet', 'cabinet'],
    ['कालीन', 'काला'],
    ['टोक्यो', 'टोगो'],
    ['Banda', 'Gonda'],
    ['glass', 'class'],
    ['2021', '2022'],
    ['Niger', 'Nigeria'],
    ['भदोही', 'बदायूं'],
  ])('differ for %s and %s', (one, other) => {
    expect(foldWords(one)).not.toEqual(foldWords(other));
  });

  it('come in order, without punctuation', () => {
    expect(foldWords('भदोही कालीन!')).toEqual(foldWords('bhadohi -- (kaleen)'));
    expect(foldWords('papier-mâché')).toEqual(foldWords('papier mache'));
  });

  it('take the letters of an abbreviation for one word', () => {
    expect(foldWords('J&K and U.P.')).toEqual(foldWords('JK and UP'));
  });

  it('leave out single letters, blanks and signs', () => {
    expect(foldWords('C. ... !? \u0000 💡')).toEqual([]);
    expect(foldWords('zzzz')).toEqual([]);
  });

  it('keep words of other scripts as they are', () => {
    expect(foldWords('東京 Москва')).toEqual(['東京', 'москва']);
  });
});

describe('the spellings of a word', () => {
  const meet = (one: string, other: string): boolean =>
    spellingsOf(one).some((spelling) => spellingsOf(other).includes(spelling));

  it.each([
    ['a letter left out', 'karpt'],
    ['a letter too many', 'karpeat'],
    ['a wrong letter', 'kerpet'],
    ['two letters swapped', 'kapret'],
  ])('meet those of the word with %s', (_, mistyped) => {
    expect(meet('karpet', mistyped)).toBe(true);
  });

  it('do not meet those of a word with two slips', () => {
    expect(meet('karpet', 'kerpot')).toBe(false);
  });

  it('are none for short words and numbers, which any change makes another', () => {
    expect(spellingsOf('dri')).toEqual([]);
    expect(spellingsOf('2022')).toEqual([]);
  });
});

it('writes neighbouring words as one', () => {
  expect(joinedPairs(['hand', 'knotted', 'carpet'])).toEqual(['handknotted', 'knottedcarpet']);
  expect(joinedPairs(['hand'])).toEqual([]);
});
