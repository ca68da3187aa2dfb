import { readdirSync, readFileSync } from 'node:fs';
import type { CheckedRequest, Contract } from '../../../src/contracts/contract.ts';
import { loadContracts, shippedContracts } from '../../../src/contracts/load.ts';
import type { Violation } from '../../../src/contracts/violation.ts';
import { pointerKeys } from '../../../src/text/json-pointer.ts';

/** 2026-08-02T15:00:00Z, when all of the examples have happened. */
export const now: number = Date.UTC(2026, 7, 2, 15);

const contracts = await loadContracts([shippedContracts]);

/** A contract that comes with the program. */
export function shipped(name: string): Contract {
  const contract = contracts.get(name);
  if (contract === undefined) throw new Error(`there is no contract ${name}`);
  return contract;
}

/** Each violation in a line: severity, place (`request:` before one outside the payload), rule, message, Google's code. */
export function told(violations: readonly Violation[]): readonly string[] {
  return violations.map(({ severity, in: part, path, rule, message, code }) => {
    const place = part === undefined ? path : `${part}:${path}`;
    return `${severity} ${place} ${rule}: ${message}${code === undefined ? '' : ` (${code})`}`;
  });
}

/** What is laid over a payload, by JSON Pointer; undefined takes the key away. */
export type Edits = Readonly<Record<string, unknown>>;

/** A copy of a payload with the edits. */
export function edited<T>(payload: T, edits: Edits): T {
  const copy = structuredClone(payload);
  for (const [path, value] of Object.entries(edits)) {
    const keys = [...pointerKeys(path)];
    const last = keys.pop() as string;
    let parent: Record<string, unknown> = copy as Record<string, unknown>;
    for (const key of keys) parent = parent[key] as Record<string, unknown>;
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return copy;
}

/** A request of a golden recording, and when its event came in. */
export interface Recorded {
  readonly recording: string;
  readonly tag: string;
  readonly request: CheckedRequest;
  readonly now: number;
}

/** Every outgoing request for a platform in recordings/. */
export function recorded(platform: string): readonly Recorded[] {
  const folder = new URL('../../../recordings/', import.meta.url);
  const found: Recorded[] = [];
  for (const recording of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const { recordings } = JSON.parse(readFileSync(new URL(recording, folder), 'utf8')) as { recordings: Golden[] };
    for (const { receivedAt, events } of recordings) {
      for (const tag of events.flatMap(({ tags }) => tags)) {
        for (const { platform: of, method, url, headers, body } of tag.requests ?? []) {
          if (of !== platform) continue;
          const request = { method, url, headers, body: body ?? null };
          found.push({ recording, tag: tag.name, request, now: Date.parse(receivedAt) });
        }
      }
    }
  }
  return found;
}

interface Golden {
  readonly receivedAt: string;
  readonly events: readonly { readonly tags: readonly GoldenTag[] }[];
}

interface GoldenTag {
  readonly name: string;
  readonly requests?: readonly (CheckedRequest & { readonly platform: string })[];
}
