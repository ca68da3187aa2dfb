import type { Authorization } from '../platforms/tag.ts';

/** A token to send a request with, or why there is none. */
export type Token =
  | { readonly token: string }
  /** `auth`: the credentials were refused. `transient`: they could not be exchanged now. */
  | { readonly failure: 'auth' | 'transient'; readonly message: string };

/** Fetches bearer tokens and keeps them as long as they hold; never rejects. */
export interface Tokens {
  /** One token a set of credentials: fetched once for all who wait, and anew ahead of its end. */
  get(authorization: Authorization): Promise<Token>;
  /** Forgets a token the platform has refused, so that the next `get` fetches another. */
  forget(authorization: Authorization, token: string): void;
}

/** Tokens somebody may have mended. */
export interface MendableTokens extends Tokens {
  /** Forgets what failed, so that the next `get` asks at once: after credentials were mended at the platform. */
  reset(): void;
}
