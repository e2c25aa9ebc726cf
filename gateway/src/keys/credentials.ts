import type { IncomingHttpHeaders } from 'node:http';
import { KEY_WITHIN } from './key.ts';

/** The headers that can bring a key, in lower case. */
export const KEY_HEADERS = ['x-api-key', 'authorization'] as const;

/** Names under which people put keys into addresses. */
const IN_ADDRESS = /^(x-)?api[-_]?key$|^access_token$/i;

/** What a request says of itself: nothing, one key, or something that is none. */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'unfit'; readonly why: string };

const unfit = (why: string): Credentials => ({ kind: 'unfit', why });

/**
 * The key that a request brings: in `x-api-key`, or in `Authorization: Bearer`. Whoever brings something else there
 * means to be someone, and must not be served as nobody. `Authorization: Basic` belongs to proxies and is no key.
 */
export function credentialsOf(headers: IncomingHttpHeaders, url = ''): Credentials {
  if (isKeyInAddress(url)) {
    return unfit(
      'A key must not stand in the address, where logs and histories keep it: revoke it, and send another one in the header `x-api-key`.',
    );
  }
  const plain = headers['x-api-key'];
  const bearer = bearerOf(headers.authorization);
  const given = [plain, bearer].flat().filter((key) => key !== undefined);
  const [key, ...others] = new Set(given);
  if (key === undefined) return { kind: 'none' };
  if (others.length > 0 || Array.isArray(plain)) {
    return unfit('Two keys were sent: send one, in the header `x-api-key`.');
  }
  return { kind: 'key', key };
}

/** The headers of a request that bring its key, for a request that is asked on its behalf. */
export function keyHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    KEY_HEADERS.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

/** What stands behind `Bearer`; with any other scheme all of the header, which is no key. */
function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined || /^basic\s/i.test(header)) return undefined;
  return /^bearer +(.*)$/i.exec(header)?.[1]?.trim() ?? header;
}

function isKeyInAddress(url: string): boolean {
  if (KEY_WITHIN.test(url)) return true;
  const query = url.split('?').slice(1).join('?');
  return [...new URLSearchParams(query).keys()].some((name) => IN_ADDRESS.test(name));
}
