import { describe, expect, test } from 'vitest';
import type { CheckedRequest } from '../../../src/contracts/contract.ts';
import { type Edits, edited, now, shipped, told } from './google-support.ts';

const clicks = shipped('google_ads/upload_click_conversions');
const adjustments = shipped('google_ads/upload_conversion_adjustments');

const email = '86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d';
const phone = '8a59780bb8cd2ba022bfa5ba2ea3b6e07af17a7d8b30c1f9b3390e36f69019e4';

/** A conversion by its click. */
const click = {
  conversions: [
    {
      gclid: 'Cj0KCQjwTESTabcdef',
      conversionAction: 'customers/1234567890/conversionActions/987654321',
      conversionDateTime: '2026-08-02 14:00:00+02:00',
      conversionValue: 89.9,
      currencyCode: 'EUR',
      orderId: 'SO-10442',
      consent: { adUserData: 'GRANTED' },
    },
  ],
  partialFailure: true,
};

/** An enhanced conversion for leads: no click id. */
const lead = {
  conversions: [
    {
      conversionAction: 'customers/1234567890/conversionActions/987654322',
      conversionDateTime: '2026-08-02 09:15:30-05:00',
      conversionValue: 250,
      currencyCode: 'USD',
      orderId: 'lead-553',
      userIdentifiers: [{ hashedEmail: email, userIdentifierSource: 'FIRST_PARTY' }, { hashedPhoneNumber: phone }],
    },
  ],
  partialFailure: true,
  validateOnly: true,
};

/** What is known of the person behind a web page's conversion. */
const enhancement = {
  conversionAdjustments: [
    {
      adjustmentType: 'ENHANCEMENT',
      conversionAction: 'customers/1234567890/conversionActions/111222333',
      orderId: 'SO-10442',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
      userIdentifiers: [
        { hashedEmail: email },
        {
          addressInfo: {
            hashedFirstName: '81f8f6dde88365f3928796ec7aa53f72820b06db8664f5fe76a7eb13e24546a2',
            hashedLastName: '799ef92a11af918e3fb741df42934f3b568ed2d93ac1df74f1b8d41a27932a6f',
            postalCode: '1012AB',
            countryCode: 'NL',
          },
        },
      ],
    },
  ],
  partialFailure: true,
};

const restatement = {
  conversionAdjustments: [
    {
      adjustmentType: 'RESTATEMENT',
      conversionAction: 'customers/1234567890/conversionActions/111222333',
      orderId: 'SO-10442',
      adjustmentDateTime: '2026-08-02 14:00:00+02:00',
      restatementValue: { adjustedValue: 70, currencyCode: 'EUR' },
    },
  ],
  partialFailure: true,
};

const pair = { gclid: 'Cj0KCQjwTESTabcdef', conversionDateTime: '2026-08-02 09:00:00+02:00' };

const retraction = {
  conversionAdjustments: [
    {
      adjustmentType: 'RETRACTION',
      conversionAction: 'customers/1234567890/conversionActions/111222333',
      gclidDateTimePair: pair,
      adjustmentDateTime: '2026-08-02 14:00:00+02:00',
    },
  ],
  partialFailure: true,
};

const headers = { authorization: 'Bearer ${TOKEN}', 'content-type': 'application/json' };

const request: CheckedRequest = {
  method: 'POST',
  url: 'https://googleads.googleapis.com/v26/customers/1234567890:uploadClickConversions',
  headers,
  body: click,
};

type Row = [string, Edits, readonly string[]];

describe('the examples hold', () => {
  test('a conversion by its click', () => {
    expect(clicks.checkRequest(request, now)).toEqual([]);
  });

  test('a lead', () => {
    expect(clicks.checkRequest({ ...request, body: lead }, now)).toEqual([]);
  });

  test('an enhancement', () => {
    const url = 'https://googleads.googleapis.com/v22/customers/1234567890:uploadConversionAdjustments';
    expect(adjustments.checkRequest({ ...request, url, body: enhancement }, now)).toEqual([]);
  });
});

describe('a fault says where it is, what to do, what Google calls it and where the rule stands', () => {
  test('of a conversion', () => {
    const payload = edited(lead, { '/conversions/0/userIdentifiers/0/hashedEmail': 'Jane.Doe@Example.com' });
    expect(clicks.check(payload, now)).toEqual([
      {
        contract: 'google_ads/upload_click_conversions',
        severity: 'error',
        path: '/conversions/0/userIdentifiers/0/hashedEmail',
        rule: 'sha256',
        message: 'hashedEmail must be a SHA-256 digest in 64 lower-case hex digits; this is an email as it came',
        actual: '<redacted email>',
        help: 'normalise (emails trimmed and in lower case, phone numbers E.164 with +), hash with SHA-256, write lower-case hex',
        code: 'INVALID_USER_IDENTIFIER',
        source: 'https://developers.google.com/google-ads/api/reference/rpc/v25/ClickConversion',
        rulePath: '/$defs/digest/sha256',
      },
    ]);
  });

  test('of an adjustment', () => {
    expect(adjustments.check(edited(enhancement, { '/conversionAdjustments/0/orderId': undefined }), now)).toEqual([
      {
        contract: 'google_ads/upload_conversion_adjustments',
        severity: 'error',
        path: '/conversionAdjustments/0/orderId',
        rule: 'required',
        message: 'orderId must be given for an ENHANCEMENT',
        help: "send the transaction id that the web page's conversion had",
        code: 'MISSING_ORDER_ID_FOR_WEBPAGE',
        source: 'https://developers.google.com/google-ads/api/reference/rpc/v25/ConversionAdjustment',
        rulePath: '/$defs/adjustment/allOf/0/then/required',
      },
    ]);
  });
});

