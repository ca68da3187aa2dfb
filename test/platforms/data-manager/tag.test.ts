import { describe, expect, test } from 'vitest';
import type { EventData } from '../../../src/event/event-data.ts';
import { dataManagerTag } from '../../../src/platforms/data-manager/tag.ts';
import { type Fields, type OutgoingRequest, TagError } from '../../../src/platforms/tag.ts';
import { build, tagInput } from '../../support/tag-input.ts';
import { hashes, prescription, purchase, relayNames, telling } from '../ga4/events.ts';

const account: Fields = {
  operating_account_id: '123-456-7890',
  product_destination_id: '987654321',
  service_account: '${GOOGLE_SA}',
};
const analytics: Fields = { operating_account_type: 'GOOGLE_ANALYTICS_PROPERTY', product_destination_id: 'G-AAAA1111' };
const small: EventData = { event_name: 'purchase', gclid: 'Cj0K' };
const now = '2026-11-21T16:00:00.000Z';

async function request(
  event: EventData,
  fields: Fields = {},
  cookies: Record<string, string> = {},
): Promise<OutgoingRequest> {
  const made = await build(dataManagerTag, event, { ...account, ...fields }, { defaultRegion: 'US', cookies });
  return made[0] as OutgoingRequest;
}

async function body(event: EventData, fields: Fields = {}): Promise<Record<string, unknown>> {
  return (await request(event, fields)).body as Record<string, unknown>;
}

async function sent(
  event: EventData,
  fields: Fields = {},
  cookies: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const { events } = (await request(event, fields, cookies)).body as { events: [Record<string, unknown>] };
  return events[0];
}

async function console(event: EventData, fields: Fields): Promise<readonly string[]> {
  const made = tagInput(event, { ...account, ...fields });
  await dataManagerTag.build(made.input);
  return made.console;
}

test('a purchase goes whole', async () => {
  expect(await request(purchase)).toEqual({
    platform: 'data_manager',
    method: 'POST',
    url: 'https://datamanager.googleapis.com/v1/events:ingest',
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer <access token of the service account ${GOOGLE_SA}>',
    },
    body: {
      destinations: [
        {
          operatingAccount: { accountType: 'GOOGLE_ADS', accountId: '1234567890' },
          productDestinationId: '987654321',
        },
      ],
      events: [
        {
          eventTimestamp: '2026-11-21T15:59:59.500Z',
          transactionId: 'SO-10442',
          eventSource: 'WEB',
          adIdentifiers: { gclid: 'Cj0KCQjwTESTabcdef' },
          userData: {
            userIdentifiers: [
              { emailAddress: hashes.email },
              { phoneNumber: hashes.phone },
              {
                address: {
                  givenName: hashes.firstName,
                  familyName: hashes.lastName,
                  regionCode: 'US',
                  postalCode: '94035',
                },
              },
            ],
          },
          currency: 'USD',
          conversionValue: 89.9,
          consent: { adUserData: 'CONSENT_GRANTED', adPersonalization: 'CONSENT_GRANTED' },
          cartData: {
            couponCodes: ['SPRING'],
            items: [
              { merchantProductId: 'SKU-19', quantity: '2', unitPrice: 42.5 },
              { merchantProductId: 'SKU-20', quantity: '1', unitPrice: 4.9 },
            ],
          },
          eventDeviceInfo: { userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36' },
        },
      ],
      encoding: 'HEX',
    },
    contract: 'data_manager/events_ingest',
    authorization: {
      type: 'google_service_account',
      credentials: '${GOOGLE_SA}',
      scope: 'https://www.googleapis.com/auth/datamanager',
    },
  });
});

