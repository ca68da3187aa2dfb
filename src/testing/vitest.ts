/**
 * Matchers for vitest, added to its `expect` by importing this: `import 'sgtm-workbench/vitest'`.
 *
 * @example
 * import 'sgtm-workbench/vitest';
 * expect(recording).toHaveFired('Meta CAPI - Purchase');
 */
import { expect } from 'vitest';
import { type ContractMatchOptions, toHaveFired, toHaveSent, toMatchContract } from './matchers.ts';

expect.extend({ toMatchContract, toHaveFired, toHaveSent });

/** The matchers, as `expect` has them. */
export interface SgtmMatchers<R = unknown> {
  /** A payload, an outgoing request or all those of a recording keep their contract. */
  toMatchContract(name?: string, options?: ContractMatchOptions): R;
  /** Each of these tags fired. */
  toHaveFired(...tags: string[]): R;
  /** An outgoing request is as expected: a subset, with the matchers scenarios have. */
  toHaveSent(expected: Readonly<Record<string, unknown>>): R;
}

declare module 'vitest' {
  // Declarations of one interface have the same type parameters.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends SgtmMatchers<R> {}
}
