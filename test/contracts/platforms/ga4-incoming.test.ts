import { describe, expect, test } from 'vitest';
import { type Edits, edited, guideBody, hour, keys, lines, now, nowMicros, samples, shipped } from './ga4-support.ts';

const contract = shipped('ga4/mp_incoming');
const hash = '542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345';

describe('what a relay posts', () => {
  test('the samples, and what the setup guide posts', () => {
    const bodies = [...samples(), ['guide', guideBody] as const];
    expect(bodies.map(([name, body]) => [name, contract.check(body, now)])).toEqual([
      ['add_to_cart.json', []],
      ['begin_checkout.json', []],
      ['consult_completed.json', []],
      ['consult_started.json', []],
      ['generate_lead.json', []],
      ['purchase.json', []],
      ['rx_issued.json', []],
      ['sign_up.json', []],
      ['guide', []],
    ]);
  });

  test('what GA4 itself takes, with what the container takes beside', () => {
    const body = {
      client_id: '730011.1771300000',
      user_id: 'u_553',
      user_location: { city: 'Lyon', region_id: 'FR-ARA', country_id: 'FR' },
      device: { category: 'mobile', language: 'fr' },
      user_data: {
        sha256_email_address: [hash],
        sha256_phone_number: ['1e231c66011e7a2d867a9cfae267a6aff103cf4913640b6e71a99850fc0ffbc8'],
        em: [hash.toUpperCase(), ' Jane.Doe@Example.com '],
        phone_number: { 0: '(202) 555-0143 ext. 3', 1: 12025550143 },
        address: { 0: { first_name: 'Jane', sha256_last_name: hash } },
        external_id: 5,
        zip: '10001',
      },
      consent: { ad_user_data: 'granted', ad_storage: true },
      events: [
        {
          name: 'lead',
          params: {
            ...keys(40, 'x'.repeat(200)),
            'utm-source': 'google',
            event_id: 'lead-1',
            value: '25.50',
            currency: 'eur',
            coupon: null,
            data_processing_options: ['LDU'],
            items: [{ item_id: 'A1', price: '19', quantity: 1, own: { a: 1 } }],
          },
        },
      ],
    };
    expect(contract.check(body, now)).toEqual([]);
  });

  test.each<[string, Edits, readonly string[]]>([
    [
      'nobody',
      { '/client_id': undefined },
      [
        'error /client_id required (VALUE_REQUIRED): client_id must be given (web stream), or app_instance_id (app stream)',
      ],
    ],
    [
      'fields nothing reads',
      { '/clientid': 'c', '/events/0/parms': {} },
      [
        'warning /clientid additionalProperties: clientid: unknown key; did you mean client_id?',
        'warning /events/0/parms additionalProperties: parms: unknown key; did you mean params?',
      ],
    ],
    ['no events', { '/events': undefined }, ['error /events required: events must be given']],
    ['empty events', { '/events': [] }, ['error /events minItems: events must not be empty']],
    [
      '26 events',
      { '/events': Array.from({ length: 26 }, () => ({ name: 'a' })) },
      ['error /events maxItems: events must have at most 25 items'],
    ],
    ['events that are no array', { '/events': {} }, ['error /events type: events must be an array']],
    ['no name', { '/events': [{}] }, ['error /events/0/name required: an event must have a name']],
    ['an event that is text', { '/events': ['a'] }, ['error /events/0 type: an event must be an object']],
    [
      'a reserved name',
      { '/events/0/name': 'ga_x' },
      ['error /events/0/name reserved (NAME_RESERVED): this name is reserved: GA4 makes such events itself'],
    ],
    ['params that are text', { '/events/0/params': 'a' }, ['error /events/0/params type: params must be an object']],
    [
      'a time in seconds',
      { '/timestamp_micros': 1785672000, '/events/0/timestamp_micros': nowMicros + hour },
      [
        'error /timestamp_micros timeUnit: timestamp_micros is in seconds, and must be in microseconds',
        'error /events/0/timestamp_micros maxFuture (VALUE_INVALID): timestamp_micros is 1 hour ahead of the clock, and must be at most 1 minute ahead',
      ],
    ],
    ['an old time', { '/timestamp_micros': nowMicros - 100 * hour }, []],
    [
      'an event that is the same as no other',
      { '/events/0/params/event_id': undefined },
      [
        'warning /events/0/params/event_id required: event_id should be given, or an event that is posted twice counts twice',
      ],
    ],
    [
      'parameters of another type',
      {
        '/events/0/params': {
          event_id: 5,
          storefront_id: 1,
          utm_source: ['google'],
          session_id: 'GS1',
          engagement_time_msec: -1,
          value: '89,90',
          items: {},
        },
      },
      [
        'error /events/0/params/currency required: currency must be given where value is, or the platforms count the value as nothing',
        'error /events/0/params/event_id type: event_id must be text or null',
        'error /events/0/params/storefront_id type: storefront_id must be text or null',
        'error /events/0/params/utm_source type: utm_source must be text or null',
        'error /events/0/params/session_id pattern: session_id must be digits alone',
        'error /events/0/params/engagement_time_msec minimum: engagement_time_msec must be >= 0',
        'error /events/0/params/value pattern: an amount must be a number with a decimal point, and nothing beside it',
        'error /events/0/params/items type: items must be an array',
      ],
    ],
    [
      'items of another form',
      { '/events/0/params/items': ['A1', { sku: 'A1' }, { item_id: 'A1', price: '$19', quantity: true }] },
      [
        'error /events/0/params/items/0 type: an item must be an object',
        'error /events/0/params/items/1 required: an item must have item_id or item_name',
        'error /events/0/params/items/2/price pattern: an amount must be a number with a decimal point, and nothing beside it',
        'error /events/0/params/items/2/quantity type: an amount must be a number',
      ],
    ],
    [
      'a person of another form',
      {
        '/user_data': {
          email_address: 'jane at example',
          phone: ['n/a', '555'],
          sha256_email_address: ['jane@example.com'],
          em: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
          address: [{ sha256_street: 'x' }],
          mail: 'x',
        },
      },
      [
        'warning /user_data/mail additionalProperties: no platform is told of this: its name is none the container knows',
        'warning /user_data/email_address email: this is neither an email address nor the SHA-256 of one: no platform is told of it',
        'error /user_data/em hashOfNothing: this is the hash of no value: of empty text, or of a word such as undefined or null',
        'error /user_data/sha256_email_address/0 sha256: an item of sha256_email_address must be a SHA-256 digest in 64 lower-case hex digits; this is an email as it came',
        'warning /user_data/phone/0 phone: this is neither a phone number nor the SHA-256 of one: no platform is told of it',
        'warning /user_data/phone/1 phone: this is neither a phone number nor the SHA-256 of one: no platform is told of it',
        'error /user_data/address/0/sha256_street sha256: sha256_street must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      ],
    ],
    ['a person that is text', { '/user_data': 'jane' }, ['error /user_data type: user_data must be an object']],
    [
      'consent of another form',
      { '/consent': { ad_user_data: 'perhaps', marketing: 'GRANTED' } },
      [
        'warning /consent/marketing additionalProperties: marketing: unknown key; known are ad_user_data, ad_personalization, ad_storage, analytics_storage',
        'error /consent/ad_user_data enum: consent must be GRANTED or DENIED: anything else counts as never asked',
      ],
    ],
  ])('%s', (_, edits, expected) => {
    const body = { client_id: '55.66', events: [{ name: 'lead', params: { event_id: 'lead-1' } }] };
    expect(lines(contract.check(edited(body, edits), now))).toEqual(expected.toSorted());
  });

  test('nobody is shown', () => {
    const user_data = { email_address: 'jane at example', phone_number: '(202) 555', sha256_phone_number: 'Jane Doe' };
    const told = contract.check({ client_id: '55.66', user_data, events: [{ name: 'a' }] }, now);
    expect([told.length, /jane|202|555/i.exec(JSON.stringify(told.map(({ actual }) => actual)))]).toEqual([3, null]);
  });

  test('a body that is none', () => {
    expect(lines(contract.check([], now))).toEqual(['error  type: the body must be an object']);
  });
});
