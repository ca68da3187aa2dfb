/** Why the server itself turned something away, in a word: for metrics. */
export type RefusalReason =
  | 'address'
  | 'api_secret'
  | 'encoding'
  | 'headers'
  | 'malformed'
  | 'outbox_failed'
  | 'outbox_full'
  | 'rate'
  | 'slow'
  | 'stopping'
  | 'too_large';

/** Why the server itself turned something away, and what the caller can do. */
export interface Refusal {
  readonly status: number;
  /** `malformed` where absent. */
  readonly reason?: RefusalReason;
  readonly message: string;
  readonly help: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal's JSON body: `{error: {message, help}}`. */
export function refusalBody(refusal: Refusal): string {
  return JSON.stringify({ error: { message: refusal.message, help: refusal.help } });
}

/** A refusal as a response. */
export function refusalResponse(refusal: Refusal): Response {
  return new Response(refusalBody(refusal), {
    status: refusal.status,
    headers: { 'content-type': 'application/json', ...refusal.headers },
  });
}
