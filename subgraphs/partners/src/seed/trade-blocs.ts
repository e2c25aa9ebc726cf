/**
 * The blocs that a country can be a member of and a requirement can hold in, by their usual letters. A word that
 * is not here is refused when the seed loads, so that a misspelt bloc does not stay a bloc without members.
 */
export const tradeBlocs = [
  'ASEAN',
  'EAC',
  'EAEU',
  'ECOWAS',
  'EFTA',
  'EU',
  'GCC',
  'MERCOSUR',
  'SAARC',
  'SACU',
  'USMCA',
] as const;
