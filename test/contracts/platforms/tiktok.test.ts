import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tiktokTag } from '../../../src/platforms/tiktok/tag.ts';
import {
  type Edits,
  edited,
  errorsOf,
  lines,
  meaningless,
  now,
  nowSeconds,
  recorded,
  sha256 as sha,
  shipped,
  soundEvent,
  testAddresses,
} from './tiktok-support.ts';

const contract = await shipped('tiktok/event_track');

const web = {
  event_source: 'web',
  event_source_id: 'CQ1A2B3C77U0TESTPIX0',
  data: [
    {
      event: 'Purchase',
      event_time: 1785672000,
      event_id: 'SO-10442',
      user: {
        email: '848a771458438fc2ec420560d769fb9b9b86851ee338ec56517baabd79d3bb4f',
        phone: '9f7ec22d72092cd3c0b58726ed9c2d91b92e51a3f29837508fb2948bb22dd2fd',
        external_id: '80fba0ae1c48e3978e43e4efc365e14e12ea0c830ba8ba5b9a2dafc7e3f2ab8b',
        ttclid: 'E.C.P.v3fQ2RHacdks',
        ttp: '2F7h37YkS1j57AYSKTI7IHhJPYH',
        ip: '203.0.113.7',
        user_agent: 'Mozilla/5.0 (Linux; Android 15)',
        locale: 'en-US',
      },
      page: { url: 'https://shop.example/thank-you?order=10442', referrer: 'https://shop.example/checkout' },
      properties: {
        value: 89.9,
        currency: 'EUR',
        content_type: 'product',
        order_id: 'SO-10442',
        contents: [{ content_id: 'SKU-19', content_name: 'Linen shirt', price: 42.5, quantity: 2 }],
      },
      limited_data_use: false,
    },
  ],
};

const lead = {
  event_source: 'web',
  event_source_id: 'CQ1A2B3C77U0TESTPIX0',
  test_event_code: 'TEST11178',
  data: [
    {
      event: 'Lead',
      event_time: 1785671990,
      event_id: 'lead-553',
      user: {
        email: ['542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345'],
        ip: '2001:db8::1',
        user_agent: 'Mozilla/5.0',
      },
      page: { url: 'https://acme.example/demo' },
    },
  ],
};

const offline = {
  event_source: 'offline',
  event_source_id: '7112233445566778899',
  data: [
    {
      event: 'Purchase',
      event_time: 1785600000,
      user: { phone: ['9f7ec22d72092cd3c0b58726ed9c2d91b92e51a3f29837508fb2948bb22dd2fd'] },
      properties: {
        order_id: 'pos-77-1021',
        shop_id: '77',
        value: 46,
        currency: 'USD',
        content_type: 'product',
        contents: [
          { content_id: '1077218', price: 8, quantity: 2 },
          { content_id: '1197218', price: 30, quantity: 1 },
        ],
      },
    },
  ],
};

const crm = {
  event_source: 'crm',
  event_source_id: '6998877665544332211',
  data: [
    {
      event: 'Qualified',
      event_time: 1785650000,
      lead: { lead_id: '7301234567890123456', lead_event_source: 'HubSpot' },
    },
  ],
};

const app = {
  event_source: 'app',
  event_source_id: '7112233445566778899',
  data: [
    {
      event: 'StartTrial',
      event_time: 1785672000,
      user: {
        email: sha('alice_abc@gmail.com'),
        ip: '203.0.113.7',
        user_agent: 'Mozilla/5.0 (iPhone)',
        idfa: 'EA7583CD-A667-48BC-B806-42ECB2B48606',
        gaid: '38400000-8cf0-11bd-b23e-10b96e40000d',
        idfv: '599F9C00-92DC-4B5C-9464-7971F01F8370',
        att_status: 'AUTHORIZED',
        locale: 'zh-Hans-CN',
      },
      app: { app_id: '1234567890', app_name: 'Acme', app_version: '7.7.1' },
      ad: { callback: 'E.C.P.v3fQ2RHacdks', is_retargeting: false, attributed: true, attribution_share: 0.5 },
      limited_data_use: true,
    },
  ],
};

const sources: Readonly<Record<string, unknown>> = { web, offline, crm, app };

/** What the contract says of an example with edits. */
function said(source: string, edits: Edits): readonly string[] {
  return lines(contract.check(edited(sources[source], edits), now));
}

const request = {
  method: 'POST',
  url: 'https://business-api.tiktok.com/open_api/v1.3/event/track/',
  headers: { 'access-token': '${TIKTOK_ACCESS_TOKEN}', 'content-type': 'application/json' },
  body: web as unknown,
};

/** Edits of what stands at a path. */
function under(path: string, edits: Edits): Edits {
  return Object.fromEntries(Object.entries(edits).map(([key, value]) => [`${path}${key}`, value]));
}

/** What the contract says of a good request with edits. */
function saidOfRequest(edits: Edits): readonly string[] {
  return lines(contract.checkRequest(edited(request, edits), now));
}

describe('an example of what TikTok takes', () => {
  it.each([
    ['web purchase', web],
    ['offline purchase', offline],
    ['CRM stage', crm],
    ['app event', app],
  ])('%s passes', (_, payload) => {
    expect(contract.check(payload, now)).toEqual([]);
  });

  it('tells of a lead in test mode', () => {
    expect(lines(contract.check(lead, now))).toEqual([
      'warning /test_event_code test: test_event_code makes these test events, which are not counted',
    ]);
  });
});

