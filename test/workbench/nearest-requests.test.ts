import { expect, test } from 'vitest';
import type { SentRequest } from '../../src/workbench/match-request.ts';
import { nearestRequests } from '../../src/workbench/nearest-requests.ts';

function sent(platform: string, tag: string, body: unknown, event = 'purchase'): SentRequest {
  const url = `https://${platform}.example/?v=1`;
  return {
    where: { send: 0, event, tag, request: { platform, method: 'POST', url } },
    request: { platform, method: 'POST', url, headers: {}, body, contract: null, violations: [], response: null },
    console: [],
  };
}

const all = [
  sent('ga4', 'GA4', { a: 1, b: 2 }),
  sent('meta', 'Meta - Lead', { a: 1, b: 2 }),
  sent('meta', 'Meta - Purchase', { a: 9, b: 9 }),
  sent('meta', 'Meta - Purchase', { a: 1, b: 9 }),
  sent('meta', 'Meta - Purchase', { a: 1, b: 2 }, 'refund'),
];

/** Each of the nearest: its tag, its event, and where it differs. */
function nearest(pattern: unknown, requests: readonly SentRequest[] = all): readonly string[] {
  return nearestRequests(pattern, requests).map(
    ({ where, differences }) => `${where.tag}, ${where.event}: ${differences.map(({ path }) => path).join(' ')}`,
  );
}

test.each<[string, unknown, readonly string[]]>([
  [
    'the platform counts more than how much differs',
    { platform: 'meta', body: { a: 1, b: 2, c: 3 } },
    [
      'Meta - Lead, purchase: /body/c',
      'Meta - Purchase, refund: /body/c',
      'Meta - Purchase, purchase: /body/b /body/c',
    ],
  ],
  [
    'then the tag',
    { platform: 'meta', tag: 'Meta - Purchase', body: { a: 1, b: 2, c: 3 } },
    [
      'Meta - Purchase, refund: /body/c',
      'Meta - Purchase, purchase: /body/b /body/c',
      'Meta - Purchase, purchase: /body/a /body/b /body/c',
    ],
  ],
  [
    'then the event',
    { tag: 'Meta - Purchase', event: 'purchase', body: { a: 1, b: 2 } },
    [
      'Meta - Purchase, purchase: /body/b',
      'Meta - Purchase, purchase: /body/a /body/b',
      'Meta - Purchase, refund: /event',
    ],
  ],
  [
    'of equals the first that went out',
    { query: { v: '2' } },
    ['GA4, purchase: /query/v', 'Meta - Lead, purchase: /query/v', 'Meta - Purchase, purchase: /query/v'],
  ],
])('%s', (_, pattern, expected) => {
  expect(nearest(pattern)).toEqual(expected);
});

test('none where nothing went out', () => {
  expect(nearest({ platform: 'meta' }, [])).toEqual([]);
});

test('what a tag had to say goes along', () => {
  const [first, ...rest] = all;
  const told: SentRequest = { ...(first as SentRequest), console: ['value is not a number: left out'] };
  expect(nearestRequests({ platform: 'ga4', body: { a: 2 } }, [told, ...rest])[0]).toEqual({
    where: told.where,
    differences: [{ path: '/body/a', kind: 'different', expected: 2, actual: 1 }],
    console: ['value is not a number: left out'],
  });
});
