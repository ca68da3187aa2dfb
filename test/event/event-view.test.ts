import { describe, expect, test } from 'vitest';
import type { EventData } from '../../src/event/event-data.ts';
import { EventView } from '../../src/event/event-view.ts';

function view(data: EventData, cookies: Record<string, string> = {}, defaultRegion?: string): EventView {
  return new EventView(data, { cookies: Object.assign(Object.create(null), cookies), defaultRegion });
}

const purchase: EventData = {
  event_name: 'purchase',
  page_location: 'https://shop.example.com/thanks?order=1&fbclid=from-page#done',
  page_referrer: 'https://shop.example.com/checkout',
  items: [{ item_id: 'SKU-1' }],
  consent: { ad_user_data: 'GRANTED' },
  user_data: { em: 'jane@example.com' },
};

test('what is derived from an event, worked out once', () => {
  const one = view(purchase, {}, 'US');
  expect({
    name: one.name,
    consent: one.consent,
    items: one.items.map((item) => item.id),
    email: one.identity.raw('email'),
    country: one.identity.country,
    page: one.page?.href,
  }).toEqual({
    name: 'purchase',
    consent: { ad_user_data: 'granted' },
    items: ['SKU-1'],
    email: ['jane@example.com'],
    country: 'US',
    page: 'https://shop.example.com/thanks?order=1&fbclid=from-page#done',
  });
  const { identity, items, consent, page } = one;
  expect([one.identity === identity, one.items === items, one.consent === consent, one.page === page]).toEqual(
    Array(4).fill(true),
  );
});

test.each([undefined, '', '/thanks', 'not a url', 'https://'])('a page at %j is none', (page_location) => {
  const one = view({ page_location });
  expect([one.page, one.advertiserPage]).toEqual([undefined, undefined]);
});

describe('what advertisers may see', () => {
  const seen = (one: EventView): object => ({
    health: one.isHealth,
    items: one.advertiserItems.map((item) => item.id),
    page: one.advertiserPage,
    referrer: one.advertiserReferrer,
  });

  test('of a purchase: all of it', () => {
    expect(seen(view(purchase))).toEqual({
      health: false,
      items: ['SKU-1'],
      page: 'https://shop.example.com/thanks?order=1&fbclid=from-page#done',
      referrer: 'https://shop.example.com/checkout',
    });
  });

  test.each(['rx_issued', 'consult_started', 'consult_completed'])(
    'of %s: where it was, not what it was about',
    (event_name) => {
      expect(seen(view({ ...purchase, event_name }))).toEqual({
        health: true,
        items: [],
        page: 'https://shop.example.com/',
        referrer: undefined,
      });
    },
  );

  test('of a health event in an app: no page, as there is no host to name', () => {
    expect(
      view({ event_name: 'rx_issued', page_location: 'app://com.example/rx/finasteride' }).advertiserPage,
    ).toBeUndefined();
  });
});

describe('a click or browser id', () => {
  const find = (data: EventData, cookies: Record<string, string> = {}): string | undefined =>
    view(data, cookies).id(['fbclid', 'x-fb-click'], ['fbclid', 'click'], ['_fbclid', '_click']);

  test.each<[string, EventData, Record<string, string>, string | undefined]>([
    ['in the event', { ...purchase, fbclid: 'from-event' }, { _fbclid: 'from-cookie' }, 'from-event'],
    ['in the event under its second name', { 'x-fb-click': 7 }, {}, '7'],
    ["in the page's query", { ...purchase, fbclid: '' }, { _fbclid: 'from-cookie' }, 'from-page'],
    ['in a cookie', {}, { _click: 'second', _fbclid: 'first' }, 'first'],
    [
      'in a cookie, the query being empty',
      { page_location: 'https://example.com/?fbclid=' },
      { _click: 'second' },
      'second',
    ],
    ['nowhere', {}, {}, undefined],
  ])('%s', (_, data, cookies, id) => {
    expect(find(data, cookies)).toBe(id);
  });

  test('only where it is looked for', () => {
    expect([view(purchase, { a: 'b' }).id(['other']), view({}).id([], [], ['constructor'])]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

test("an event about a person's health stays one under whatever name a transformation gives it", () => {
  const source = { cookies: {}, defaultRegion: undefined };
  const issued = new EventView({ event_name: 'rx_issued', items: [{ item_id: 'SKU-1' }] }, source);
  const renamed = new EventView({ event_name: 'lead', items: [{ item_id: 'SKU-1' }] }, source, issued);
  const again = new EventView({ items: [{ item_id: 'SKU-1' }] }, source, renamed);
  expect([renamed, again].map((one) => [one.isHealth, one.advertiserItems])).toEqual([
    [true, []],
    [true, []],
  ]);
  expect(new EventView({ event_name: 'purchase' }, source, new EventView({}, source)).isHealth).toBe(false);
});

test.each([
  ['https://x.example/?a=1&utm_source=news%20letter&utm_source=2#utm_source=3', 'news letter'],
  ['https://x.example/?utm_source=a+b', 'a b'],
  ['https://x.example/?utm_source=100%', '100%'],
  ['https://x.example/?xutm_source=1', undefined],
  ['https://x.example/?utm_sources=1&utm_source=', undefined],
  ['https://x.example/utm_source=1#?utm_source=1', undefined],
  ['https://x.example/#a?utm_source=1', undefined],
  ['https://x.example/', undefined],
])('utm_source in %s is %s', (page_location, value) => {
  expect(view({ page_location }).pageParameter('utm_source')).toBe(value);
});