describe('an example of what TikTok does not take', () => {
  it.each<[string, string, Edits, readonly string[]]>([
    [
      '1: event_id as a number',
      'web',
      { '/data/0/event_id': 273196 },
      ['error /data/0/event_id type (40002): event_id must be text'],
    ],
    [
      '2: content_id as a number',
      'web',
      { '/data/0/properties/contents': [{ content_id: 1077218 }] },
      ['error /data/0/properties/contents/0/content_id type (40002): content_id must be text'],
    ],
    [
      '3: a web event without page.url',
      'web',
      { '/data/0/page/url': undefined },
      ['error /data/0/page/url required: page.url must be given where event_source is web'],
    ],
    [
      '3: a web event without page',
      'web',
      { '/data/0/page': undefined },
      ['error /data/0/page required: page must be given where event_source is web'],
    ],
    [
      '4: event_time as text',
      'web',
      { '/data/0/event_time': '2026-08-02T12:00:00Z' },
      ['error /data/0/event_time type (40002): event_time must be Unix seconds, a whole number'],
    ],
    [
      '5: 1,001 rows',
      'web',
      { '/data': Array.from({ length: 1001 }, () => web.data[0]) },
      ['error /data maxItems (40002): data must have at most 1000 items'],
    ],
    [
      '6: offline with a Pixel Code',
      'offline',
      { '/event_source_id': 'CQ1A2B3C77U0TESTPIX0' },
      [
        'error /event_source_id eventSetId (40002): event_source_id must be the numeric id of an event set where event_source is offline or crm',
      ],
    ],
    [
      '8: a raw email',
      'web',
      { '/data/0/user/email': 'alice_abc@gmail.com' },
      [
        'error /data/0/user/email sha256: email must be a SHA-256 digest in 64 lower-case hex digits; this is an email as it came',
      ],
    ],
    [
      '8: a raw email in a list',
      'web',
      { '/data/0/user/email': ['alice_abc@gmail.com'] },
      [
        'error /data/0/user/email/0 sha256: an item of email must be a SHA-256 digest in 64 lower-case hex digits; this is an email as it came',
      ],
    ],
    [
      '9: the digest of a phone without +, which no digest tells',
      'web',
      { '/data/0/user/phone': sha('12133734253') },
      [],
    ],
  ])('%s', (_, source, edits, expected) => {
    expect(said(source, edits)).toEqual(expected);
  });

  it('7: Authorization in place of Access-Token', () => {
    const headers = { authorization: 'Bearer ${TIKTOK_ACCESS_TOKEN}', 'content-type': 'application/json' };
    expect(saidOfRequest({ '/headers': headers })).toEqual([
      'error request:/headers/access-token required (40104): the header Access-Token must be given',
    ]);
  });

  const missing = [
    'error /event_source required (40002): event_source must be given',
    'error /event_source_id required (40002): event_source_id must be given',
    'error /data required (40002): data must be given',
  ];

  it('10: the shape of Events API 1.0', () => {
    const told = contract.check(
      {
        pixel_code: 'CQ1A2B3C77U0TESTPIX0',
        event: 'CompletePayment',
        event_id: 'SO-10442',
        timestamp: '2026-08-02T12:00:00Z',
        context: { ad: { callback: 'E.C.P.v3fQ2RHacdks' }, page: { url: 'https://shop.example/thank-you' } },
        properties: { value: 89.9, currency: 'EUR' },
      },
      now,
    );
    expect(told[0]).toEqual({
      contract: 'tiktok/event_track',
      severity: 'error',
      path: '',
      rule: 'legacyShape',
      message: 'this is the shape of Events API 1.0, which event/track/ refuses',
      actual: '{ pixel_code, event, event_id, timestamp, context, properties }',
      help: 'send { event_source, event_source_id, data: [{ event, event_time, event_id, user, page, properties }] }: pixel_code goes to event_source_id, timestamp to event_time in Unix seconds, context.user, context.ip and context.user_agent to user, context.page to page, context.ad.callback to user.ttclid',
      code: '40002',
      source: 'business-api.tiktok.com, Events API 1.0',
      rulePath: '/allOf/0/then/not',
    });
    expect(lines(told.slice(1))).toEqual(missing);
  });

  it.each([
    ['pixel_code', 'CQ1A2B3C77U0TESTPIX0'],
    ['context', { ip: '203.0.113.7' }],
    ['batch', [{ type: 'track', event: 'CompletePayment', timestamp: '2026-08-02T12:00:00Z' }]],
  ])('10: Events API 1.0, told by its %s', (key, value) => {
    expect(lines(contract.check({ [key]: value }, now))).toEqual([
      'error payload legacyShape (40002): this is the shape of Events API 1.0, which event/track/ refuses',
      ...missing,
    ]);
  });
});

describe('rules of the request', () => {
  it('passes a good one', () => {
    expect(saidOfRequest({})).toEqual([]);
    expect(saidOfRequest({ '/headers/content-type': 'application/json; charset=utf-8' })).toEqual([]);
  });

  it.each<[string, Edits, readonly string[]]>([
    ['method', { '/method': 'PUT' }, ['error request:/method const: method must be "POST"']],
    [
      'host',
      { '/url': 'https://ads.tiktok.com/open_api/v1.3/event/track/' },
      ['error request:/host const: host must be "business-api.tiktok.com"'],
    ],
    [
      'the slash at the end',
      { '/url': 'https://business-api.tiktok.com/open_api/v1.3/event/track' },
      ['error request:/path const: path must be /open_api/v1.3/event/track/, with the slash at its end'],
    ],
    [
      'an older version',
      { '/url': 'https://business-api.tiktok.com/open_api/v1.2/pixel/track/' },
      ['error request:/path const: path must be /open_api/v1.3/event/track/, with the slash at its end'],
    ],
    [
      'an empty token',
      { '/headers/access-token': '' },
      ['error request:/headers/access-token minLength (40104): the header Access-Token must not be empty'],
    ],
    [
      'a token with Bearer',
      { '/headers/access-token': 'Bearer ${TIKTOK_ACCESS_TOKEN}' },
      ['error request:/headers/access-token pattern (40105): the header Access-Token must hold the token alone'],
    ],
    [
      'no content type',
      { '/headers/content-type': undefined },
      ['error request:/headers/content-type required: the header Content-Type must be given'],
    ],
    [
      'another content type',
      { '/headers/content-type': 'text/plain' },
      ['error request:/headers/content-type pattern: the header Content-Type must be application/json'],
    ],
    ['faults of the body', { '/body/data': [] }, ['error /data minItems: data must not be empty']],
    ['no body', { '/body': null }, ['error payload type: the payload must be an object']],
  ])('%s', (_, edits, expected) => {
    expect(saidOfRequest(edits)).toEqual(expected);
  });
});

