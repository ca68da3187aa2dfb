import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { CheckedRequest, Contract } from '../../../src/contracts/contract.ts';
import { checkContract, loadContracts, shippedContracts } from '../../../src/contracts/load.ts';
import type { Violation } from '../../../src/contracts/violation.ts';
import type { EventData } from '../../../src/event/event-data.ts';
import type { Fields, TagType } from '../../../src/platforms/tag.ts';
import { pointerKeys } from '../../../src/text/json-pointer.ts';
import { parseSource } from '../../../src/text/source.ts';
import { root } from '../../support/cli.ts';
import { build, receivedAt } from '../../support/tag-input.ts';

/** 2026-08-02T12:00:00Z, when the examples are sent. */
export const now: number = Date.UTC(2026, 7, 2, 12);

/** The same in Unix seconds. */
export const nowSeconds: number = now / 1000;

/** A contract that comes with the program; its file is checked as a user's would be. */
export async function shipped(name: string): Promise<Contract> {
  const contracts = await loadContracts([shippedContracts]);
  const contract = contracts.get(name) as Contract;
  const others = new Map(contracts.names.map((other) => [other, contracts.get(other)?.schema]));
  checkContract(parseSource(contract.file, readFileSync(contract.file, 'utf8')), others);
  return contract;
}

/** Each violation in one line: severity, place, rule, the platform's code, and what is wrong. */
export function lines(violations: readonly Violation[]): readonly string[] {
  return violations.map((one) => {
    const path = one.path === '' ? 'payload' : one.path;
    const place = one.in === undefined ? path : `${one.in}:${path}`;
    const code = one.code === undefined ? '' : ` (${one.code})`;
    return `${one.severity} ${place} ${one.rule}${code}: ${one.message}`;
  });
}

/** Digests no payload may hold: what they were made from is no value. */
export const meaningless: readonly string[] = [
  '',
  'undefined',
  'null',
  '[object Object]',
  'none',
  'n/a',
  'NaN',
  '0',
  'true',
  'false',
].map(sha256);

/** Digests of test addresses. */
export const testAddresses: readonly string[] = ['test@test.com', 'test@example.com'].map(sha256);

/** A SHA-256 digest in hex. */
export function sha256(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

/** Values by JSON Pointer, laid over a payload; undefined takes the key away. */
export type Edits = Readonly<Record<string, unknown>>;

/** A copy of a payload with edits. */
export function edited<Payload>(payload: Payload, edits: Edits): Payload {
  const copy = structuredClone(payload);
  for (const [path, value] of Object.entries(edits)) {
    const keys = [...pointerKeys(path)];
    const last = keys.pop() as string;
    const parent = keys.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], copy);
    if (value === undefined) delete (parent as Record<string, unknown>)[last];
    else (parent as Record<string, unknown>)[last] = value;
  }
  return copy;
}

/** What a contract says of each of its requests in the recordings of the reference container, by file and tag. */
export function recorded(contract: Contract): Readonly<Record<string, readonly string[]>> {
  const folder = join(root, 'recordings');
  const said: Record<string, readonly string[]> = {};
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const { recordings } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as RecordingFile;
    for (const { receivedAt, events } of recordings) {
      for (const { name, requests } of events.flatMap(({ tags }) => tags)) {
        for (const request of requests.filter((one) => one.contract === contract.name)) {
          said[`${file}: ${name}`] = lines(contract.checkRequest(request, Date.parse(receivedAt)));
        }
      }
    }
  }
  return said;
}

interface RecordingFile {
  readonly recordings: readonly {
    readonly receivedAt: string;
    readonly events: readonly {
      readonly tags: readonly {
        readonly name: string;
        readonly requests: readonly (CheckedRequest & { readonly contract: string | null })[];
      }[];
    }[];
  }[];
}

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });

const person = fc.record(
  {
    email_address: fc.oneof(fc.emailAddress(), fc.array(fc.emailAddress(), { minLength: 1, maxLength: 2 })),
    phone_number: fc.constantFrom('+12133734253', '(+1) 213-373-4253', '+44 20 7946 0958', '213 373 4253'),
    address: fc.record(
      {
        first_name: text,
        last_name: text,
        city: text,
        region: text,
        postal_code: text,
        country: fc.constantFrom('US', 'us', 'NL', 'GB', 'BR'),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

const item = fc.record(
  {
    item_id: fc.oneof(text, fc.nat()),
    item_name: text,
    item_brand: text,
    item_category: text,
    price: fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constantFrom('42.50', 1e-7, 1e21)),
    quantity: fc.oneof(fc.nat({ max: 1000 }), fc.constantFrom('2')),
  },
  { requiredKeys: ['item_id'] },
);

/** Events a sound relay could send: every value of the right kind, and what is not required there or not. */
export const soundEvent: fc.Arbitrary<EventData> = fc.record(
  {
    event_name: fc.constantFrom('purchase', 'add_to_cart', 'generate_lead', 'sign_up', 'refund', 'rx_issued', 'search'),
    event_id: text.filter((id) => id.trim() !== ''),
    page_location: fc.webUrl({ withQueryParameters: true }),
    page_referrer: fc.webUrl(),
    timestamp_micros: fc.integer({ min: (receivedAt - 3 * 86_400_000) * 1000, max: receivedAt * 1000 }),
    ip_override: fc.constantFrom('203.0.113.7', '203.0.113.7:51234', '198.51.100.7, 10.0.0.1', '[2001:db8::1]:443'),
    user_agent: fc.constantFrom('Mozilla/5.0 (Linux; Android 15)', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'),
    language: fc.constantFrom('en-us', 'en_US', 'zh-Hans-CN', 'nl'),
    user_id: text,
    client_id: fc.constant('1849235714.1771200000'),
    transaction_id: fc.oneof(text, fc.nat()),
    value: fc.oneof(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.constantFrom('89.90', 0, 1e-7, 1e21)),
    currency: fc.constantFrom('USD', 'usd', 'EUR'),
    items: fc.array(item, { maxLength: 3 }),
    user_data: person,
    search_term: text,
  },
  {
    requiredKeys: ['event_name', 'event_id', 'page_location', 'ip_override', 'user_agent', 'value', 'currency'],
  },
) as fc.Arbitrary<EventData>;

/** The errors a contract finds in what a tag makes of an event. */
export async function errorsOf(
  contract: Contract,
  tag: TagType,
  event: EventData,
  fields: Fields,
): Promise<readonly string[]> {
  const requests = await build(tag, event, fields);
  return requests.flatMap((request) =>
    lines(contract.checkRequest(request as unknown as CheckedRequest, receivedAt).filter(isError)),
  );
}

function isError({ severity }: Violation): boolean {
  return severity === 'error';
}
