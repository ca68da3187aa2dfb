import type { EventData } from '../../../src/event/event-data.ts';

/** A purchase as the GA4 client makes it of what the relay posts, with everything the relay can say. */
export const purchase: EventData = {
  event_name: 'purchase',
  event_id: 'SO-10442',
  client_id: '1849235714.1771200000',
  user_id: 'crm-88213',
  session_id: '1771199821',
  ga_session_id: '1771199821',
  engagement_time_msec: 120,
  page_location: 'https://bosley.example/checkout/thank-you?utm_source=google&gclid=Cj0KCQjwTESTabcdef',
  page_referrer: 'https://bosley.example/checkout',
  page_title: 'Thank you',
  ip_override: '203.0.113.7',
  user_agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36',
  timestamp_micros: 1795276799500000,
  transaction_id: 'SO-10442',
  value: 89.9,
  currency: 'usd',
  tax: 7.4,
  shipping: 4.9,
  coupon: 'SPRING',
  storefront_id: 'bosley',
  t_value: 'affiliate_123',
  utm_source: 'google',
  items: [
    {
      item_id: 'SKU-19',
      item_name: 'Linen shirt',
      item_brand: 'Norda',
      item_category: 'Shirts',
      price: 42.5,
      quantity: 2,
    },
    { item_id: 'SKU-20', item_name: 'Gift~bag (small)', price: 4.9, fabric: 'paper' },
  ],
  user_data: {
    email_address: ' Jane.Doe+promo@Gmail.com ',
    phone_number: '(650)555-1212',
    address: {
      first_name: 'Mary',
      last_name: 'van der Berg',
      street: '1 Main Street',
      city: 'Lyon',
      region: 'CA',
      postal_code: '94035',
      country: 'us',
    },
  },
  consent: { ad_user_data: 'GRANTED', ad_personalization: 'GRANTED' },
  'x-ga-measurement_id': 'G-BOSLEY123',
  'x-ga-protocol_version': '2',
  'x-ga-mp2-user_properties': { plan: 'gold', orders: 3 },
};

/** SHA-256 of what Google makes of the purchase's identifiers, as hex. */
export const hashes = {
  email: 'd6117306485ed0e50afab3ac871e98f81699151f30281527d63ff5f233656c69',
  phone: '1e231c66011e7a2d867a9cfae267a6aff103cf4913640b6e71a99850fc0ffbc8',
  firstName: '6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec',
  lastName: 'a6fe68a719fbd8e4466cb6992d9a64dd1f6837e26dfc5a024f1393f51d3737c0',
} as const;

/** What the relay says of a prescription, with everything in it that no advertiser may learn. */
export const prescription: EventData = {
  event_name: 'rx_issued',
  event_id: 'RX-77',
  client_id: '1849235714.1771200000',
  ga_session_id: '1771199821',
  page_location:
    'https://bosley.example/rx/finasteride-1mg?utm_source=google&utm_term=finasteride&gclid=Cj0KCQjwTESTabcdef',
  page_referrer: 'https://bosley.example/consult/hair-loss',
  page_title: 'Your finasteride prescription',
  value: 30,
  currency: 'USD',
  storefront_id: 'bosley',
  drug_name: 'finasteride',
  diagnosis: 'alopecia',
  search_term: 'finasteride side effects',
  item_list_name: 'Finasteride',
  content_category: 'hair loss',
  coupon: 'FINASTERIDE10',
  utm_term: 'finasteride',
  consult_type: 'alopecia',
  items: [{ item_id: 'FIN-1', item_name: 'Finasteride 1 mg', price: 30, quantity: 1 }],
  user_data: { em: 'person@example.com' },
  'x-ga-measurement_id': 'G-BOSLEY123',
  'x-ga-mp2-dp': '/rx/finasteride-1mg',
};

/** What would give the prescription away. */
export const telling: RegExp = /finasteride|alopecia|hair|FIN-1|person@example\.com/i;

/** The relay's events by the names it may use, and the name GA4 knows each by. */
export const relayNames: readonly (readonly [relay: string, ga4: string])[] = [
  ['purchase', 'purchase'],
  ['purchase_completed', 'purchase'],
  ['add_to_cart', 'add_to_cart'],
  ['begin_checkout', 'begin_checkout'],
  ['generate_lead', 'generate_lead'],
  ['lead', 'generate_lead'],
  ['sign_up', 'sign_up'],
  ['complete_registration', 'sign_up'],
  ['signup', 'sign_up'],
  ['rx_issued', 'rx_issued'],
  ['consult_started', 'consult_started'],
  ['consult_completed', 'consult_completed'],
];
