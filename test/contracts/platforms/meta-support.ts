import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckedRequest, Contract } from '../../../src/contracts/contract.ts';
import { loadContracts, shippedContracts } from '../../../src/contracts/load.ts';
import type { Violation } from '../../../src/contracts/violation.ts';
import { pointer, pointerKeys } from '../../../src/text/json-pointer.ts';
import { root } from '../../support/cli.ts';

/** 2026-08-02T12:00:00Z, when the examples are sent. */
export const now: number = Date.UTC(2026, 7, 2, 12);

/** The same in Unix seconds. */
export const nowSeconds: number = now / 1000;

/** Values by place, laid over a payload; undefined takes the key away. A place is a JSON Pointer, or a path within the first event. */
export type Edits = Readonly<Record<string, unknown>>;

/** A contract that comes with the program. */
export async function shipped(name: string): Promise<Contract> {
  return (await loadContracts([shippedContracts])).get(name) as Contract;
}

/** Each violation in a line: severity, place, rule, the platform's code, and what is wrong. */
export function lines(violations: readonly Violation[]): readonly string[] {
  return violations.map((one) => {
    const path = one.path === '' && one.in === undefined ? 'payload' : one.path;
    const place = `${one.in ?? ''}${path}`;
    const code = one.code === undefined ? '' : ` (${one.code})`;
    return `${one.severity} ${place} ${one.rule}${code}: ${one.message}`;
  });
}

/** A copy of a payload with edits. */
export function edited(payload: unknown, edits: Edits): unknown {
  const copy: unknown = structuredClone(payload);
  for (const [path, value] of Object.entries(edits)) {
    const keys = [...pointerKeys(path.startsWith('/') ? path : `/data/0/${path}`)];
    const last = keys.pop() as string;
    const parent = keys.reduce((node, key) => (node as Record<string, unknown>)[key], copy) as Record<string, unknown>;
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return copy;
}

/** The places of all keys of a payload's objects, those above before those below. */
export function places(payload: unknown, above: readonly string[] = []): readonly string[] {
  if (typeof payload !== 'object' || payload === null) return [];
  return Object.entries(payload).flatMap(([key, value]) => {
    const path = [...above, key];
    const here = Array.isArray(payload) ? [] : [pointer(path)];
    return [...here, ...places(value, path)];
  });
}

/** What a contract says of a payload without each of its keys in turn, where it says something. */
export function withoutEach(contract: Contract, payload: unknown): Readonly<Record<string, readonly string[]>> {
  const told = places(payload).map(
    (path) => [path, lines(contract.check(edited(payload, { [path]: undefined }), now))] as const,
  );
  return Object.fromEntries(told.filter(([, said]) => said.length > 0));
}

/** What the recordings of the reference container hold of a contract's requests, and what it says of each. */
export function recorded(contract: Contract): readonly { readonly name: string; readonly said: readonly string[] }[] {
  const folder = join(root, 'recordings');
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => {
      const { recordings } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as RecordingFile;
      return recordings.flatMap(({ receivedAt, events }) =>
        events
          .flatMap(({ tags }) => tags)
          .flatMap(({ name, requests = [] }) =>
            requests
              .filter((request) => request.contract === contract.name)
              .map((request) => ({ name, said: lines(contract.checkRequest(request, Date.parse(receivedAt))) })),
          ),
      );
    });
}

interface RecordingFile {
  readonly recordings: readonly {
    readonly receivedAt: string;
    readonly events: readonly {
      readonly tags: readonly {
        readonly name: string;
        readonly requests?: readonly (CheckedRequest & { readonly contract: string })[];
      }[];
    }[];
  }[];
}