describe('rules of the payload', () => {
  it.each<[string, string, Edits, readonly string[]]>([
    [
      'no event_source',
      'web',
      { '/event_source': undefined },
      ['error /event_source required (40002): event_source must be given'],
    ],
    [
      'what a program writes for no value',
      'web',
      { '/data/0/event_id': 'undefined', '/data/0/user/ttp': '[object Object]', '/data/0/user/city': 'null' },
      [
        'warning /data/0/event_id placeholder: this is what a program writes where it has no value',
        'warning /data/0/user/city placeholder: this is what a program writes where it has no value',
        'warning /data/0/user/ttp placeholder: this is what a program writes where it has no value',
      ],
    ],
    [
      'event_source of Meta',
      'web',
      { '/event_source': 'website' },
      ['error /event_source enum (40002): event_source must be one of web, app, offline, crm'],
    ],
    [
      'event_source of no text',
      'web',
      { '/event_source': 1 },
      ['error /event_source enum (40002): event_source must be one of web, app, offline, crm'],
    ],
    [
      'no event_source_id',
      'web',
      { '/event_source_id': undefined },
      ['error /event_source_id required (40002): event_source_id must be given'],
    ],
    [
      'event_source_id as a number',
      'offline',
      { '/event_source_id': 7112233445566 },
      ['error /event_source_id type (40002): event_source_id must be text'],
    ],
    [
      'an empty event_source_id',
      'web',
      { '/event_source_id': '' },
      ['error /event_source_id minLength: event_source_id must not be empty'],
    ],
    [
      'an empty event_source_id, offline',
      'offline',
      { '/event_source_id': '' },
      ['error /event_source_id minLength: event_source_id must not be empty'],
    ],
    ['a secret as event_source_id', 'offline', { '/event_source_id': '${EVENT_SET}' }, []],
    [
      'web with the id of an event set',
      'web',
      { '/event_source_id': '7112233445566778899' },
      [
        'error /event_source_id pixelCode (40002): event_source_id must be a Pixel Code where event_source is web, and this is the id of an app or an event set',
      ],
    ],
    [
      'web with something else',
      'web',
      { '/event_source_id': 'G-BOSLEY12345' },
      [
        'warning /event_source_id pixelCode: event_source_id does not look like a Pixel Code: about 20 capital letters and digits',
      ],
    ],
    ['web with a secret', 'web', { '/event_source_id': '${PIXEL}' }, []],
    [
      'crm with a Pixel Code',
      'crm',
      { '/event_source_id': 'CQ1A2B3C77U0TESTPIX0' },
      [
        'error /event_source_id eventSetId (40002): event_source_id must be the numeric id of an event set where event_source is offline or crm',
      ],
    ],
    ['no data', 'web', { '/data': undefined }, ['error /data required (40002): data must be given']],
    ['data of no list', 'web', { '/data': {} }, ['error /data type (40002): data must be an array']],
    ['no events', 'web', { '/data': [] }, ['error /data minItems: data must not be empty']],
    ['1,000 events', 'web', { '/data': Array.from({ length: 1000 }, () => web.data[0]) }, []],
    [
      'an event of no object',
      'web',
      { '/data': ['Purchase'] },
      ['error /data/0 type (40002): an item of data must be an object'],
    ],
    [
      'test_event_code of no text',
      'web',
      { '/test_event_code': 11178 },
      [
        'error /test_event_code type (40002): test_event_code must be text',
        'warning /test_event_code test: test_event_code makes these test events, which are not counted',
      ],
    ],
    [
      'partner_name of no text',
      'web',
      { '/partner_name': 1 },
      ['error /partner_name type (40002): partner_name must be text'],
    ],
    ['partner_name', 'web', { '/partner_name': 'Acme' }, []],
    [
      'an unknown key',
      'web',
      { '/advertiser_id': '1' },
      [
        'warning /advertiser_id additionalProperties: advertiser_id: unknown key; known are event_source, event_source_id, data, test_event_code, partner_name',
      ],
    ],
    [
      'pixel_code beside the events',
      'web',
      { '/pixel_code': 'CQ1A2B3C77U0TESTPIX0' },
      [
        'warning /pixel_code additionalProperties: pixel_code: unknown key; known are event_source, event_source_id, data, test_event_code, partner_name',
      ],
    ],

    ['no event', 'web', { '/data/0/event': undefined }, ['error /data/0/event required (40002): event must be given']],
    ['event of no text', 'offline', { '/data/0/event': 1 }, ['error /data/0/event type (40002): event must be text']],
    ['an empty event', 'offline', { '/data/0/event': '' }, ['error /data/0/event minLength: event must not be empty']],
    ['a name of its own, web', 'web', { '/data/0/event': 'rx_issued' }, []],
    ['a name of its own, app', 'app', { '/data/0/event': 'rx_issued' }, []],
    [
      'a name of its own, offline',
      'offline',
      { '/data/0/event': 'rx_issued' },
      ['error /data/0/event standardEvent: event must be a standard event where event_source is offline'],
    ],
    [
      'a standard event, crm',
      'crm',
      { '/data/0/event': 'Purchase' },
      [
        'error /data/0/event customEvent: event must be a name of your own where event_source is crm, and this is a standard event',
        'warning /data/0/properties required: properties.value must be given for TikTok to work out return on ad spend',
      ],
    ],
    ['names of before May 2025', 'web', { '/data/0/event': 'CompletePayment' }, []],
    ['names of before May 2025, offline', 'offline', { '/data/0/event': 'SubmitForm' }, []],
    [
      'an event that ends, web',
      'web',
      { '/data/0/event': 'PlaceAnOrder' },
      ['warning /data/0/event deprecated: event is one TikTok ends in 2027'],
    ],
    [
      'an event that ends, offline',
      'offline',
      { '/data/0/event': 'ClickButton' },
      ['warning /data/0/event deprecated: event is one TikTok ends in 2027'],
    ],
    [
      'a name of GA4',
      'web',
      { '/data/0/event': 'begin_checkout' },
      ['warning /data/0/event ga4Name: event has the name GA4 gives it: TikTok counts it as a custom event'],
    ],
    [
      'a name of GA4, app',
      'app',
      { '/data/0/event': 'purchase' },
      ['warning /data/0/event ga4Name: event has the name GA4 gives it: TikTok counts it as a custom event'],
    ],
    [
      'no event_time',
      'web',
      { '/data/0/event_time': undefined },
      ['error /data/0/event_time required (40002): event_time must be given'],
    ],
    [
      'milliseconds',
      'web',
      { '/data/0/event_time': now },
      ['error /data/0/event_time timeUnit: event_time is in milliseconds, and must be in seconds'],
    ],
    [
      'a fraction of a second',
      'web',
      { '/data/0/event_time': nowSeconds + 0.5 },
      ['error /data/0/event_time type (40002): event_time must be Unix seconds, a whole number'],
    ],
    ['7 days ago', 'web', { '/data/0/event_time': nowSeconds - 7 * 86_400 }, []],
    [
      'a second more',
      'web',
      { '/data/0/event_time': nowSeconds - 7 * 86_400 - 1 },
      ['warning /data/0/event_time maxAge: event_time is more than 7 days old, and must be at most 7 days old'],
    ],
    [
      'an empty event_id',
      'web',
      { '/data/0/event_id': '' },
      ['error /data/0/event_id minLength: event_id must not be empty'],
    ],
    ['no event_id, ttp', 'web', { '/data/0/event_id': undefined }, []],
    [
      'no event_id, no ttp',
      'web',
      { '/data/0/event_id': undefined, '/data/0/user/ttp': undefined },
      [
        'warning /data/0/event_id required: event_id must be given where the pixel reports the event too, or TikTok counts it twice',
      ],
    ],
    [
      'no user',
      'web',
      { '/data/0/user': undefined },
      ['warning /data/0/user required: user must be given for TikTok to match the event to anybody'],
    ],
    [
      'user of another source',
      'crm',
      { '/data/0/user': { external_id: sha('user_123'), first_name: sha('mary'), locale: 'en', att_status: 'DENIED' } },
      [
        'warning /data/0/user/first_name unexpected: TikTok takes this only where event_source is web',
        'warning /data/0/user/att_status unexpected: TikTok takes this only where event_source is app',
        'warning /data/0/user/locale unexpected: TikTok takes this only where event_source is web or app',
      ],
    ],
    [
      'no properties with a purchase',
      'web',
      { '/data/0/properties': undefined },
      ['warning /data/0/properties required: properties.value must be given for TikTok to work out return on ad spend'],
    ],
    ['no properties with another event', 'web', { '/data/0/event': 'Lead', '/data/0/properties': undefined }, []],
    [
      'properties of no object',
      'web',
      { '/data/0/properties': [] },
      ['error /data/0/properties type (40002): properties must be an object'],
    ],
    [
      'no event_source, no rules of one',
      'offline',
      { '/event_source': undefined },
      ['error /event_source required (40002): event_source must be given'],
    ],
    [
      'no properties with a purchase of the older name',
      'web',
      { '/data/0/event': 'CompletePayment', '/data/0/properties': undefined },
      ['warning /data/0/properties required: properties.value must be given for TikTok to work out return on ad spend'],
    ],
    [
      'no event, no properties',
      'web',
      { '/data/0/event': undefined, '/data/0/properties': undefined },
      ['error /data/0/event required (40002): event must be given'],
    ],
    [
      'no event_id, no user',
      'web',
      { '/data/0/event_id': undefined, '/data/0/user': undefined },
      [
        'warning /data/0/user required: user must be given for TikTok to match the event to anybody',
        'warning /data/0/event_id required: event_id must be given where the pixel reports the event too, or TikTok counts it twice',
      ],
    ],
    [
      'another event that ends, offline',
      'offline',
      { '/data/0/event': 'PlaceAnOrder' },
      ['warning /data/0/event deprecated: event is one TikTok ends in 2027'],
    ],
    [
      'objects of no object',
      'web',
      { '/data/0/app': 1, '/data/0/ad': 2, '/data/0/lead': 3 },
      [
        'error /data/0/app type (40002): app must be an object',
        'error /data/0/ad type (40002): ad must be an object',
        'error /data/0/lead type (40002): lead must be an object',
      ],
    ],
    ['url of no text', 'web', { '/data/0/page/url': 1 }, ['error /data/0/page/url type (40002): url must be text']],
    [
      'texts of no text',
      'app',
      { '/data/0/app': { app_id: 1, app_name: 2, app_version: 3 }, '/data/0/lead': { lead_event_source: 4 } },
      [
        'error /data/0/app/app_id type (40002): app_id must be text',
        'error /data/0/app/app_name type (40002): app_name must be text',
        'error /data/0/app/app_version type (40002): app_version must be text',
        'error /data/0/lead/lead_event_source type (40002): lead_event_source must be text',
      ],
    ],
    [
      'ad of the wrong types',
      'app',
      {
        '/data/0/ad': {
          callback: 1,
          campaign_id: 2,
          ad_id: 3,
          creative_id: 4,
          is_retargeting: 5,
          attributed: 6,
          attribution_type: 7,
          attribution_provider: 8,
        },
      },
      [
        'error /data/0/ad/callback type (40002): callback must be text',
        'error /data/0/ad/campaign_id type (40002): campaign_id must be text',
        'error /data/0/ad/ad_id type (40002): ad_id must be text',
        'error /data/0/ad/creative_id type (40002): creative_id must be text',
        'error /data/0/ad/is_retargeting type (40002): is_retargeting must be true or false',
        'error /data/0/ad/attributed type (40002): attributed must be true or false',
        'error /data/0/ad/attribution_type type (40002): attribution_type must be text',
        'error /data/0/ad/attribution_provider type (40002): attribution_provider must be text',
      ],
    ],
    [
      'ad, web, all keys',
      'web',
      {
        '/data/0/ad': {
          callback: 'a',
          campaign_id: 'b',
          ad_id: 'c',
          creative_id: 'd',
          is_retargeting: true,
          attributed: true,
          attribution_type: 'e',
          attribution_provider: 'f',
          attribution_share: 0,
        },
      },
      [
        'warning /data/0/ad/callback unexpected: TikTok takes this only where event_source is app',
        'warning /data/0/ad/campaign_id unexpected: TikTok takes this only where event_source is app',
        'warning /data/0/ad/ad_id unexpected: TikTok takes this only where event_source is app',
        'warning /data/0/ad/creative_id unexpected: TikTok takes this only where event_source is app',
        'warning /data/0/ad/is_retargeting unexpected: TikTok takes this only where event_source is app',
        'warning /data/0/ad/attributed unexpected: TikTok takes this only where event_source is app',
        'warning /data/0/ad/attribution_type unexpected: TikTok takes this only where event_source is app',
        'warning /data/0/ad/attribution_provider unexpected: TikTok takes this only where event_source is app',
      ],
    ],
    ['user of no object', 'web', { '/data/0/user': [] }, ['error /data/0/user type (40002): user must be an object']],
    [
      'page of no object',
      'web',
      { '/data/0/page': 'https://shop.example/' },
      ['error /data/0/page type (40002): page must be an object'],
    ],
    [
      'part of an address',
      'web',
      { '/data/0/page/url': '/thank-you' },
      ['error /data/0/page/url pattern: url must be a full address'],
    ],
    [
      'referrer of no text',
      'web',
      { '/data/0/page/referrer': false },
      ['error /data/0/page/referrer type (40002): referrer must be text'],
    ],
    [
      'an unknown key of page',
      'web',
      { '/data/0/page/title': 'Thank you' },
      ['warning /data/0/page/title additionalProperties: title: unknown key; known are url, referrer'],
    ],
    [
      'no app',
      'app',
      { '/data/0/app': undefined },
      ['error /data/0/app required: app must be given where event_source is app'],
    ],
    [
      'no app_id',
      'app',
      { '/data/0/app/app_id': undefined },
      ['error /data/0/app/app_id required: app.app_id must be given where event_source is app'],
    ],
    [
      'app_id as a number',
      'app',
      { '/data/0/app/app_id': 1234567890 },
      ['error /data/0/app/app_id type (40002): app_id must be text'],
    ],
    [
      'an unknown key of app',
      'app',
      { '/data/0/app/id': '1' },
      ['warning /data/0/app/id additionalProperties: id: unknown key; known are app_id, app_name, app_version'],
    ],
    [
      'flags as text',
      'app',
      { '/data/0/ad/attributed': 'true', '/data/0/limited_data_use': 1 },
      [
        'error /data/0/ad/attributed type (40002): attributed must be true or false',
        'error /data/0/limited_data_use type (40002): limited_data_use must be true or false',
      ],
    ],
    [
      'attribution_share above 1',
      'app',
      { '/data/0/ad/attribution_share': 1.01 },
      ['error /data/0/ad/attribution_share maximum: attribution_share must be <= 1'],
    ],
    [
      'attribution_share below 0',
      'app',
      { '/data/0/ad/attribution_share': -0.1 },
      ['error /data/0/ad/attribution_share minimum: attribution_share must be >= 0'],
    ],
    [
      'attribution_share as text',
      'app',
      { '/data/0/ad/attribution_share': '0.5' },
      ['error /data/0/ad/attribution_share type (40002): attribution_share must be a number'],
    ],
    [
      'an unknown key of ad',
      'app',
      { '/data/0/ad/adid': '1' },
      ['warning /data/0/ad/adid additionalProperties: adid: unknown key; did you mean ad_id?'],
    ],
    [
      'ad, web',
      'web',
      { '/data/0/ad': { campaign_id: '1', attribution_share: 1 } },
      ['warning /data/0/ad/campaign_id unexpected: TikTok takes this only where event_source is app'],
    ],
    [
      'ad, offline',
      'offline',
      { '/data/0/ad': { attribution_share: 1 } },
      ['warning /data/0/ad unexpected: TikTok takes this only where event_source is web or app'],
    ],
    [
      'limited_data_use, crm',
      'crm',
      { '/data/0/limited_data_use': true },
      ['warning /data/0/limited_data_use unexpected: TikTok takes this only where event_source is web or app'],
    ],
    [
      'no lead',
      'crm',
      { '/data/0/lead': undefined },
      ['error /data/0/lead required: lead must be given where event_source is crm'],
    ],
    [
      'no lead_id',
      'crm',
      { '/data/0/lead/lead_id': undefined },
      ['error /data/0/lead/lead_id required: lead.lead_id must be given where event_source is crm'],
    ],
    [
      'lead_id as a number',
      'crm',
      { '/data/0/lead/lead_id': 7301234567 },
      ['error /data/0/lead/lead_id type (40002): lead_id must be text'],
    ],
    [
      'an empty lead_id',
      'crm',
      { '/data/0/lead/lead_id': '' },
      ['error /data/0/lead/lead_id minLength: lead_id must not be empty'],
    ],
    [
      'a hashed lead_id',
      'crm',
      { '/data/0/lead/lead_id': sha('7301234567890123456') },
      ['error /data/0/lead/lead_id hashed: lead_id must not be hashed'],
    ],
    [
      'an unknown key of lead',
      'crm',
      { '/data/0/lead/stage': 'won' },
      ['warning /data/0/lead/stage additionalProperties: stage: unknown key; known are lead_id, lead_event_source'],
    ],
    [
      'context in an event',
      'web',
      { '/data/0/context': { ip: '203.0.113.7' } },
      ['error /data/0/context legacyShape: context is of Events API 1.0: nothing in it is read'],
    ],
    [
      'an unknown key of an event',
      'web',
      { '/data/0/timestamp': '2026-08-02T12:00:00Z' },
      [
        'warning /data/0/timestamp additionalProperties: timestamp: unknown key; known are event, event_time, event_id, user, properties, page, app, ad, limited_data_use, lead',
      ],
    ],
  ])('%s', (_, source, edits, expected) => {
    expect(said(source, edits)).toEqual(expected);
  });
});

