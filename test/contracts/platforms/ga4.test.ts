import { describe, expect, test } from 'vitest';
import { type Edits, edited, hour, keys, lines, now, nowMicros, recorded, shipped } from './ga4-support.ts';

const contract = shipped('ga4/mp');

/** An event that lacks nothing. */
const event = { name: 'tutorial_begin', params: { session_id: '1771199821', engagement_time_msec: 120 } };
const base = { client_id: '1849235714.1771200000', user_id: 'crm-88213', events: [event] };
const params = (more: object): Edits => ({ '/events/0/params': { ...event.params, ...more } });
const named = (name: string, more: object): Edits => ({
  '/events/0': { name, params: { ...event.params, ...more } },
});
const web = 'https://www.google-analytics.com/mp/collect?measurement_id=G-BOSLEY123&api_secret=${GA4_SECRET}';
const app =
  'https://www.google-analytics.com/mp/collect?firebase_app_id=1:1234567890:android:321abc456def7890&api_secret=${GA4_SECRET}';
const send = (
  url: string,
  body: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) => ({
  method: 'POST',
  url,
  headers,
  body,
});

const hash = '542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345';
const lead = {
  client_id: '730011.1771300000',
  user_id: 'u_553',
  user_data: {
    sha256_email_address: [hash],
    sha256_phone_number: ['1e231c66011e7a2d867a9cfae267a6aff103cf4913640b6e71a99850fc0ffbc8'],
  },
  user_location: { city: 'Lyon', region_id: 'FR-ARA', country_id: 'FR' },
  device: { category: 'mobile', operating_system: 'Android', browser: 'Chrome', language: 'fr' },
  events: [
    {
      name: 'generate_lead',
      params: {
        session_id: '1771300011',
        engagement_time_msec: 1,
        currency: 'EUR',
        value: 25,
        lead_source: 'webinar',
      },
    },
  ],
};

describe('what GA4 takes', () => {
  test.each<[string, string, unknown]>([
    [
      'a purchase with session and consent',
      web,
      {
        client_id: '1849235714.1771200000',
        user_id: 'crm-88213',
        timestamp_micros: 1785672000000000,
        consent: { ad_user_data: 'GRANTED', ad_personalization: 'DENIED' },
        events: [
          {
            name: 'purchase',
            params: {
              session_id: '1771199821',
              engagement_time_msec: 120,
              transaction_id: 'SO-10442',
              currency: 'EUR',
              value: 89.9,
              tax: 14.98,
              shipping: 4.9,
              items: [
                {
                  item_id: 'SKU-19',
                  item_name: 'Linen shirt',
                  item_brand: 'Norda',
                  item_category: 'Shirts',
                  price: 42.5,
                  quantity: 2,
                },
              ],
            },
          },
        ],
      },
    ],
    ['a lead with hashed user data, place and device', web, lead],
    [
      'two events, each with its own time',
      web,
      {
        client_id: '55.66',
        events: [
          {
            name: 'view_item',
            timestamp_micros: 1785671000000000,
            params: {
              session_id: '9001',
              engagement_time_msec: 40,
              currency: 'USD',
              value: 19,
              items: [{ item_id: 'A1', price: 19, quantity: 1 }],
            },
          },
          {
            name: 'add_to_cart',
            timestamp_micros: 1785671060000000,
            params: {
              session_id: '9001',
              engagement_time_msec: 60,
              currency: 'USD',
              value: 19,
              items: [{ item_id: 'A1', price: 19, quantity: 1 }],
            },
          },
        ],
      },
    ],
    [
      'a sign-up on an app stream',
      app,
      {
        app_instance_id: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
        events: [{ name: 'sign_up', params: { method: 'email', engagement_time_msec: 10 } }],
      },
    ],
    [
      'every other field of the reference',
      'https://region1.google-analytics.com/debug/mp/collect?measurement_id=${GA4_ID}&api_secret=s',
      {
        client_id: 'AUJc1Rb/I=.1747154479',
        user_id: 'crm-88213',
        timestamp_micros: '1785672000000000',
        user_properties: {
          plan: { value: 'gold', timestamp_micros: 1785671000000000 },
          orders: { value: 3 },
          active: { value: true },
          gone: null,
        },
        user_data: {
          sha256_email_address: hash,
          sha256_phone_number: [hash, hash, hash],
          address: [
            {
              sha256_first_name: hash,
              sha256_last_name: hash,
              sha256_street: hash,
              city: 'lyon',
              region: 'ara',
              postal_code: '69001',
              country: 'FR',
            },
            { country: 'US' },
          ],
        },
        user_location: { subcontinent_id: '021', continent_id: '019' },
        ip_override: '2001:db8::7',
        device: {
          screen_resolution: '1280x2856',
          operating_system_version: '18.5',
          model: 'Pixel 9',
          brand: 'Google',
          browser_version: '136.0',
        },
        user_agent: 'Mozilla/5.0',
        validation_behavior: 'RELAXED',
        events: [
          {
            name: 'a'.repeat(40),
            params: {
              session_id: 1771199821,
              engagement_time_msec: '120',
              debug_mode: true,
              page_location: `https://bosley.example/${'x'.repeat(200)}`,
              page_referrer: 'https://bosley.example/',
              page_title: 'x'.repeat(300),
              yes: false,
              ['n'.repeat(40)]: 'x'.repeat(100),
              items: [{ item_name: 'Gift bag', price: 4.9, discount: 1, quantity: 1, index: 0, colour: 'blue' }],
            },
          },
        ],
      },
    ],
    [
      'nulls where a field is not known',
      web,
      {
        ...base,
        app_instance_id: null,
        user_id: null,
        timestamp_micros: null,
        user_properties: null,
        user_data: undefined,
        consent: null,
        non_personalized_ads: null,
        user_location: null,
        ip_override: null,
        device: null,
        user_agent: null,
        validation_behavior: null,
      },
    ],
    [
      'as much as fits',
      web,
      {
        ...base,
        user_properties: keys(25, { value: 'x'.repeat(36) }),
        events: Array.from({ length: 25 }, () => ({ ...event, params: { ...event.params, ...keys(23, 1) } })),
      },
    ],
  ])('%s', (_, url, body) => {
    expect(contract.checkRequest(send(url, body), now)).toEqual([]);
  });

  test('every request of the golden recordings', () => {
    const told = recorded().map(({ file, now: at, requests }) => [
      file,
      requests.map((request) => shipped(request.contract).checkRequest(request, at)),
    ]);
    expect(told).toEqual([
      ['add_to_cart.json', [[]]],
      ['begin_checkout.json', [[]]],
      ['consult_completed.json', [[]]],
      ['consult_started.json', [[]]],
      ['generate_lead.json', [[]]],
      ['purchase.json', [[]]],
      ['rx_issued.json', [[]]],
      ['sign_up.json', [[]]],
    ]);
  });
});

