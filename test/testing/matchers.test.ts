import { expect as jestExpect } from 'expect';
import { describe, expect, test } from 'vitest';
import type { Recording } from '../../src/engine/recording.ts';
import { createWorkbench } from '../../src/testing/create-workbench.ts';
import { toHaveFired, toHaveSent, toMatchContract } from '../../src/testing/matchers.ts';
import '../../src/testing/vitest.ts';
import { now, purchase, shop } from './support.ts';

const workbench = await createWorkbench({ container: shop, now });
const recording: Recording = await workbench.send(purchase);
const thin: Recording = await workbench.send({ ...purchase, user_data: {}, ip_override: '', user_agent: '' });
const event = {
  event_name: 'Purchase',
  event_time: 1795276800,
  action_source: 'website',
  user_data: { em: 'a'.repeat(64) },
};

/** What a matcher says where it does not hold. */
function told(assert: () => void): string {
  try {
    assert();
  } catch (error) {
    return (error as Error).message;
  }
  return 'it holds';
}

describe('toHaveFired', () => {
  test('holds for tags that fired', () => {
    expect(recording).toHaveFired('Meta CAPI - Purchase');
    expect([recording, thin]).toHaveFired('Meta CAPI - Purchase');
    expect(recording).not.toHaveFired('Meta CAPI - Other');
  });

  test('says why, and which tag may be meant', () => {
    expect([
      told(() => expect(recording).toHaveFired('Meta CAPI - Other')),
      told(() => expect(recording).toHaveFired('Meta CAPI - Purchases')),
      told(() => expect([]).toHaveFired('Meta CAPI - Purchase')),
      told(() => expect(recording).not.toHaveFired('Meta CAPI - Purchase')),
      told(() => expect('a recording' as unknown).toHaveFired('Meta CAPI - Purchase')),
    ]).toMatchInlineSnapshot(`
      [
        "Meta CAPI - Other did not fire: it has no firing trigger",
        "the container has no tag Meta CAPI - Purchases; did you mean Meta CAPI - Purchase?",
        "Meta CAPI - Purchase: nothing came in that tags could fire for",
        "Meta CAPI - Purchase fired: Purchase matched",
        "expected a recording, or a list of them: what workbench.send() and recordings() give",
      ]
    `);
  });
});

describe('toHaveSent', () => {
  test('holds for a request that is as expected', () => {
    expect(recording).toHaveSent({ platform: 'meta', body: { data: [{ custom_data: { value: { $gte: 9 } } }] } });
    expect(recording).not.toHaveSent({ platform: 'tiktok' });
  });

  test('takes the matchers of the test runner too', () => {
    expect(recording).toHaveSent({
      body: { data: [{ event_name: expect.stringMatching(/^Pur/), event_time: expect.any(Number) }] },
    });
    expect(recording).not.toHaveSent({ body: { data: [{ event_time: expect.any(String) }] } });
  });

  test('shows the closest request and what differs', () => {
    expect(
      told(() => expect(recording).toHaveSent({ platform: 'meta', body: { data: [{ event_name: 'Lead' }] } })),
    ).toMatchInlineSnapshot(`
      "no request is as expected
        expected  { "platform": "meta", "body": { "data": [{ "event_name": "Lead" }] } }
        closest, 1 difference: Meta CAPI - Purchase for purchase
          POST https://graph.facebook.com/v25.0/1234567890/events
            expected                                       │ actual
          /body/data/0/event_name  different
            "Lead"                                         │ "Purchase""
    `);
  });
});

describe('toMatchContract', () => {
  test('holds a recording, a request or a payload against its contract', () => {
    expect(recording).toMatchContract();
    expect(recording).toMatchContract('meta/events');
    expect(workbench.requests()[0]).toMatchContract(undefined, { now });
    expect({ data: [event] }).not.toMatchContract('meta/events', { now });
    expect(thin).not.toMatchContract();
  });

  test('says what is broken, where and what to do', () => {
    expect([
      told(() => expect({ data: [event] }).toMatchContract('meta/events', { now })),
      told(() => expect({ data: [event] }).toMatchContract('meta/event', { now })),
      told(() => expect({ data: [event] }).toMatchContract()),
      told(() => expect(recording).not.toMatchContract('meta/events')),
    ]).toMatchInlineSnapshot(`
      [
        "it breaks meta/events:
      error meta/events /data/0/custom_data: custom_data must be given with Purchase
        help    send value and currency in it
        code    Meta answers 100/2804009
        rule    contracts/meta/events.schema.json:243
        source  https://developers.facebook.com/documentation/ads-commerce/conversions-api/parameters/custom-data
      error meta/events /data/0/event_source_url: event_source_url must be given where action_source is
        website
        help    send the address of the page, or the action_source that is true
        rule    contracts/meta/events.schema.json:278
        source  https://developers.facebook.com/documentation/ads-commerce/conversions-api/parameters/server-event",
        "there is no contract meta/event; did you mean meta/events?",
        "name the contract to hold it against, such as meta/events",
        "it keeps meta/events, and is expected to break it",
      ]
    `);
  });
});

test('under the expect of jest', () => {
  jestExpect.extend({ toHaveFired, toHaveSent, toMatchContract });
  const assertion = jestExpect(recording) as unknown as Record<string, (...args: unknown[]) => void>;
  assertion['toHaveFired']?.('Meta CAPI - Purchase');
  assertion['toHaveSent']?.({ platform: 'meta', body: { data: [{ event_name: jestExpect.any(String) }] } });
  assertion['toMatchContract']?.();
  expect(told(() => assertion['toHaveFired']?.('Meta CAPI - Other'))).toBe(
    'Meta CAPI - Other did not fire: it has no firing trigger',
  );
});
