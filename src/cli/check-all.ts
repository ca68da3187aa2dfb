import type { Contract, Contracts } from '../contracts/contract.ts';
import type { Violation } from '../contracts/violation.ts';
import type { RecordedOutgoingRequest } from '../engine/recording.ts';
import type { Where } from '../workbench/test-run.ts';
import type { Checkable } from './read-checkable.ts';
import { UserError } from './user-error.ts';

/** One payload or request held against its contract. */
export interface Finding {
  readonly contract: Contract;
  readonly violations: readonly Violation[];
  /** What of a recording it is; undefined where it stood alone. */
  readonly place?: { readonly recording: number; readonly id: string; readonly where: Where };
}

/** What to hold things against, and when. */
export interface CheckOptions {
  /** A contract, or `auto`: the one each request names. */
  readonly contract: Contract | 'auto';
  readonly contracts: Contracts;
  /** Epoch milliseconds; undefined for the clock, and for the moment a recording's request came in. */
  readonly now: number | undefined;
  /** What names it in messages. */
  readonly source: string;
}

/**
 * Holds a payload, a request, or the outgoing requests of recordings against a contract; of recordings, those requests
 * that name it. Throws a UserError where there is nothing to hold against anything.
 */
export function checkAll(given: Checkable, options: CheckOptions): readonly Finding[] {
  const { contract, now = Date.now(), source } = options;
  switch (given.kind) {
    case 'payload':
      if (contract !== 'auto') return [{ contract, violations: contract.check(given.payload, now) }];
      throw new UserError(`${source}: a payload does not tell its contract: name it instead of auto`);
    case 'request': {
      const its = contract === 'auto' ? named(given.contract, options) : contract;
      return [{ contract: its, violations: its.checkRequest(given.request, now) }];
    }
    case 'recordings':
      return ofRecordings(given, options);
    default:
      return given satisfies never;
  }
}

function ofRecordings(
  { recordings }: Extract<Checkable, { kind: 'recordings' }>,
  options: CheckOptions,
): readonly Finding[] {
  const { contract, source } = options;
  const others = new Set<string>();
  const findings: Finding[] = [];
  for (const [index, { id, receivedAt, events }] of recordings.entries()) {
    const now = options.now ?? Date.parse(receivedAt);
    for (const { data, tags } of events) {
      for (const { name: tag, requests } of tags) {
        for (const request of requests) {
          if (request.contract === null) continue;
          if (contract !== 'auto' && contract.name !== request.contract) {
            others.add(request.contract);
            continue;
          }
          const its = contract === 'auto' ? named(request.contract, options) : contract;
          const where = { send: 0, event: String(data['event_name']), tag, request: addressOf(request) };
          findings.push({
            contract: its,
            violations: its.checkRequest(request, now),
            place: { recording: index, id, where },
          });
        }
      }
    }
  }
  if (findings.length > 0) return findings;
  const instead = others.size === 0 ? '' : `; those in it name ${[...others].toSorted().join(', ')}`;
  const what = contract === 'auto' ? 'a contract' : contract.name;
  throw new UserError(`${source}: no outgoing request in it names ${what}${instead}`);
}

function addressOf({ platform, method, url }: RecordedOutgoingRequest): NonNullable<Where['request']> {
  return { platform, method, url };
}

function named(name: string | null, { contracts, source }: CheckOptions): Contract {
  if (name === null) throw new UserError(`${source}: the request names no contract: name one instead of auto`);
  const contract = contracts.get(name);
  if (contract !== undefined) return contract;
  throw new UserError(
    `${source}: a request names the contract ${name}, which is not here: put its file into contracts/, or name another`,
  );
}
