import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckedRequest, Contract } from '../../../src/contracts/contract.ts';
import { loadContracts, shippedContracts } from '../../../src/contracts/load.ts';
import type { Violation } from '../../../src/contracts/violation.ts';
import { pointerKeys } from '../../../src/text/json-pointer.ts';
import { root } from '../../support/cli.ts';

/** 2026-08-02T12:00:00Z, when the examples are sent. */
export const now: number = Date.UTC(2026, 7, 2, 12);

/** The same in microseconds. */
export const nowMicros: number = now * 1000;

export const hour: number = 3_600_000_000;

/** Values by JSON Pointer, laid over a payload; undefined takes the key away. */
export type Edits = Readonly<Record<string, unknown>>;

const contracts = await loadContracts([shippedContracts]);

/** A contract that comes with the program. */
export function shipped(name: string): Contract {
  return contracts.get(name) as Contract;
}

/** Each violation in a line: severity, place, rule, GA4's code, and what is wrong. Sorted: which comes first says nothing. */
export function lines(violations: readonly Violation[]): readonly string[] {
  const told = violations.map((one) => {
    const place = one.in === undefined ? one.path : `${one.in}:${one.path}`;
    const code = one.code === undefined ? '' : ` (${one.code})`;
    return `${one.severity} ${place} ${one.rule}${code}: ${one.message}`;
  });
  return told.toSorted();
}

/** A copy of a payload with edits; objects on the way to one are made. */
export function edited(payload: unknown, edits: Edits): unknown {
  const copy: unknown = structuredClone(payload);
  for (const [path, value] of Object.entries(edits)) {
    const keys = [...pointerKeys(path)];
    const last = keys.pop() as string;
    let parent = copy as Record<string, unknown>;
    for (const key of keys) {
      parent[key] ??= {};
      parent = parent[key] as Record<string, unknown>;
    }
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return copy;
}

/** `count` keys, each with the same value. */
export function keys(count: number, value: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index + 1}`, value]));
}

/** A recorded outgoing request, its event's data and the moment it was made at. */
export interface Recorded {
  readonly file: string;
  readonly now: number;
  readonly data: Readonly<Record<string, unknown>>;
  /** To GA4 alone. */
  readonly requests: readonly (CheckedRequest & { readonly contract: string })[];
}

interface RecordingFile {
  readonly recordings: readonly {
    readonly receivedAt: string;
    readonly events: readonly {
      readonly data: Readonly<Record<string, unknown>>;
      readonly tags: readonly {
        readonly requests: readonly (CheckedRequest & { readonly contract: string; readonly platform: string })[];
      }[];
    }[];
  }[];
}

/** The events of the golden recordings. */
export function recorded(): readonly Recorded[] {
  const folder = join(root, 'recordings');
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.flatMap((file) => {
    const { recordings } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as RecordingFile;
    return recordings.flatMap(({ receivedAt, events }) =>
      events.map(({ data, tags }) => ({
        file,
        now: Date.parse(receivedAt),
        data,
        requests: tags.flatMap(({ requests }) => requests.filter(({ platform }) => platform === 'ga4')),
      })),
    );
  });
}

/** The bodies of the shipped samples, by file. */
export function samples(): readonly (readonly [file: string, body: unknown])[] {
  const folder = join(root, 'samples');
  return readdirSync(folder).map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8'))] as const);
}

/** What the setup guide posts. */
export const guideBody: unknown = {
  client_id: 'test_client_123',
  events: [
    {
      name: 'purchase',
      params: {
        transaction_id: 'TEST-001',
        value: 99.99,
        currency: 'USD',
        storefront_id: 'bosley',
        t_value: 'affiliate_123',
      },
    },
  ],
};