describe('rules of user', () => {
  const at = '/data/0/user';

  it.each(['email', 'phone', 'external_id', 'first_name', 'last_name', 'zip_code'])(
    '%s is hashed, and of a value',
    (key) => {
      const of = (value: unknown): readonly string[] => said('web', { [`${at}/${key}`]: value });
      const told = `error ${at}/${key} meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]`;
      expect(of(sha('a'))).toEqual([]);
      expect(of('raw')).toEqual([
        `error ${at}/${key} sha256: ${key} must be a SHA-256 digest in 64 lower-case hex digits; this is no digest`,
      ]);
      expect(meaningless.flatMap(of)).toEqual(meaningless.map(() => told));
      expect(testAddresses.flatMap(of)).toEqual(
        testAddresses.map(() => `warning ${at}/${key} test: this is the digest of test@test.com or test@example.com`),
      );
    },
  );

  it.each(['email', 'phone', 'external_id'])('%s is a text or a list of texts', (key) => {
    const of = (value: unknown): readonly string[] => said('web', { [`${at}/${key}`]: value });
    expect(of([sha('a'), sha('b')])).toEqual([]);
    expect([...of(1), ...of([sha('a'), 1]), ...of(['raw']), ...of([sha('')])]).toEqual([
      `error ${at}/${key} type (40002): ${key} must be text or an array`,
      `error ${at}/${key}/1 type (40002): an item of ${key} must be text`,
      `error ${at}/${key}/0 sha256: an item of ${key} must be a SHA-256 digest in 64 lower-case hex digits; this is no digest`,
      `error ${at}/${key}/0 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]`,
    ]);
  });

  it.each([
    [
      'web',
      [
        'first_name',
        'last_name',
        'zip_code',
        'city',
        'state',
        'country',
        'ttclid',
        'ttp',
        'ip',
        'user_agent',
        'locale',
      ],
    ],
    ['app', ['ip', 'user_agent', 'idfa', 'gaid', 'idfv', 'locale']],
  ])('texts of %s are texts', (source, keys) => {
    for (const key of keys) {
      expect(said(source, { [`${at}/${key}`]: 1 })).toEqual([`error ${at}/${key} type (40002): ${key} must be text`]);
    }
  });

  it('keys are of their sources', () => {
    const digest = sha('a');
    const keys = {
      ...{
        external_id: digest,
        first_name: digest,
        last_name: digest,
        zip_code: digest,
        city: 'a',
        state: 'a',
        country: 'a',
      },
      ...{ ttclid: 'E.C.P.a', ttp: 'a', ip: '203.0.113.7', user_agent: 'a', locale: 'nl' },
      ...{ idfa: digest, gaid: digest, idfv: 'a', att_status: 'DENIED' },
    };
    const unexpected = (source: string): readonly string[] =>
      said(source, { [at]: keys }).map((line) =>
        line.replace(`warning ${at}/`, '').replace(': TikTok takes this only where event_source is', ''),
      );
    const ofWeb = ['first_name', 'last_name', 'zip_code', 'city', 'state', 'country', 'ttclid', 'ttp'].map(
      (key) => `${key} unexpected web`,
    );
    const ofApp = ['idfa', 'gaid', 'idfv', 'att_status'].map((key) => `${key} unexpected app`);
    const ofDevices = ['ip', 'user_agent', 'locale'].map((key) => `${key} unexpected web or app`);
    const ofCustomers = ['external_id unexpected web or crm'];
    expect({
      web: unexpected('web'),
      app: unexpected('app'),
      offline: unexpected('offline'),
      crm: unexpected('crm'),
    }).toEqual({
      web: ofApp,
      app: [...ofWeb, ...ofCustomers],
      offline: [...ofWeb, ...ofApp, ...ofDevices, ...ofCustomers],
      crm: [...ofWeb, ...ofApp, ...ofDevices],
    });
  });

  it.each<[string, string, Edits, readonly string[]]>([
    [
      'an unknown key',
      'web',
      { ttclidX: 'E.C.P.v3fQ2RHacdks' },
      ['error /data/0/user/ttclidX additionalProperties: ttclidX: unknown key; did you mean ttclid?'],
    ],
    [
      "a key of Meta's",
      'offline',
      { em: [sha('alice_abc@gmail.com')] },
      [
        'error /data/0/user/em additionalProperties: em: unknown key; known are email, phone, external_id, first_name, last_name, zip_code, city, state, country, ttclid, ttp, ip, user_agent, idfa, gaid, idfv, att_status, locale',
      ],
    ],
    [
      'email of no text',
      'web',
      { email: 1 },
      ['error /data/0/user/email type (40002): email must be text or an array'],
    ],
    [
      'an item of no text',
      'web',
      { email: [1] },
      ['error /data/0/user/email/0 type (40002): an item of email must be text'],
    ],
    [
      'a raw phone',
      'web',
      { phone: ['+12133734253'] },
      [
        'error /data/0/user/phone/0 sha256: an item of phone must be a SHA-256 digest in 64 lower-case hex digits; this is a number as it came',
      ],
    ],
    [
      'a digest in capitals',
      'web',
      { phone: sha('+12133734253').toUpperCase() },
      [
        'error /data/0/user/phone sha256: phone must be a SHA-256 digest in 64 lower-case hex digits; this one has capitals',
      ],
    ],
    [
      'a raw external_id',
      'web',
      { external_id: 'user_123' },
      [
        'error /data/0/user/external_id sha256: external_id must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      ],
    ],
    [
      'MD5',
      'web',
      { external_id: 'd41d8cd98f00b204e9800998ecf8427e' },
      [
        'error /data/0/user/external_id sha256: external_id must be a SHA-256 digest in 64 lower-case hex digits; this looks like MD5',
      ],
    ],
    [
      'an empty text',
      'web',
      { email: '' },
      ['error /data/0/user/email sha256: email must be a SHA-256 digest in 64 lower-case hex digits, and is empty'],
    ],
    [
      'a digest of nothing',
      'web',
      { email: sha(''), phone: [sha('undefined')] },
      [
        'error /data/0/user/email meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
        'error /data/0/user/phone/0 meaningless: this is the digest of no value: of empty text, or of undefined, null, NaN, none, n/a, 0, true, false or [object Object]',
      ],
    ],
    [
      'the digest of a test address',
      'web',
      { email: [sha('test@example.com')] },
      ['warning /data/0/user/email/0 test: this is the digest of test@test.com or test@example.com'],
    ],
    [
      'raw names and zip code',
      'web',
      { first_name: 'mary', last_name: 'smith', zip_code: '62701' },
      [
        'error /data/0/user/first_name sha256: first_name must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
        'error /data/0/user/last_name sha256: last_name must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
        'error /data/0/user/zip_code sha256: zip_code must be a SHA-256 digest in 64 lower-case hex digits; this is no digest',
      ],
    ],
    ['hashed names and zip code', 'web', { first_name: sha('mary'), zip_code: sha('62701') }, []],
    [
      'a list of names',
      'web',
      { first_name: [sha('mary')] },
      ['error /data/0/user/first_name type (40002): first_name must be text'],
    ],
    ['places', 'web', { city: 'sãopaulo', state: 'sp', country: 'br' }, []],
    [
      'places not in lower-case letters and digits',
      'web',
      { city: 'new york', state: 'NY', country: 'u.s.' },
      [
        'error /data/0/user/city pattern: a place must be in lower-case letters and digits alone',
        'error /data/0/user/state pattern: a place must be in lower-case letters and digits alone',
        'error /data/0/user/country pattern: a place must be in lower-case letters and digits alone',
      ],
    ],
    [
      'a hashed place',
      'web',
      { country: sha('us') },
      ['error /data/0/user/country hashed: a place must not be hashed'],
    ],
    ['an empty place', 'web', { city: '' }, ['error /data/0/user/city minLength: city must not be empty']],
    ['a ttclid of 1,000 characters', 'web', { ttclid: 'E.C.P.'.padEnd(1000, 'x') }, []],
    [
      'a longer ttclid',
      'web',
      { ttclid: 'E.C.P.'.padEnd(1001, 'x') },
      ['error /data/0/user/ttclid maxLength: ttclid must have at most 1000 characters'],
    ],
    [
      'a ttclid of another platform',
      'web',
      { ttclid: 'Cj0KCQjwTESTabcdef' },
      ["warning /data/0/user/ttclid pattern: ttclid does not start with E.C.P., as TikTok's do"],
    ],
    [
      'a hashed ttclid and ttp',
      'web',
      { ttclid: sha('E.C.P.'), ttp: sha('2F7h') },
      [
        'error /data/0/user/ttclid hashed: ttclid must not be hashed',
        'error /data/0/user/ttp hashed: ttp must not be hashed',
      ],
    ],
    [
      'empty ids',
      'web',
      { ttclid: '', ttp: '', user_agent: '' },
      [
        'error /data/0/user/ttclid minLength: ttclid must not be empty',
        'error /data/0/user/ttp minLength: ttp must not be empty',
        'error /data/0/user/user_agent minLength: user_agent must not be empty',
      ],
    ],
    [
      'no address',
      'web',
      { ip: '203.0.113.7:443' },
      ['error /data/0/user/ip address: ip must be an IPv4 or IPv6 address'],
    ],
    [
      'a hashed address and user agent',
      'web',
      { ip: sha('203.0.113.7'), user_agent: sha('Mozilla/5.0') },
      [
        'error /data/0/user/ip address: ip must be an IPv4 or IPv6 address',
        'error /data/0/user/user_agent hashed: user_agent must not be hashed',
      ],
    ],
    [
      'an address of a private network',
      'web',
      { ip: '192.168.1.7' },
      ['warning /data/0/user/ip publicAddress: ip must be a public address, and this one is of a private network'],
    ],
    [
      'a locale with an underscore',
      'web',
      { locale: 'en_US' },
      ['error /data/0/user/locale pattern: locale must be a BCP 47 language tag'],
    ],
    ['hashed advertising ids', 'app', { idfa: sha('EA7583CD'), gaid: sha('38400000') }, []],
    [
      'advertising ids in the wrong case',
      'app',
      {
        idfa: 'ea7583cd-a667-48bc-b806-42ecb2b48606',
        gaid: '38400000-8CF0-11BD-B23E-10B96E40000D',
      },
      [
        'error /data/0/user/idfa pattern: idfa must be an IDFA in capitals, or its SHA-256 digest in 64 lower-case hex digits',
        'error /data/0/user/gaid pattern: gaid must be a GAID in lower case, or its SHA-256 digest in 64 lower-case hex digits',
      ],
    ],
    [
      'att_status',
      'app',
      { att_status: 'authorized' },
      [
        'error /data/0/user/att_status enum: att_status must be one of AUTHORIZED, DENIED, NOT_DETERMINED, RESTRICTED, NOT_APPLICABLE',
      ],
    ],
    [
      'keys of web, app',
      'app',
      { ttclid: 'E.C.P.v3fQ2RHacdks', external_id: sha('user_123') },
      [
        'warning /data/0/user/ttclid unexpected: TikTok takes this only where event_source is web',
        'warning /data/0/user/external_id unexpected: TikTok takes this only where event_source is web or crm',
      ],
    ],
    [
      'keys of app, web',
      'web',
      { idfa: 'EA7583CD-A667-48BC-B806-42ECB2B48606' },
      ['warning /data/0/user/idfa unexpected: TikTok takes this only where event_source is app'],
    ],
    [
      'keys of others, offline',
      'offline',
      {
        city: 'newyork',
        idfv: '1',
        ip: '203.0.113.7',
        external_id: sha('user_123'),
      },
      [
        'warning /data/0/user/city unexpected: TikTok takes this only where event_source is web',
        'warning /data/0/user/idfv unexpected: TikTok takes this only where event_source is app',
        'warning /data/0/user/ip unexpected: TikTok takes this only where event_source is web or app',
        'warning /data/0/user/external_id unexpected: TikTok takes this only where event_source is web or crm',
      ],
    ],
  ])('%s', (_, source, edits, expected) => {
    expect(said(source, under('/data/0/user/', edits))).toEqual(expected);
  });
});

describe('rules of properties', () => {
  it.each<[string, Edits, readonly string[]]>([
    [
      'no value with a purchase',
      { value: undefined },
      ['warning /data/0/properties/value required: value must be given for TikTok to work out return on ad spend'],
    ],
    ['value as text', { value: '89.90' }, ['error /data/0/properties/value type (40002): value must be a number']],
    [
      'value without currency',
      { currency: undefined },
      ['error /data/0/properties/currency dependentRequired: currency must be given where value is'],
    ],
    [
      'a currency TikTok does not count in',
      { currency: 'XAU' },
      [
        'error /data/0/properties/currency enum: currency must be one of AED, ARS, AUD, BDT, BHD, BIF, BOB, BRL, CAD, CHF, CLP, CNY and 50 more',
      ],
    ],
    [
      'a currency in small letters',
      { currency: 'usd' },
      [
        'error /data/0/properties/currency enum: currency must be one of AED, ARS, AUD, BDT, BHD, BIF, BOB, BRL, CAD, CHF, CLP, CNY and 50 more',
      ],
    ],
    [
      'content_type',
      { content_type: 'products' },
      ['error /data/0/properties/content_type enum: content_type must be one of product, product_group'],
    ],
    [
      'no content_type',
      { content_type: undefined },
      [
        'warning /data/0/properties/content_type required: content_type must be given for Video Shopping Ads to know what contents and content_ids are of',
      ],
    ],
    [
      'contents of no list',
      { contents: {} },
      ['error /data/0/properties/contents type (40002): contents must be an array'],
    ],
    [
      'a line of no object',
      { contents: ['SKU-19'] },
      ['error /data/0/properties/contents/0 type (40002): an item of contents must be an object'],
    ],
    [
      'no content_id',
      { 'contents/0/content_id': undefined },
      [
        'warning /data/0/properties/contents/0/content_id required: content_id must be given for TikTok to find the product in a catalogue',
      ],
    ],
    [
      'price and quantity as text',
      { 'contents/0/price': '42.50', 'contents/0/quantity': '2' },
      [
        'error /data/0/properties/contents/0/price type (40002): price must be a number',
        'error /data/0/properties/contents/0/quantity type (40002): quantity must be a whole number',
      ],
    ],
    [
      'half a unit',
      { 'contents/0/quantity': 1.5 },
      ['error /data/0/properties/contents/0/quantity type (40002): quantity must be a whole number'],
    ],
    [
      'names of no text',
      {
        'contents/0/content_name': 1,
        'contents/0/content_category': 2,
        'contents/0/brand': 3,
      },
      [
        'error /data/0/properties/contents/0/content_name type (40002): content_name must be text',
        'error /data/0/properties/contents/0/content_category type (40002): content_category must be text',
        'error /data/0/properties/contents/0/brand type (40002): brand must be text',
      ],
    ],
    [
      'an unknown key of a line',
      { 'contents/0/sku': 'SKU-19' },
      [
        'warning /data/0/properties/contents/0/sku additionalProperties: sku: unknown key; known are content_id, content_name, content_category, brand, price, quantity',
      ],
    ],
    [
      'content_ids of no text',
      { content_ids: ['SKU-19', 20] },
      ['error /data/0/properties/content_ids/1 type (40002): an item of content_ids must be text'],
    ],
    [
      'contents_ids',
      { contents_ids: ['SKU-19'] },
      [
        "warning /data/0/properties/contents_ids additionalProperties: contents_ids is no key of TikTok's: it is ignored",
      ],
    ],
    [
      'num_items as text',
      { num_items: '2' },
      ['error /data/0/properties/num_items type (40002): num_items must be a whole number'],
    ],
    [
      'query',
      { query: 'shirt' },
      ['warning /data/0/properties/query deprecated: query is the older name of search_string'],
    ],
    [
      'search_string and description of no text',
      { search_string: 1, description: 2 },
      [
        'error /data/0/properties/search_string type (40002): search_string must be text',
        'error /data/0/properties/description type (40002): description must be text',
      ],
    ],
    [
      'ids as numbers',
      { order_id: 10442, shop_id: 77 },
      [
        'error /data/0/properties/order_id type (40002): order_id must be text',
        'error /data/0/properties/shop_id type (40002): shop_id must be text',
      ],
    ],
    [
      'customer_type',
      { customer_type: 'existing' },
      ['error /data/0/properties/customer_type enum: customer_type must be one of new, returning'],
    ],
    [
      'content_ids without content_type',
      { contents: undefined, content_type: undefined, content_ids: ['SKU-19'] },
      [
        'warning /data/0/properties/content_type required: content_type must be given for Video Shopping Ads to know what contents and content_ids are of',
      ],
    ],
    [
      'content_ids of no list',
      { content_ids: 'SKU-19' },
      ['error /data/0/properties/content_ids type (40002): content_ids must be an array'],
    ],
    ['keys of connectors', { predicted_ltv: 12.5, delivery_category: 'home_delivery' }, []],
    [
      'an unknown key',
      { coupon: 'AUTUMN' },
      [
        'warning /data/0/properties/coupon additionalProperties: coupon: unknown key; known are value, currency, content_type, contents, content_ids, num_items, search_string, description, order_id, shop_id, customer_type, predicted_ltv, delivery_category',
      ],
    ],
  ])('%s', (_, edits, expected) => {
    expect(said('web', under('/data/0/properties/', edits))).toEqual(expected);
  });
});

describe('lists', () => {
  const standard = (
    'AddPaymentInfo AddToCart AddToWishlist ApplicationApproval CompleteRegistration Contact CustomizeProduct Download ' +
    'FindLocation InitiateCheckout Lead Purchase Schedule Search StartTrial SubmitApplication Subscribe ViewContent ' +
    'Pageview SubmitForm CompletePayment'
  ).split(' ');

  it('standard events are for all sources but crm', () => {
    const refused =
      'error /data/0/event customEvent: event must be a name of your own where event_source is crm, and this is a standard event';
    for (const event of standard) {
      expect({ event, web: said('web', { '/data/0/event': event }) }).toEqual({ event, web: [] });
      expect({ event, offline: said('offline', { '/data/0/event': event }) }).toEqual({ event, offline: [] });
      const crm = said('crm', { '/data/0/event': event, '/data/0/properties': { value: 1, currency: 'USD' } });
      expect({ event, crm }).toEqual({ event, crm: [refused] });
    }
  });

  it('names of GA4 are told for what they are', () => {
    const told = ['warning /data/0/event ga4Name: event has the name GA4 gives it: TikTok counts it as a custom event'];
    for (const event of [
      ...['purchase', 'add_to_cart', 'begin_checkout', 'generate_lead', 'sign_up', 'add_payment_info'],
      ...['add_to_wishlist', 'search', 'view_item', 'page_view'],
    ]) {
      expect({ event, told: said('web', { '/data/0/event': event }) }).toEqual({ event, told });
    }
  });

  it('currencies', () => {
    const currencies =
      'AED ARS AUD BDT BHD BIF BOB BRL CAD CHF CLP CNY COP CRC CZK DKK DZD EGP EUR GBP GTQ HKD HNL HUF IDR ILS INR ISK ' +
      'JPY KES KHR KRW KWD KZT MAD MOP MXN MYR NGN NIO NOK NZD OMR PEN PHP PKR PLN PYG QAR RON RUB SAR SEK SGD THB TRY ' +
      'TWD UAH USD VES VND ZAR';
    const refused = currencies
      .split(' ')
      .filter((currency) => said('web', { '/data/0/properties/currency': currency }).length > 0);
    expect(refused).toEqual([]);
  });
});

it('passes every request of the reference container', () => {
  expect(recorded(contract)).toEqual({
    'add_to_cart.json: TikTok - Add to Cart': [],
    'begin_checkout.json: TikTok - Initiate Checkout': [],
    'consult_completed.json: TikTok - Consult Completed': [],
    'consult_started.json: TikTok - Consult Started': [],
    'generate_lead.json: TikTok - Lead': [],
    'purchase.json: TikTok - Purchase': [],
    'rx_issued.json: TikTok - RX Issued': [],
    'sign_up.json: TikTok - CompleteRegistration': [],
  });
});

it('finds no error in what the tag makes of a sound event', async () => {
  const fields = { pixel_id: 'CQ1A2B3C77U0TESTPIX0', access_token: '${TIKTOK_ACCESS_TOKEN}' };
  await fc.assert(
    fc.asyncProperty(soundEvent, async (event) => {
      expect(await errorsOf(contract, tiktokTag, event, fields)).toEqual([]);
    }),
  );
});
