import type { Answer, PlatformDelivery, Verdict } from '../platforms/delivery.ts';
import type { Authorization, OutgoingRequest } from '../platforms/tag.ts';
import { shortened } from '../text/printable.ts';
import type { Group } from './batcher.ts';
import { defaultDelivery } from './default-delivery.ts';
import type { Outcome } from './outcome.ts';
import { boundedRetryAfter, retryAfter } from './retry-after.ts';
import type { Tokens } from './tokens.ts';
import type { Sent, Transport, WireRequest } from './transport/transport.ts';
import { type Secrets, toWire } from './wire.ts';

/** What sending needs. */
export interface SenderOptions {
  readonly deliveries: ReadonlyMap<string, PlatformDelivery>;
  readonly transport: Pick<Transport, 'send'>;
  readonly tokens: Tokens;
  readonly secrets: Secrets;
  /** Wall clock, epoch milliseconds: what a date in an answer is held against. */
  readonly now: () => number;
}

/** What came of sending a group. */
export interface SendResult {
  readonly outcome: Outcome;
  /** Whether a request went out. */
  readonly wasSent: boolean;
  /** Of the body; 0 where it was not written. */
  readonly bytes: number;
}

/** Characters of a platform's words that are kept. */
const mostWords = 500;

/** Sends a group as one request; rejects only where the transport or the tokens do. */
export type Sender = (group: Group<unknown>) => Promise<SendResult>;

/**
 * Makes a sender: merges, fetches the token, puts the secrets in, sends, judges. Secrets and tokens are looked up for each
 * request anew, so that one that was changed heals what waits. A token that is refused is fetched anew, once.
 */
export function createSender(options: SenderOptions): Sender {
  return (group) => {
    let request: OutgoingRequest;
    try {
      request = mergeOf(group);
    } catch (error) {
      return Promise.resolve(unwritable(error));
    }
    const { authorization } = request;
    return authorization === undefined
      ? sendWith(options, group, request, undefined)
      : sendAuthorized(options, group, request, authorization);
  };
}

function mergeOf({ items, batching }: Group<unknown>): OutgoingRequest {
  const [first, second] = items;
  if (first !== undefined && second === undefined) return first.request;
  if (batching === undefined) throw new Error('several requests cannot go as one');
  return batching.merge(items.map(({ request }) => request));
}

async function sendAuthorized(
  options: SenderOptions,
  group: Group<unknown>,
  request: OutgoingRequest,
  authorization: Authorization,
): Promise<SendResult> {
  const { tokens } = options;
  for (let isFresh = false; ; isFresh = true) {
    const got = await tokens.get(authorization);
    if ('failure' in got) {
      const message = shortened(got.message, mostWords);
      return unsent({ outcome: got.failure === 'auth' ? 'auth' : 'unsent', message });
    }
    const result = await sendWith(options, group, request, got.token);
    if (result.outcome.outcome !== 'auth') return result;
    tokens.forget(authorization, got.token);
    if (isFresh) return result;
  }
}

function sendWith(
  options: SenderOptions,
  { items, batching }: Group<unknown>,
  request: OutgoingRequest,
  bearer: string | undefined,
): Promise<SendResult> {
  const delivery = options.deliveries.get(request.platform) ?? defaultDelivery;
  let unset: string | undefined;
  const secrets: Secrets = (name) => {
    const value = options.secrets(name);
    if (value === undefined) unset = name;
    return value;
  };
  let wire: WireRequest;
  try {
    wire = toWire(request, secrets, delivery.redirects, bearer);
  } catch (error) {
    if (unset === undefined) return Promise.resolve(unwritable(error));
    const message = `secret ${unset} is not set: set it, then resume the destination`;
    return Promise.resolve(unsent({ outcome: 'no_secret', message }));
  }
  const bytes = wire.body === undefined ? 0 : Buffer.byteLength(wire.body);
  if (batching !== undefined && items.length > 1 && bytes > batching.maxBytes) {
    return Promise.resolve(unsent({ outcome: 'too_large' }, bytes));
  }
  const judged = (sent: Sent): SendResult => ({
    outcome: judge(options, delivery, sent, items.length),
    wasSent: true,
    bytes,
  });
  return options.transport.send(wire).then(judged);
}

function judge(options: SenderOptions, delivery: PlatformDelivery, sent: Sent, events: number): Outcome {
  if ('failure' in sent) return { outcome: sent.failure, message: shortened(sent.message, mostWords) };
  const verdict = verdictOf(delivery, sent.answer, events);
  if (verdict.outcome !== 'throttled' && verdict.outcome !== 'transient') return verdict;
  const asked = retryAfter(sent.answer.headers['retry-after'], options.now());
  const own = 'retryAfterMs' in verdict ? verdict.retryAfterMs : undefined;
  const wait = asked ?? (own === undefined || !(own >= 0) ? undefined : boundedRetryAfter(own));
  const { outcome, message } = verdict;
  return wait === undefined ? { outcome, message } : { outcome, message, retryAfterMs: wait };
}

function verdictOf(delivery: PlatformDelivery, answer: Answer, events: number): Verdict {
  try {
    const verdict = delivery.classify(answer, events);
    return 'message' in verdict && verdict.message !== undefined
      ? { ...verdict, message: shortened(verdict.message, mostWords) }
      : verdict;
  } catch (error) {
    // Whether it was taken is not known, then.
    return { outcome: 'unknown', message: `its answer ${answer.status} could not be judged: ${nameOf(error)}` };
  }
}

/** An error's message may quote what was to be sent; its name does not. */
function unwritable(error: unknown): SendResult {
  return unsent({ outcome: 'unbuildable', message: `the request could not be written: ${nameOf(error)}` });
}

function unsent(outcome: Outcome, bytes = 0): SendResult {
  return { outcome, wasSent: false, bytes };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
