import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTransport } from '../../src/delivery/transport/create-transport.ts';
import type { Transport } from '../../src/delivery/transport/transport.ts';
import { toWire } from '../../src/delivery/wire.ts';
import { dataManagerTag } from '../../src/platforms/data-manager/tag.ts';
import { deliveries } from '../../src/platforms/deliveries.ts';
import { httpRequestTag } from '../../src/platforms/http-request/tag.ts';
import { tagTypes } from '../../src/platforms/registry.ts';
import { simulators } from '../../src/platforms/simulators.ts';
import type { OutgoingRequest } from '../../src/platforms/tag.ts';
import type { FaultKind } from '../../src/server/vendors/faults.ts';
import { type RunningVendors, startVendors } from '../../src/server/vendors/start-vendors.ts';
import { receivedAt } from '../support/tag-input.ts';
import { goldenRequests } from '../support/vendor.ts';
import { purchase, requestsOf } from '../support/vendor-events.ts';

/** The clock stands where the golden requests were made. */
const clock = { now: () => receivedAt, elapsed: () => 0, after: () => () => undefined };

let vendors: RunningVendors;
let transport: Transport;
const requests = new Map<string, OutgoingRequest>();

beforeAll(async () => {
  vendors = await startVendors({ clock });
  for (const platform of simulators.keys()) {
    const [golden] = goldenRequests(platform);
    if (golden !== undefined) requests.set(platform, golden[1]);
  }
  const account = { operating_account_id: '1', product_destination_id: '2', access_token: '${TOKEN}' };
  const own = [
    ...(await requestsOf(dataManagerTag, account, [purchase(1)])),
    ...(await requestsOf(httpRequestTag, { url: 'https://warehouse.example/orders' }, [purchase(1)])),
  ];
  for (const request of own) requests.set(request.platform, request);
});

beforeEach(() => {
  transport = createTransport({ vendors: new URL(vendors.url), headersMs: 250, bodyMs: 250, totalMs: 500 });
});

afterEach(async () => {
  vendors.reset();
  await transport.close();
});

afterAll(() => vendors.close());

/** What delivery makes of the simulator's answer: the outcome of the verdict, or why there was no answer. */
async function outcomeOf(platform: string): Promise<string> {
  const request = requests.get(platform) as OutgoingRequest;
  const sent = await transport.send(toWire(request, () => 'secret', deliveries.get(platform)?.redirects));
  return 'answer' in sent ? (deliveries.get(platform)?.classify(sent.answer, 1).outcome ?? '?') : `(${sent.failure})`;
}

/** The same for each platform, and how many events it took. */
async function everywhere(fault?: FaultKind): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  await Promise.all(
    Array.from(simulators.keys(), async (platform) => {
      if (fault !== undefined) vendors.fault({ platform, fault });
      const outcome = await outcomeOf(platform);
      found[platform] = `${outcome}, ${vendors.received()[platform]?.events} taken`;
    }),
  );
  return found;
}

test('every tag has a delivery and a simulator', () => {
  const types = [...tagTypes.keys()];
  expect([[...deliveries.keys()], [...simulators.keys()]]).toEqual([types, types]);
  expect([...deliveries].every(([name, { platform }]) => name === platform)).toBe(true);
});

test('no two simulators stand in for one host', () => {
  const hosts = [...simulators.values()].flatMap((simulator) => simulator.hosts);
  expect(hosts.toSorted()).toEqual([...new Set(hosts)].toSorted());
});

describe('what tags send', () => {
  test('is delivered, and taken once', async () => {
    expect(await everywhere()).toEqual(
      Object.fromEntries(Array.from(simulators.keys(), (platform) => [platform, 'delivered, 1 taken'])),
    );
  });

  test.each<[FaultKind, string, Readonly<Record<string, string>>]>([
    ['429', 'throttled, 0 taken', {}],
    ['5xx', 'transient, 0 taken', {}],
    // Google's pixels and GA4 never say that anything is wrong.
    ['wrong_token', 'auth, 0 taken', { ga4: 'delivered, 0 taken', google_ads: 'delivered, 0 taken' }],
    ['invalid', 'invalid, 0 taken', { ga4: 'delivered, 0 taken', google_ads: 'delivered, 0 taken' }],
    // Who takes a request whole or not at all answers as ever.
    [
      'partial',
      'delivered, 1 taken',
      { tiktok: 'partial, 0 taken', snapchat: 'invalid, 0 taken', pinterest: 'invalid, 0 taken' },
    ],
    ['timeout', '(unknown), 0 taken', {}],
    ['refuse', '(unknown), 0 taken', {}],
    ['reset', '(unknown), 0 taken', {}],
    ['reset_after_commit', '(unknown), 1 taken', {}],
    ['slow_drip', '(unknown), 1 taken', {}],
    ['garbage', 'unknown, 1 taken', { http_request: 'delivered, 1 taken' }],
    // Whose answer says nothing but by its status has said it.
    [
      'giant_body',
      'unknown, 1 taken',
      Object.fromEntries(
        ['ga4', 'google_ads', 'kameleoon', 'http_request'].map((name) => [name, 'delivered, 1 taken']),
      ),
    ],
  ])('meets %s', async (fault, most, others) => {
    const expected = Array.from(simulators.keys(), (platform) => [platform, others[platform] ?? most]);
    expect(await everywhere(fault)).toEqual(Object.fromEntries(expected));
  });
});