test('a purchase for Google Analytics has a name, a client and parameters, and hashes in base64 where asked', async () => {
  const event = { ...purchase, event_location: { country: 'US', region: 'CA', city: 'Bosley' } };
  expect(await body(event, { ...analytics, encoding: 'BASE64', validate_only: true })).toEqual({
    destinations: [
      {
        operatingAccount: { accountType: 'GOOGLE_ANALYTICS_PROPERTY', accountId: '1234567890' },
        productDestinationId: 'G-AAAA1111',
      },
    ],
    events: [
      {
        eventTimestamp: '2026-11-21T15:59:59.500Z',
        transactionId: 'SO-10442',
        eventSource: 'WEB',
        adIdentifiers: { gclid: 'Cj0KCQjwTESTabcdef' },
        userData: {
          userIdentifiers: [
            { emailAddress: '1hFzBkhe0OUK+rOshx6Y+BaZFR8wKBUn1j/18jNlbGk=' },
            { phoneNumber: 'HiMcZgEeei2Gepz64memr/EDz0kTZAtucamYUPwP+8g=' },
            {
              address: {
                givenName: 'aRV3G+HFqgyIaHC2lRsD1+r8Eh/qDoCl6oO+t8RJ9Ow=',
                familyName: 'pv5opxn72ORGbLaZLZpk3R9oN+Jt/FoCTxOT9R03N8A=',
                regionCode: 'US',
                postalCode: '94035',
                addressLine: 'wmgdm6Iz2Dl4XZSNw6ysmwlHmTAMsYSLNU3pwmy4suY=',
                city: 'lyon',
                administrativeArea: 'ca',
              },
            },
          ],
        },
        currency: 'USD',
        conversionValue: 89.9,
        consent: { adUserData: 'CONSENT_GRANTED', adPersonalization: 'CONSENT_GRANTED' },
        cartData: {
          couponCodes: ['SPRING'],
          items: [
            {
              itemId: 'SKU-19',
              quantity: '2',
              unitPrice: 42.5,
              additionalItemParameters: [
                { parameterName: 'item_name', value: 'Linen shirt' },
                { parameterName: 'item_brand', value: 'Norda' },
                { parameterName: 'item_category', value: 'Shirts' },
              ],
            },
            {
              itemId: 'SKU-20',
              quantity: '1',
              unitPrice: 4.9,
              additionalItemParameters: [
                { parameterName: 'item_name', value: 'Gift~bag (small)' },
                { parameterName: 'fabric', value: 'paper' },
              ],
            },
          ],
        },
        eventDeviceInfo: { userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36' },
        userProperties: {
          additionalUserProperties: [
            { propertyName: 'plan', value: 'gold' },
            { propertyName: 'orders', value: '3' },
          ],
        },
        eventName: 'purchase',
        clientId: '1849235714.1771200000',
        userId: 'crm-88213',
        additionalEventParameters: [
          { parameterName: 'session_id', value: '1771199821' },
          { parameterName: 'engagement_time_msec', value: '120' },
          { parameterName: 'page_location', value: purchase['page_location'] },
          { parameterName: 'page_title', value: 'Thank you' },
          { parameterName: 'page_referrer', value: 'https://bosley.example/checkout' },
          { parameterName: 'event_id', value: 'SO-10442' },
          { parameterName: 'tax', value: '7.4' },
          { parameterName: 'shipping', value: '4.9' },
          { parameterName: 'storefront_id', value: 'bosley' },
          { parameterName: 't_value', value: 'affiliate_123' },
          { parameterName: 'utm_source', value: 'google' },
        ],
        eventLocation: { city: 'Bosley', subdivisionCode: 'US-CA', regionCode: 'US' },
      },
    ],
    encoding: 'BASE64',
    validateOnly: true,
  });
});

test.each(relayNames)('%s goes to Google Ads without a name, to Analytics as %s', async (relay, ga4) => {
  const conversion = { eventTimestamp: now, eventSource: 'WEB', adIdentifiers: { gclid: 'Cj0K' } };
  const event = { event_name: relay, gclid: 'Cj0K', client_id: '55.66' };
  expect(await sent(event)).toEqual(conversion);
  expect(await sent(event, analytics)).toEqual({
    ...conversion,
    eventName: ga4,
    clientId: '55.66',
    additionalEventParameters: [{ parameterName: 'gclid', value: 'Cj0K' }],
  });
});

describe('destinations', () => {
  test('with a login and a linked account', async () => {
    const fields = {
      operating_account_type: 'FLOODLIGHT_CONFIG',
      login_account_id: '987-654-3210',
      login_account_type: 'DATA_PARTNER',
      linked_account_id: '555',
      product_destination_id: 'activity-1',
      destination_reference: 'raw',
    };
    expect((await body(small, fields))['destinations']).toEqual([
      {
        reference: 'raw',
        operatingAccount: { accountType: 'FLOODLIGHT_CONFIG', accountId: '1234567890' },
        loginAccount: { accountType: 'DATA_PARTNER', accountId: '9876543210' },
        linkedAccount: { accountType: 'GOOGLE_ADS', accountId: '555' },
        productDestinationId: 'activity-1',
      },
    ]);
  });

  test('as a list of their own, in either case', async () => {
    const destinations = [
      {
        reference: 'raw',
        operating_account: { account_type: 'GOOGLE_ADS', account_id: '111-222-3333' },
        product_destination_id: 1,
      },
      { reference: 'qualified', operatingAccount: { accountId: '${ACCOUNT}' }, productDestinationId: '2' },
    ];
    expect((await body(small, { destinations, destination_references: ['raw'] }))['destinations']).toEqual([
      {
        reference: 'raw',
        operatingAccount: { accountType: 'GOOGLE_ADS', accountId: '1112223333' },
        productDestinationId: '1',
      },
      {
        reference: 'qualified',
        operatingAccount: { accountType: 'GOOGLE_ADS', accountId: '${ACCOUNT}' },
        productDestinationId: '2',
      },
    ]);
    expect((await sent(small, { destinations, destination_references: ['raw'] }))['destinationReferences']).toEqual([
      'raw',
    ]);
  });

  test.each<[string, Fields, string]>([
    [
      'no account',
      { operating_account_id: '' },
      'operating_account_id is empty: give it in the tag, or give the variable it names a value',
    ],
    [
      'an account that is none',
      { operating_account_id: '123/../4' },
      'operating_account_id is not an account number such as 123-456-7890',
    ],
    [
      'a login account that is none',
      { login_account_id: 'me' },
      'login_account_id is not an account number such as 123-456-7890',
    ],
    [
      'no conversion action',
      { product_destination_id: null },
      'product_destination_id is empty: give it in the tag, or give the variable it names a value',
    ],
    [
      'a label',
      { product_destination_id: 'AbC-D' },
      'product_destination_id is not a number: it is the id of the conversion action, not its label',
    ],
    [
      'a destination without an account',
      { destinations: [{}] },
      'destinations[0] has no operating_account: say {operating_account: {account_type, account_id}, product_destination_id}',
    ],
    [
      'a destination without an account id',
      { destinations: [{ operating_account: {} }] },
      'destinations[0].operatingAccount has no account_id',
    ],
    [
      'a destination without an action',
      { destinations: [{ operating_account: { account_id: '1' } }] },
      'destinations[0] has no product_destination_id',
    ],
    ['another encoding', { encoding: 'ROT13' }, 'encoding is neither HEX nor BASE64'],
    [
      'no credentials',
      { service_account: undefined },
      'no credentials: give the tag a service_account (its JSON key, as ${NAME} of a secret) or an access_token',
    ],
  ])('%s', async (_, fields, message) => {
    await expect(request(small, fields)).rejects.toThrow(new TagError(message));
  });
});

test('a bearer token goes as it is, beside the project that pays', async () => {
  const { headers, authorization } = await request(small, { access_token: '${TOKEN}', quota_project: 'my-project' });
  expect(headers).toEqual({
    'content-type': 'application/json',
    authorization: 'Bearer ${TOKEN}',
    'x-goog-user-project': 'my-project',
  });
  expect(authorization).toBeUndefined();
});

test('a key that is no secret does not stand in the header', async () => {
  const { headers } = await request(small, { service_account: '{"private_key":"x"}' });
  expect(headers).toEqual({
    'content-type': 'application/json',
    authorization: 'Bearer <access token of the service account>',
  });
});

test('fields laid over the event replace, leave and remove', async () => {
  const fields: Fields = {
    event_timestamp: '2026-11-20T10:00:00+02:00',
    last_updated_timestamp: '2026-11-21T10:00:00Z',
    transaction_id: undefined,
    event_source: 'PHONE',
    ad_identifiers: { mobile_device_id: 'idfa', gclid: undefined },
    user_data: { em: 'john_smith@gmail.com', phone_number: null, address: null },
    third_party_user_data: { email_address: 'Person@Example.com' },
    currency: 'eur',
    conversion_value: '12.50',
    conversion_count: 2,
    consent: { ad_user_data: null, ad_personalization: 'denied' },
    cart_data: { merchant_id: '5551234', merchantFeedLabel: 'US', transaction_discount: 5, coupon_codes: null },
    event_device_info: { user_agent: null, os: undefined, category: 'MOBILE' },
    custom_variables: { tier: 'b', none: null },
    customer_type: 'returning',
    customer_value_bucket: 'high',
    user_properties: { customer_value_bucket: 'LOW' },
    event_location: { store_id: 'S1' },
    experimental_fields: [{ field: 'x', value: 'y' }],
  };
  expect(await sent(purchase, fields)).toEqual({
    eventTimestamp: '2026-11-20T10:00:00+02:00',
    lastUpdatedTimestamp: '2026-11-21T10:00:00Z',
    transactionId: 'SO-10442',
    eventSource: 'PHONE',
    adIdentifiers: { gclid: 'Cj0KCQjwTESTabcdef', mobileDeviceId: 'idfa' },
    userData: {
      userIdentifiers: [{ emailAddress: '62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f' }],
    },
    thirdPartyUserData: {
      userIdentifiers: [{ emailAddress: '542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345' }],
    },
    currency: 'EUR',
    conversionValue: 12.5,
    conversionCount: 2,
    consent: { adPersonalization: 'CONSENT_DENIED' },
    cartData: {
      merchantId: '5551234',
      merchantFeedLabel: 'US',
      transactionDiscount: 5,
      items: [
        { merchantProductId: 'SKU-19', quantity: '2', unitPrice: 42.5 },
        { merchantProductId: 'SKU-20', quantity: '1', unitPrice: 4.9 },
      ],
    },
    eventDeviceInfo: { category: 'MOBILE' },
    customVariables: [{ variable: 'tier', value: 'b' }],
    userProperties: { customerType: 'RETURNING', customerValueBucket: 'LOW' },
    eventLocation: { storeId: 'S1' },
    experimentalFields: [{ field: 'x', value: 'y' }],
  });
});

test('null removes a whole object, and what has no hashes has no encoding', async () => {
  const nothing = Object.fromEntries(
    [
      'user_data',
      'consent',
      'cart_data',
      'event_device_info',
      'user_properties',
      'event_location',
      'event_source',
      'currency',
      'conversion_value',
      'transaction_id',
    ].map((name) => [name, null]),
  );
  const made = await body(purchase, nothing);
  expect(made['encoding']).toBeUndefined();
  expect(made['events']).toEqual([
    { eventTimestamp: '2026-11-21T15:59:59.500Z', adIdentifiers: { gclid: 'Cj0KCQjwTESTabcdef' } },
  ]);
});

describe('one click id', () => {
  const all = { gclid: 'G', gbraid: 'GB', wbraid: 'WB', dclid: 'D' };
  const cookies = { FPGCLAW: '2.1.kCOOKIE$i1785600000' };

  test.each<[string, EventData, Fields, Record<string, string>, unknown]>([
    ['the strongest', all, {}, {}, { gclid: 'G' }],
    ['gbraid before wbraid', { gbraid: 'GB', wbraid: 'WB' }, {}, {}, { gbraid: 'GB' }],
    ['wbraid', { page_location: 'https://bosley.example/?wbraid=WB' }, {}, {}, { wbraid: 'WB' }],
    ['dclid', { dclid: 'D', session_attributes: 'abc' }, {}, {}, { dclid: 'D', sessionAttributes: 'abc' }],
    ['of a cookie', {}, {}, cookies, { gclid: 'COOKIE' }],
    ['the tag’s before the event’s', all, { ad_identifiers: { wbraid: 'OWN' } }, {}, { wbraid: 'OWN' }],
    ['the next where the tag removes one', all, { ad_identifiers: { gclid: null } }, {}, { gbraid: 'GB' }],
    [
      'none of the event’s where storing was denied',
      { ...all, consent: { ad_storage: 'DENIED' } },
      {},
      cookies,
      undefined,
    ],
    ['none where the tag says so', all, { ad_identifiers: null }, cookies, undefined],
  ])('%s', async (_, data, fields, jar, expected) => {
    const event = { event_name: 'purchase', user_data: { em: 'person@example.com' }, ...data };
    expect((await sent(event, fields, jar))['adIdentifiers']).toEqual(expected);
  });
});

describe('nobody to attribute it to', () => {
  test.each<[string, EventData, string]>([
    ['nothing', {}, ''],
    ['an address that is not whole', { user_data: { address: { first_name: 'Mary', country: 'US' } } }, ''],
    [
      'only what consent keeps',
      { gclid: 'G', user_data: { em: 'a@example.com' }, 'x-ga-gcs': 'G100', consent: { ad_user_data: 'DENIED' } },
      ' (consent keeps some of what it has from going)',
    ],
  ])('%s', async (_, data, consent) => {
    await expect(request({ event_name: 'purchase', ...data })).rejects.toThrow(
      new TagError(
        `the event says of nobody whose conversion it is${consent}: it needs a click id (gclid, gbraid or wbraid, in the event or in page_location) or user_data with an email address, a phone number or a whole address`,
      ),
    );
  });

  test('Analytics knows people by client id', async () => {
    expect(await sent({ event_name: 'sign_up', client_id: '55.66' }, analytics)).toEqual({
      eventTimestamp: now,
      eventSource: 'WEB',
      eventName: 'sign_up',
      clientId: '55.66',
    });
    expect(await sent({ event_name: 'sign_up', client_id: '55.66', app_instance_id: 'ab' }, analytics)).toEqual({
      eventTimestamp: now,
      eventSource: 'WEB',
      eventName: 'sign_up',
      appInstanceId: 'ab',
    });
  });
});

describe('user identifiers', () => {
  test('are ten at most', async () => {
    const event = {
      event_name: 'purchase',
      user_data: { em: Array.from({ length: 12 }, (_, n) => `p${n}@example.com`) },
    };
    const { userData } = (await sent(event)) as { userData: { userIdentifiers: unknown[] } };
    expect(userData.userIdentifiers.length).toBe(10);
    expect(await console(event, {})).toEqual(['an event takes 10 user identifiers: 2 left out']);
  });

  test('of an address that is not whole do not go, and the console says what it lacks', async () => {
    const event = { ...small, user_data: { address: [{ first_name: 'Mary', last_name: 'Jones' }] } };
    expect((await sent(event))['userData']).toBeUndefined();
    expect(await console(event, {})).toEqual([
      'an address without postal_code, region_code cannot identify a person: left out',
    ]);
  });
});

describe('the visitor’s address', () => {
  test.each([
    ['stays unless asked for', {}, {}, undefined],
    ['goes where asked for', {}, { send_ip_address: true }, { ipAddress: '203.0.113.7' }],
    ['stays for the EEA', { event_location: { country: 'FR' } }, { send_ip_address: true }, undefined],
    ['stays for the UK', { user_data: { address: { country: 'gb' } } }, { send_ip_address: true }, undefined],
  ])('%s', async (_, data, fields, expected) => {
    expect((await sent({ ...small, ip_override: '203.0.113.7', ...data }, fields))['eventDeviceInfo']).toEqual(
      expected,
    );
  });

  test('the console says why it stayed', async () => {
    const event = { ...small, ip_override: '203.0.113.7', event_location: { country: 'CH' } };
    expect(await console(event, { send_ip_address: true })).toEqual([
      'the IP address is left out: Google asks not to have it for people in the EEA, the UK and Switzerland',
    ]);
  });
});

test('no cart goes with a gbraid', async () => {
  const event = { event_name: 'purchase', gbraid: 'GB', items: [{ item_id: 'SKU-19', quantity: 1.5 }] };
  expect(await sent(event)).toEqual({ eventTimestamp: now, eventSource: 'WEB', adIdentifiers: { gbraid: 'GB' } });
  expect(await console(event, {})).toEqual([
    'the quantity of an item is not a whole number: left out',
    'cart_data is left out: the API takes none with a gbraid or wbraid',
  ]);
});

test('limited data use denies personalisation', async () => {
  expect((await sent({ ...small, data_processing_options: ['LDU'] }))['consent']).toEqual({
    adPersonalization: 'CONSENT_DENIED',
  });
});

test('malformed values are left out, and the console says so', async () => {
  const event = {
    ...small,
    value: '89,90',
    currency: '$',
    timestamp_micros: 1e20,
    customer_type: 'odd',
    event_id: 'E1',
  };
  expect(await sent(event)).toEqual({
    eventTimestamp: now,
    transactionId: 'E1',
    eventSource: 'WEB',
    adIdentifiers: { gclid: 'Cj0K' },
  });
  expect(await console(event, {})).toEqual([
    'timestamp_micros is no time of the calendar: the time the event came in stands for it',
    'currency is not a three-letter ISO 4217 code: left out',
    'conversion_value is not a number: left out',
    'customer_type is not new, returning or reengaged: left out',
  ]);
});

test.each([
  ['Google Ads', {}],
  ['Analytics', analytics],
])('of an event about health nothing tells %s what it was about', async (_, fields) => {
  expect(JSON.stringify(await request(prescription, fields))).not.toMatch(telling);
  const { eventName, clientId, additionalEventParameters, ...rest } = await sent(prescription, fields);
  expect(rest).toEqual({
    eventTimestamp: now,
    transactionId: 'RX-77',
    eventSource: 'WEB',
    adIdentifiers: { gclid: 'Cj0KCQjwTESTabcdef' },
    userData: {
      userIdentifiers: [{ emailAddress: '542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345' }],
    },
    currency: 'USD',
    conversionValue: 30,
  });
  expect(eventName).toBe(fields === analytics ? 'rx_issued' : undefined);
});