describe('a conversion by its click', () => {
  test.each<Row>([
    [
      '1: a T and a Z',
      { '/conversions/0/conversionDateTime': '2026-08-02T12:00:00Z' },
      [
        'error /conversions/0/conversionDateTime pattern: a moment must be yyyy-mm-dd hh:mm:ss and the offset from UTC as +hh:mm or -hh:mm',
      ],
    ],
    [
      '2: no offset',
      { '/conversions/0/conversionDateTime': '2026-08-02 12:00:00' },
      [
        'error /conversions/0/conversionDateTime pattern: a moment must be yyyy-mm-dd hh:mm:ss and the offset from UTC as +hh:mm or -hh:mm',
      ],
    ],
    [
      '3: gbraid and wbraid',
      { '/conversions/0/gclid': undefined, '/conversions/0/gbraid': '0AAAAA', '/conversions/0/wbraid': 'ClkKCQjwTEST' },
      ['error /conversions/0 oneClickId: gbraid and wbraid must not be given together (GBRAID_WBRAID_BOTH_SET)'],
    ],
    [
      '4: an id for a resource name',
      { '/conversions/0/conversionAction': '987654321' },
      [
        'error /conversions/0/conversionAction pattern: conversionAction must be customers/{customer id}/conversionActions/{id}',
      ],
    ],
    ['5: all or nothing', { '/partialFailure': false }, ['error /partialFailure const: partialFailure must be true']],
    [
      '9: 2,001 conversions',
      { '/conversions': Array(2001).fill(click.conversions[0]) },
      ['error /conversions maxItems: conversions must have at most 2000 items (TOO_MANY_CONVERSIONS_IN_REQUEST)'],
    ],
    [
      '14: the word of the Data Manager API',
      { '/conversions/0/consent/adUserData': 'CONSENT_GRANTED' },
      ['error /conversions/0/consent/adUserData enum: adUserData must be one of GRANTED, DENIED, UNSPECIFIED'],
    ],
    ['no conversions', { '/conversions': undefined }, ['error /conversions required: conversions must be given']],
    ['an empty list', { '/conversions': [] }, ['error /conversions minItems: conversions must not be empty']],
    [
      'partialFailure not said',
      { '/partialFailure': undefined },
      ['error /partialFailure required: partialFailure must be given, as true'],
    ],
    [
      'validateOnly in quotes',
      { '/validateOnly': 'true' },
      ['error /validateOnly type: validateOnly must be true or false'],
    ],
    ['a jobId below zero', { '/jobId': -1 }, ['error /jobId minimum: jobId must be >= 0 (INVALID_JOB_ID)']],
    ['a jobId of 2^31', { '/jobId': 2 ** 31 }, ['error /jobId maximum: jobId must be <= 2147483647 (INVALID_JOB_ID)']],
    ['the largest jobId', { '/jobId': 2 ** 31 - 1 }, []],
    [
      'a jobId in words',
      { '/jobId': 'seven' },
      ['error /jobId pattern: a whole number must be digits (INVALID_JOB_ID)'],
    ],
    ['a jobId in quotes', { '/jobId': '7' }, ['warning /jobId type: a number goes without quotes']],
    [
      'names in snake case',
      { '/validate_only': true, '/conversions/0/order_id': 'SO-1' },
      [
        'error /validate_only additionalProperties: validate_only: unknown key; did you mean validateOnly?',
        'error /conversions/0/order_id additionalProperties: order_id: unknown key; did you mean orderId?',
      ],
    ],
    [
      'no action',
      { '/conversions/0/conversionAction': undefined },
      ['error /conversions/0/conversionAction required: conversionAction must be given'],
    ],
    [
      'an action as secrets',
      { '/conversions/0/conversionAction': 'customers/${CUSTOMER}/conversionActions/${ACTION}' },
      [],
    ],
    ['an action as one secret', { '/conversions/0/conversionAction': '${ACTION}' }, []],
    [
      'an action of a customer with hyphens',
      { '/conversions/0/conversionAction': 'customers/123-456-7890/conversionActions/1' },
      [
        'error /conversions/0/conversionAction pattern: conversionAction must be customers/{customer id}/conversionActions/{id}',
      ],
    ],
    [
      'no moment',
      { '/conversions/0/conversionDateTime': undefined },
      ['error /conversions/0/conversionDateTime required: conversionDateTime must be given'],
    ],
    [
      'a moment with Z',
      { '/conversions/0/conversionDateTime': '2026-08-02 12:00:00Z' },
      [
        'error /conversions/0/conversionDateTime pattern: a moment must be yyyy-mm-dd hh:mm:ss and the offset from UTC as +hh:mm or -hh:mm',
      ],
    ],
    [
      'a month that is none',
      { '/conversions/0/conversionDateTime': '2026-13-02 12:00:00+00:00' },
      [
        'error /conversions/0/conversionDateTime pattern: a moment must be yyyy-mm-dd hh:mm:ss and the offset from UTC as +hh:mm or -hh:mm',
      ],
    ],
    [
      'the future',
      { '/conversions/0/conversionDateTime': '2026-08-02 14:00:00-03:00' },
      ['error /conversions/0/conversionDateTime maxFuture: the conversion must not be in the future'],
    ],
    [
      'nobody',
      { '/conversions/0/gclid': undefined },
      ['error /conversions/0 required: a conversion must have gclid, gbraid, wbraid or userIdentifiers'],
    ],
    [
      'nobody in a list',
      { '/conversions/0/gclid': undefined, '/conversions/0/userIdentifiers': [] },
      ['error /conversions/0 required: a conversion must have gclid, gbraid, wbraid or userIdentifiers'],
    ],
    ['a wbraid alone', { '/conversions/0/gclid': undefined, '/conversions/0/wbraid': 'ClkKCQjwTEST' }, []],
    [
      'gclid and wbraid',
      { '/conversions/0/wbraid': 'ClkKCQjwTEST' },
      ['warning /conversions/0 oneClickId: a conversion has exactly one click id, and this one has gclid and another'],
    ],
    [
      'three click ids',
      { '/conversions/0/wbraid': 'ClkKCQjwTEST', '/conversions/0/gbraid': '0AAAAA' },
      [
        'error /conversions/0 oneClickId: gbraid and wbraid must not be given together (GBRAID_WBRAID_BOTH_SET)',
        'warning /conversions/0 oneClickId: a conversion has exactly one click id, and this one has gclid and another',
      ],
    ],
    [
      'a hashed gclid',
      { '/conversions/0/gclid': email },
      ['error /conversions/0/gclid hashed: a click id is never hashed, and this looks like a hash'],
    ],
    [
      'an empty gclid',
      { '/conversions/0/gclid': '' },
      ['error /conversions/0/gclid pattern: gclid must be the click id as Google gave it (UNPARSEABLE_GCLID)'],
    ],
    [
      'a broken gbraid',
      { '/conversions/0/gclid': undefined, '/conversions/0/gbraid': 'a b' },
      ['error /conversions/0/gbraid pattern: gbraid must be the click id as Google gave it (UNPARSEABLE_GBRAID)'],
    ],
    [
      'a broken wbraid',
      { '/conversions/0/gclid': undefined, '/conversions/0/wbraid': 'a%20b' },
      ['error /conversions/0/wbraid pattern: wbraid must be the click id as Google gave it (UNPARSEABLE_WBRAID)'],
    ],
    [
      'a value in quotes',
      { '/conversions/0/conversionValue': '89.90' },
      ['warning /conversions/0/conversionValue type: a number goes without quotes'],
    ],
    [
      'a value that is none',
      { '/conversions/0/conversionValue': true },
      ['error /conversions/0/conversionValue type: conversionValue must be a number or text'],
    ],
    [
      'a value with a comma',
      { '/conversions/0/conversionValue': '89,90' },
      ['error /conversions/0/conversionValue pattern: a number must be digits with a decimal dot'],
    ],
    [
      'a value without currencyCode',
      { '/conversions/0/currencyCode': undefined },
      ['error /conversions/0/currencyCode required: currencyCode must be given with conversionValue'],
    ],
    [
      'neither value nor currency',
      { '/conversions/0/currencyCode': undefined, '/conversions/0/conversionValue': undefined },
      [],
    ],
    [
      'a currency in lower case',
      { '/conversions/0/currencyCode': 'eur' },
      ['error /conversions/0/currencyCode pattern: currencyCode must be three capital letters'],
    ],
    [
      'an email address for orderId',
      { '/conversions/0/orderId': 'joe@example.com' },
      ['error /conversions/0/orderId personal: orderId must not hold an email address (ORDER_ID_CONTAINS_PII)'],
    ],
    [
      'an empty orderId',
      { '/conversions/0/orderId': '' },
      ['error /conversions/0/orderId minLength: orderId must not be empty'],
    ],
    [
      'an orderId that is a number',
      { '/conversions/0/orderId': 10442 },
      ['error /conversions/0/orderId type: orderId must be text'],
    ],
    [
      'an environment in lower case',
      { '/conversions/0/conversionEnvironment': 'web' },
      ['error /conversions/0/conversionEnvironment enum: conversionEnvironment must be one of APP, WEB'],
    ],
    [
      'a type of customer of the Data Manager API',
      { '/conversions/0/customerType': 'REENGAGED' },
      ['error /conversions/0/customerType enum: customerType must be one of NEW, RETURNING'],
    ],
    [
      'consent in lower case',
      { '/conversions/0/consent/adPersonalization': 'granted' },
      [
        'error /conversions/0/consent/adPersonalization enum: adPersonalization must be one of GRANTED, DENIED, UNSPECIFIED',
      ],
    ],
    [
      'consent by another name',
      { '/conversions/0/consent/ad_user_data': 'GRANTED' },
      [
        'error /conversions/0/consent/ad_user_data additionalProperties: ad_user_data: unknown key; did you mean adUserData?',
      ],
    ],
    [
      'a custom variable',
      {
        '/conversions/0/customVariables': [
          { conversionCustomVariable: 'customers/1234567890/conversionCustomVariables/7', value: 'gold' },
        ],
      },
      [],
    ],
    [
      'a custom variable that names a person',
      { '/conversions/0/customVariables': [{ conversionCustomVariable: 'tier', value: 'joe@example.com' }] },
      [
        'error /conversions/0/customVariables/0/conversionCustomVariable pattern: conversionCustomVariable must be customers/{customer id}/conversionCustomVariables/{id}',
        'error /conversions/0/customVariables/0/value personal: value must not hold an email address (CUSTOM_VARIABLE_VALUE_CONTAINS_PII)',
      ],
    ],
    [
      'an empty custom variable',
      { '/conversions/0/customVariables': [{}] },
      [
        'error /conversions/0/customVariables/0/conversionCustomVariable required: conversionCustomVariable must be given',
        'error /conversions/0/customVariables/0/value required: value must be given',
      ],
    ],
    [
      'a cart',
      {
        '/conversions/0/cartData': {
          merchantId: '5551234',
          feedCountryCode: 'NL',
          feedLanguageCode: 'nl',
          localTransactionCost: 5,
          items: [{ productId: 'SKU-19', quantity: 2, unitPrice: 42.5 }],
        },
      },
      [],
    ],
    [
      'a cart with numbers as they should not be',
      {
        '/conversions/0/cartData': {
          merchantId: 5551234,
          localTransactionCost: 'five',
          items: [
            { productId: '', quantity: 1.5, unitPrice: '42.5' },
            { quantity: '2' },
            { sku: 'SKU-19', quantity: -1 },
          ],
        },
      },
      [
        "warning /conversions/0/cartData/merchantId type: a 64-bit number goes as text in Google's JSON",
        'error /conversions/0/cartData/localTransactionCost pattern: a number must be digits with a decimal dot',
        'error /conversions/0/cartData/items/0/productId minLength: productId must not be empty',
        'error /conversions/0/cartData/items/0/quantity type: quantity must be a whole number or text',
        'warning /conversions/0/cartData/items/0/unitPrice type: a number goes without quotes',
        'warning /conversions/0/cartData/items/1/quantity type: a number goes without quotes',
        'error /conversions/0/cartData/items/2/sku additionalProperties: sku: unknown key; known are productId, quantity, unitPrice',
        'error /conversions/0/cartData/items/2/quantity minimum: quantity must be >= 0',
      ],
    ],
    [
      'a merchant id that is none',
      { '/conversions/0/cartData': { merchantId: 'MC-1' } },
      ['error /conversions/0/cartData/merchantId pattern: merchantId must be digits'],
    ],
    [
      'external attribution',
      {
        '/conversions/0/orderId': undefined,
        '/conversions/0/externalAttributionData': { externalAttributionCredit: 0.3, externalAttributionModel: 'own' },
      },
      [],
    ],
    [
      'external attribution, half of it and too much',
      {
        '/conversions/0/orderId': undefined,
        '/conversions/0/externalAttributionData': { externalAttributionCredit: 1.5 },
      },
      [
        'error /conversions/0/externalAttributionData/externalAttributionModel required: externalAttributionModel must be given (EXTERNAL_ATTRIBUTION_DATA_NOT_SET_FOR_EXTERNALLY_ATTRIBUTED_CONVERSION_ACTION)',
        'error /conversions/0/externalAttributionData/externalAttributionCredit maximum: externalAttributionCredit must be <= 1',
      ],
    ],
    [
      'external attribution with an order and a person',
      {
        '/conversions/0/externalAttributionData': { externalAttributionCredit: 0.3, externalAttributionModel: 'own' },
        '/conversions/0/userIdentifiers': [{ hashedEmail: email }],
      },
      [
        'error /conversions/0/orderId externalAttribution: orderId must not be given with externalAttributionData (ORDER_ID_NOT_PERMITTED_FOR_EXTERNALLY_ATTRIBUTED_CONVERSION_ACTION)',
        'error /conversions/0/userIdentifiers externalAttribution: userIdentifiers must not be given with externalAttributionData (EXTERNALLY_ATTRIBUTED_CONVERSION_ACTION_NOT_PERMITTED_WITH_USER_IDENTIFIER)',
      ],
    ],
    [
      'an IP address',
      { '/conversions/0/userIpAddress': '203.0.113.7' },
      [
        'warning /conversions/0/userIpAddress allowListed: Google takes this only from accounts on its list, and refuses the row of others (CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE)',
      ],
    ],
    [
      'an IP address that is none',
      { '/conversions/0/userIpAddress': 'localhost' },
      [
        'error /conversions/0/userIpAddress format: userIpAddress must be an IP address',
        'warning /conversions/0/userIpAddress allowListed: Google takes this only from accounts on its list, and refuses the row of others (CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE)',
      ],
    ],
    [
      'session attributes',
      { '/conversions/0/sessionAttributesEncoded': 'eyJnYWRfc291cmNlIjoiMSJ9' },
      [
        'warning /conversions/0/sessionAttributesEncoded allowListed: Google takes this only from accounts on its list, and refuses the row of others (CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE)',
      ],
    ],
    [
      'session attributes twice',
      {
        '/conversions/0/sessionAttributesEncoded': '{}',
        '/conversions/0/sessionAttributesKeyValuePairs': { keyValuePairs: [{ sessionAttributeKey: 'gad_source' }] },
      },
      [
        'error /conversions/0 oneOf: sessionAttributesEncoded and sessionAttributesKeyValuePairs must not be given together',
        'warning /conversions/0/sessionAttributesEncoded allowListed: Google takes this only from accounts on its list, and refuses the row of others (CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE)',
        'error /conversions/0/sessionAttributesEncoded pattern: sessionAttributesEncoded must be base64',
        'warning /conversions/0/sessionAttributesKeyValuePairs allowListed: Google takes this only from accounts on its list, and refuses the row of others (CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE)',
        'error /conversions/0/sessionAttributesKeyValuePairs/keyValuePairs/0/sessionAttributeValue required: sessionAttributeValue must be given',
      ],
    ],
  ])('%s', (_, edits, expected) => {
    expect(told(clicks.check(edited(click, edits), now))).toEqual(expected);
  });
});

