import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Variant } from '../variants/variant.ts';

/** The variants that want a key. */
export const KEYED_VARIANTS = ['partner', 'internal'] as const satisfies readonly Variant[];

/** A variant that wants a key. */
export type KeyedVariant = (typeof KEYED_VARIANTS)[number];

/** What the keys of a variant begin with, by which people and scanners of leaked secrets know them. */
const PREFIXES: Readonly<Record<KeyedVariant, string>> = {
  partner: 'niryat_p_',
  internal: 'niryat_i_',
};

/** 256 bits as base64url. */
const KEY = /^niryat_[pi]_[\w-]{43}$/;

/** What looks like a key anywhere in a text. */
export const KEY_WITHIN = /niryat_[pi]_[\w-]{8}/;

/** Whether a text has the form of a key; whether it is one, the key ring says. */
export const isKeyShaped = (text: string): boolean => KEY.test(text);

/** A new key: 256 random bits. */
export const newKey = (variant: KeyedVariant): string =>
  PREFIXES[variant] + randomBytes(32).toString('base64url');

/**
 * What is stored of a key. A plain SHA-256 is enough, and bcrypt would be worse: slow hashes are there for what people
 * choose, of which there are few enough to try all. Of 2^256 random keys nobody can try any part, and a slow hash would
 * let anyone who sends wrong keys keep this process busy.
 */
export const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Compares two hashes in a time that tells nothing of where they differ. */
export function sameHash(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The first of the records whose hash is that of the key; all are compared, whichever it is. */
export function recordOfKey<Row extends { readonly hash: string }>(
  key: string,
  records: readonly Row[],
): Row | undefined {
  const hash = hashOf(key);
  let found: Row | undefined;
  for (const record of records) {
    const same = sameHash(hash, record.hash);
    found = same ? (found ?? record) : found;
  }
  return found;
}
