import { foldWords, formsOf, joinedPairs, spellingsOf } from './fold.ts';

const folded = (text: string): string[] => foldWords(text).map((word) => word.folded);
const plain = (text: string): string[] => foldWords(text).map((word) => word.plain);

describe('the words of a text as they sound', () => {
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
    expect(folded(word)).toHaveLength(1);
    for (const spelling of spellings) expect(folded(spelling)).toEqual(folded(word));
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
    expect(folded(one)).not.toEqual(folded(other));
  });

  it('come in order, without punctuation', () => {
    expect(folded('भदोही कालीन!')).toEqual(folded('bhadohi -- (kaleen)'));
    expect(folded('papier-mâché')).toEqual(folded('papier mache'));
  });

  it('take the letters of an abbreviation for one word', () => {
    expect(folded('J&K and U.P.')).toEqual(folded('JK and UP'));
    expect(plain('U S A, U K; J & K')).toEqual(['usa', 'uk', 'jk']);
    expect(plain('A4 a b2 size')).toEqual(['a4', 'b2', 'size']);
  });

  it('leave out single letters, blanks and signs', () => {
    expect(folded('C. ... !? \u0000 💡')).toEqual([]);
  });

  it('stay as they are written where no more than a letter would be left', () => {
    expect(folded('AU CH HH zzzz')).toEqual(['au', 'ch', 'hh', 'zzzz']);
  });

  it('keep words of other scripts as they are', () => {
    expect(folded('東京 Москва')).toEqual(['東京', 'москва']);
  });
});

describe('the forms of a word', () => {
  const forms = (text: string): string[] =>
    foldWords(text).flatMap((word) => formsOf(word).map((form) => form.word));

  it('are the word as it is written and as it sounds', () => {
    expect(forms('Bhadohi')).toEqual(['bhadohi', 'badoi']);
    expect(forms('भदोही')).toEqual(['भदोही', 'badoi']);
    expect(forms('KW')).toEqual(['kw', 'kv']);
  });

  it('are one where both are the same', () => {
    expect(forms('Tonk')).toEqual(['tonk']);
  });

  it('are nearer as written than as heard', () => {
    const [written, heard] = foldWords('KW').flatMap(formsOf);
    expect(written?.closeness).toBe(1);
    expect(heard?.closeness).toBeLessThan(1);
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
  expect(joinedPairs(foldWords('Hand loom fabrics'))).toEqual(['handlum', 'lumfabrik']);
  expect(joinedPairs(foldWords('hand'))).toEqual([]);
});
