import type { z } from 'zod';
import type { EventData } from '../event/event-data.ts';
import type { EventView } from '../event/event-view.ts';
import type { Text } from '../runtime/secret.ts';

/** What a tag wants sent. In record mode it is recorded; with `--live` it is delivered. */
export interface OutgoingRequest {
  /** The platform it is for: `meta`, `tiktok`, … */
  readonly platform: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: Text;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, Text>>;
  /** A JSON value to be serialised (secrets in it as `SecretText`), text to be sent as it is, or undefined for none. */
  readonly body: unknown;
  /** The contract it must keep, such as `meta/events`; null where there is none. */
  readonly contract: string | null;
  /** A token to be fetched before it is sent; its place in `headers` holds a description until then. */
  readonly authorization?: Authorization;
}

/** Credentials to be exchanged for a bearer token at delivery. */
export type Authorization =
  | {
      readonly type: 'client_credentials';
      readonly tokenUrl: Text;
      readonly clientId: Text;
      readonly clientSecret: Text;
    }
  | { readonly type: 'google_service_account'; readonly credentials: Text; readonly scope: string };

/** A tag's configured fields, variables resolved: what the container file says, or what its `{{Variables}}` hold. */
export type Fields = Readonly<Record<string, unknown>>;

/** One tag execution's input. */
export interface TagInput {
  readonly event: EventView;
  readonly fields: Fields;
  /** When the request came in, epoch milliseconds. */
  readonly receivedAt: number;
  /** Adds a line to the execution's console: what the tag wants the user to know. */
  log(line: string): void;
}

/** How to tell an account from a tag's fields, without building a request. */
export interface Account {
  /** The fields it takes; no others are worked out. */
  readonly fields: readonly string[];
  /** Whether nothing can be sent without one. */
  readonly required: boolean;
  /** Undefined where they say nothing. Without secrets and personal data: it is shown and logged. */
  of(fields: Fields, event: EventData): string | undefined;
}

/**
 * A kind of tag. `build` is pure: event and fields in, requests out, a `TagError` where the event or the
 * configuration does not allow one.
 */
export interface TagType {
  /** As `type:` in the container file. */
  readonly type: string;
  /** One line, for editors and help. */
  readonly description: string;
  /** The fields it takes in the container file, made with `field.*`. */
  readonly fields: Readonly<Record<string, z.ZodType>>;
  readonly build: (input: TagInput) => readonly OutgoingRequest[] | Promise<readonly OutgoingRequest[]>;
  /** Whose account the requests go to: platform and account make a destination, and what waits for one delays no other. */
  readonly account?: Account;
}

/** Why a tag could not make its request. The message says what is missing and what to do; it never carries personal data. */
export class TagError extends Error {
  override readonly name = 'TagError';
}