describe('a lead', () => {
  test.each<Row>([
    [
      '6: an email as it came',
      { '/conversions/0/userIdentifiers/0/hashedEmail': 'Jane.Doe@Example.com' },
      [
        'error /conversions/0/userIdentifiers/0/hashedEmail sha256: hashedEmail must be a SHA-256 digest in 64 lower-case hex digits; this is an email as it came (INVALID_USER_IDENTIFIER)',
      ],
    ],
    [
      '7: two identifiers in one',
      { '/conversions/0/userIdentifiers/0/hashedPhoneNumber': phone },
      [
        'error /conversions/0/userIdentifiers/0 oneOf: a user identifier must hold exactly one of hashedEmail and hashedPhoneNumber',
      ],
    ],
    [
      '8: an address',
      { '/conversions/0/userIdentifiers/1': { addressInfo: { countryCode: 'NL' } } },
      [
        'error /conversions/0/userIdentifiers/1/addressInfo unsupported: a click conversion takes hashedEmail and hashedPhoneNumber only (UNSUPPORTED_USER_IDENTIFIER)',
      ],
    ],
    [
      'six identifiers',
      { '/conversions/0/userIdentifiers': Array(6).fill({ hashedEmail: email }) },
      ['error /conversions/0/userIdentifiers maxItems: userIdentifiers must have at most 5 items'],
    ],
    [
      'no identifier in one',
      { '/conversions/0/userIdentifiers/0': { userIdentifierSource: 'FIRST_PARTY' } },
      [
        'error /conversions/0/userIdentifiers/0 oneOf: a user identifier must hold exactly one of hashedEmail and hashedPhoneNumber',
      ],
    ],
    [
      'a source that is none',
      { '/conversions/0/userIdentifiers/0/userIdentifierSource': 'OWN' },
      [
        'error /conversions/0/userIdentifiers/0/userIdentifierSource enum: userIdentifierSource must be one of FIRST_PARTY, THIRD_PARTY',
      ],
    ],
    [
      'capitals',
      { '/conversions/0/userIdentifiers/0/hashedEmail': email.toUpperCase() },
      [
        'error /conversions/0/userIdentifiers/0/hashedEmail sha256: hashedEmail must be a SHA-256 digest in 64 lower-case hex digits; this one has capitals (INVALID_USER_IDENTIFIER)',
      ],
    ],
    [
      'MD5',
      { '/conversions/0/userIdentifiers/0/hashedEmail': '5d41402abc4b2a76b9719d911017c592' },
      [
        'error /conversions/0/userIdentifiers/0/hashedEmail sha256: hashedEmail must be a SHA-256 digest in 64 lower-case hex digits; this looks like MD5 (INVALID_USER_IDENTIFIER)',
      ],
    ],
    [
      'the hash of nothing',
      {
        '/conversions/0/userIdentifiers/0/hashedEmail':
          'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      },
      [
        'error /conversions/0/userIdentifiers/0/hashedEmail emptyHash: this is the hash of nothing: of empty text, undefined, null or [object Object]',
      ],
    ],
    [
      'the hash of undefined, null and an object',
      {
        '/conversions/0/userIdentifiers': [
          'eb045d78d273107348b0300c01d29b7552d622abbc6faf81b3ec55359aa9950c',
          '74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b',
          'b28c94b2195c8ed259f0b415aaee3f39b0b2920a4537611499fa044956917a21',
        ].map((hashedEmail) => ({ hashedEmail })),
      },
      [
        'error /conversions/0/userIdentifiers/0/hashedEmail emptyHash: this is the hash of nothing: of empty text, undefined, null or [object Object]',
        'error /conversions/0/userIdentifiers/1/hashedEmail emptyHash: this is the hash of nothing: of empty text, undefined, null or [object Object]',
        'error /conversions/0/userIdentifiers/2/hashedEmail emptyHash: this is the hash of nothing: of empty text, undefined, null or [object Object]',
      ],
    ],
    [
      'the hash of a test address',
      {
        '/conversions/0/userIdentifiers/0/hashedEmail':
          'f660ab912ec121d1b1e928a0bb4bc61b15f5ad44d5efdc4e1c92a25e99b8e44a',
      },
      [
        'warning /conversions/0/userIdentifiers/0/hashedEmail placeholderHash: this is the hash of a placeholder: none, n/a, NaN, 0, true, false or a test address',
      ],
    ],
    [
      'a phone number as it came',
      { '/conversions/0/userIdentifiers/1/hashedPhoneNumber': '+31612345678' },
      [
        'error /conversions/0/userIdentifiers/1/hashedPhoneNumber sha256: hashedPhoneNumber must be a SHA-256 digest in 64 lower-case hex digits; this is a number as it came (INVALID_USER_IDENTIFIER)',
      ],
    ],
    [
      'a device',
      { '/conversions/0/userIdentifiers/1': { mobileId: 'idfa' } },
      [
        'error /conversions/0/userIdentifiers/1/mobileId unsupported: a click conversion takes hashedEmail and hashedPhoneNumber only (UNSUPPORTED_USER_IDENTIFIER)',
      ],
    ],
    [
      'an id of another',
      { '/conversions/0/userIdentifiers/1': { thirdPartyUserId: 'x' } },
      [
        'error /conversions/0/userIdentifiers/1/thirdPartyUserId unsupported: a click conversion takes hashedEmail and hashedPhoneNumber only (UNSUPPORTED_USER_IDENTIFIER)',
      ],
    ],
  ])('%s', (_, edits, expected) => {
    expect(told(clicks.check(edited(lead, edits), now))).toEqual(expected);
  });
});

describe('an enhancement', () => {
  test.each<Row>([
    [
      '9: 2,001 adjustments',
      { '/conversionAdjustments': Array(2001).fill(enhancement.conversionAdjustments[0]) },
      [
        'error /conversionAdjustments maxItems: conversionAdjustments must have at most 2000 items (TOO_MANY_ADJUSTMENTS_IN_REQUEST)',
      ],
    ],
    [
      '10: an ENHANCEMENT without orderId',
      { '/conversionAdjustments/0/orderId': undefined },
      [
        'error /conversionAdjustments/0/orderId required: orderId must be given for an ENHANCEMENT (MISSING_ORDER_ID_FOR_WEBPAGE)',
      ],
    ],
    [
      'no adjustments',
      { '/conversionAdjustments': undefined },
      ['error /conversionAdjustments required: conversionAdjustments must be given'],
    ],
    [
      'an empty list',
      { '/conversionAdjustments': [] },
      ['error /conversionAdjustments minItems: conversionAdjustments must not be empty'],
    ],
    [
      'all or nothing, a job that is none',
      { '/partialFailure': false, '/jobId': -1 },
      [
        'error /partialFailure const: partialFailure must be true',
        'error /jobId minimum: jobId must be >= 0 (INVALID_JOB_ID)',
      ],
    ],
    [
      'no type',
      { '/conversionAdjustments/0/adjustmentType': undefined },
      ['error /conversionAdjustments/0/adjustmentType required: adjustmentType must be given'],
    ],
    [
      'a type that is none',
      { '/conversionAdjustments/0/adjustmentType': 'REFUND' },
      [
        'error /conversionAdjustments/0/adjustmentType enum: adjustmentType must be one of ENHANCEMENT, RESTATEMENT, RETRACTION',
      ],
    ],
    [
      'no action',
      { '/conversionAdjustments/0/conversionAction': undefined },
      ['error /conversionAdjustments/0/conversionAction required: conversionAction must be given'],
    ],
    [
      'an id for a resource name',
      { '/conversionAdjustments/0/conversionAction': '111222333' },
      [
        'error /conversionAdjustments/0/conversionAction pattern: conversionAction must be customers/{customer id}/conversionActions/{id}',
      ],
    ],
    [
      'an email address for orderId',
      { '/conversionAdjustments/0/orderId': 'joe@example.com' },
      [
        'error /conversionAdjustments/0/orderId personal: orderId must not hold an email address (ORDER_ID_CONTAINS_PII)',
      ],
    ],
    ['the click beside the order', { '/conversionAdjustments/0/gclidDateTimePair': pair }, []],
    [
      'half a pair',
      { '/conversionAdjustments/0/gclidDateTimePair': { gclid: 'a b' } },
      [
        'error /conversionAdjustments/0/gclidDateTimePair/conversionDateTime required: conversionDateTime must be given',
        'error /conversionAdjustments/0/gclidDateTimePair/gclid pattern: gclid must be the click id as Google gave it',
      ],
    ],
    [
      'more than a day late',
      { '/conversionAdjustments/0/gclidDateTimePair': { ...pair, conversionDateTime: '2026-08-01 09:00:00+02:00' } },
      [
        'warning /conversionAdjustments/0/gclidDateTimePair/conversionDateTime maxAge: an ENHANCEMENT should arrive within 24 hours of its conversion',
      ],
    ],
    [
      'of a conversion that is to come',
      { '/conversionAdjustments/0/gclidDateTimePair': { ...pair, conversionDateTime: '2026-08-03 09:00:00+02:00' } },
      [
        'error /conversionAdjustments/0/gclidDateTimePair/conversionDateTime maxFuture: the conversion must not be in the future',
      ],
    ],
    [
      'a moment that is none',
      { '/conversionAdjustments/0/adjustmentDateTime': '2026-08-02' },
      [
        'error /conversionAdjustments/0/adjustmentDateTime pattern: a moment must be yyyy-mm-dd hh:mm:ss and the offset from UTC as +hh:mm or -hh:mm',
      ],
    ],
    [
      'a user agent without a person',
      { '/conversionAdjustments/0/userIdentifiers': undefined },
      ['error /conversionAdjustments/0/userIdentifiers required: userIdentifiers must be given with userAgent'],
    ],
    [
      'two identifiers in one',
      { '/conversionAdjustments/0/userIdentifiers/0/hashedPhoneNumber': phone },
      [
        'error /conversionAdjustments/0/userIdentifiers/0 oneOf: a user identifier must hold exactly one of hashedEmail, hashedPhoneNumber and addressInfo',
      ],
    ],
    [
      'six identifiers',
      { '/conversionAdjustments/0/userIdentifiers': Array(6).fill({ hashedEmail: email }) },
      ['error /conversionAdjustments/0/userIdentifiers maxItems: userIdentifiers must have at most 5 items'],
    ],
    [
      'a device',
      { '/conversionAdjustments/0/userIdentifiers/0': { mobileId: 'idfa' } },
      [
        'error /conversionAdjustments/0/userIdentifiers/0/mobileId unsupported: an adjustment takes hashedEmail, hashedPhoneNumber and addressInfo only (UNSUPPORTED_USER_IDENTIFIER)',
      ],
    ],
    [
      'an id of another',
      { '/conversionAdjustments/0/userIdentifiers/0': { thirdPartyUserId: 'x' } },
      [
        'error /conversionAdjustments/0/userIdentifiers/0/thirdPartyUserId unsupported: an adjustment takes hashedEmail, hashedPhoneNumber and addressInfo only (UNSUPPORTED_USER_IDENTIFIER)',
      ],
    ],
    [
      'an email as it came',
      { '/conversionAdjustments/0/userIdentifiers/0/hashedEmail': 'Jane.Doe@Example.com' },
      [
        'error /conversionAdjustments/0/userIdentifiers/0/hashedEmail sha256: hashedEmail must be a SHA-256 digest in 64 lower-case hex digits; this is an email as it came (INVALID_USER_IDENTIFIER)',
      ],
    ],
    [
      'a name and a street as they came',
      {
        '/conversionAdjustments/0/userIdentifiers/1/addressInfo/hashedFirstName': 'jane',
        '/conversionAdjustments/0/userIdentifiers/1/addressInfo/hashedStreetAddress': '1 Main St',
      },
      [
        'error /conversionAdjustments/0/userIdentifiers/1/addressInfo/hashedFirstName sha256: hashedFirstName must be a SHA-256 digest in 64 lower-case hex digits; this is no digest (INVALID_USER_IDENTIFIER)',
        'error /conversionAdjustments/0/userIdentifiers/1/addressInfo/hashedStreetAddress sha256: hashedStreetAddress must be a SHA-256 digest in 64 lower-case hex digits; this is no digest (INVALID_USER_IDENTIFIER)',
      ],
    ],
    [
      'a city, state and postcode hashed',
      {
        '/conversionAdjustments/0/userIdentifiers/1/addressInfo/city': email,
        '/conversionAdjustments/0/userIdentifiers/1/addressInfo/state': email,
        '/conversionAdjustments/0/userIdentifiers/1/addressInfo/postalCode': email,
      },
      [
        'error /conversionAdjustments/0/userIdentifiers/1/addressInfo/city plain: this part of an address goes in plain text, and this looks like a hash',
        'error /conversionAdjustments/0/userIdentifiers/1/addressInfo/state plain: this part of an address goes in plain text, and this looks like a hash',
        'error /conversionAdjustments/0/userIdentifiers/1/addressInfo/postalCode plain: this part of an address goes in plain text, and this looks like a hash',
      ],
    ],
    [
      'a country in words',
      { '/conversionAdjustments/0/userIdentifiers/1/addressInfo/countryCode': 'Netherlands' },
      [
        'error /conversionAdjustments/0/userIdentifiers/1/addressInfo/countryCode pattern: countryCode must be two capital letters',
      ],
    ],
    [
      'an address by other names',
      { '/conversionAdjustments/0/userIdentifiers/1/addressInfo': { firstName: 'jane' } },
      [
        'error /conversionAdjustments/0/userIdentifiers/1/addressInfo/firstName additionalProperties: firstName: unknown key; known are hashedFirstName, hashedLastName, hashedStreetAddress, city, state, countryCode, postalCode',
      ],
    ],
    [
      'an empty address',
      { '/conversionAdjustments/0/userIdentifiers/1/addressInfo': {} },
      ['error /conversionAdjustments/0/userIdentifiers/1/addressInfo minProperties: addressInfo must not be empty'],
    ],

    [
      'partialFailure not said',
      { '/partialFailure': undefined },
      ['error /partialFailure required: partialFailure must be given, as true'],
    ],
    ['a jobId in quotes', { '/jobId': '7' }, ['warning /jobId type: a number goes without quotes']],
    [
      'a jobId in words',
      { '/jobId': 'seven' },
      ['error /jobId pattern: a whole number must be digits (INVALID_JOB_ID)'],
    ],
    [
      'the hashes of nothing and of a placeholder',
      {
        '/conversionAdjustments/0/userIdentifiers': [
          { hashedEmail: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
          { hashedEmail: '140bedbf9c3f6d56a9846d2ba7088798683f4da0c248231336e6a05679e4fdfe' },
        ],
      },
      [
        'error /conversionAdjustments/0/userIdentifiers/0/hashedEmail emptyHash: this is the hash of nothing: of empty text, undefined, null or [object Object]',
        'warning /conversionAdjustments/0/userIdentifiers/1/hashedEmail placeholderHash: this is the hash of a placeholder: none, n/a, NaN, 0, true, false or a test address',
      ],
    ],
  ])('%s', (_, edits, expected) => {
    expect(told(adjustments.check(edited(enhancement, edits), now))).toEqual(expected);
  });
});

describe('a restatement', () => {
  test.each<Row>([
    ['it holds', {}, []],
    [
      'no moment',
      { '/conversionAdjustments/0/adjustmentDateTime': undefined },
      [
        'error /conversionAdjustments/0/adjustmentDateTime required: adjustmentDateTime must be given for a RESTATEMENT or RETRACTION',
      ],
    ],
    [
      'no value',
      { '/conversionAdjustments/0/restatementValue': undefined },
      ['error /conversionAdjustments/0/restatementValue required: restatementValue must be given for a RESTATEMENT'],
    ],
    [
      'no value in it',
      { '/conversionAdjustments/0/restatementValue': { currencyCode: 'eur' } },
      [
        'error /conversionAdjustments/0/restatementValue/adjustedValue required: adjustedValue must be given',
        'error /conversionAdjustments/0/restatementValue/currencyCode pattern: currencyCode must be three capital letters',
      ],
    ],
    [
      'a value with a comma',
      { '/conversionAdjustments/0/restatementValue/adjustedValue': '70,5' },
      [
        'error /conversionAdjustments/0/restatementValue/adjustedValue pattern: a number must be digits with a decimal dot',
      ],
    ],
    [
      'a value in quotes',
      { '/conversionAdjustments/0/restatementValue/adjustedValue': '70' },
      ['warning /conversionAdjustments/0/restatementValue/adjustedValue type: a number goes without quotes'],
    ],
    [
      'nothing to find it by',
      { '/conversionAdjustments/0/orderId': undefined },
      [
        'error /conversionAdjustments/0 required: an adjustment must say which conversion it is of: by orderId or gclidDateTimePair',
      ],
    ],
    [
      'both to find it by',
      { '/conversionAdjustments/0/gclidDateTimePair': pair },
      [
        'error /conversionAdjustments/0 oneOf: orderId and gclidDateTimePair must not be given together for a RESTATEMENT or RETRACTION (GCLID_DATE_TIME_PAIR_AND_ORDER_ID_BOTH_SET)',
      ],
    ],
    [
      'a person',
      {
        '/conversionAdjustments/0/userIdentifiers': [{ hashedEmail: email }],
        '/conversionAdjustments/0/userAgent': 'x',
      },
      [
        'error /conversionAdjustments/0/userIdentifiers enhancement: userIdentifiers go with an ENHANCEMENT only',
        'error /conversionAdjustments/0/userAgent enhancement: userAgent goes with an ENHANCEMENT only',
      ],
    ],
  ])('%s', (_, edits, expected) => {
    expect(told(adjustments.check(edited(restatement, edits), now))).toEqual(expected);
  });
});

describe('a retraction', () => {
  test.each<Row>([
    ['it holds', {}, []],
    [
      'a value',
      { '/conversionAdjustments/0/restatementValue': { adjustedValue: 0 } },
      [
        'error /conversionAdjustments/0/restatementValue retraction: restatementValue must not be given for a RETRACTION',
      ],
    ],
    [
      'no moment',
      { '/conversionAdjustments/0/adjustmentDateTime': undefined },
      [
        'error /conversionAdjustments/0/adjustmentDateTime required: adjustmentDateTime must be given for a RESTATEMENT or RETRACTION',
      ],
    ],
    [
      'more than 54 days late',
      { '/conversionAdjustments/0/gclidDateTimePair/conversionDateTime': '2026-06-01 09:00:00+02:00' },
      [
        'error /conversionAdjustments/0/gclidDateTimePair/conversionDateTime maxAge: the conversion must be at most 54 days old (CONVERSION_EXPIRED)',
      ],
    ],
  ])('%s', (_, edits, expected) => {
    expect(told(adjustments.check(edited(retraction, edits), now))).toEqual(expected);
  });
});

describe('what is of other types than it must be', () => {
  const known = {
    gclid: 'Cj0K',
    conversionAction: '${ACTION}',
    conversionDateTime: '2026-08-02 14:00:00+02:00',
  };

  test.each<[string, unknown, readonly string[]]>([
    [
      'conversions of other types',
      {
        conversions: [
          'x',
          {
            gclid: 7,
            gbraid: 7,
            conversionAction: 7,
            conversionDateTime: 7,
            conversionValue: true,
            currencyCode: 7,
            orderId: 7,
            userIdentifiers: 'x',
            consent: 'x',
            customVariables: 'x',
            cartData: 'x',
            conversionEnvironment: 7,
            customerType: 7,
            userIpAddress: 7,
            sessionAttributesEncoded: 7,
          },
        ],
        partialFailure: 1,
        validateOnly: 1,
        jobId: true,
      },
      [
        'error /conversions/0 type: an item of conversions must be an object',
        'warning /conversions/1 oneClickId: a conversion has exactly one click id, and this one has gclid and another',
        'error /conversions/1/gclid type: gclid must be text',
        'error /conversions/1/gbraid type: gbraid must be text',
        'error /conversions/1/conversionAction type: conversionAction must be text',
        'error /conversions/1/conversionDateTime type: conversionDateTime must be text',
        'error /conversions/1/conversionValue type: conversionValue must be a number or text',
        'error /conversions/1/currencyCode type: currencyCode must be text',
        'error /conversions/1/orderId type: orderId must be text',
        'error /conversions/1/userIdentifiers type: userIdentifiers must be an array',
        'error /conversions/1/consent type: consent must be an object',
        'error /conversions/1/customVariables type: customVariables must be an array',
        'error /conversions/1/cartData type: cartData must be an object',
        'error /conversions/1/conversionEnvironment enum: conversionEnvironment must be one of APP, WEB',
        'error /conversions/1/customerType enum: customerType must be one of NEW, RETURNING',
        'error /conversions/1/userIpAddress type: userIpAddress must be text',
        'warning /conversions/1/userIpAddress allowListed: Google takes this only from accounts on its list, and refuses the row of others (CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE)',
        'warning /conversions/1/sessionAttributesEncoded allowListed: Google takes this only from accounts on its list, and refuses the row of others (CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE)',
        'error /conversions/1/sessionAttributesEncoded type: sessionAttributesEncoded must be text',
        'error /partialFailure const: partialFailure must be true',
        'error /validateOnly type: validateOnly must be true or false',
        'error /jobId type: jobId must be a whole number or text (INVALID_JOB_ID)',
      ],
    ],
    [
      'conversions of other types, further in',
      {
        conversions: [
          {
            ...known,
            userIdentifiers: ['x', { hashedEmail: 7, more: 1 }],
            customVariables: ['x', { conversionCustomVariable: 7, value: 7, more: 1 }],
            cartData: {
              merchantId: true,
              feedCountryCode: 7,
              feedLanguageCode: 7,
              items: ['x', { productId: 7, quantity: 2 ** 31 }, { quantity: '2.5' }],
              more: 1,
            },
          },
        ],
        partialFailure: true,
      },
      [
        'error /conversions/0/userIdentifiers/0 oneOf: a user identifier must hold exactly one of hashedEmail and hashedPhoneNumber',
        'error /conversions/0/userIdentifiers/0 type: an item of userIdentifiers must be an object',
        'error /conversions/0/userIdentifiers/1/more additionalProperties: more: unknown key; known are hashedEmail, hashedPhoneNumber, addressInfo, mobileId, thirdPartyUserId, userIdentifierSource',
        'error /conversions/0/userIdentifiers/1/hashedEmail type: hashedEmail must be text (INVALID_USER_IDENTIFIER)',
        'error /conversions/0/customVariables/0 type: an item of customVariables must be an object',
        'error /conversions/0/customVariables/1/more additionalProperties: more: unknown key; known are conversionCustomVariable, value',
        'error /conversions/0/customVariables/1/conversionCustomVariable type: conversionCustomVariable must be text',
        'error /conversions/0/customVariables/1/value type: value must be text',
        'error /conversions/0/cartData/more additionalProperties: more: unknown key; known are merchantId, feedCountryCode, feedLanguageCode, localTransactionCost, items',
        'error /conversions/0/cartData/merchantId type: merchantId must be text or a whole number',
        'error /conversions/0/cartData/feedCountryCode type: feedCountryCode must be text',
        'error /conversions/0/cartData/feedLanguageCode type: feedLanguageCode must be text',
        'error /conversions/0/cartData/items/0 type: an item of items must be an object',
        'error /conversions/0/cartData/items/1/productId type: productId must be text',
        'error /conversions/0/cartData/items/1/quantity maximum: quantity must be <= 2147483647',
        'error /conversions/0/cartData/items/2/quantity pattern: a whole number must be digits',
      ],
    ],
    [
      'conversions of other types, in what is for some accounts only',
      {
        conversions: [
          { ...known, externalAttributionData: 'x', sessionAttributesKeyValuePairs: 'x' },
          {
            ...known,
            externalAttributionData: { externalAttributionCredit: -0.1, externalAttributionModel: '', more: 1 },
            sessionAttributesKeyValuePairs: {
              keyValuePairs: [
                'x',
                { sessionAttributeKey: '', sessionAttributeValue: 7, more: 1 },
                { sessionAttributeKey: 7 },
              ],
              more: 1,
            },
          },
          { ...known, externalAttributionData: { externalAttributionModel: 7 }, sessionAttributesKeyValuePairs: {} },
        ],
        partialFailure: true,
      },
      [
        'error /conversions/0/externalAttributionData type: externalAttributionData must be an object',
        'warning /conversions/0/sessionAttributesKeyValuePairs allowListed: Google takes this only from accounts on its list, and refuses the row of others (CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE)',
        'error /conversions/0/sessionAttributesKeyValuePairs type: sessionAttributesKeyValuePairs must be an object',
        'error /conversions/1/externalAttributionData/more additionalProperties: more: unknown key; known are externalAttributionCredit, externalAttributionModel',
        'error /conversions/1/externalAttributionData/externalAttributionCredit minimum: externalAttributionCredit must be >= 0',
        'error /conversions/1/externalAttributionData/externalAttributionModel minLength: externalAttributionModel must not be empty',
        'warning /conversions/1/sessionAttributesKeyValuePairs allowListed: Google takes this only from accounts on its list, and refuses the row of others (CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE)',
        'error /conversions/1/sessionAttributesKeyValuePairs/more additionalProperties: more: unknown key; known are keyValuePairs',
        'error /conversions/1/sessionAttributesKeyValuePairs/keyValuePairs/0 type: an item of keyValuePairs must be an object',
        'error /conversions/1/sessionAttributesKeyValuePairs/keyValuePairs/1/more additionalProperties: more: unknown key; known are sessionAttributeKey, sessionAttributeValue',
        'error /conversions/1/sessionAttributesKeyValuePairs/keyValuePairs/1/sessionAttributeKey minLength: sessionAttributeKey must not be empty',
        'error /conversions/1/sessionAttributesKeyValuePairs/keyValuePairs/1/sessionAttributeValue type: sessionAttributeValue must be text',
        'error /conversions/1/sessionAttributesKeyValuePairs/keyValuePairs/2/sessionAttributeValue required: sessionAttributeValue must be given',
        'error /conversions/1/sessionAttributesKeyValuePairs/keyValuePairs/2/sessionAttributeKey type: sessionAttributeKey must be text',
        'error /conversions/2/externalAttributionData/externalAttributionCredit required: externalAttributionCredit must be given (EXTERNAL_ATTRIBUTION_DATA_NOT_SET_FOR_EXTERNALLY_ATTRIBUTED_CONVERSION_ACTION)',
        'error /conversions/2/externalAttributionData/externalAttributionModel type: externalAttributionModel must be text',
        'warning /conversions/2/sessionAttributesKeyValuePairs allowListed: Google takes this only from accounts on its list, and refuses the row of others (CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE)',
        'error /conversions/2/sessionAttributesKeyValuePairs/keyValuePairs required: keyValuePairs must be given',
      ],
    ],
  ])('%s', (_, payload, expected) => {
    expect(told(clicks.check(payload, now))).toEqual(expected);
  });

  test.each<[string, unknown, readonly string[]]>([
    [
      'adjustments of other types',
      {
        conversionAdjustments: [
          'x',
          {
            adjustmentType: 7,
            conversionAction: 7,
            orderId: 7,
            gclidDateTimePair: 'x',
            adjustmentDateTime: 7,
            restatementValue: 'x',
            userIdentifiers: 'x',
            userAgent: 7,
            more: 1,
          },
        ],
        partialFailure: 1,
        validateOnly: 1,
        jobId: true,
        more: 1,
      },
      [
        'error /more additionalProperties: more: unknown key; known are conversionAdjustments, partialFailure, validateOnly, jobId',
        'error /conversionAdjustments/0 type: an item of conversionAdjustments must be an object',
        'error /conversionAdjustments/1/more additionalProperties: more: unknown key; known are adjustmentType, conversionAction, orderId, gclidDateTimePair, adjustmentDateTime, restatementValue, userIdentifiers, userAgent',
        'error /conversionAdjustments/1/adjustmentType enum: adjustmentType must be one of ENHANCEMENT, RESTATEMENT, RETRACTION',
        'error /conversionAdjustments/1/conversionAction type: conversionAction must be text',
        'error /conversionAdjustments/1/orderId type: orderId must be text',
        'error /conversionAdjustments/1/gclidDateTimePair type: gclidDateTimePair must be an object',
        'error /conversionAdjustments/1/adjustmentDateTime type: adjustmentDateTime must be text',
        'error /conversionAdjustments/1/restatementValue type: restatementValue must be an object',
        'error /conversionAdjustments/1/userIdentifiers type: userIdentifiers must be an array',
        'error /conversionAdjustments/1/userAgent type: userAgent must be text',
        'error /partialFailure const: partialFailure must be true',
        'error /validateOnly type: validateOnly must be true or false',
        'error /jobId type: jobId must be a whole number or text (INVALID_JOB_ID)',
      ],
    ],
    [
      'adjustments of other types, further in',
      {
        conversionAdjustments: [
          {
            adjustmentType: 'ENHANCEMENT',
            conversionAction: '${ACTION}',
            orderId: '',
            gclidDateTimePair: {
              gclid: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
              conversionDateTime: 7,
              more: 1,
            },
            userAgent: '',
            userIdentifiers: [
              'x',
              { hashedPhoneNumber: 7, userIdentifierSource: 'OWN', more: 1 },
              { addressInfo: 'x' },
              {
                addressInfo: {
                  hashedFirstName: 7,
                  hashedLastName: 'jane',
                  hashedStreetAddress: 7,
                  city: '',
                  state: 7,
                  postalCode: 7,
                  countryCode: 7,
                },
              },
            ],
          },
          {
            adjustmentType: 'RESTATEMENT',
            conversionAction: '${ACTION}',
            gclidDateTimePair: {},
            adjustmentDateTime: '2026-08-02 14:00:00+02:00',
            restatementValue: { adjustedValue: true, currencyCode: 7, more: 1 },
          },
        ],
        partialFailure: true,
        jobId: 2 ** 31,
      },
      [
        'error /conversionAdjustments/0/orderId minLength: orderId must not be empty',
        'error /conversionAdjustments/0/gclidDateTimePair/more additionalProperties: more: unknown key; known are gclid, conversionDateTime',
        'error /conversionAdjustments/0/gclidDateTimePair/gclid hashed: a click id is never hashed, and this looks like a hash',
        'error /conversionAdjustments/0/gclidDateTimePair/conversionDateTime type: conversionDateTime must be text',
        'error /conversionAdjustments/0/userIdentifiers/0 oneOf: a user identifier must hold exactly one of hashedEmail, hashedPhoneNumber and addressInfo',
        'error /conversionAdjustments/0/userIdentifiers/0 type: an item of userIdentifiers must be an object',
        'error /conversionAdjustments/0/userIdentifiers/1/more additionalProperties: more: unknown key; known are hashedEmail, hashedPhoneNumber, addressInfo, mobileId, thirdPartyUserId, userIdentifierSource',
        'error /conversionAdjustments/0/userIdentifiers/1/hashedPhoneNumber type: hashedPhoneNumber must be text (INVALID_USER_IDENTIFIER)',
        'error /conversionAdjustments/0/userIdentifiers/1/userIdentifierSource enum: userIdentifierSource must be one of FIRST_PARTY, THIRD_PARTY',
        'error /conversionAdjustments/0/userIdentifiers/2/addressInfo type: addressInfo must be an object',
        'error /conversionAdjustments/0/userIdentifiers/3/addressInfo/hashedFirstName type: hashedFirstName must be text (INVALID_USER_IDENTIFIER)',
        'error /conversionAdjustments/0/userIdentifiers/3/addressInfo/hashedLastName sha256: hashedLastName must be a SHA-256 digest in 64 lower-case hex digits; this is no digest (INVALID_USER_IDENTIFIER)',
        'error /conversionAdjustments/0/userIdentifiers/3/addressInfo/hashedStreetAddress type: hashedStreetAddress must be text (INVALID_USER_IDENTIFIER)',
        'error /conversionAdjustments/0/userIdentifiers/3/addressInfo/city minLength: city must not be empty',
        'error /conversionAdjustments/0/userIdentifiers/3/addressInfo/state type: state must be text',
        'error /conversionAdjustments/0/userIdentifiers/3/addressInfo/countryCode type: countryCode must be text',
        'error /conversionAdjustments/0/userIdentifiers/3/addressInfo/postalCode type: postalCode must be text',
        'error /conversionAdjustments/0/userAgent minLength: userAgent must not be empty',
        'error /conversionAdjustments/1/gclidDateTimePair/gclid required: gclid must be given',
        'error /conversionAdjustments/1/gclidDateTimePair/conversionDateTime required: conversionDateTime must be given',
        'error /conversionAdjustments/1/restatementValue/more additionalProperties: more: unknown key; known are adjustedValue, currencyCode',
        'error /conversionAdjustments/1/restatementValue/adjustedValue type: adjustedValue must be a number or text',
        'error /conversionAdjustments/1/restatementValue/currencyCode type: currencyCode must be text',
        'error /jobId maximum: jobId must be <= 2147483647 (INVALID_JOB_ID)',
      ],
    ],
  ])('%s', (_, payload, expected) => {
    expect(told(adjustments.check(payload, now))).toEqual(expected);
  });
});

describe('the request', () => {
  test.each<[string, Partial<CheckedRequest>, readonly string[]]>([
    [
      'another path',
      { url: 'https://googleads.googleapis.com/upload' },
      ['error request:/path pattern: path must be /{version}/customers/{customer id}:uploadClickConversions'],
    ],
    ['another method', { method: 'PUT' }, ['error request:/method const: method must be "POST"']],
    [
      'another host',
      { url: 'https://ads.example/v26/customers/1234567890:uploadClickConversions' },
      ['error request:/host const: host must be "googleads.googleapis.com"'],
    ],
    [
      'another call',
      { url: 'https://googleads.googleapis.com/v26/customers/1234567890:uploadCallConversions' },
      ['error request:/path pattern: path must be /{version}/customers/{customer id}:uploadClickConversions'],
    ],
    [
      'the first version',
      { url: 'https://googleads.googleapis.com/v22/customers/1234567890:uploadClickConversions' },
      [],
    ],
    [
      'a version that is closed',
      { url: 'https://googleads.googleapis.com/v21/customers/1234567890:uploadClickConversions' },
      ['error request:/path versions: path names a version of the Google Ads API that is not open: v22 to v26 are'],
    ],
    [
      'a version that is not open',
      { url: 'https://googleads.googleapis.com/v27/customers/1234567890:uploadClickConversions' },
      ['error request:/path versions: path names a version of the Google Ads API that is not open: v22 to v26 are'],
    ],
    [
      'a customer with hyphens',
      { url: 'https://googleads.googleapis.com/v26/customers/123-456-7890:uploadClickConversions' },
      ['error request:/path pattern: the customer id in the path must be ten digits without hyphens'],
    ],
    [
      'no customer',
      { url: 'https://googleads.googleapis.com/v26/customers/:uploadClickConversions' },
      ['error request:/path pattern: the customer id in the path must be ten digits without hyphens'],
    ],
    [
      'a secret customer',
      { url: 'https://googleads.googleapis.com/v26/customers/${CUSTOMER}:uploadClickConversions' },
      [],
    ],
    [
      'no headers',
      { headers: {} },
      [
        'warning request:/headers/content-type required: content-type must be given',
        'error request:/headers/authorization required: authorization must be given (UNAUTHENTICATED)',
      ],
    ],
    [
      'other headers',
      { headers: { authorization: 'Basic eDp5', 'content-type': 'text/plain' } },
      [
        'warning request:/headers/content-type pattern: content-type must be application/json',
        'error request:/headers/authorization pattern: authorization must be Bearer and an access token (UNAUTHENTICATED)',
      ],
    ],
    [
      'a manager and a token',
      { headers: { ...headers, 'login-customer-id': '9876543210', 'developer-token': '${DEVELOPER_TOKEN}' } },
      [],
    ],
    [
      'a manager with hyphens, an empty token',
      { headers: { ...headers, 'login-customer-id': '987-654-3210', 'developer-token': '' } },
      [
        'error request:/headers/developer-token minLength: developer-token must not be empty',
        'error request:/headers/login-customer-id pattern: login-customer-id must be ten digits without hyphens',
      ],
    ],
    [
      'a header that is a secret whole',
      { headers: { authorization: '${AUTHORIZATION}', 'content-type': 'application/json; charset=utf-8' } },
      [],
    ],
    ['no body', { body: null }, ['error  type: the payload must be an object']],
    [
      'a fault in the body',
      { body: { ...click, partialFailure: false } },
      ['error /partialFailure const: partialFailure must be true'],
    ],
  ])('%s', (_, other, expected) => {
    expect(told(clicks.checkRequest({ ...request, ...other }, now))).toEqual(expected);
  });

  test.each<[string, Partial<CheckedRequest>, readonly string[]]>([
    [
      'another call',
      {},
      ['error request:/path pattern: path must be /{version}/customers/{customer id}:uploadConversionAdjustments'],
    ],
    [
      'another method, another host, a closed version, a customer with hyphens and no headers',
      {
        method: 'PUT',
        url: 'https://ads.example/v21/customers/123-456-7890:uploadConversionAdjustments',
        headers: {},
      },
      [
        'error request:/method const: method must be "POST"',
        'error request:/host const: host must be "googleads.googleapis.com"',
        'error request:/path versions: path names a version of the Google Ads API that is not open: v22 to v26 are',
        'error request:/path pattern: the customer id in the path must be ten digits without hyphens',
        'warning request:/headers/content-type required: content-type must be given',
        'error request:/headers/authorization required: authorization must be given (UNAUTHENTICATED)',
      ],
    ],
    [
      'other headers',
      {
        url: 'https://googleads.googleapis.com/v26/customers/1234567890:uploadConversionAdjustments',
        headers: {
          authorization: 'Basic eDp5',
          'content-type': 'text/plain',
          'login-customer-id': '987-654-3210',
          'developer-token': '',
        },
      },
      [
        'warning request:/headers/content-type pattern: content-type must be application/json',
        'error request:/headers/authorization pattern: authorization must be Bearer and an access token (UNAUTHENTICATED)',
        'error request:/headers/developer-token minLength: developer-token must not be empty',
        'error request:/headers/login-customer-id pattern: login-customer-id must be ten digits without hyphens',
      ],
    ],
    [
      'a body that is none',
      { url: 'https://googleads.googleapis.com/v26/customers/1234567890:uploadConversionAdjustments', body: 'x' },
      ['error  type: the payload must be an object'],
    ],
  ])('%s, of an adjustment', (_, other, expected) => {
    expect(told(adjustments.checkRequest({ ...request, body: enhancement, ...other }, now))).toEqual(expected);
  });
});
