/** What can identify a person in an event. */
export type PersonalKind =
  | 'email'
  | 'phone'
  | 'first_name'
  | 'last_name'
  | 'street'
  | 'city'
  | 'region'
  | 'postal_code'
  | 'country'
  | 'date_of_birth'
  | 'gender'
  | 'external_id';

/** One identifier of the event's person. */
export interface KnownIdentifier {
  readonly kind: PersonalKind;
  /** As the event gave it: raw, or a SHA-256 already. */
  readonly text: string;
  /** The forms whose hash platforms take, before hashing; absent where nobody worked them out. */
  readonly normalised?: readonly string[];
}

/** What the PII guard knows of the person an event is about. */
export interface KnownPerson {
  readonly identifiers: readonly KnownIdentifier[];
  /** Digests the container itself made from normalised values, lower-case hex: only the constants are looked for in them. */
  readonly digests: ReadonlySet<string>;
  /** Whether the event tells of a prescription or a consultation. */
  readonly isHealth: boolean;
  /** What the incoming event's drug, diagnosis and free-text fields hold, before any transformation. */
  readonly health: readonly string[];
}

/** Of a SHA-256 in hex. */
export const digestLength = 64;
const digest = /^[0-9a-fA-F]{64}$/;

/** Whether text is a SHA-256 in hex, in either case. */
export function isDigest(text: string): boolean {
  return text.length === digestLength && digest.test(text);
}

/** What an identifier is called in a message. */
export function kindName(kind: PersonalKind): string {
  if (kind === 'email') return 'email address';
  return kind === 'phone' ? 'phone number' : kind.replaceAll('_', ' ');
}
