import type { Language } from '@niryat/kernel';

/** The scales in which large sums are stated, as the schema's enum names them. */
export const numberScales = [
  'UNIT',
  'THOUSAND',
  'LAKH',
  'MILLION',
  'CRORE',
  'BILLION',
  'LAKH_CRORE',
] as const;

/** One of `numberScales`. */
export type NumberScale = (typeof numberScales)[number];

/** The power of ten that one of a scale is. */
export const powerOfTen: Readonly<Record<NumberScale, number>> = {
  UNIT: 0,
  THOUSAND: 3,
  LAKH: 5,
  MILLION: 6,
  CRORE: 7,
  BILLION: 9,
  LAKH_CRORE: 12,
};

/** The word behind a number counted in a scale; none for single units. */
export const scaleWord: Readonly<Record<NumberScale, Readonly<Record<Language, string>>>> = {
  UNIT: { EN: '', HI: '' },
  THOUSAND: { EN: 'thousand', HI: 'हज़ार' },
  LAKH: { EN: 'lakh', HI: 'लाख' },
  MILLION: { EN: 'million', HI: 'मिलियन' },
  CRORE: { EN: 'crore', HI: 'करोड़' },
  BILLION: { EN: 'billion', HI: 'बिलियन' },
  LAKH_CRORE: { EN: 'lakh crore', HI: 'लाख करोड़' },
};
