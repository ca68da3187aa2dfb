import fc from 'fast-check';
import { goldenNow } from '../support/reference.ts';
import { type Person, person, thinPerson } from './relay-person.ts';

/** One event of a body posted to /mp/collect. */
export interface RelayEvent {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly timestamp_micros?: number | string;
}

/** A body a relay posts to /mp/collect. */
export interface RelayBody {
  readonly client_id: string;
  readonly user_data?: Person;
  readonly ip_override?: string;
  readonly user_agent?: string;
  readonly consent?: Readonly<Record<string, unknown>>;
  readonly events: readonly RelayEvent[];
}

/** The relay's eight events, under GA4's names. */
export const eventNames = [
  'purchase',
  'add_to_cart',
  'begin_checkout',
  'generate_lead',
  'sign_up',
  'rx_issued',
  'consult_started',
  'consult_completed',
] as const;

/** The names the relay gave some of them first. */
const firstNames: Readonly<Record<string, readonly string[]>> = {
  purchase: ['purchase_completed'],
  generate_lead: ['lead'],
  sign_up: ['signup', 'complete_registration'],
};

const health: ReadonlySet<string> = new Set(['rx_issued', 'consult_started', 'consult_completed']);

/** Text as people write it, at most as long as GA4 keeps. */
const words: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    'Hair care set',
    'Crème brûlée',
    '髪のケア',
    'مجموعة العناية بالشعر',
    '👩‍⚕️ kit',
    '50% off & more',
    'a/b?c=d#e',
    '"quoted" \\ text',
    'ZWNJ‌text',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 25 }),
);

const optional = <T extends object>(parts: { [key in keyof T]: fc.Arbitrary<T[key]> }): fc.Arbitrary<Partial<T>> =>
  fc.record(parts, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;

/** Nothing, cents, a price, a fortune; as a number, or as the text a sloppy relay writes. */
const amount: fc.Arbitrary<number | string> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom(0, 0.01, 0.1 + 0.2, 89.9, 1e6, 1e-7, 123456789.99, 1e21, '0', '89.90', '1234567'),
  },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 1_000_000 }).map((cents) => cents / 100) },
);
/** All platforms count in these. */
const currency = fc.constantFrom('USD', 'USD', 'EUR', 'GBP', 'JPY', 'usd');

const transactionId = fc.oneof(
  fc.constantFrom(
    'SO-10442',
    '100234',
    '#1001',
    'pos/77 1021',
    'ÆØÅ-12',
    '注文-7',
    '4111111111111111',
    'T_2026.11.21',
    '🧾1',
    '0',
  ),
  fc.uuid(),
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 }).filter((id) => !id.includes('@')),
);

const item = fc
  .tuple(
    fc.oneof(
      fc.record({ item_id: fc.constantFrom('SKU-19', '42', 'ü-7', '4006381333931') }),
      fc.record({ item_name: words }),
      fc.record({ item_id: words, item_name: words }),
    ),
    optional({
      item_brand: words,
      item_category: words,
      item_variant: words,
      price: amount.map(Number),
      quantity: fc.integer({ min: 0, max: 1000 }),
      discount: amount.map(Number),
      index: fc.integer({ min: 0, max: 50 }),
    }),
  )
  .map(([id, more]) => ({ ...id, ...more }));

const page = fc
  .tuple(
    fc.constantFrom(
      'https://bosley.example/',
      'https://shop.example/checkout/thank-you',
      'http://shop.example:8080/a%20b',
      'https://bücher.example/ü',
      'https://shop.example',
    ),
    fc.subarray([
      'gclid=Cj0KCQjwTESTabcdef',
      'fbclid=IwAR0AbCdEf',
      'ttclid=E.C.P.v3fQ2RHacdks',
      'ScCid=3b1f0a52-7c8d-4e9f-a0b1-c2d3e4f50617',
      'epik=dj0yJnU9TESTepik',
      'utm_source=google',
      'utm_campaign=caf%C3%A9',
      'wbraid=CkAKC',
      'q=',
    ]),
  )
  .map(([base, query]) => (query.length === 0 ? base : `${base}?${query.join('&')}`));

