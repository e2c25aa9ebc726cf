import type { IncomingHttpHeaders } from 'node:http';
import type { ErrorCode } from '../errors.ts';
import type { Client } from '../keys/client.ts';
import { credentialsOf } from '../keys/credentials.ts';
import type { KeyRing, KeyVerdict } from '../keys/ring.ts';
import type { Log } from '../log.ts';
import type { Variant } from './variant.ts';

/** A request that is served no variant, and what it is told. */
export interface AccessRefusal {
  readonly status: 401 | 403 | 503;
  readonly code: ErrorCode;
  readonly message: string;
}

/** Says which variant a request is served, by its headers and its address. */
export type Access = (
  headers: IncomingHttpHeaders,
  url?: string,
) => Promise<Client | AccessRefusal>;

/** What access is decided by. */
export interface AccessOptions {
  readonly keys: KeyRing;
  /** The one variant that is served here, to whoever reaches this port; undefined where keys decide. */
  readonly only: Variant | undefined;
  readonly log: Log;
}

const REFUSALS: Readonly<Record<Extract<KeyVerdict, { good: false }>['why'], string>> = {
  unknown: 'This key is not known. Without a key the public variant is served.',
  revoked: 'This key was revoked: ask for another one.',
  expired: 'This key has expired: ask for another one.',
};

const unauthenticated = (message: string): AccessRefusal => ({
  status: 401,
  code: 'UNAUTHENTICATED',
  message,
});

/**
 * No key opens the public variant; a key, the variant that it was made for. Whoever brings a key that is not good is
 * told so, and never served as if there were none. A gateway of one variant serves it without a key.
 */
export function accessBy({ keys, only, log }: AccessOptions): Access {
  return async (headers, url) => {
    const credentials = credentialsOf(headers, url);
    if (credentials.kind === 'none') return { variant: only ?? 'public', key: undefined };
    if (credentials.kind === 'unfit') return unauthenticated(credentials.why);
    const verdict = await keys.judge(credentials.key).catch((cause: unknown) => {
      log.error('keys cannot be checked', cause);
      return undefined;
    });
    if (verdict === undefined) {
      return { status: 503, code: 'UNAVAILABLE', message: 'Keys cannot be checked now.' };
    }
    if (!verdict.good) return unauthenticated(REFUSALS[verdict.why]);
    const { id, name, variant } = verdict.key;
    if (only !== undefined && only !== variant) {
      const message = `This address serves the variant ${only}; the key is for ${variant}.`;
      return { status: 403, code: 'FORBIDDEN', message };
    }
    return { variant, key: { id, name } };
  };
}

/** Whether access was refused. */
export const isRefused = (access: Client | AccessRefusal): access is AccessRefusal =>
  'code' in access;
