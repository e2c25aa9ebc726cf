/**
 * Consonants in the Hunterian transliteration, the romanisation that the Survey of India prescribes and
 * newspapers use, without its marks over letters: what is compared afterwards has none.
 *
 * A library for reversible transliteration (sanscript) was looked at: it keeps every inherent vowel, as
 * Sanskrit has them, so that the rules below would be needed on top of it all the same.
 */
const consonants: Readonly<Record<string, string>> = {
  ...{ क: 'k', ख: 'kh', ग: 'g', घ: 'gh', ङ: 'n', च: 'ch', छ: 'chh', ज: 'j', झ: 'jh', ञ: 'n' },
  ...{ ट: 't', ठ: 'th', ड: 'd', ढ: 'dh', ण: 'n', त: 't', थ: 'th', द: 'd', ध: 'dh', न: 'n' },
  ...{ प: 'p', फ: 'ph', ब: 'b', भ: 'bh', म: 'm', य: 'y', र: 'r', ल: 'l', ळ: 'l', व: 'v' },
  ...{ श: 'sh', ष: 'sh', स: 's', ह: 'h' },
};

/** Consonants with a dot below, of words from Persian, Arabic and English and of the flaps of Hindi. */
const dotted: Readonly<Record<string, string>> = { क: 'q', ज: 'z', ड: 'r', ढ: 'rh', फ: 'f' };

/** Vowels that stand alone, and the signs of the same vowels behind a consonant. */
const vowels: Readonly<Record<string, string>> = {
  ...{ अ: 'a', आ: 'a', इ: 'i', ई: 'i', उ: 'u', ऊ: 'u', ऋ: 'ri', ए: 'e', ऐ: 'ai', ओ: 'o', औ: 'au' },
  ...{ ऍ: 'e', ऑ: 'o', ऎ: 'e', ऒ: 'o' },
};
const signs: Readonly<Record<string, string>> = {
  ...{
    'ा': 'a',
    'ि': 'i',
    'ी': 'i',
    'ु': 'u',
    'ू': 'u',
    'ृ': 'ri',
    'े': 'e',
    'ै': 'ai',
    'ो': 'o',
    'ौ': 'au',
  },
  ...{ 'ॅ': 'e', 'ॉ': 'o', 'ॆ': 'e', 'ॊ': 'o' },
};

const nukta = '\u093c';
const virama = '\u094d';
const anusvara = '\u0902';
const candrabindu = '\u0901';

/** A sound of a word. An inherent vowel is the `a` that no sign writes. */
interface Sound {
  readonly latin: string;
  readonly kind: 'consonant' | 'vowel' | 'inherent';
}

/** True for a text with a letter of the Devanagari script. */
export function isDevanagari(text: string): boolean {
  return /\p{Script=Devanagari}/u.test(text);
}

/**
 * A word in Devanagari, in Latin letters as it is spoken in Hindi: `कालीन` is `kalin`, `सहगल` is `sahgal`.
 *
 * @param word in Unicode normalisation form D; other letters in it stay as they are.
 */
export function toLatin(word: string): string {
  return withoutSilentVowels(soundsOf(word))
    .map(({ latin }) => latin)
    .join('');
}

function soundsOf(word: string): Sound[] {
  // What is written `jñ` is spoken `gy` in Hindi.
  const letters = [...word.replaceAll('ज्ञ', 'ग्य')];
  const sounds: Sound[] = [];
  for (const [i, letter] of letters.entries()) {
    const next = letters[i + 1] ?? '';
    const behind = next === nukta ? (letters[i + 2] ?? '') : next;
    if (letter in consonants) {
      const latin = (next === nukta ? dotted[letter] : undefined) ?? consonants[letter] ?? '';
      sounds.push({ latin, kind: 'consonant' });
      if (behind !== virama && !(behind in signs)) sounds.push({ latin: 'a', kind: 'inherent' });
    } else if (letter in vowels || letter in signs) {
      sounds.push({ latin: vowels[letter] ?? signs[letter] ?? '', kind: 'vowel' });
    } else if (letter === anusvara || letter === candrabindu) {
      sounds.push({ latin: /[पफबभम]/.test(next) ? 'm' : 'n', kind: 'consonant' });
    } else if (/[\p{L}\p{Nd}]/u.test(letter)) {
      sounds.push({ latin: letter, kind: 'consonant' });
    }
  }
  return sounds;
}

/**
 * The sounds without the inherent vowels that Hindi does not speak: the last one, and from right to left each
 * between vowel and consonant on its left and consonant and vowel on its right (M. Ohala, Aspects of Hindi
 * Phonology, 1983).
 */
function withoutSilentVowels(sounds: readonly Sound[]): Sound[] {
  const spoken = [...sounds];
  const isVowel = (i: number) => spoken[i] !== undefined && spoken[i].kind !== 'consonant';
  const isConsonant = (i: number) => spoken[i]?.kind === 'consonant';
  for (let i = spoken.length - 1; i > 1; i--) {
    if (spoken[i]?.kind !== 'inherent') continue;
    const isLast = i === spoken.length - 1;
    const isInside = isVowel(i - 2) && isConsonant(i - 1) && isConsonant(i + 1) && isVowel(i + 2);
    if (isLast || isInside) spoken.splice(i, 1);
  }
  return spoken;
}