const clickIds = optional({
  gclid: fc.constantFrom('Cj0KCQjwTESTabcdef', 'EAIaIQ-_abc'),
  gbraid: fc.constant('0AAAAA_gb'),
  wbraid: fc.constant('CkAKC_wb'),
  fbc: fc.constant('fb.1.1795276800000.IwAR0AbCdEf'),
  fbp: fc.constant('fb.1.1795276800000.1098115397'),
  fbclid: fc.constant('IwAR0AbCdEf'),
  ttclid: fc.constantFrom('E.C.P.v3fQ2RHacdks'),
  ttp: fc.constant('2F7h37YkS1j57AYSKTI7IHhJPYH'),
  sc_click_id: fc.constant('3b1f0a52-7c8d-4e9f-a0b1-c2d3e4f50617'),
  epik: fc.constant('dj0yJnU9TESTepik'),
});

/** What every event may carry, about health or not. */
const common = optional({
  session_id: fc.constantFrom('1795275900', 1795275900),
  engagement_time_msec: fc.constantFrom(1, 120, '45', 0, 12.5),
  storefront_id: fc.constantFrom('bosley', 'pfizer', 'hims', 'a-new-one', 'Ünknown'),
  t_value: fc.constantFrom('affiliate_123', 'ä b', '1'),
  utm_source: fc.constantFrom('google', 'news letter'),
  utm_medium: fc.constant('cpc'),
  utm_campaign: fc.constantFrom('autumn', 'été 2026'),
  event_id: fc.oneof(fc.uuid(), fc.constantFrom('SO-10442', 'ev/1', '✓')),
  page_location: page,
});

const worth = fc.oneof(fc.constant({}), fc.record({ value: amount, currency }));

const dataUse = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ data_processing_options: fc.constant([]) }) },
  { weight: 1, arbitrary: fc.record({ data_processing_options: fc.constant(['LDU']) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      data_processing_options: fc.constant(['LDU']),
      data_processing_options_country: fc.constantFrom(0, 1),
      data_processing_options_state: fc.constantFrom(0, 1000, 1005),
    }),
  },
);

/** Names a relay may choose, none of which speaks of health. */
const ownName = fc.stringMatching(/^[a-z][0-9]{1,4}$/).map((name) => `own_${name}`);
const custom = fc.dictionary(
  ownName,
  fc.oneof(words, fc.integer(), fc.boolean(), fc.double({ noNaN: true, noDefaultInfinity: true })),
  { maxKeys: 3 },
);

/** What an event says of goods and of its page; nothing of it may be in one about a person's health. */
const goods = optional({
  items: fc.array(item, { maxLength: 20 }),
  coupon: words,
  tax: amount,
  shipping: amount,
  page_referrer: page,
  page_title: words,
});

const needed = fc.record({ transaction_id: transactionId, value: amount, currency });

const day = 24 * 60 * 60 * 1000;
/** Within the last three days, a little inside so that every platform's age limits hold. */
const micros: fc.Arbitrary<number | string> = fc
  .tuple(fc.integer({ min: 0, max: 3 * day - 60_000 }), fc.integer({ min: 0, max: 999 }), fc.boolean())
  .map(([ago, rest, asText]) => {
    const time = (goldenNow - ago) * 1000 - rest;
    return asText ? String(time) : time;
  });

/** GA4 takes 25 parameters an event, and the container adds an event_id where there is none. */
const mostParameters = 24;

function paramsOf(name: string): fc.Arbitrary<Record<string, unknown>> {
  const parts: fc.Arbitrary<object>[] = [name === 'purchase' ? needed : worth, dataUse];
  if (name === 'generate_lead')
    parts.push(optional({ lead_source: words, visitor_code: fc.constant('0q9v3f1k2j4h5g6d') }));
  if (name === 'sign_up') parts.push(optional({ method: fc.constantFrom('email', 'Apple ID') }));
  parts.push(common);
  if (!health.has(name)) parts.push(goods);
  parts.push(clickIds, custom);
  return fc
    .tuple(...parts)
    .map((given) => Object.fromEntries(Object.entries(Object.assign({}, ...given)).slice(0, mostParameters)));
}

const event: fc.Arbitrary<RelayEvent> = fc
  .constantFrom(...eventNames)
  .chain((name) =>
    fc.record(
      { name: fc.constantFrom(name, ...(firstNames[name] ?? [])), params: paramsOf(name), timestamp_micros: micros },
      { requiredKeys: ['name', 'params'] },
    ),
  );

const choice = fc.constantFrom('GRANTED', 'DENIED', 'granted', 'denied');
const consent = optional({
  ad_user_data: choice,
  ad_personalization: choice,
  ad_storage: choice,
  analytics_storage: choice,
});

