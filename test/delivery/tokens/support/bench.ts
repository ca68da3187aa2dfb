import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../../../src/delivery/clock.ts';
import { createTokens } from '../../../../src/delivery/tokens/create-tokens.ts';
import type { MendableTokens, Token } from '../../../../src/delivery/tokens.ts';
import type { Sent, Transport, WireRequest } from '../../../../src/delivery/transport/transport.ts';
import type { Authorization } from '../../../../src/platforms/tag.ts';
import { parseSecrets } from '../../../../src/runtime/secret.ts';

/** Client credentials, of secrets. */
export const kameleoon: Extract<Authorization, { readonly type: 'client_credentials' }> = {
  type: 'client_credentials',
  tokenUrl: 'https://api.kameleoon.com/oauth/token',
  clientId: parseSecrets('${KAMELEOON_ID}'),
  clientSecret: parseSecrets('${KAMELEOON_SECRET}'),
};

/** A token server that answers what it is told, and tokens that ask it. */
export interface Bench {
  readonly tokens: MendableTokens;
  readonly asked: WireRequest[];
  /** What it answers from now on; undefined to let them wait. */
  answer: ((request: WireRequest) => Sent) | undefined;
  /** Answers all who wait. */
  release(sent: Sent): void;
  /** Lets time pass, milliseconds. */
  pass(milliseconds: number): void;
  readonly secrets: Record<string, string>;
}

/** A bench whose server gives token-1, token-2, …, good for two hours. */
export function bench(): Bench {
  let elapsed = 1_000;
  const waiting: ((sent: Sent) => void)[] = [];
  const asked: WireRequest[] = [];
  const secrets: Record<string, string> = { KAMELEOON_ID: 'client-7', KAMELEOON_SECRET: 'hush/hush hush' };
  const clock: Clock = { now: () => 1_795_276_799_987, elapsed: () => elapsed, after: () => () => {} };
  const transport: Transport = {
    send(request) {
      asked.push(request);
      if (made.answer !== undefined) return Promise.resolve(made.answer(request));
      return new Promise((resolve) => waiting.push(resolve));
    },
    close: () => Promise.resolve(),
  };
  const made: Bench = {
    tokens: createTokens({ transport, clock, secrets: (name) => secrets[name] }),
    asked,
    answer: undefined,
    release: (sent) => {
      for (const resolve of waiting.splice(0)) resolve(sent);
    },
    pass: (milliseconds) => {
      elapsed += milliseconds;
    },
    secrets,
  };
  let given = 0;
  made.answer = () => granted(`token-${++given}`);
  return made;
}

/** An answer; a body that is no text is sent as JSON. */
export function answered(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Sent {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { answer: { status, headers, body: text, truncated: false } };
}

/** An answer with a token. */
export function granted(token: string, expires_in: unknown = 7_200): Sent {
  return answered(200, { access_token: token, token_type: 'bearer', expires_in });
}

/** Asks at each of these times, milliseconds from the start; gives the tokens, and how often the server was asked by then. */
export async function over(made: Bench, times: readonly number[]): Promise<unknown> {
  const got: unknown[] = [];
  let at = 0;
  for (const time of times) {
    made.pass(time - at);
    at = time;
    got.push([time, text(await made.tokens.get(kameleoon)), made.asked.length]);
    // What was begun without anybody waiting for it comes to its end.
    await setImmediate();
  }
  return got;
}

/** A token, or how it failed. */
export function text(token: Token): string {
  return 'token' in token ? token.token : token.failure;
}
