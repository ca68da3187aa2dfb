import { join, relative } from 'node:path';
import type { CheckedRequest, Contracts } from '../contracts/contract.ts';
import { loadContractsSync, shippedContracts } from '../contracts/load.ts';
import type { RecordedTag, Recording } from '../engine/recording.ts';
import { nearest as nearestName } from '../text/nearest.ts';
import { matchRequest, sentRequests } from '../workbench/match-request.ts';
import { nearestRequests } from '../workbench/nearest-requests.ts';
import type { Where } from '../workbench/test-run.ts';
import type { ShownViolation } from '../workbench/violation-view.ts';
import { broken, unmatched } from './explain.ts';

/** What a matcher answers: whether it holds, and what to say where that is not what the test wants. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** How `toMatchContract` checks. */
export interface ContractMatchOptions {
  /** What the clock says; by default when a recording came in, else now. */
  readonly now?: Date | string | number;
  /** Contracts of your own; those that come with the program and `contracts/` here by default. */
  readonly contracts?: Contracts;
}

/** One recording, or several. */
export type Recordings = Recording | readonly Recording[];

let known: Contracts | undefined;

/** Read when first asked for, and at once: matchers answer without waiting. */
function contractsHere(): Contracts {
  known ??= loadContractsSync([shippedContracts, join(process.cwd(), 'contracts')]);
  return known;
}

/**
 * Passes where a payload, an outgoing request `{ method, url, headers, body }`, or every outgoing request of a recording
 * breaks no rule of its contract. Advice (warnings) breaks nothing. `name` may be left out for what names its contract
 * itself. Throws a TypeError where there is no such contract.
 */
export function toMatchContract(received: unknown, name?: string, options: ContractMatchOptions = {}): MatcherResult {
  const contracts = options.contracts ?? contractsHere();
  const found = violationsOf(received, name, contracts, options.now).filter(
    ({ violation }) => violation.severity === 'error',
  );
  const what = name ?? 'their contracts';
  return {
    pass: found.length === 0,
    message: () =>
      found.length === 0 ? `it keeps ${what}, and is expected to break it` : `it breaks ${what}:\n${broken(found)}`,
  };
}

/** Passes where every tag named fired for an event of the recordings. */
export function toHaveFired(received: Recordings, ...tags: readonly string[]): MatcherResult {
  const all = tagsOf(received);
  const fired = tags.filter((name) => all.some((tag) => tag.name === name && tag.status === 'fired'));
  const missed = tags.filter((name) => !fired.includes(name));
  return {
    pass: missed.length === 0,
    message: () => (missed.length === 0 ? fired : missed).map((name) => why(name, all)).join('\n'),
  };
}

/**
 * Passes where an outgoing request of the recordings is as expected: a subset, with the matchers scenarios have, such as
 * `{ platform: 'meta', body: { data: [{ event_name: 'Purchase' }] } }`.
 */
export function toHaveSent(received: Recordings, expected: Readonly<Record<string, unknown>>): MatcherResult {
  const sent = sentRequests(listOf(received));
  const found = sent.find((one) => matchRequest(expected, one).length === 0);
  return {
    pass: found !== undefined,
    message: () =>
      found === undefined
        ? unmatched(expected, nearestRequests(expected, sent))
        : `${found.where.tag} sent it to ${found.where.request.platform}, and was expected not to`,
  };
}

function listOf(received: Recordings): readonly Recording[] {
  const list = Array.isArray(received) ? (received as readonly unknown[]) : [received];
  if (list.every(isRecording)) return list;
  throw new TypeError('expected a recording, or a list of them: what workbench.send() and recordings() give');
}

function isRecording(value: unknown): value is Recording {
  return typeof value === 'object' && value !== null && 'events' in value && 'receivedAt' in value;
}

function tagsOf(received: Recordings): readonly RecordedTag[] {
  return listOf(received).flatMap(({ events }) => events.flatMap(({ tags }) => tags));
}

function why(name: string, tags: readonly RecordedTag[]): string {
  const of = tags.filter((tag) => tag.name === name);
  const [last] = of.slice(-1);
  if (last !== undefined) return `${name} ${statusWords[last.status]}: ${last.reason}`;
  if (tags.length === 0) return `${name}: nothing came in that tags could fire for`;
  const near = nearestName(name, new Set(tags.map((tag) => tag.name)));
  return `the container has no tag ${name}${near === undefined ? '' : `; did you mean ${near}?`}`;
}

const statusWords: Readonly<Record<RecordedTag['status'], string>> = {
  fired: 'fired',
  not_fired: 'did not fire',
  blocked: 'was blocked',
  paused: 'is paused',
  failed: 'failed',
};

function violationsOf(
  received: unknown,
  name: string | undefined,
  contracts: Contracts,
  now: ContractMatchOptions['now'],
): readonly ShownViolation[] {
  if (isRecording(received) || (Array.isArray(received) && received.length > 0 && received.every(isRecording))) {
    return listOf(received as Recordings).flatMap((recording, send) =>
      sentRequests([recording])
        .filter(({ request }) => request.contract !== null && (name === undefined || request.contract === name))
        .flatMap(({ where, request }) => {
          const moment = millisecondsOf(now ?? recording.receivedAt);
          return check(request, request.contract as string, contracts, moment, { ...where, send });
        }),
    );
  }
  const contract = name ?? contractNameOf(received);
  if (contract === undefined) throw new TypeError('name the contract to hold it against, such as meta/events');
  return check(received, contract, contracts, millisecondsOf(now ?? Date.now()), undefined);
}

function check(
  received: unknown,
  name: string,
  contracts: Contracts,
  now: number,
  where: Where | undefined,
): readonly ShownViolation[] {
  const contract = contracts.get(name);
  if (contract === undefined) {
    const near = nearestName(name, contracts.names);
    throw new TypeError(`there is no contract ${name}${near === undefined ? '' : `; did you mean ${near}?`}`);
  }
  const violations = isRequest(received) ? contract.checkRequest(received, now) : contract.check(received, now);
  return violations.map((violation) => {
    const rule = violation.rulePath === undefined ? undefined : contract.locate(violation.rulePath);
    return {
      violation,
      ...(where === undefined ? {} : { where }),
      ...(rule === undefined ? {} : { rule: { file: relative(process.cwd(), rule.file), line: rule.line } }),
    };
  });
}

function isRequest(value: unknown): value is CheckedRequest {
  return typeof value === 'object' && value !== null && 'url' in value && 'method' in value && 'headers' in value;
}

function contractNameOf(value: unknown): string | undefined {
  const name = isRequest(value) ? (value as { contract?: unknown }).contract : undefined;
  return typeof name === 'string' ? name : undefined;
}

function millisecondsOf(moment: Date | string | number): number {
  const milliseconds = new Date(moment).getTime();
  if (Number.isNaN(milliseconds)) throw new TypeError(`now must be a moment, not ${String(moment)}`);
  return milliseconds;
}