const browser = {
  ip_override: fc.oneof(
    fc.integer({ min: 1, max: 254 }).map((host) => `203.0.113.${host}`),
    fc.constantFrom('8.8.8.8', '2001:db8::7', '2a00:1450:4001:81b::200e'),
  ),
  user_agent: fc.constantFrom(
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'Mozilla/5.0 (Linux; Android 15)',
  ),
};

const visitor = {
  client_id: fc.constantFrom('1849235714.1795275000', '55.66', 'GA1.1.5.6', 'own-visitor-é'),
  user_id: fc.constantFrom('crm-88213', 'u_553', 'ключ'),
  consent,
  timestamp_micros: micros,
  user_properties: fc.dictionary(ownName, fc.record({ value: words }), { maxKeys: 3 }),
};

/** Bodies about somebody whom every platform can match: a mail address or a phone number, an IP address, a user agent. */
export const relayBodies: fc.Arbitrary<RelayBody> = fc.record(
  { ...visitor, ...browser, user_data: person, events: fc.array(event, { minLength: 1, maxLength: 4 }) },
  { requiredKeys: ['client_id', 'ip_override', 'user_agent', 'user_data', 'events'] },
);

/** Bodies about somebody whom hardly any platform can match: neither mail address nor phone number, and no whole browser. */
export const thinBodies: fc.Arbitrary<RelayBody> = fc
  .record(
    { ...visitor, ...browser, user_data: thinPerson, events: fc.array(event, { minLength: 1, maxLength: 4 }) },
    { requiredKeys: ['client_id', 'events'] },
  )
  .map(({ ip_override, user_agent, ...body }) => ({
    ...body,
    ...(ip_override === undefined ? { ...(user_agent === undefined ? {} : { user_agent }) } : { ip_override }),
  }));

/** A body of an event about health that says too much, and what it says. */
export interface TellingBody {
  readonly body: RelayBody;
  readonly secrets: readonly string[];
}

const drugs = fc.constantFrom(
  'Finasteride',
  'atorvastatin 20 mg',
  'Sildénafil',
  'zoloft-50',
  'Alopezie',
  'erectile dysfunction',
  'F32.1 depression',
);
const secret = fc.tuple(drugs, fc.stringMatching(/^[a-z]{6}[0-9]{4}$/)).map((parts) => parts.join(' '));

/** Where a relay might put what it must not send. */
const tellingNames = [
  'drug_name',
  'transaction_id',
  'medication',
  'diagnosis',
  'condition',
  'notes',
  'comment',
  'message',
  'description',
  'reason',
  'item_name',
  'content_name',
  'coupon',
  'page_title',
  'search_term',
  'utm_term',
  'utm_content',
  'rxName',
  'dosage',
  'icd10',
  'visitor_code',
  'custom_thing',
  'lead_source',
  'page_referrer',
];

const telling = fc.dictionary(fc.constantFrom(...tellingNames), secret, { minKeys: 1, maxKeys: 6 });

/** Events about health with drugs and free text in parameters, items, nested objects, addresses, device and properties. */
export const healthBodies: fc.Arbitrary<TellingBody> = fc
  .tuple(
    fc.constantFrom(...health),
    fc.tuple(worth, common, clickIds),
    telling,
    fc.record({ items: secret, path: secret, nested: secret, property: secret, query: secret }, { requiredKeys: [] }),
    person,
    fc.record(browser),
  )
  .map(([name, parts, told, more, user_data, { ip_override, user_agent }]) => {
    const params: Record<string, unknown> = { ...Object.assign({}, ...parts), ...told };
    if (more.items !== undefined) params['items'] = [{ item_id: more.items, item_name: more.items, price: 1 }];
    if (more.nested !== undefined) params['details'] = { first: [{ drug: more.nested }] };
    if (more.path !== undefined || more.query !== undefined) {
      const query = `utm_source=google&q=${encodeURIComponent(more.query ?? '')}`;
      params['page_location'] =
        `https://shop.example/${encodeURIComponent(more.path ?? '')}?${query}#${encodeURIComponent(more.path ?? '')}`;
    }
    const user_properties = more.property === undefined ? {} : { medication: { value: more.property.slice(0, 36) } };
    return {
      body: { client_id: '55.66', user_properties, ip_override, user_agent, user_data, events: [{ name, params }] },
      secrets: [...Object.values(told), ...Object.values(more)],
    };
  });
