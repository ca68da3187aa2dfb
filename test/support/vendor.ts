import { readFileSync } from 'node:fs';
import { loadContractsSync, shippedContracts } from '../../src/contracts/load.ts';
import { toWire } from '../../src/delivery/wire.ts';
import type { Recording } from '../../src/engine/recording.ts';
import type { Answer, PlatformDelivery, Verdict } from '../../src/platforms/delivery.ts';
import type { VendorAnswer, VendorFault, VendorRequest, VendorSimulator } from '../../src/platforms/simulator.ts';
import type { OutgoingRequest } from '../../src/platforms/tag.ts';
import { goldenNames } from './reference.ts';
import { receivedAt } from './tag-input.ts';

const contracts = loadContractsSync([shippedContracts]);

/** A request as it goes out, secrets in it: `secret` for each. */
export function vendorRequest(request: OutgoingRequest): VendorRequest {
  const { method, url, headers, body = '' } = toWire(request, () => 'secret');
  const { host, pathname, search } = new URL(url);
  return { method, host, target: `${pathname}${search}`, headers, body };
}

/** What a simulator answers, with the contracts that are shipped and the clock at `receivedAt`. */
export function ask(simulator: VendorSimulator, request: VendorRequest, fault?: VendorFault): VendorAnswer | undefined {
  return simulator.answer(request, {
    now: receivedAt,
    fault,
    violations: (name, payload) =>
      contracts
        .get(name)
        ?.check(payload, receivedAt)
        .filter(({ severity }) => severity === 'error') ?? [],
  });
}

/** A simulator's answer as it comes over the wire. */
export function answerOf({ status, headers = {}, body }: VendorAnswer): Answer {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers, body: text, truncated: false };
}

/** An answer of a platform: JSON unless it is text. */
export function answer(status: number, body: unknown, more: Partial<Answer> = {}): Answer {
  return { ...answerOf({ status, body, taken: [] }), ...more };
}

/** What a platform takes of a request, and how its answer is judged. */
export function deliver(
  [delivery, simulator]: readonly [PlatformDelivery, VendorSimulator],
  request: OutgoingRequest,
  events: number,
  fault?: VendorFault,
): { verdict: Verdict; taken: readonly string[] } | undefined {
  const given = ask(simulator, vendorRequest(request), fault);
  return given && { verdict: delivery.classify(answerOf(given), events), taken: given.taken };
}

/** The requests of a platform that the golden recordings show, by recording and tag. */
export function goldenRequests(platform: string): readonly (readonly [string, OutgoingRequest])[] {
  return goldenNames().flatMap((name) => {
    const file = new URL(`../../recordings/${name}.json`, import.meta.url);
    const { recordings } = JSON.parse(readFileSync(file, 'utf8')) as { recordings: readonly Recording[] };
    return recordings.flatMap(({ events }) =>
      events
        .flatMap(({ tags }) => tags)
        .flatMap((tag) =>
          tag.requests
            .filter((request) => request.platform === platform)
            .map((request) => [`${name}: ${tag.name}`, request as OutgoingRequest] as const),
        ),
    );
  });
}
