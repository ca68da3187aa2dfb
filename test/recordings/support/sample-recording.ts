import type { RecordedTag, Recording, TagStatus } from '../../../src/engine/recording.ts';

/** Every status a tag can have; the compiler sees to it that none is missing. */
const statuses: Readonly<Record<TagStatus, true>> = {
  fired: true,
  not_fired: true,
  blocked: true,
  paused: true,
  failed: true,
};

const violation = {
  contract: 'meta/events',
  severity: 'error',
  path: '/data/0/user_data/em',
  rule: 'sha256',
  message: 'em must be a SHA-256 digest',
  actual: '<redacted email>',
  help: 'Hash it.',
} as const;

const tags: readonly RecordedTag[] = (Object.keys(statuses) as TagStatus[]).map((status) => ({
  name: `Meta CAPI - ${status}`,
  type: 'meta',
  status,
  triggers: status === 'fired' ? ['Purchase Event'] : [],
  reason: 'Purchase Event matched',
  console: ['a line'],
  durationMs: 0.25,
  requests:
    status === 'fired'
      ? [
          {
            platform: 'meta',
            method: 'POST',
            url: 'https://graph.facebook.com/v25.0/1248630053164112/events',
            headers: { authorization: 'Bearer ${META_ACCESS_TOKEN}' },
            body: { data: [{ event_name: 'Purchase' }] },
            contract: 'meta/events',
            violations: [violation, { ...violation, severity: 'warning' }],
            response: { status: 200, headers: { 'x-a': 'b' }, body: { events_received: 1 } },
          },
          {
            platform: 'meta',
            method: 'GET',
            url: 'https://graph.facebook.com/',
            headers: {},
            body: null,
            contract: null,
            violations: [],
            response: null,
          },
        ]
      : [],
}));

/** A recording with every key the format has, optional ones too: the type says so. */
export const fullRecording: Required<Recording> = {
  id: '7b0c6a52-1c1e-4d0e-9a55-0c2f6d1e0a01',
  session: 'default',
  receivedAt: '2026-11-21T16:00:00.000Z',
  request: {
    method: 'POST',
    path: '/mp/collect',
    query: { measurement_id: 'G-XXXXXXXXX', tag: ['a', 'b'] },
    headers: { 'content-type': 'application/json' },
    body: { client_id: 'test_client_123', events: [{ name: 'purchase' }] },
    remoteAddress: '203.0.113.7',
  },
  client: 'GA4 Client',
  reason: 'a reason',
  response: { status: 204, headers: {}, body: '' },
  violations: [violation],
  events: [
    {
      data: { event_name: 'purchase', value: 99.99, items: [{ item_id: 'A' }] },
      violations: [violation],
      variables: { 'Event Data - value': 99.99 },
      tags,
    },
  ],
};

/** A recording as small as they come. */
export function smallRecording(id: string, session = 'default', body: Recording['request']['body'] = null): Recording {
  return {
    id,
    session,
    receivedAt: '2026-11-21T16:00:00.000Z',
    request: { method: 'POST', path: '/mp/collect', query: {}, headers: {}, body, remoteAddress: '' },
    client: null,
    response: { status: 204, headers: {}, body: '' },
    violations: [],
    events: [],
  };
}
