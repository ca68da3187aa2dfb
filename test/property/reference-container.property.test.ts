import { hash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RecordedEvent, Recording } from '../../src/engine/recording.ts';
import { healthBodies, type RelayBody, relayBodies, thinBodies } from './relay-events.ts';
import { breaches, requestsOf, run } from './run-relay.ts';

/** Fails with the whole body in front of what is wrong. */
function none(problems: readonly string[], body: RelayBody): void {
  expect(problems, `posted to /mp/collect: ${JSON.stringify(body, null, 2)}`).toEqual([]);
}

/**
 * Tags that failed, but for Kameleoon's where the event is in another currency than the project's: it knows no currency,
 * and the reference container names no exchange rates, so the tag rightly refuses to send a wrong amount.
 */
function failures({ events }: Recording): readonly string[] {
  return events.flatMap(({ data, tags }) =>
    tags
      .filter(({ type, status }) => status === 'failed' && !(type === 'kameleoon' && isForeign(data)))
      .map(({ name, reason }) => `${name} failed: ${reason}`),
  );
}

function isForeign({ value, currency }: RecordedEvent['data']): boolean {
  return value !== undefined && String(currency).toUpperCase() !== 'USD';
}

test('every outgoing request of a valid relay event satisfies its contract', async () => {
  await fc.assert(
    fc.asyncProperty(relayBodies, async (body) => {
      const recording = await run(body);
      none([...breaches(recording), ...failures(recording)], body);
      expect(recording.response.status).toBe(204);
    }),
    { numRuns: 200 },
  );
});

/** What user_data must hold more than, at Meta: any of these sets alone, or a part of one, is refused. */
const tooLittleForMeta = [
  ['ct', 'country', 'st', 'zp', 'ge', 'client_user_agent'],
  ['db', 'client_user_agent'],
  ['fn', 'ge'],
  ['ln', 'ge'],
];

/** The match rules that a person without mail address, phone number and whole browser must break, and no other. */
function matchRules(recording: Recording): readonly string[] {
  return recording.events.flatMap(({ tags }) =>
    tags.flatMap(({ name, requests }) =>
      requests.flatMap(({ platform, body }) => {
        const { user_data = {} } = (body as { data?: [{ user_data?: object }] } | null)?.data?.[0] ?? {};
        const known = Object.keys(user_data);
        if (platform === 'snapchat')
          return `${name}: snapchat/events /data/0/user_data match: user_data holds too little to know anybody by`;
        if (platform === 'pinterest')
          return `${name}: pinterest/events /data/0/user_data anyOf: user_data must have em, or hashed_maids, or both client_ip_address and client_user_agent`;
        if (platform === 'meta' && tooLittleForMeta.some((few) => known.every((key) => few.includes(key))))
          return `${name}: meta/events /data/0/user_data match: user_data holds too little to know anybody by`;
        return [];
      }),
    ),
  );
}

test('an event about nobody breaks the match rules of Meta, Snapchat and Pinterest, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(thinBodies, async (body) => {
      const recording = await run(body);
      expect(breaches(recording), JSON.stringify(body, null, 2)).toEqual(matchRules(recording));
      none(failures(recording), body);
    }),
    { numRuns: 80 },
  );
});

test('what an event about health says of it goes to nobody, in clear or hashed', async () => {
  await fc.assert(
    fc.asyncProperty(healthBodies, async ({ body, secrets }) => {
      const recording = await run(body);
      const sent = JSON.stringify(
        recording.events.flatMap(requestsOf).map(({ url, headers, body }) => [url, decoded(url), headers, body]),
      );
      const lower = sent.toLowerCase();
      none(
        secrets
          .filter((secret) => forms(secret).some((form) => lower.includes(form)))
          .map((secret) => `${secret} got out`),
        body,
      );
      none(
        breaches(recording).filter((breach) => !/: events\/\S+ \S+ health: /.test(breach)),
        body,
      );
    }),
    { numRuns: 150 },
  );
});

function decoded(url: string): string {
  return decodeURIComponent(url.replaceAll('+', ' '));
}

function forms(secret: string): readonly string[] {
  const lower = secret.toLowerCase();
  return [
    lower,
    encodeURIComponent(lower).toLowerCase(),
    ...[secret, lower].map((text) => hash('sha256', text, 'hex')),
  ];
}