test('a violation says what, where, what to do, what GA4 calls it and who says so', () => {
  expect(contract.check({ events: [event] }, now)).toEqual([
    {
      contract: 'ga4/mp',
      severity: 'error',
      path: '/client_id',
      rule: 'required',
      message: 'client_id must be given (web stream), or app_instance_id (app stream)',
      help: "send the visitor's client_id: the _ga cookie without its GA1.1. prefix",
      code: 'VALUE_REQUIRED',
      source: 'https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference',
      rulePath: '/$defs/visitorRule/then/required',
    },
  ]);
});

const names = "an event's name must begin with a letter, and hold letters, digits and underscores alone";
const reserved = 'this name is reserved: GA4 makes such events itself';
const inParams = "a parameter's name must begin with a letter, and hold letters, digits and underscores alone";
const scalar = 'must be text or a number or true or false';

describe('what GA4 refuses or loses', () => {
  test.each<[string, Edits, readonly string[]]>([
    // The reference's table, in its order.
    [
      'no client_id, no params',
      { '/client_id': undefined, '/events': [{ name: 'purchase' }] },
      [
        'error /client_id required (VALUE_REQUIRED): client_id must be given (web stream), or app_instance_id (app stream)',
        'warning /events/0/params required: params should be given: GA4 counts an event by its session_id and engagement_time_msec',
      ],
    ],
    [
      'params that are null',
      { '/events/0': { name: 'sign_up', params: null } },
      [
        'warning /events/0/params required: params should be given: GA4 counts an event by its session_id and engagement_time_msec',
      ],
    ],
    [
      'session and engagement that are true',
      { '/events/0/params/session_id': true, '/events/0/params/engagement_time_msec': true },
      [
        'warning /events/0/params/engagement_time_msec type: engagement_time_msec should be milliseconds, more than 0',
        'warning /events/0/params/session_id pattern: session_id should be digits alone, or GA4 joins the event to no session',
      ],
    ],
    [
      'an engagement with a fraction',
      { '/events/0/params/engagement_time_msec': 12.5 },
      ['warning /events/0/params/engagement_time_msec type: engagement_time_msec should be milliseconds, more than 0'],
    ],
    [
      'what a program writes for no value',
      { '/events/0/params/transaction_id': 'undefined', '/user_id': '[object Object]' },
      [
        'warning /events/0/params/transaction_id placeholder: this is what a program writes where it has no value',
        'warning /user_id placeholder: this is what a program writes where it has no value',
      ],
    ],
    [
      'the hash of false',
      { '/user_data': { sha256_email_address: 'fcbcf165908dd18a9e49f7ff27810176db8e9f63b4352213741664245224f8aa' } },
      [
        'error /user_data/sha256_email_address hashOfNothing: this is the hash of no value: of empty text, or of a word such as undefined or null',
      ],
    ],
    [
      'a name with spaces',
      { '/events/0/name': 'Add to cart' },
      [`error /events/0/name pattern (NAME_INVALID): ${names}`],
    ],
    [
      'a name that begins with a digit',
      { '/events/0/name': '1st_purchase' },
      [`error /events/0/name pattern (NAME_INVALID): ${names}`],
    ],
    [
      'a name that begins with an underscore',
      { '/events/0/name': '_x' },
      [`error /events/0/name pattern (NAME_INVALID): ${names}`],
    ],
    [
      'a name of GA4’s own',
      { '/events/0/name': 'session_start' },
      [`error /events/0/name reserved (NAME_RESERVED): ${reserved}`],
    ],
    [
      'a time in milliseconds',
      { '/timestamp_micros': 1785672000000 },
      ['error /timestamp_micros timeUnit: timestamp_micros is in milliseconds, and must be in microseconds'],
    ],
    [
      'items that are no array',
      params({ items: { item_id: 'x' } }),
      ['error /events/0/params/items type (VALUE_INVALID): items must be an array'],
    ],
    [
      'an object for a parameter',
      params({ address: { zip: '1' } }),
      [`error /events/0/params/address type (VALUE_INVALID): address ${scalar}`],
    ],
    [
      '26 events',
      { '/events': Array.from({ length: 26 }, () => event) },
      ['error /events maxItems (EXCEEDED_MAX_ENTITIES): events must hold at most 25 events'],
    ],
    [
      'a user property that is no object',
      { '/user_properties': { plan: 'gold' } },
      ['error /user_properties/plan type (VALUE_INVALID): a user property must be an object with value'],
    ],
    [
      'a raw email address in user_data',
      { '/user_data': { email: 'a@b.com' } },
      [
        'error /user_data/email additionalProperties (VALUE_INVALID): user_data takes sha256_email_address, sha256_phone_number and address alone',
      ],
    ],
    [
      'a consent the protocol does not know',
      { '/consent': { ad_storage: 'GRANTED' } },
      [
        'error /consent/ad_storage additionalProperties (VALUE_INVALID): ad_storage: unknown key; known are ad_user_data, ad_personalization',
      ],
    ],
    [
      'a parameter with a reserved prefix',
      params({ ga_custom: '1' }),
      [
        "error /events/0/params/ga_custom reserved (NAME_RESERVED): a parameter's name must not begin with firebase_, ga_ or google_: these are reserved",
      ],
    ],

    // The body.
    [
      'an empty client_id',
      { '/client_id': '' },
      ['error /client_id minLength (VALUE_REQUIRED): client_id must not be empty'],
    ],
    [
      'a client_id that is a number',
      { '/client_id': 5 },
      ['error /client_id type (VALUE_INVALID): client_id must be text'],
    ],
    [
      'a client_id that is null',
      { '/client_id': null },
      [
        'error /client_id required (VALUE_REQUIRED): client_id must be given (web stream), or app_instance_id (app stream)',
      ],
    ],
    [
      'a client_id of no tag’s making',
      { '/client_id': 'visitor-1' },
      [
        "warning /client_id pattern: client_id is not of the form Google's tags give out, so that GA4 joins the event to no session",
      ],
    ],
    [
      'a whole cookie',
      { '/client_id': 'GA1.1.1849235714.1771200000' },
      [
        "warning /client_id pattern: client_id is not of the form Google's tags give out, so that GA4 joins the event to no session",
      ],
    ],
    [
      'an app instance of another form, with a user agent',
      { '/client_id': undefined, '/app_instance_id': 'a1', '/user_agent': 'Mozilla/5.0' },
      [
        'warning /user_agent app: user_agent is for web streams',
        'warning /app_instance_id pattern: app_instance_id should be 32 hex digits',
      ],
    ],
    [
      'neither client nor app instance, by null',
      { '/client_id': undefined, '/app_instance_id': null },
      [
        'error /client_id required (VALUE_REQUIRED): client_id must be given (web stream), or app_instance_id (app stream)',
      ],
    ],
    [
      'an app’s event without engagement',
      {
        '/client_id': null,
        '/app_instance_id': '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
        '/user_agent': null,
        '/events/0/params': {},
      },
      [
        'warning /events/0/params/engagement_time_msec required: engagement_time_msec should be given, or GA4 counts no active user',
      ],
    ],
    [
      'both, with a user agent',
      { '/app_instance_id': '0f1e2d3c4b5a69788796a5b4c3d2e1f0', '/user_agent': 'Mozilla/5.0' },
      [],
    ],
    [
      'an app instance that is no text',
      { '/client_id': undefined, '/app_instance_id': 5 },
      ['error /app_instance_id type (VALUE_INVALID): app_instance_id must be text'],
    ],
    [
      'an app instance that is empty',
      { '/client_id': undefined, '/app_instance_id': '' },
      ['error /app_instance_id minLength (VALUE_REQUIRED): app_instance_id must not be empty'],
    ],
    ['a user_id that is a number', { '/user_id': 5 }, ['error /user_id type (VALUE_INVALID): user_id must be text']],
    [
      'a user_id that is too long',
      { '/user_id': 'x'.repeat(257) },
      ['error /user_id maxLength (VALUE_OUT_OF_BOUNDS): user_id must have at most 256 characters'],
    ],
    [
      'a user_id that is an email address',
      { '/user_id': 'jane@example.com' },
      ['error /user_id personal: an email address must not go to GA4, unless it goes hashed into user_data'],
    ],
    [
      'a field nobody knows',
      { '/usr_id': 'u' },
      ['error /usr_id additionalProperties (VALUE_INVALID): usr_id: unknown key; did you mean user_id?'],
    ],
    [
      'more than 130 kB',
      { '/user_agent': 'x'.repeat(130_000) },
      ['error  maxBytes (VALUE_OUT_OF_BOUNDS): the payload has 130,176 bytes as JSON, and must have at most 130,000'],
    ],
    ['no events', { '/events': undefined }, ['error /events required (VALUE_REQUIRED): events must be given']],
    ['empty events', { '/events': [] }, ['error /events minItems (VALUE_REQUIRED): events must not be empty']],
    ['events that are no array', { '/events': event }, ['error /events type (VALUE_INVALID): events must be an array']],

    // Time.
    [
      'a time in seconds, as text',
      { '/timestamp_micros': '1785672000' },
      ['error /timestamp_micros timeUnit: timestamp_micros is in seconds, and must be in microseconds'],
    ],
    [
      'a time that is none',
      { '/timestamp_micros': 'today' },
      ['error /timestamp_micros pattern (VALUE_INVALID): timestamp_micros must be whole microseconds since 1970'],
    ],
    [
      'a time that is a fraction',
      { '/events/0/timestamp_micros': nowMicros / 1e6 + 0.5 },
      ['error /events/0/timestamp_micros type (VALUE_INVALID): timestamp_micros must be whole microseconds since 1970'],
    ],
    ['72 hours ago', { '/timestamp_micros': nowMicros - 72 * hour }, []],
    [
      '73 hours ago, of everything that has a time',
      {
        '/timestamp_micros': nowMicros - 73 * hour,
        '/events/0/timestamp_micros': String(nowMicros - 73 * hour),
        '/user_properties': { plan: { value: 'gold', timestamp_micros: nowMicros - 73 * hour } },
      },
      [
        'warning /timestamp_micros maxAge: timestamp_micros is more than 72 hours ago',
        'warning /user_properties/plan/timestamp_micros maxAge: timestamp_micros is more than 72 hours ago',
        'warning /events/0/timestamp_micros maxAge: timestamp_micros is more than 72 hours ago',
      ],
    ],
    [
      '73 hours ago, where recommendations are enforced',
      {
        '/validation_behavior': 'ENFORCE_RECOMMENDATIONS',
        '/timestamp_micros': nowMicros - 73 * hour,
        '/events/0/timestamp_micros': nowMicros - 73 * hour,
        '/user_properties': { plan: { value: 'gold', timestamp_micros: nowMicros - 73 * hour } },
      },
      [
        'error /timestamp_micros maxAge (VALUE_INVALID): timestamp_micros is more than 72 hours ago',
        'error /user_properties/plan/timestamp_micros maxAge (VALUE_INVALID): timestamp_micros is more than 72 hours ago',
        'error /events/0/timestamp_micros maxAge (VALUE_INVALID): timestamp_micros is more than 72 hours ago',
      ],
    ],
    [
      'a time in milliseconds, where recommendations are enforced',
      { '/validation_behavior': 'ENFORCE_RECOMMENDATIONS', '/timestamp_micros': 1785672000000 },
      [
        'error /timestamp_micros timeUnit (VALUE_INVALID): timestamp_micros is in milliseconds, and must be in microseconds',
      ],
    ],
    [
      'a client_id of no tag’s making, where recommendations are enforced',
      { '/validation_behavior': 'ENFORCE_RECOMMENDATIONS', '/client_id': 'visitor.1' },
      [
        'error /client_id pattern (VALUE_INVALID): client_id must be of the form gtag gives out, two numbers joined by a point',
      ],
    ],
    ['a minute ahead', { '/timestamp_micros': nowMicros + 60_000_000 }, []],
    [
      'an hour ahead',
      { '/timestamp_micros': nowMicros + hour, '/events/0/timestamp_micros': String(nowMicros + hour) },
      [
        'error /timestamp_micros maxFuture (VALUE_INVALID): timestamp_micros is 1 hour ahead of the clock, and must be at most 1 minute ahead',
        'error /events/0/timestamp_micros maxFuture (VALUE_INVALID): timestamp_micros is 1 hour ahead of the clock, and must be at most 1 minute ahead',
      ],
    ],
    [
      'a validation behaviour of another kind',
      { '/validation_behavior': 'STRICT' },
      [
        'error /validation_behavior enum (VALUE_INVALID): validation_behavior must be RELAXED or ENFORCE_RECOMMENDATIONS',
      ],
    ],

    // The person.
    [
      'user_data without a user_id',
      { '/user_id': undefined, '/user_data': { sha256_email_address: [hash] } },
      ['warning /user_id dependentRequired: user_id should come with user_data'],
    ],
    [
      'hashes that are none',
      {
        '/user_data': {
          sha256_email_address: ['jane@example.com', hash.toUpperCase()],
          sha256_phone_number: '+12025550143',
          address: { sha256_last_name: 'doe' },
        },
      },
      [
        'error /user_data/sha256_email_address/0 sha256 (VALUE_INVALID): an item of sha256_email_address must be a SHA-256 digest in 64 lower-case hex digits; this is an email as it came',
        'error /user_data/sha256_email_address/1 sha256 (VALUE_INVALID): an item of sha256_email_address must be a SHA-256 digest in 64 lower-case hex digits; this one has capitals',
        'error /user_data/sha256_phone_number sha256 (VALUE_INVALID): sha256_phone_number must be a SHA-256 digest in 64 lower-case hex digits; this is a number as it came',
        'error /user_data/address/sha256_last_name sha256 (VALUE_INVALID): sha256_last_name must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      ],
    ],
    [
      'the hash of nothing, and of an address everybody sends',
      {
        '/user_data': {
          sha256_email_address: [
            'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
            '973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b',
          ],
        },
      },
      [
        'error /user_data/sha256_email_address/0 hashOfNothing: this is the hash of no value: of empty text, or of a word such as undefined or null',
        'warning /user_data/sha256_email_address/1 testAddress: this is the hash of a made-up address that many send: test@test.com or test@example.com',
      ],
    ],
    [
      'more people than GA4 takes',
      {
        '/user_data': {
          sha256_email_address: [hash, hash, hash, hash],
          sha256_phone_number: [hash, hash, hash, hash],
          address: [{}, {}, {}],
        },
      },
      [
        'error /user_data/sha256_email_address maxItems (EXCEEDED_MAX_ENTITIES): sha256_email_address must have at most 3 items',
        'error /user_data/sha256_phone_number maxItems (EXCEEDED_MAX_ENTITIES): sha256_phone_number must have at most 3 items',
        'error /user_data/address maxItems (EXCEEDED_MAX_ENTITIES): address must have at most 2 items',
      ],
    ],
    [
      'an address of another form',
      { '/user_data': { address: { first_name: 'Jane', postal_code: 10001, country: 'usa' } } },
      [
        'error /user_data/address/first_name additionalProperties (VALUE_INVALID): an address takes sha256_first_name, sha256_last_name, sha256_street, city, region, postal_code and country alone',
        'error /user_data/address/postal_code type (VALUE_INVALID): postal_code must be text',
        'error /user_data/address/country pattern: country must be an ISO 3166-1 alpha-2 code',
      ],
    ],
    [
      'user_data of another type',
      { '/user_data': 'jane' },
      ['error /user_data type (VALUE_INVALID): user_data must be an object'],
    ],
    [
      'consent in small letters, and true',
      { '/consent': { ad_user_data: 'granted', ad_personalization: true } },
      [
        'error /consent/ad_user_data enum (VALUE_INVALID): ad_user_data must be one of GRANTED, DENIED',
        'error /consent/ad_personalization enum (VALUE_INVALID): ad_personalization must be one of GRANTED, DENIED',
      ],
    ],
    [
      'consent of another type',
      { '/consent': true },
      ['error /consent type (VALUE_INVALID): consent must be an object'],
    ],
    [
      'non_personalized_ads',
      { '/non_personalized_ads': true },
      ['warning /non_personalized_ads deprecated: non_personalized_ads is deprecated'],
    ],
    [
      'non_personalized_ads of another type',
      { '/non_personalized_ads': 'true' },
      ['error /non_personalized_ads type (VALUE_INVALID): non_personalized_ads must be true or false'],
    ],

    [
      'people of another type',
      {
        '/user_data': {
          sha256_email_address: 5,
          address: ['Lyon', { city: 5, region: 5, country: 5 }],
        },
      },
      [
        'error /user_data/sha256_email_address type (VALUE_INVALID): sha256_email_address must be text',
        'error /user_data/address/0 type (VALUE_INVALID): an item of address must be an object',
        'error /user_data/address/1/city type (VALUE_INVALID): city must be text',
        'error /user_data/address/1/region type (VALUE_INVALID): region must be text',
        'error /user_data/address/1/country type (VALUE_INVALID): country must be text',
      ],
    ],

    // Place and device.
    [
      'place and device of another type',
      {
        '/user_location': { city: 5, region_id: 5, country_id: 5 },
        '/device': { screen_resolution: 5 },
        '/ip_override': 5,
      },
      [
        'error /user_location/city type (VALUE_INVALID): city must be text or null',
        'error /user_location/region_id type: region_id must be text',
        'error /user_location/country_id type: country_id must be text',
        'error /device/screen_resolution type: screen_resolution must be text',
        'error /ip_override type (VALUE_INVALID): ip_override must be text',
      ],
    ],
    [
      'a place of another form',
      { '/user_location': { region_id: 'CA', country_id: 'usa', continent_id: 19, subcontinent_id: '21', zip: '1' } },
      [
        'error /user_location/zip additionalProperties (VALUE_INVALID): zip: unknown key; known are city, region_id, country_id, subcontinent_id, continent_id',
        'error /user_location/region_id pattern: region_id must be an ISO 3166-2 code',
        'error /user_location/country_id pattern: country_id must be an ISO 3166-1 alpha-2 code',
        'error /user_location/subcontinent_id pattern: an area must be a UN M49 code',
        'error /user_location/continent_id type: continent_id must be text',
      ],
    ],
    [
      'a place that is text',
      { '/user_location': 'Lyon' },
      ['error /user_location type (VALUE_INVALID): user_location must be an object'],
    ],
    [
      'an address that is none',
      { '/ip_override': '203.0.113.7:443' },
      ['error /ip_override anyOf (VALUE_INVALID): ip_override takes none of the forms it may have'],
    ],
    [
      'an address of a private network',
      { '/ip_override': '10.0.0.7' },
      [
        'warning /ip_override publicAddress: ip_override must be a public address, and this one is of a private network',
      ],
    ],
    [
      'a device of another form',
      { '/device': { category: 1, screen_resolution: '4k', os: 'iOS' } },
      [
        'error /device/os additionalProperties (VALUE_INVALID): os: unknown key; known are category, language, screen_resolution, operating_system, operating_system_version, model, brand, browser, browser_version',
        'error /device/category type (VALUE_INVALID): category must be text or null',
        'warning /device/screen_resolution pattern: screen_resolution should be width x height',
      ],
    ],
    [
      'a device that is text',
      { '/device': 'mobile' },
      ['error /device type (VALUE_INVALID): device must be an object'],
    ],
    [
      'a user agent that is no text',
      { '/user_agent': 5 },
      ['error /user_agent type (VALUE_INVALID): user_agent must be text or null'],
    ],

    // User properties.
    [
      '26 user properties',
      { '/user_properties': keys(26, { value: 1 }) },
      ['error /user_properties maxProperties (EXCEEDED_MAX_ENTITIES): user_properties must hold at most 25'],
    ],
    [
      'their names',
      {
        '/user_properties': {
          'my-plan': { value: 1 },
          ['p'.repeat(25)]: { value: 1 },
          user_id: { value: 1 },
          google_plan: { value: 1 },
        },
      },
      [
        'error /user_properties/my-plan pattern (NAME_INVALID): the name of a user property must begin with a letter, and hold letters, digits and underscores alone',
        'error /user_properties/ppppppppppppppppppppppppp maxLength (NAME_INVALID): the name of a user property must have at most 24 characters',
        'error /user_properties/user_id reserved (NAME_RESERVED): the name of this user property is reserved',
        'error /user_properties/google_plan reserved (NAME_RESERVED): the name of this user property is reserved',
      ],
    ],
    [
      'their values',
      {
        '/user_properties': {
          none: {},
          long: { value: 'x'.repeat(37) },
          list: { value: [1] },
          mail: { value: 'jane@example.com' },
          more: { value: 1, set: true },
        },
      },
      [
        'error /user_properties/none/value required (VALUE_REQUIRED): a user property must have a value',
        'error /user_properties/long/value maxLength (VALUE_OUT_OF_BOUNDS): value must have at most 36 characters',
        `error /user_properties/list/value type (VALUE_INVALID): value ${scalar}`,
        'error /user_properties/mail/value personal: an email address must not go to GA4, unless it goes hashed into user_data',
        'error /user_properties/more/set additionalProperties (VALUE_INVALID): set: unknown key; known are value, timestamp_micros',
      ],
    ],
    [
      'user properties that are a list',
      { '/user_properties': [] },
      ['error /user_properties type (VALUE_INVALID): user_properties must be an object'],
    ],

    // Events.
    [
      'an event that is text',
      { '/events': ['purchase'] },
      ['error /events/0 type (VALUE_INVALID): an event must be an object'],
    ],
    [
      'an event without a name',
      { '/events/0/name': undefined },
      ['error /events/0/name required (VALUE_REQUIRED): an event must have a name'],
    ],
    [
      'an empty name',
      { '/events/0/name': '' },
      ['error /events/0/name minLength (VALUE_REQUIRED): an event must have a name'],
    ],
    [
      'a name that is a number',
      { '/events/0/name': 5 },
      ['error /events/0/name type (VALUE_INVALID): name must be text'],
    ],
    [
      'a name that is too long',
      { '/events/0/name': 'a'.repeat(41) },
      ["error /events/0/name maxLength (NAME_INVALID): an event's name must have at most 40 characters"],
    ],
    [
      'names with a reserved prefix',
      {
        '/events': ['firebase_x', 'ga_x', 'google_x', 'gtag.x'].map((name) => ({ ...event, name })),
      },
      [
        `error /events/0/name reserved (NAME_RESERVED): ${reserved}`,
        `error /events/1/name reserved (NAME_RESERVED): ${reserved}`,
        `error /events/2/name reserved (NAME_RESERVED): ${reserved}`,
        `error /events/3/name pattern (NAME_INVALID): ${names}`,
      ],
    ],
    [
      'a name that is for apps alone',
      { '/events/0/name': 'screen_view' },
      ['error /events/0/name reserved (NAME_RESERVED): this name is reserved in web streams'],
    ],
    [
      'the same from an app',
      {
        '/client_id': undefined,
        '/app_instance_id': '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
        '/events/0/name': 'screen_view',
      },
      [],
    ],
    [
      'a field of an event nobody knows',
      { '/events/0/parms': {} },
      ['error /events/0/parms additionalProperties (VALUE_INVALID): parms: unknown key; did you mean params?'],
    ],
    [
      'params that are a list',
      { '/events/0/params': [] },
      ['error /events/0/params type (VALUE_INVALID): params must be an object'],
    ],
    [
      '26 parameters',
      params(keys(24, 1)),
      ['error /events/0/params maxProperties (EXCEEDED_MAX_ENTITIES): an event must have at most 25 parameters'],
    ],
    [
      'names of parameters',
      params({ 'utm-source': 1, _x: 1, ['p'.repeat(41)]: 1, firebase_conversion: 1, google_x: 1 }),
      [
        `error /events/0/params/utm-source pattern (NAME_INVALID): ${inParams}`,
        `error /events/0/params/_x pattern (NAME_INVALID): ${inParams}`,
        `error /events/0/params/${'p'.repeat(41)} maxLength (NAME_INVALID): a parameter's name must have at most 40 characters`,
        "error /events/0/params/firebase_conversion reserved (NAME_RESERVED): a parameter's name must not begin with firebase_, ga_ or google_: these are reserved",
        "error /events/0/params/google_x reserved (NAME_RESERVED): a parameter's name must not begin with firebase_, ga_ or google_: these are reserved",
      ],
    ],
    [
      'values of parameters',
      params({ nothing: null, list: [1], long: 'x'.repeat(101), mail: 'jane@example.com' }),
      [
        `error /events/0/params/nothing type (VALUE_INVALID): nothing ${scalar}`,
        `error /events/0/params/list type (VALUE_INVALID): list ${scalar}`,
        'error /events/0/params/long maxLength (VALUE_OUT_OF_BOUNDS): long must have at most 100 characters',
        'error /events/0/params/mail personal: an email address must not go to GA4, unless it goes hashed into user_data',
      ],
    ],
    [
      'no session, no engagement',
      { '/events/0/params': {} },
      [
        'warning /events/0/params/session_id required: session_id should be given, or GA4 puts the event into no session',
        'warning /events/0/params/engagement_time_msec required: engagement_time_msec should be given, or GA4 counts no active user',
      ],
    ],
    [
      'session, engagement and debug mode of another form',
      params({ session_id: 'GS1.1', engagement_time_msec: 0, debug_mode: false }),
      [
        'warning /events/0/params/session_id pattern: session_id should be digits alone, or GA4 joins the event to no session',
        'warning /events/0/params/engagement_time_msec exclusiveMinimum: engagement_time_msec should be milliseconds, more than 0',
        'warning /events/0/params/debug_mode enum: debug_mode marks the event whatever it holds',
      ],
    ],
    [
      'engagement that is text of another form',
      params({ engagement_time_msec: '-1' }),
      [
        'warning /events/0/params/engagement_time_msec pattern: engagement_time_msec should be milliseconds, more than 0',
      ],
    ],
    [
      'a page longer than GA4 keeps, and one that is no text',
      params({ page_location: 'x'.repeat(1001), page_referrer: 'x'.repeat(421), page_title: 5 }),
      [
        'warning /events/0/params/page_location maxLength: page_location must have at most 1000 characters',
        'warning /events/0/params/page_referrer maxLength: page_referrer must have at most 420 characters',
        'error /events/0/params/page_title type (VALUE_INVALID): page_title must be text',
      ],
    ],
    [
      'a title longer than GA4 keeps',
      params({ page_title: 'x'.repeat(301) }),
      ['warning /events/0/params/page_title maxLength: page_title must have at most 300 characters'],
    ],

    // Money and items.
    [
      'a value without its currency',
      params({ value: 5 }),
      [
        'error /events/0/params/currency dependentRequired: currency must be given where value is, or GA4 counts the value as nothing',
      ],
    ],
    [
      'amounts that are no numbers',
      params({ value: '89,90', currency: 'EUR', tax: '7.4', shipping: null }),
      [
        'error /events/0/params/value type: an amount must be a number, or GA4 counts it as nothing',
        'error /events/0/params/tax type: an amount must be a number, or GA4 counts it as nothing',
        `error /events/0/params/shipping type (VALUE_INVALID): shipping ${scalar}`,
      ],
    ],
    [
      'a currency in small letters',
      params({ value: 5, currency: 'eur' }),
      [
        'error /events/0/params/currency pattern: currency must be an ISO 4217 code, or GA4 counts the value as nothing',
      ],
    ],
    [
      'a currency that is a number',
      params({ value: 5, currency: 978 }),
      ['error /events/0/params/currency type: currency must be an ISO 4217 code, or GA4 counts the value as nothing'],
    ],
    [
      'a currency nobody has',
      params({ value: 5, currency: 'UDS' }),
      ['warning /events/0/params/currency pattern: currency is none of the codes ISO 4217 lists'],
    ],
    [
      'a purchase with nothing in it',
      named('purchase', {}),
      [
        'warning /events/0/params/transaction_id required: transaction_id must be given',
        'warning /events/0/params/value required: value must be given',
        'warning /events/0/params/items required: items must be given',
      ],
    ],
    [
      'an empty transaction_id',
      named('refund', { transaction_id: '' }),
      [
        'error /events/0/params/transaction_id minLength: transaction_id must not be empty: GA4 takes all purchases without one for the same',
      ],
    ],
    [
      'a transaction_id that is a number',
      named('refund', { transaction_id: 10442 }),
      ['warning /events/0/params/transaction_id type: transaction_id should be text'],
    ],
    [
      'a refund of nobody knows what',
      named('refund', {}),
      ['warning /events/0/params/transaction_id required: transaction_id must be given'],
    ],
    [
      'events about items, without any',
      {
        '/events': [
          'add_payment_info',
          'add_shipping_info',
          'add_to_cart',
          'add_to_wishlist',
          'begin_checkout',
          'remove_from_cart',
          'view_cart',
          'view_item',
        ].map((name) => ({ ...event, name })),
      },
      Array.from({ length: 8 }, (_, index) => `warning /events/${index}/params/items required: items must be given`),
    ],
    [
      'a search for nothing',
      named('search', {}),
      ['warning /events/0/params/search_term required: search_term must be given'],
    ],
    [
      'items that are empty',
      params({ items: [] }),
      ['warning /events/0/params/items minItems: items must not be empty'],
    ],
    [
      '201 items',
      params({ items: Array.from({ length: 201 }, () => ({ item_id: 'A1' })) }),
      ['warning /events/0/params/items maxItems: items must have at most 200 items'],
    ],
    [
      'items of another form',
      params({
        items: [
          'SKU-19',
          { name: 'Linen shirt', amount: 42.5 },
          {
            item_id: 'A1',
            price: '$19',
            quantity: 1.5,
            index: '1',
            item_variant: null,
            'my-key': 1,
            ga_x: 1,
            ['k'.repeat(41)]: 1,
          },
          { item_id: 'x'.repeat(101), discount: true },
          { item_id: 'A1', ...keys(33, 1) },
        ],
      }),
      [
        'error /events/0/params/items/0 type (VALUE_INVALID): an item must be an object',
        'error /events/0/params/items/1 required: an item must have item_id or item_name',
        `error /events/0/params/items/2/my-key pattern (NAME_INVALID): ${inParams}`,
        `error /events/0/params/items/2/${'k'.repeat(41)} maxLength (NAME_INVALID): a parameter's name must have at most 40 characters`,
        "error /events/0/params/items/2/ga_x reserved (NAME_RESERVED): a parameter's name must not begin with firebase_, ga_ or google_: these are reserved",
        `error /events/0/params/items/2/item_variant type (VALUE_INVALID): item_variant ${scalar}`,
        'error /events/0/params/items/2/price type: an amount must be a number, or GA4 counts it as nothing',
        'error /events/0/params/items/2/quantity type: this must be a whole number',
        'error /events/0/params/items/2/index type: this must be a whole number',
        'error /events/0/params/items/3/item_id maxLength (VALUE_OUT_OF_BOUNDS): item_id must have at most 100 characters',
        'error /events/0/params/items/3/discount type: an amount must be a number, or GA4 counts it as nothing',
        'error /events/0/params/items/4 maxProperties (EXCEEDED_MAX_ENTITIES): an item must have at most 10 parameters of its own beside those GA4 knows',
      ],
    ],
  ])('%s', (_, edits, expected) => {
    expect(lines(contract.check(edited(base, edits), now))).toEqual(expected.toSorted());
  });

  test.each([[null], [[]], ['purchase'], [5]])('a body that is %j', (body) => {
    expect(lines(contract.check(body, now))).toEqual(['error  type (VALUE_INVALID): the body must be an object']);
  });

  test('nobody is shown', () => {
    const told = contract.check(
      edited(base, { '/user_data': { email: 'jane@example.com' }, '/user_id': 'jane@example.com' }),
      now,
    );
    expect([told.length, /jane/.exec(JSON.stringify(told))]).toEqual([2, null]);
  });
});

describe('where it goes', () => {
  const id = '/mp/collect?measurement_id=G-BOSLEY123';
  test.each<[string, string, unknown, readonly string[]]>([
    [
      'elsewhere',
      'https://tags.example/g/collect?measurement_id=G-BOSLEY123&api_secret=s',
      base,
      [
        'error request:/host enum: host must be one of www.google-analytics.com, region1.google-analytics.com',
        'error request:/path enum: path must be one of /mp/collect, /debug/mp/collect',
      ],
    ],
    [
      'without a secret',
      `https://www.google-analytics.com${id}`,
      base,
      ['error request:/query/api_secret required: api_secret must be given'],
    ],
    [
      'with an empty secret',
      `https://www.google-analytics.com${id}&api_secret=`,
      base,
      ['error request:/query/api_secret minLength: api_secret must not be empty'],
    ],
    [
      'to no stream',
      'https://www.google-analytics.com/mp/collect?api_secret=s',
      base,
      ['error request:/query oneOf: the address must name one stream: measurement_id (web) or firebase_app_id (app)'],
    ],
    [
      'to two streams',
      `${web}&firebase_app_id=1:2:ios:3`,
      base,
      ['error request:/query oneOf: the address must name one stream: measurement_id (web) or firebase_app_id (app)'],
    ],
    [
      'to two streams, from an app',
      `${web}&firebase_app_id=1:2:ios:3`,
      { app_instance_id: '0f1e2d3c4b5a69788796a5b4c3d2e1f0', events: [event] },
      ['error request:/query oneOf: the address must name one stream: measurement_id (web) or firebase_app_id (app)'],
    ],
    [
      'to no stream, from an app',
      'https://www.google-analytics.com/mp/collect?api_secret=s',
      { app_instance_id: '0f1e2d3c4b5a69788796a5b4c3d2e1f0', events: [event] },
      ['error request:/query oneOf: the address must name one stream: measurement_id (web) or firebase_app_id (app)'],
    ],
    [
      'from nobody to a web stream',
      web,
      { events: [event] },
      [
        'error /client_id required (VALUE_REQUIRED): client_id must be given (web stream), or app_instance_id (app stream)',
      ],
    ],
    [
      'from nobody to an app stream',
      app,
      { events: [event] },
      [
        'error /client_id required (VALUE_REQUIRED): client_id must be given (web stream), or app_instance_id (app stream)',
      ],
    ],
    [
      'to an empty stream',
      'https://www.google-analytics.com/mp/collect?measurement_id=&api_secret=s',
      base,
      ['error request:/query/measurement_id minLength: measurement_id must not be empty'],
    ],
    [
      'with everything twice',
      `${web}&measurement_id=G-OTHER123&api_secret=s`,
      base,
      [
        'error request:/query/api_secret type: api_secret must be text',
        'error request:/query/measurement_id type: measurement_id must be text',
      ],
    ],
    [
      'with an app twice',
      `${app}&firebase_app_id=1:2:ios:3`,
      { app_instance_id: '0f1e2d3c4b5a69788796a5b4c3d2e1f0', events: [event] },
      ['error request:/query/firebase_app_id type: firebase_app_id must be text'],
    ],
    [
      'to be checked strictly',
      web.replace('/mp/', '/debug/mp/'),
      { ...base, validation_behavior: 'ENFORCE_RECOMMENDATIONS' },
      [],
    ],
    [
      'to a stream by its number',
      'https://www.google-analytics.com/mp/collect?measurement_id=1234567&api_secret=s',
      base,
      [
        "error request:/query/measurement_id pattern: measurement_id must be the stream's measurement ID, and this looks like the stream ID",
      ],
    ],
    [
      'to a stream of another form',
      'https://www.google-analytics.com/mp/collect?measurement_id=UA-12345-1&api_secret=s',
      base,
      ['warning request:/query/measurement_id pattern: measurement_id is not of the form G-XXXXXXXXXX'],
    ],
    [
      'to an app by its instance',
      'https://www.google-analytics.com/mp/collect?firebase_app_id=0f1e2d3c&api_secret=s',
      { app_instance_id: '0f1e2d3c4b5a69788796a5b4c3d2e1f0', events: [event] },
      [
        "error request:/query/firebase_app_id pattern: firebase_app_id must be the app's ID in Firebase, such as 1:1234567890:android:321abc456def7890",
      ],
    ],
    [
      'an app’s event to a web stream',
      web,
      { app_instance_id: '0f1e2d3c4b5a69788796a5b4c3d2e1f0', events: [event] },
      ['error /client_id required (VALUE_REQUIRED): client_id must be given: measurement_id names a web stream'],
    ],
    [
      'a website’s event to an app stream',
      app,
      base,
      [
        'error /app_instance_id required (VALUE_REQUIRED): app_instance_id must be given: firebase_app_id names an app stream',
      ],
    ],
    [
      'to be checked strictly, in production',
      web,
      { ...base, validation_behavior: 'ENFORCE_RECOMMENDATIONS' },
      ['warning /validation_behavior strict: validation_behavior makes GA4 reject what it would take otherwise'],
    ],
  ])('%s', (_, url, body, expected) => {
    expect(lines(contract.checkRequest(send(url, body), now))).toEqual(expected.toSorted());
  });

  test('by another method, as something else', () => {
    const request = { ...send(web, base, { 'content-type': 'text/plain' }), method: 'PUT' };
    expect(lines(contract.checkRequest(request, now))).toEqual([
      'error request:/method const: method must be "POST"',
      'warning request:/headers/content-type pattern: content-type must be application/json',
    ]);
    expect(lines(contract.checkRequest(send(web, base, {}), now))).toEqual([
      'warning request:/headers/content-type required: content-type must be given',
    ]);
  });
});
