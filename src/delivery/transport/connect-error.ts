import type { NoAnswer } from './transport.ts';

/** No connection could be made, so nothing of the request went out. The message has no secret. */
export class ConnectError extends Error {
  override readonly name = 'ConnectError';
  readonly failure: NoAnswer['failure'];

  constructor(failure: NoAnswer['failure'], message: string) {
    super(message);
    this.failure = failure;
  }
}

/** An error's code, such as `ECONNRESET`; undefined where it has none. */
export function codeOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : undefined;
}
