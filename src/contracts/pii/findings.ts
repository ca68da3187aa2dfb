import { pointerStep } from '../../text/json-pointer.ts';
import { shortened } from '../../text/printable.ts';
import type { Violation } from '../violation.ts';

/** What the guard looks for. */
export type PiiRule =
  | 'raw_email'
  | 'raw_phone'
  | 'card_number'
  | 'raw_identifier'
  | 'empty_hash'
  | 'test_hash'
  | 'unnormalised_hash'
  | 'double_hash'
  | 'health_detail';

/** Something found: the rule, and where, as far as it is known yet. */
interface Finding {
  readonly rule: PiiRule;
  /** The key it stands under, for the message. */
  readonly name: string;
  /** What it is, where the rule leaves that open. */
  readonly of: string;
  /** Grows from the leaf up. */
  path: string;
  request: boolean;
}

/** How many of one request's faults are told. */
const most = 50;
const longestName = 60;

/** What a walk over one request has found so far. A place is told from within outwards, so that nothing found costs nothing. */
export class Findings {
  readonly #list: Finding[] = [];

  get count(): number {
    return this.#list.length;
  }

  add(rule: PiiRule, name: string, of = ''): void {
    if (this.#list.length < most) this.#list.push({ rule, name, of, path: '', request: false });
  }

  /** Puts all found since `from` under a key or an index. */
  under(from: number, step: string | number): void {
    for (let i = from; i < this.#list.length; i++) {
      const finding = this.#list[i] as Finding;
      finding.path = pointerStep(step) + finding.path;
    }
  }

  /** Takes all found since `from` for one value's: each rule once, at the value itself. */
  atOnePlace(from: number): void {
    const rules = new Set<PiiRule>();
    const kept = this.#list.splice(from).filter(({ rule }) => !rules.has(rule) && rules.add(rule));
    for (const finding of kept) finding.path = '';
    this.#list.push(...kept);
  }

  /** Marks all found since `from` as of the request beside its body. */
  ofRequest(from: number): void {
    for (let i = from; i < this.#list.length; i++) (this.#list[i] as Finding).request = true;
  }

  /** A name for a key that must not be shown, by what was found in it since `from`. */
  redactedKey(from: number): string {
    const finding = this.#list[from];
    return finding === undefined ? '<redacted>' : redacted(finding);
  }

  /** Hands all of it over and forgets it. */
  take(): readonly Violation[] {
    return this.#list.splice(0).map(violationOf);
  }
}

/** What each rule says, in words after the name of the key. */
const wordings: Readonly<Record<PiiRule, { message: (of: string) => string; hides: string; help: string }>> = {
  raw_email: {
    message: () => 'holds a raw email address',
    hides: 'email',
    help: 'hash it after normalising, or leave it out',
  },
  raw_phone: {
    message: () => 'holds a raw phone number',
    hides: 'phone',
    help: 'hash it after normalising to E.164, or leave it out',
  },
  card_number: {
    message: () => 'holds the number of a payment card',
    hides: 'card number',
    help: 'leave it out: no platform takes card numbers',
  },
  raw_identifier: {
    message: (of) => `holds the person's ${of} in clear`,
    hides: '',
    help: 'hash it after normalising, or leave it out',
  },
  empty_hash: {
    message: (of) => `is the SHA-256 of ${of}`,
    hides: '',
    help: 'leave the key out where there is no value to hash',
  },
  test_hash: {
    message: (of) => `is the SHA-256 of ${of}, which is nobody`,
    hides: '',
    help: "keep test accounts to the platform's test mode",
  },
  unnormalised_hash: {
    message: (of) => `is the SHA-256 of ${of}: no platform knows the person by it`,
    hides: '',
    help: 'normalise the value, then hash it',
  },
  double_hash: {
    message: (of) => `is the SHA-256 of ${of}: the value was hashed twice`,
    hides: '',
    help: 'hash the normalised value once; 64 hex digits are a hash already',
  },
  health_detail: {
    message: () => 'tells what an event about health was about: a drug, a diagnosis, free text',
    hides: 'health detail',
    help: 'leave it out: no platform may learn it',
  },
};

function violationOf(finding: Finding): Violation {
  const { rule, name, of, path, request } = finding;
  const { message, help } = wordings[rule];
  return {
    contract: 'pii',
    severity: rule === 'test_hash' ? 'warning' : 'error',
    path,
    ...(request ? { in: 'request' as const } : {}),
    rule,
    message: `${shortened(name === '' ? 'the value' : name, longestName)} ${message(of)}`,
    actual: redacted(finding),
    help,
  };
}

/** What was found, without what it says. */
function redacted({ rule, of }: Finding): string {
  const { hides } = wordings[rule];
  if (hides !== '') return `<redacted ${hides}>`;
  return rule === 'raw_identifier' ? `<redacted ${of}>` : `<SHA-256 of ${of}>`;
}
