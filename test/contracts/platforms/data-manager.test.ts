import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CheckedRequest } from '../../../src/contracts/contract.ts';
import type { EventData } from '../../../src/event/event-data.ts';
import { dataManagerTag } from '../../../src/platforms/data-manager/tag.ts';
import type { Fields } from '../../../src/platforms/tag.ts';
import { prescription, purchase as purchaseEvent, relayNames } from '../../platforms/ga4/events.ts';
import { build, receivedAt } from '../../support/tag-input.ts';
import { type Edits, edited, now, shipped, told } from './google-support.ts';

const contract = shipped('data_manager/events_ingest');

const email = '86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d';
const phone = 'fab7be8a931d1088a82f6acf9e468aaf6a3accc07d5112ee5d6fca93281e1583';
const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

const ads = {
  operatingAccount: { accountType: 'GOOGLE_ADS', accountId: '1234567890' },
  productDestinationId: '987654321',
};
const ga = {
  operatingAccount: { accountType: 'GOOGLE_ANALYTICS_PROPERTY', accountId: '123456' },
  productDestinationId: 'G-ABC1234567',
};

/** A purchase for Google Ads, with everything known. */
const purchase = {
  destinations: [ads],
  encoding: 'HEX',
  consent: { adUserData: 'CONSENT_GRANTED', adPersonalization: 'CONSENT_GRANTED' },
  events: [
    {
      eventTimestamp: '2026-08-02T14:00:00+02:00',
      transactionId: 'SO-10442',
      eventSource: 'WEB',
      currency: 'EUR',
      conversionValue: 89.9,
      adIdentifiers: { gclid: 'Cj0KCQjwTESTabcdef' },
      userData: {
        userIdentifiers: [
          { emailAddress: email },
          { phoneNumber: phone },
          {
            address: {
              givenName: '81f8f6dde88365f3928796ec7aa53f72820b06db8664f5fe76a7eb13e24546a2',
              familyName: '799ef92a11af918e3fb741df42934f3b568ed2d93ac1df74f1b8d41a27932a6f',
              regionCode: 'NL',
              postalCode: '1012AB',
            },
          },
        ],
      },
      cartData: {
        merchantId: '5551234',
        merchantFeedLabel: 'NL',
        merchantFeedLanguageCode: 'nl',
        transactionDiscount: 5,
        items: [{ merchantProductId: 'SKU-19', quantity: '2', unitPrice: 42.5 }],
      },
    },
  ],
};

/** A lead by phone, one of two destinations chosen, to be checked and not stored. */
const lead = {
  destinations: ['987654322', '987654323'].map((productDestinationId, index) => ({
    reference: ['raw', 'qualified'][index],
    operatingAccount: { accountType: 'GOOGLE_ADS', accountId: '1234567890' },
    loginAccount: { accountType: 'GOOGLE_ADS', accountId: '9876543210' },
    productDestinationId,
  })),
  encoding: 'BASE64',
  validateOnly: true,
  events: [
    {
      destinationReferences: ['raw'],
      eventTimestamp: '2026-08-02T09:15:30Z',
      transactionId: 'lead-553',
      eventSource: 'PHONE',
      adIdentifiers: { wbraid: 'ClkKCQjwTEST' },
    },
  ],
};

/** A purchase for Google Analytics. */
const analytics = {
  destinations: [ga],
  events: [
    {
      eventTimestamp: '2026-08-02T14:00:00+02:00',
      eventSource: 'WEB',
      eventName: 'purchase',
      clientId: '1849235714.1771200000',
      additionalEventParameters: [{ parameterName: 'tax', value: '7.4' }],
    },
  ],
};

/** The purchase with its hashes in base64. */
const encoded = edited(purchase, {
  '/encoding': 'BASE64',
  '/events/0/userData/userIdentifiers': [{ emailAddress: base64(email) }],
});

const wrapped = {
  gcpWrappedKeyInfo: {
    keyType: 'XCHACHA20_POLY1305',
    wipProvider: 'projects/1/locations/global/workloadIdentityPools/p/providers/x',
    kekUri: 'gcp-kms://k',
    encryptedDek: 'QUJD',
  },
};

/** A person nobody has normalised or hashed. */
const rawPerson = {
  userIdentifiers: [
    { emailAddress: 'joe@example.com' },
    { phoneNumber: '+31612345678' },
    {
      address: {
        givenName: 'jane?',
        familyName: 'doe?',
        regionCode: 'NL',
        postalCode: '1012AB',
        addressLine: '1 main st',
      },
    },
  ],
};

const headers = { authorization: 'Bearer ${TOKEN}', 'content-type': 'application/json' };
const request: CheckedRequest = {
  method: 'POST',
  url: 'https://datamanager.googleapis.com/v1/events:ingest',
  headers,
  body: purchase,
};

type Row = [string, Edits, readonly string[]];

test.each([
  ['a purchase', purchase],
  ['a lead', lead],
])('%s holds', (_, body) => {
  expect(contract.checkRequest({ ...request, body }, now)).toEqual([]);
});

test('a fault says where it is, what to do, what Google calls it and where the rule stands', () => {
  const payload = edited(purchase, { '/events/0/userData/userIdentifiers/0/emailAddress': base64(email) });
  expect(contract.check(payload, now)).toEqual([
    {
      contract: 'data_manager/events_ingest',
      severity: 'error',
      path: '/events/0/userData/userIdentifiers/0/emailAddress',
      rule: 'sha256',
      message: 'emailAddress must be a SHA-256 digest in 64 lower-case hex digits; this one is in base64',
      actual: 'huC55WwXzE0SOH4ZSbhQU/vnO8POWhGIcTqdMAzGEz0=',
      help: 'normalise (emails trimmed and in lower case, phone numbers E.164 with +), hash with SHA-256, write lower-case hex, as encoding says',
      code: 'INVALID_HEX_ENCODING',
      source: 'https://developers.google.com/data-manager/api/reference/rest/v1/events/ingest',
      rulePath: '/$defs/hexDigest/else/sha256',
    },
  ]);
});

describe("what Google's reference tells apart", () => {
  test.each<Row>([
    [
      '9: 2,001 events',
      { '/events': Array(2001).fill(purchase.events[0]) },
      ['error /events maxItems: events must have at most 2000 items (TOO_MANY_EVENTS)'],
    ],
    [
      '11: no encoding',
      { '/encoding': undefined },
      ['error /encoding required: encoding must be given with userData (REQUIRED_FIELD_MISSING)'],
    ],
    [
      '12: base64 where encoding says HEX',
      { '/events/0/userData/userIdentifiers/0/emailAddress': base64(email) },
      [
        'error /events/0/userData/userIdentifiers/0/emailAddress sha256: emailAddress must be a SHA-256 digest in 64 lower-case hex digits; this one is in base64 (INVALID_HEX_ENCODING)',
      ],
    ],
    [
      '13: hyphens',
      { '/destinations/0/operatingAccount/accountId': '123-456-7890' },
      ['error /destinations/0/operatingAccount/accountId pattern: accountId must be digits'],
    ],
    [
      '14: the word of the Google Ads API',
      { '/consent/adUserData': 'GRANTED' },
      [
        'error /consent/adUserData enum: adUserData must be one of CONSENT_GRANTED, CONSENT_DENIED, CONSENT_STATUS_UNSPECIFIED (INVALID_ENUM_VALUE)',
      ],
    ],
    [
      '15: a quantity in words',
      { '/events/0/cartData/items/0/quantity': 'two' },
      [
        'error /events/0/cartData/items/0/quantity pattern: a 64-bit number must be text of digits (INVALID_NUMBER_FORMAT)',
      ],
    ],
    [
      '16: nobody',
      { '/events/0/adIdentifiers': undefined, '/events/0/userData': undefined },
      ['error /events/0 required: an event must have adIdentifiers or userData (NO_IDENTIFIERS_PROVIDED)'],
    ],
  ])('%s', (_, edits, expected) => {
    expect(told(contract.check(edited(purchase, edits), now))).toEqual(expected);
  });
});

describe('the whole', () => {
  test.each<Row>([
    [
      'no destinations',
      { '/destinations': undefined },
      ['error /destinations required: destinations must be given (REQUIRED_FIELD_MISSING)'],
    ],
    [
      'an empty list of destinations',
      { '/destinations': [] },
      ['error /destinations minItems: destinations must not be empty (REQUIRED_FIELD_MISSING)'],
    ],
    [
      'eleven destinations',
      { '/destinations': Array(11).fill(ads) },
      ['error /destinations maxItems: destinations must have at most 10 items (TOO_MANY_DESTINATIONS)'],
    ],
    [
      'a reference twice',
      {
        '/destinations': [
          { ...ads, reference: 'a' },
          { ...ads, reference: 'a' },
        ],
      },
      [
        'error /destinations/1/reference uniqueKeys: reference must be unique, and item 0 has the same (DUPLICATE_DESTINATION_REFERENCE)',
      ],
    ],
    ['no events', { '/events': undefined }, ['error /events required: events must be given (REQUIRED_FIELD_MISSING)']],
    [
      'an empty list of events',
      { '/events': [] },
      ['error /events minItems: events must not be empty (REQUIRED_FIELD_MISSING)'],
    ],
    [
      'encoding in lower case',
      { '/encoding': 'hex' },
      ['error /encoding enum: encoding must be one of HEX, BASE64 (INVALID_ENUM_VALUE)'],
    ],
    [
      'validateOnly in quotes',
      { '/validateOnly': 'true' },
      ['error /validateOnly type: validateOnly must be true or false'],
    ],
    [
      'names in snake case',
      { '/validate_only': true, '/events/0/transaction_id': 'SO-1' },
      [
        'error /validate_only additionalProperties: validate_only: unknown key; did you mean validateOnly? (INVALID_ARGUMENT)',
        'error /events/0/transaction_id additionalProperties: transaction_id: unknown key; did you mean transactionId? (INVALID_ARGUMENT)',
      ],
    ],
    [
      'consent of the event',
      { '/events/0/consent': { adPersonalization: 'DENIED', ad_user_data: 'CONSENT_GRANTED' } },
      [
        'error /events/0/consent/ad_user_data additionalProperties: ad_user_data: unknown key; did you mean adUserData? (INVALID_ARGUMENT)',
        'error /events/0/consent/adPersonalization enum: adPersonalization must be one of CONSENT_GRANTED, CONSENT_DENIED, CONSENT_STATUS_UNSPECIFIED (INVALID_ENUM_VALUE)',
      ],
    ],
    ['consent not said', { '/consent': { adUserData: 'CONSENT_STATUS_UNSPECIFIED' } }, []],
    [
      'an empty parameter and property',
      { '/events/0/additionalEventParameters': [{}], '/events/0/userProperties': { additionalUserProperties: [{}] } },
      [
        'error /events/0/userProperties/additionalUserProperties/0/propertyName required: propertyName must be given (REQUIRED_FIELD_MISSING)',
        'error /events/0/userProperties/additionalUserProperties/0/value required: value must be given (REQUIRED_FIELD_MISSING)',
        'error /events/0/additionalEventParameters/0/parameterName required: parameterName must be given (REQUIRED_FIELD_MISSING)',
        'error /events/0/additionalEventParameters/0/value required: value must be given (REQUIRED_FIELD_MISSING)',
      ],
    ],
    [
      'an empty reference',
      { '/destinations': [{ ...ads, reference: 'a' }], '/events/0/destinationReferences': [''] },
      ['error /events/0/destinationReferences/0 minLength: an item of destinationReferences must not be empty'],
    ],
  ])('%s', (_, edits, expected) => {
    expect(told(contract.check(edited(purchase, edits), now))).toEqual(expected);
  });
});

describe('a destination', () => {
  test.each<Row>([
    [
      'no account',
      { '/destinations/0/operatingAccount': undefined },
      ['error /destinations/0/operatingAccount required: operatingAccount must be given (REQUIRED_FIELD_MISSING)'],
    ],
    [
      'no type',
      { '/destinations/0/operatingAccount/accountType': undefined },
      [
        'error /destinations/0/operatingAccount/accountType required: accountType must be given (REQUIRED_FIELD_MISSING)',
      ],
    ],
    [
      'the older name of the type',
      { '/destinations/0/operatingAccount': { product: 'GOOGLE_ADS', accountId: '1234567890' } },
      ['warning /destinations/0/operatingAccount/product deprecated: product is the older name of accountType'],
    ],
    [
      'a type that is none',
      { '/destinations/0/operatingAccount/accountType': 'ADS' },
      [
        'error /destinations/0/operatingAccount/accountType enum: accountType must be one of GOOGLE_ADS, DISPLAY_VIDEO_PARTNER, DISPLAY_VIDEO_ADVERTISER, DATA_PARTNER, GOOGLE_ANALYTICS_PROPERTY, GOOGLE_AD_MANAGER_AUDIENCE_LINK, FLOODLIGHT_CONFIG (INVALID_ENUM_VALUE)',
      ],
    ],
    [
      'no account id',
      { '/destinations/0/operatingAccount/accountId': undefined },
      ['error /destinations/0/operatingAccount/accountId required: accountId must be given (REQUIRED_FIELD_MISSING)'],
    ],
    [
      'nothing in the account',
      { '/destinations/0/productDestinationId': undefined },
      [
        'error /destinations/0/productDestinationId required: productDestinationId must be given (REQUIRED_FIELD_MISSING)',
      ],
    ],
    [
      'a label for an action',
      { '/destinations/0/productDestinationId': 'AbC-D_efG1h2IjKlMnOp' },
      [
        'error /destinations/0/productDestinationId pattern: productDestinationId must be the id of a conversion action: digits (INVALID_CONVERSION_ACTION_ID)',
      ],
    ],
    [
      'secrets',
      {
        '/destinations/0/operatingAccount/accountId': '${ACCOUNT}',
        '/destinations/0/productDestinationId': '${ACTION}',
      },
      [],
    ],
    [
      'a Floodlight activity',
      {
        '/destinations/0/operatingAccount/accountType': 'FLOODLIGHT_CONFIG',
        '/destinations/0/productDestinationId': 'activity-1',
      },
      [],
    ],
    [
      'a linked account alone',
      { '/destinations/0/linkedAccount': { accountType: 'GOOGLE_ADS', accountId: '5' } },
      [
        'error /destinations/0/loginAccount required: linkedAccount goes with a loginAccount of type DATA_PARTNER only (LINKED_ACCOUNT_ONLY_ALLOWED_WITH_DATA_PARTNER_LOGIN_ACCOUNT)',
      ],
    ],
    [
      'a linked account for a login that is no partner',
      {
        '/destinations/0/linkedAccount': { accountType: 'GOOGLE_ADS', accountId: '5' },
        '/destinations/0/loginAccount': { accountType: 'GOOGLE_ADS', accountId: '6' },
      },
      [
        'error /destinations/0/loginAccount/accountType const: linkedAccount goes with a loginAccount of type DATA_PARTNER only (LINKED_ACCOUNT_ONLY_ALLOWED_WITH_DATA_PARTNER_LOGIN_ACCOUNT)',
      ],
    ],
    [
      'a linked account for a data partner',
      {
        '/destinations/0/linkedAccount': { accountType: 'GOOGLE_ADS', accountId: '5' },
        '/destinations/0/loginAccount': { accountType: 'DATA_PARTNER', accountId: '6' },
      },
      [],
    ],
    [
      'none that can be chosen',
      { '/events/0/destinationReferences': ['raw'] },
      [
        'error /destinations/0/reference required: reference must be given where events choose their destinations (REQUIRED_FIELD_MISSING)',
      ],
    ],
    ['an empty choice', { '/events/0/destinationReferences': [] }, []],
  ])('%s', (_, edits, expected) => {
    expect(told(contract.check(edited(purchase, edits), now))).toEqual(expected);
  });
});

describe('an event', () => {
  test.each<Row>([
    [
      'no moment',
      { '/events/0/eventTimestamp': undefined },
      ['error /events/0/eventTimestamp required: eventTimestamp must be given (REQUIRED_FIELD_MISSING)'],
    ],
    [
      'a moment with a space',
      { '/events/0/eventTimestamp': '2026-08-02 14:00:00+02:00' },
      [
        'error /events/0/eventTimestamp pattern: a moment must be RFC 3339, with Z or the offset from UTC (INVALID_ARGUMENT)',
      ],
    ],
    [
      'a moment without an offset',
      { '/events/0/eventTimestamp': '2026-08-02T14:00:00' },
      [
        'error /events/0/eventTimestamp pattern: a moment must be RFC 3339, with Z or the offset from UTC (INVALID_ARGUMENT)',
      ],
    ],
    ['a moment in nanoseconds', { '/events/0/eventTimestamp': '2026-08-02T12:00:00.123456789Z' }, []],
    [
      'Unix seconds',
      { '/events/0/eventTimestamp': 1785672000 },
      ['error /events/0/eventTimestamp type: eventTimestamp must be text'],
    ],
    ['two months ago, for Google Ads', { '/events/0/eventTimestamp': '2026-06-02T12:00:00Z' }, []],
    [
      'an update at no moment',
      { '/events/0/lastUpdatedTimestamp': 'yesterday' },
      [
        'error /events/0/lastUpdatedTimestamp pattern: a moment must be RFC 3339, with Z or the offset from UTC (INVALID_ARGUMENT)',
      ],
    ],
    [
      'no transactionId',
      { '/events/0/transactionId': undefined },
      [
        'warning /events/0/transactionId required: transactionId should be given: by it Google counts a conversion once',
      ],
    ],
    [
      'no eventSource',
      { '/events/0/eventSource': undefined },
      ['warning /events/0/eventSource required: eventSource should be given'],
    ],
    [
      'an eventSource in lower case',
      { '/events/0/eventSource': 'web' },
      [
        'error /events/0/eventSource enum: eventSource must be one of WEB, APP, IN_STORE, PHONE, MESSAGE, OTHER (INVALID_ENUM_VALUE)',
      ],
    ],
    [
      'empty adIdentifiers',
      { '/events/0/adIdentifiers': {} },
      ['error /events/0/adIdentifiers minProperties: adIdentifiers must not be empty (NO_IDENTIFIERS_PROVIDED)'],
    ],
    [
      'two click ids',
      { '/events/0/adIdentifiers/dclid': 'CjgKEAjw' },
      ['warning /events/0/adIdentifiers oneClickId: an event has at most one click id'],
    ],
    [
      'a hashed click id',
      { '/events/0/adIdentifiers/gclid': email },
      ['error /events/0/adIdentifiers/gclid hashed: a click id is never hashed, and this looks like a hash'],
    ],
    [
      'a click id encoded twice',
      { '/events/0/adIdentifiers/gclid': 'a%20b' },
      [
        'error /events/0/adIdentifiers/gclid pattern: a click id goes as Google gave it: letters, digits, . _ ~ and - only',
      ],
    ],
    ['session attributes', { '/events/0/adIdentifiers/sessionAttributes': 'eyJnYWRfc291cmNlIjoiMSJ9' }, []],
    [
      'session attributes not encoded',
      { '/events/0/adIdentifiers/sessionAttributes': '{"gad_source":"1"}' },
      ['warning /events/0/adIdentifiers/sessionAttributes pattern: sessionAttributes must be JSON in base64url'],
    ],
    [
      'session attributes without end',
      { '/events/0/adIdentifiers/sessionAttributes': 'e'.repeat(4001) },
      [
        'warning /events/0/adIdentifiers/sessionAttributes maxLength: sessionAttributes must have at most 4000 characters',
      ],
    ],
    [
      'encrypted user ids',
      { '/events/0/adIdentifiers/encryptedUserIds': [{ encryptedId: 'x', entityType: 'CM', entityId: 1 }] },
      [
        'error /events/0/adIdentifiers/encryptedUserIds/0/source required: source must be given (REQUIRED_FIELD_MISSING)',
        'error /events/0/adIdentifiers/encryptedUserIds/0/entityType enum: entityType must be one of CAMPAIGN_MANAGER_ACCOUNT, CAMPAIGN_MANAGER_ADVERTISER, DISPLAY_VIDEO_PARTNER, DISPLAY_VIDEO_ADVERTISER, GOOGLE_ADS_CUSTOMER, GOOGLE_AD_MANAGER_NETWORK_CODE (INVALID_ENUM_VALUE)',
        "warning /events/0/adIdentifiers/encryptedUserIds/0/entityId type: a 64-bit number goes as text in Google's JSON",
      ],
    ],
    [
      'a device at the landing page',
      { '/events/0/adIdentifiers/landingPageDeviceInfo': { userAgent: 'Mozilla/5.0', ip: '203.0.113.7' } },
      [
        'error /events/0/adIdentifiers/landingPageDeviceInfo/ip additionalProperties: ip: unknown key; known are userAgent, ipAddress, category, languageCode, screenHeight, screenWidth, operatingSystem, operatingSystemVersion, model, brand, browser, browserVersion (INVALID_ARGUMENT)',
      ],
    ],
    [
      'no currency',
      { '/events/0/currency': undefined },
      ['warning /events/0/currency required: currency should be given with conversionValue'],
    ],
    [
      'a currency in lower case',
      { '/events/0/currency': 'eur' },
      ['error /events/0/currency pattern: currency must be three capital letters (INVALID_CURRENCY_CODE)'],
    ],
    [
      'a value in quotes',
      { '/events/0/conversionValue': '89.9' },
      ['warning /events/0/conversionValue type: a number goes without quotes'],
    ],
    [
      'a value with a comma',
      { '/events/0/conversionValue': '89,90' },
      ['error /events/0/conversionValue pattern: a number must be digits with a decimal dot (INVALID_NUMBER_FORMAT)'],
    ],
    [
      'a count in words',
      { '/events/0/conversionCount': 'one' },
      ['error /events/0/conversionCount pattern: a number must be digits with a decimal dot (INVALID_NUMBER_FORMAT)'],
    ],
    [
      'custom variables',
      {
        '/events/0/customVariables': [
          { variable: 'tier', value: 'joe@example.com' },
          { variable: '', value: 1 },
        ],
      },
      [
        'error /events/0/customVariables/0/value personal: value must not hold an email address (CUSTOM_VARIABLE_VALUE_CONTAINS_PII)',
        'error /events/0/customVariables/1/variable minLength: variable must not be empty',
        'error /events/0/customVariables/1/value type: value must be text',
      ],
    ],
    [
      'properties in lower case',
      { '/events/0/userProperties': { customerType: 'new', customerValueBucket: 'high' } },
      [
        'error /events/0/userProperties/customerType enum: customerType must be one of NEW, RETURNING, REENGAGED (INVALID_ENUM_VALUE)',
        'error /events/0/userProperties/customerValueBucket enum: customerValueBucket must be one of LOW, MEDIUM, HIGH (INVALID_ENUM_VALUE)',
      ],
    ],
    [
      'properties with more',
      { '/events/0/userProperties': { additionalUserProperties: [{ propertyName: 'plan' }] } },
      [
        'error /events/0/userProperties/additionalUserProperties/0/value required: value must be given (REQUIRED_FIELD_MISSING)',
      ],
    ],
    [
      'a place',
      { '/events/0/eventLocation': { storeId: 'S1', regionCode: 'Netherlands', country: 'NL' } },
      [
        'error /events/0/eventLocation/country additionalProperties: country: unknown key; known are storeId, city, subdivisionCode, regionCode, subcontinentCode, continentCode (INVALID_ARGUMENT)',
        'error /events/0/eventLocation/regionCode pattern: regionCode must be two capital letters (INVALID_REGION_CODE)',
      ],
    ],
    [
      'experimental fields',
      { '/events/0/experimentalFields': [{ field: 'x', value: 1 }] },
      ['error /events/0/experimentalFields/0/value type: value must be text'],
    ],
    [
      'a device',
      { '/events/0/eventDeviceInfo': { userAgent: '', category: 'mobile', screenWidth: 390.5, os: 'iOS' } },
      [
        'error /events/0/eventDeviceInfo/os additionalProperties: os: unknown key; known are userAgent, ipAddress, category, languageCode, screenHeight, screenWidth, operatingSystem, operatingSystemVersion, model, brand, browser, browserVersion (INVALID_ARGUMENT)',
        'error /events/0/eventDeviceInfo/userAgent minLength: userAgent must not be empty',
        'error /events/0/eventDeviceInfo/screenWidth type: screenWidth must be a whole number',
      ],
    ],
    [
      'gclid and gbraid',
      { '/events/0/adIdentifiers': { gclid: 'a', gbraid: 'b' }, '/events/0/cartData': undefined },
      ['warning /events/0/adIdentifiers oneClickId: an event has at most one click id'],
    ],
    [
      'gclid and wbraid',
      { '/events/0/adIdentifiers': { gclid: 'a', wbraid: 'b' }, '/events/0/cartData': undefined },
      ['warning /events/0/adIdentifiers oneClickId: an event has at most one click id'],
    ],
    [
      'gbraid and wbraid',
      { '/events/0/adIdentifiers': { gbraid: 'a', wbraid: 'b' }, '/events/0/cartData': undefined },
      ['warning /events/0/adIdentifiers oneClickId: an event has at most one click id'],
    ],
    [
      'gbraid and dclid',
      { '/events/0/adIdentifiers': { gbraid: 'a', dclid: 'b' }, '/events/0/cartData': undefined },
      ['warning /events/0/adIdentifiers oneClickId: an event has at most one click id'],
    ],
    [
      'wbraid and dclid',
      { '/events/0/adIdentifiers': { wbraid: 'a', dclid: 'b' }, '/events/0/cartData': undefined },
      ['warning /events/0/adIdentifiers oneClickId: an event has at most one click id'],
    ],
    ['a dclid alone', { '/events/0/adIdentifiers': { dclid: 'CjgKEAjw' } }, []],
    [
      'a hashed wbraid',
      { '/events/0/adIdentifiers': { wbraid: email }, '/events/0/cartData': undefined },
      ['error /events/0/adIdentifiers/wbraid hashed: a click id is never hashed, and this looks like a hash'],
    ],
    [
      'a hashed dclid',
      { '/events/0/adIdentifiers': { dclid: email } },
      ['error /events/0/adIdentifiers/dclid hashed: a click id is never hashed, and this looks like a hash'],
    ],
    [
      'an empty encrypted user id',
      { '/events/0/adIdentifiers/encryptedUserIds': [{}] },
      [
        'error /events/0/adIdentifiers/encryptedUserIds/0/encryptedId required: encryptedId must be given (REQUIRED_FIELD_MISSING)',
        'error /events/0/adIdentifiers/encryptedUserIds/0/entityType required: entityType must be given (REQUIRED_FIELD_MISSING)',
        'error /events/0/adIdentifiers/encryptedUserIds/0/entityId required: entityId must be given (REQUIRED_FIELD_MISSING)',
        'error /events/0/adIdentifiers/encryptedUserIds/0/source required: source must be given (REQUIRED_FIELD_MISSING)',
      ],
    ],
  ])('%s', (_, edits, expected) => {
    expect(told(contract.check(edited(purchase, edits), now))).toEqual(expected);
  });
});

describe('a cart', () => {
  test.each<Row>([
    [
      'a cart with a gbraid',
      { '/events/0/adIdentifiers': { gbraid: '0AAAAA' } },
      ['warning /events/0/cartData cartWithBraid: cartData is not taken with a gbraid or wbraid'],
    ],
    [
      'a cart with a wbraid',
      { '/events/0/adIdentifiers': { wbraid: 'ClkKCQjwTEST' } },
      ['warning /events/0/cartData cartWithBraid: cartData is not taken with a gbraid or wbraid'],
    ],
    [
      'a merchant that is none',
      { '/events/0/cartData/merchantId': 'MC-1' },
      ['error /events/0/cartData/merchantId pattern: merchantId must be digits (INVALID_MERCHANT_ID)'],
    ],
    [
      'a language with its country',
      { '/events/0/cartData/merchantFeedLanguageCode': 'nl-NL' },
      [
        'error /events/0/cartData/merchantFeedLanguageCode pattern: merchantFeedLanguageCode must be two lower-case letters (INVALID_MERCHANT_FEED_LANGUAGE_CODE)',
      ],
    ],
    [
      'an empty coupon',
      { '/events/0/cartData/couponCodes': ['SPRING', ''] },
      [
        'error /events/0/cartData/couponCodes/1 minLength: an item of couponCodes must not be empty (INVALID_COUPON_CODE)',
      ],
    ],
    [
      'a discount in words',
      { '/events/0/cartData/transactionDiscount': 'five' },
      [
        'error /events/0/cartData/transactionDiscount pattern: a number must be digits with a decimal dot (INVALID_NUMBER_FORMAT)',
      ],
    ],
    [
      'a quantity without quotes',
      { '/events/0/cartData/items/0/quantity': 2 },
      ["warning /events/0/cartData/items/0/quantity type: a 64-bit number goes as text in Google's JSON"],
    ],
    [
      'half a unit',
      { '/events/0/cartData/items/0/quantity': '1.5' },
      [
        'error /events/0/cartData/items/0/quantity pattern: a 64-bit number must be text of digits (INVALID_NUMBER_FORMAT)',
      ],
    ],
    [
      'a price in quotes',
      { '/events/0/cartData/items/0/unitPrice': '42.5' },
      ['warning /events/0/cartData/items/0/unitPrice type: a number goes without quotes'],
    ],
    [
      'an item of GA4',
      { '/events/0/cartData/items/0': { item_id: 'SKU-19', price: 42.5 } },
      [
        'error /events/0/cartData/items/0/item_id additionalProperties: item_id: unknown key; did you mean itemId? (INVALID_ARGUMENT)',
        'error /events/0/cartData/items/0/price additionalProperties: price: unknown key; known are merchantProductId, quantity, unitPrice, itemId, merchantId, merchantFeedLabel, merchantFeedLanguageCode, conversionValue, additionalItemParameters, customVariables (INVALID_ARGUMENT)',
      ],
    ],
    [
      'parameters of an item',
      { '/events/0/cartData/items/0/additionalItemParameters': [{ parameterName: 'size', value: 1 }, {}] },
      [
        'error /events/0/cartData/items/0/additionalItemParameters/0/value type: value must be text',
        'error /events/0/cartData/items/0/additionalItemParameters/1/parameterName required: parameterName must be given (REQUIRED_FIELD_MISSING)',
        'error /events/0/cartData/items/0/additionalItemParameters/1/value required: value must be given (REQUIRED_FIELD_MISSING)',
      ],
    ],
    [
      'a custom variable of an item',
      { '/events/0/cartData/items/0/customVariables': [{ variable: 'x', value: 'joe@example.com' }] },
      [
        'error /events/0/cartData/items/0/customVariables/0/value personal: value must not hold an email address (CUSTOM_VARIABLE_VALUE_CONTAINS_PII)',
      ],
    ],
  ])('%s', (_, edits, expected) => {
    expect(told(contract.check(edited(purchase, edits), now))).toEqual(expected);
  });
});

describe('a person', () => {
  test.each<Row>([
    [
      'no list',
      { '/events/0/userData': {} },
      ['error /events/0/userData/userIdentifiers required: userIdentifiers must be given (REQUIRED_FIELD_MISSING)'],
    ],
    [
      'an empty list',
      { '/events/0/userData/userIdentifiers': [] },
      ['error /events/0/userData/userIdentifiers minItems: userIdentifiers must not be empty (REQUIRED_FIELD_MISSING)'],
    ],
    [
      'eleven identifiers',
      { '/events/0/userData/userIdentifiers': Array(11).fill({ emailAddress: email }) },
      [
        'error /events/0/userData/userIdentifiers maxItems: userIdentifiers must have at most 10 items (TOO_MANY_USER_IDENTIFIERS)',
      ],
    ],
    [
      'two identifiers in one',
      { '/events/0/userData/userIdentifiers/0/phoneNumber': phone },
      [
        'error /events/0/userData/userIdentifiers/0 oneOf: a user identifier must hold exactly one of emailAddress, phoneNumber and address (INVALID_ARGUMENT)',
      ],
    ],
    [
      'none in one',
      { '/events/0/userData/userIdentifiers/0': {} },
      [
        'error /events/0/userData/userIdentifiers/0 oneOf: a user identifier must hold exactly one of emailAddress, phoneNumber and address (INVALID_ARGUMENT)',
      ],
    ],
    [
      'an identifier of the Google Ads API',
      { '/events/0/userData/userIdentifiers/0': { hashedEmail: email } },
      [
        'error /events/0/userData/userIdentifiers/0 oneOf: a user identifier must hold exactly one of emailAddress, phoneNumber and address (INVALID_ARGUMENT)',
        'error /events/0/userData/userIdentifiers/0/hashedEmail additionalProperties: hashedEmail: unknown key; known are emailAddress, phoneNumber, address (INVALID_ARGUMENT)',
      ],
    ],
    [
      'an email as it came',
      { '/events/0/userData/userIdentifiers/0/emailAddress': 'joe@example.com' },
      [
        'error /events/0/userData/userIdentifiers/0/emailAddress sha256: emailAddress must be a SHA-256 digest in 64 lower-case hex digits; this is an email as it came (INVALID_HEX_ENCODING)',
      ],
    ],
    [
      'a phone number as it came',
      { '/events/0/userData/userIdentifiers/1/phoneNumber': '+31612345678' },
      [
        'error /events/0/userData/userIdentifiers/1/phoneNumber sha256: phoneNumber must be a SHA-256 digest in 64 lower-case hex digits; this is a number as it came (INVALID_HEX_ENCODING)',
      ],
    ],
    [
      'a name as it came',
      { '/events/0/userData/userIdentifiers/2/address/givenName': 'jane' },
      [
        'error /events/0/userData/userIdentifiers/2/address/givenName sha256: givenName must be a SHA-256 digest in 64 lower-case hex digits; this is no digest (INVALID_HEX_ENCODING)',
      ],
    ],
    [
      'MD5',
      { '/events/0/userData/userIdentifiers/0/emailAddress': '5d41402abc4b2a76b9719d911017c592' },
      [
        'error /events/0/userData/userIdentifiers/0/emailAddress sha256: emailAddress must be a SHA-256 digest in 64 lower-case hex digits; this looks like MD5 (INVALID_SHA256_FORMAT)',
      ],
    ],
    [
      'capitals',
      { '/events/0/userData/userIdentifiers/0/emailAddress': email.toUpperCase() },
      [
        'error /events/0/userData/userIdentifiers/0/emailAddress sha256: emailAddress must be a SHA-256 digest in 64 lower-case hex digits; this one has capitals (INVALID_SHA256_FORMAT)',
      ],
    ],
    [
      'the hash of nothing',
      {
        '/events/0/userData/userIdentifiers/0/emailAddress':
          'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      },
      [
        'error /events/0/userData/userIdentifiers/0/emailAddress emptyHash: this is the hash of nothing: of empty text, undefined, null or [object Object]',
      ],
    ],
    [
      'the hash of a test address',
      {
        '/events/0/userData/userIdentifiers/0/emailAddress':
          'f660ab912ec121d1b1e928a0bb4bc61b15f5ad44d5efdc4e1c92a25e99b8e44a',
      },
      [
        'warning /events/0/userData/userIdentifiers/0/emailAddress placeholderHash: this is the hash of a placeholder: none, n/a, NaN, 0, true, false or a test address',
      ],
    ],
    [
      'hex where encoding says BASE64',
      { '/encoding': 'BASE64', '/events/0/userData/userIdentifiers': [{ emailAddress: email }] },
      [
        'error /events/0/userData/userIdentifiers/0/emailAddress sha256: emailAddress must be a SHA-256 digest in base64 (44 characters); this one is in hex (INVALID_SHA256_FORMAT)',
      ],
    ],
    [
      'half an address',
      { '/events/0/userData/userIdentifiers/2/address': { givenName: email } },
      [
        'error /events/0/userData/userIdentifiers/2/address/familyName required: familyName must be given (REQUIRED_FIELD_MISSING)',
        'error /events/0/userData/userIdentifiers/2/address/regionCode required: regionCode must be given (REQUIRED_FIELD_MISSING)',
        'error /events/0/userData/userIdentifiers/2/address/postalCode required: postalCode must be given (REQUIRED_FIELD_MISSING)',
      ],
    ],
    [
      'a country in lower case',
      { '/events/0/userData/userIdentifiers/2/address/regionCode': 'nl' },
      [
        'error /events/0/userData/userIdentifiers/2/address/regionCode pattern: regionCode must be two capital letters (INVALID_REGION_CODE)',
      ],
    ],
    [
      'a postcode hashed',
      { '/events/0/userData/userIdentifiers/2/address/postalCode': email },
      [
        'error /events/0/userData/userIdentifiers/2/address/postalCode plain: postalCode goes in plain text, and this looks like a hash (INVALID_POSTAL_CODE)',
      ],
    ],
    [
      'a postcode hashed, in base64',
      { '/events/0/userData/userIdentifiers/2/address/postalCode': base64(email) },
      [
        'error /events/0/userData/userIdentifiers/2/address/postalCode plain: postalCode goes in plain text, and this looks like a hash (INVALID_POSTAL_CODE)',
      ],
    ],
    [
      'a street and a city, for Google Ads',
      {
        '/events/0/userData/userIdentifiers/2/address/addressLine': email,
        '/events/0/userData/userIdentifiers/2/address/city': 'amsterdam',
        '/events/0/userData/userIdentifiers/2/address/administrativeArea': 'nh',
      },
      [
        'warning /events/0/userData/userIdentifiers/2/address/addressLine analyticsOnly: this part of an address goes to Google Analytics only',
        'warning /events/0/userData/userIdentifiers/2/address/city analyticsOnly: this part of an address goes to Google Analytics only',
        'warning /events/0/userData/userIdentifiers/2/address/administrativeArea analyticsOnly: this part of an address goes to Google Analytics only',
      ],
    ],
    [
      "another's person",
      { '/events/0/thirdPartyUserData': { userIdentifiers: [{ emailAddress: 'joe@example.com' }] } },
      [
        'error /events/0/thirdPartyUserData/userIdentifiers/0/emailAddress sha256: emailAddress must be a SHA-256 digest in 64 lower-case hex digits; this is an email as it came (INVALID_HEX_ENCODING)',
        'warning /events/0/thirdPartyUserData allowListed: Google takes thirdPartyUserData only from accounts on its list (NOT_ALLOWLISTED)',
      ],
    ],
    [
      "another's person alone, without encoding",
      {
        '/encoding': undefined,
        '/events/0/userData': undefined,
        '/events/0/thirdPartyUserData': { userIdentifiers: [{ emailAddress: email }] },
      },
      [
        'error /encoding required: encoding must be given with userData (REQUIRED_FIELD_MISSING)',
        'warning /events/0/thirdPartyUserData allowListed: Google takes thirdPartyUserData only from accounts on its list (NOT_ALLOWLISTED)',
      ],
    ],
    [
      'an empty address',
      { '/events/0/userData/userIdentifiers/2/address': {} },
      [
        'error /events/0/userData/userIdentifiers/2/address/givenName required: givenName must be given (REQUIRED_FIELD_MISSING)',
        'error /events/0/userData/userIdentifiers/2/address/familyName required: familyName must be given (REQUIRED_FIELD_MISSING)',
        'error /events/0/userData/userIdentifiers/2/address/regionCode required: regionCode must be given (REQUIRED_FIELD_MISSING)',
        'error /events/0/userData/userIdentifiers/2/address/postalCode required: postalCode must be given (REQUIRED_FIELD_MISSING)',
      ],
    ],
    [
      "another's person that is nobody",
      { '/events/0/thirdPartyUserData': { userIdentifiers: [{}] } },
      [
        'error /events/0/thirdPartyUserData/userIdentifiers/0 oneOf: a user identifier must hold exactly one of emailAddress, phoneNumber and address (INVALID_ARGUMENT)',
        'warning /events/0/thirdPartyUserData allowListed: Google takes thirdPartyUserData only from accounts on its list (NOT_ALLOWLISTED)',
      ],
    ],
  ])('%s', (_, edits, expected) => {
    expect(told(contract.check(edited(purchase, edits), now))).toEqual(expected);
  });
});

describe("two persons as they came, the advertiser's and another's", () => {
  test.each<Row>([
    [
      'in hex',
      { '/events/0/userData': rawPerson, '/events/0/thirdPartyUserData': rawPerson },
      [
        'error /events/0/userData/userIdentifiers/0/emailAddress sha256: emailAddress must be a SHA-256 digest in 64 lower-case hex digits; this is an email as it came (INVALID_HEX_ENCODING)',
        'error /events/0/userData/userIdentifiers/1/phoneNumber sha256: phoneNumber must be a SHA-256 digest in 64 lower-case hex digits; this is a number as it came (INVALID_HEX_ENCODING)',
        'error /events/0/userData/userIdentifiers/2/address/givenName sha256: givenName must be a SHA-256 digest in 64 lower-case hex digits; this is no digest (INVALID_HEX_ENCODING)',
        'error /events/0/userData/userIdentifiers/2/address/familyName sha256: familyName must be a SHA-256 digest in 64 lower-case hex digits; this is no digest (INVALID_HEX_ENCODING)',
        'error /events/0/userData/userIdentifiers/2/address/addressLine sha256: addressLine must be a SHA-256 digest in 64 lower-case hex digits; this is no digest (INVALID_HEX_ENCODING)',
        'error /events/0/thirdPartyUserData/userIdentifiers/0/emailAddress sha256: emailAddress must be a SHA-256 digest in 64 lower-case hex digits; this is an email as it came (INVALID_HEX_ENCODING)',
        'error /events/0/thirdPartyUserData/userIdentifiers/1/phoneNumber sha256: phoneNumber must be a SHA-256 digest in 64 lower-case hex digits; this is a number as it came (INVALID_HEX_ENCODING)',
        'error /events/0/thirdPartyUserData/userIdentifiers/2/address/givenName sha256: givenName must be a SHA-256 digest in 64 lower-case hex digits; this is no digest (INVALID_HEX_ENCODING)',
        'error /events/0/thirdPartyUserData/userIdentifiers/2/address/familyName sha256: familyName must be a SHA-256 digest in 64 lower-case hex digits; this is no digest (INVALID_HEX_ENCODING)',
        'error /events/0/thirdPartyUserData/userIdentifiers/2/address/addressLine sha256: addressLine must be a SHA-256 digest in 64 lower-case hex digits; this is no digest (INVALID_HEX_ENCODING)',
        'warning /events/0/userData/userIdentifiers/2/address/addressLine analyticsOnly: this part of an address goes to Google Analytics only',
        'warning /events/0/thirdPartyUserData/userIdentifiers/2/address/addressLine analyticsOnly: this part of an address goes to Google Analytics only',
        'warning /events/0/thirdPartyUserData allowListed: Google takes thirdPartyUserData only from accounts on its list (NOT_ALLOWLISTED)',
      ],
    ],
    [
      'in base64',
      { '/encoding': 'BASE64', '/events/0/userData': rawPerson, '/events/0/thirdPartyUserData': rawPerson },
      [
        'error /events/0/userData/userIdentifiers/0/emailAddress sha256: emailAddress must be a SHA-256 digest in base64 (44 characters); this is an email as it came (INVALID_BASE64_ENCODING)',
        'error /events/0/userData/userIdentifiers/1/phoneNumber sha256: phoneNumber must be a SHA-256 digest in base64 (44 characters); this is a number as it came (INVALID_SHA256_FORMAT)',
        'error /events/0/userData/userIdentifiers/2/address/givenName sha256: givenName must be a SHA-256 digest in base64 (44 characters); this is no digest (INVALID_BASE64_ENCODING)',
        'error /events/0/userData/userIdentifiers/2/address/familyName sha256: familyName must be a SHA-256 digest in base64 (44 characters); this is no digest (INVALID_BASE64_ENCODING)',
        'error /events/0/userData/userIdentifiers/2/address/addressLine sha256: addressLine must be a SHA-256 digest in base64 (44 characters); this is no digest (INVALID_BASE64_ENCODING)',
        'error /events/0/thirdPartyUserData/userIdentifiers/0/emailAddress sha256: emailAddress must be a SHA-256 digest in base64 (44 characters); this is an email as it came (INVALID_BASE64_ENCODING)',
        'error /events/0/thirdPartyUserData/userIdentifiers/1/phoneNumber sha256: phoneNumber must be a SHA-256 digest in base64 (44 characters); this is a number as it came (INVALID_SHA256_FORMAT)',
        'error /events/0/thirdPartyUserData/userIdentifiers/2/address/givenName sha256: givenName must be a SHA-256 digest in base64 (44 characters); this is no digest (INVALID_BASE64_ENCODING)',
        'error /events/0/thirdPartyUserData/userIdentifiers/2/address/familyName sha256: familyName must be a SHA-256 digest in base64 (44 characters); this is no digest (INVALID_BASE64_ENCODING)',
        'error /events/0/thirdPartyUserData/userIdentifiers/2/address/addressLine sha256: addressLine must be a SHA-256 digest in base64 (44 characters); this is no digest (INVALID_BASE64_ENCODING)',
        'warning /events/0/userData/userIdentifiers/2/address/addressLine analyticsOnly: this part of an address goes to Google Analytics only',
        'warning /events/0/thirdPartyUserData/userIdentifiers/2/address/addressLine analyticsOnly: this part of an address goes to Google Analytics only',
        'warning /events/0/thirdPartyUserData allowListed: Google takes thirdPartyUserData only from accounts on its list (NOT_ALLOWLISTED)',
      ],
    ],
    [
      'encrypted, in hex',
      { '/encryptionInfo': wrapped, '/events/0/userData': rawPerson, '/events/0/thirdPartyUserData': rawPerson },
      [
        'error /events/0/userData/userIdentifiers/0/emailAddress pattern: what is encrypted must be in hex, as encoding says (INVALID_HEX_ENCODING)',
        'error /events/0/userData/userIdentifiers/1/phoneNumber pattern: what is encrypted must be in hex, as encoding says (INVALID_HEX_ENCODING)',
        'error /events/0/userData/userIdentifiers/2/address/givenName pattern: what is encrypted must be in hex, as encoding says (INVALID_HEX_ENCODING)',
        'error /events/0/userData/userIdentifiers/2/address/familyName pattern: what is encrypted must be in hex, as encoding says (INVALID_HEX_ENCODING)',
        'error /events/0/userData/userIdentifiers/2/address/addressLine pattern: what is encrypted must be in hex, as encoding says (INVALID_HEX_ENCODING)',
        'error /events/0/thirdPartyUserData/userIdentifiers/0/emailAddress pattern: what is encrypted must be in hex, as encoding says (INVALID_HEX_ENCODING)',
        'error /events/0/thirdPartyUserData/userIdentifiers/1/phoneNumber pattern: what is encrypted must be in hex, as encoding says (INVALID_HEX_ENCODING)',
        'error /events/0/thirdPartyUserData/userIdentifiers/2/address/givenName pattern: what is encrypted must be in hex, as encoding says (INVALID_HEX_ENCODING)',
        'error /events/0/thirdPartyUserData/userIdentifiers/2/address/familyName pattern: what is encrypted must be in hex, as encoding says (INVALID_HEX_ENCODING)',
        'error /events/0/thirdPartyUserData/userIdentifiers/2/address/addressLine pattern: what is encrypted must be in hex, as encoding says (INVALID_HEX_ENCODING)',
        'warning /events/0/userData/userIdentifiers/2/address/addressLine analyticsOnly: this part of an address goes to Google Analytics only',
        'warning /events/0/thirdPartyUserData/userIdentifiers/2/address/addressLine analyticsOnly: this part of an address goes to Google Analytics only',
        'warning /events/0/thirdPartyUserData allowListed: Google takes thirdPartyUserData only from accounts on its list (NOT_ALLOWLISTED)',
      ],
    ],
    [
      'encrypted, in base64',
      {
        '/encoding': 'BASE64',
        '/encryptionInfo': wrapped,
        '/events/0/userData': rawPerson,
        '/events/0/thirdPartyUserData': rawPerson,
      },
      [
        'error /events/0/userData/userIdentifiers/0/emailAddress pattern: what is encrypted must be in base64 (INVALID_BASE64_ENCODING)',
        'error /events/0/userData/userIdentifiers/2/address/givenName pattern: what is encrypted must be in base64 (INVALID_BASE64_ENCODING)',
        'error /events/0/userData/userIdentifiers/2/address/familyName pattern: what is encrypted must be in base64 (INVALID_BASE64_ENCODING)',
        'error /events/0/userData/userIdentifiers/2/address/addressLine pattern: what is encrypted must be in base64 (INVALID_BASE64_ENCODING)',
        'error /events/0/thirdPartyUserData/userIdentifiers/0/emailAddress pattern: what is encrypted must be in base64 (INVALID_BASE64_ENCODING)',
        'error /events/0/thirdPartyUserData/userIdentifiers/2/address/givenName pattern: what is encrypted must be in base64 (INVALID_BASE64_ENCODING)',
        'error /events/0/thirdPartyUserData/userIdentifiers/2/address/familyName pattern: what is encrypted must be in base64 (INVALID_BASE64_ENCODING)',
        'error /events/0/thirdPartyUserData/userIdentifiers/2/address/addressLine pattern: what is encrypted must be in base64 (INVALID_BASE64_ENCODING)',
        'warning /events/0/userData/userIdentifiers/2/address/addressLine analyticsOnly: this part of an address goes to Google Analytics only',
        'warning /events/0/thirdPartyUserData/userIdentifiers/2/address/addressLine analyticsOnly: this part of an address goes to Google Analytics only',
        'warning /events/0/thirdPartyUserData allowListed: Google takes thirdPartyUserData only from accounts on its list (NOT_ALLOWLISTED)',
      ],
    ],
  ])('%s', (_, edits, expected) => {
    expect(told(contract.check(edited(purchase, edits), now))).toEqual(expected);
  });
});

describe('a person, in base64', () => {
  test.each<Row>([
    ['it holds', {}, []],
    [
      'an email as it came',
      { '/events/0/userData/userIdentifiers/0/emailAddress': 'joe@example.com' },
      [
        'error /events/0/userData/userIdentifiers/0/emailAddress sha256: emailAddress must be a SHA-256 digest in base64 (44 characters); this is an email as it came (INVALID_BASE64_ENCODING)',
      ],
    ],
    [
      'base64url',
      { '/events/0/userData/userIdentifiers/0/emailAddress': 'huC55WwXzE0SOH4ZSbhQU_vnO8POWhGIcTqdMAzGEz0' },
      [
        'error /events/0/userData/userIdentifiers/0/emailAddress sha256: emailAddress must be a SHA-256 digest in base64 (44 characters); this is no digest (INVALID_BASE64_ENCODING)',
      ],
    ],
    [
      'hex',
      { '/events/0/userData/userIdentifiers/0/emailAddress': email },
      [
        'error /events/0/userData/userIdentifiers/0/emailAddress sha256: emailAddress must be a SHA-256 digest in base64 (44 characters); this one is in hex (INVALID_SHA256_FORMAT)',
      ],
    ],
    [
      'the hash of nothing',
      { '/events/0/userData/userIdentifiers/0/emailAddress': '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' },
      [
        'error /events/0/userData/userIdentifiers/0/emailAddress emptyHash: this is the hash of nothing: of empty text, undefined, null or [object Object]',
      ],
    ],
    [
      'the hash of a test address',
      { '/events/0/userData/userIdentifiers/0/emailAddress': '9mCrkS7BIdGx6Sigu0vGGxX1rUTV79xOHJKiXpm45Eo=' },
      [
        'warning /events/0/userData/userIdentifiers/0/emailAddress placeholderHash: this is the hash of a placeholder: none, n/a, NaN, 0, true, false or a test address',
      ],
    ],
  ])('%s', (_, edits, expected) => {
    expect(told(contract.check(edited(encoded, edits), now))).toEqual(expected);
  });
});

describe('a person, encrypted', () => {
  test.each<Row>([
    [
      'encrypted, in hex',
      { '/encryptionInfo': wrapped, '/events/0/userData/userIdentifiers': [{ emailAddress: '0aff00' }] },
      [],
    ],
    [
      'encrypted, and not in hex',
      {
        '/encryptionInfo': wrapped,
        '/events/0/userData/userIdentifiers': [{ emailAddress: 'QUJD' }, { phoneNumber: 'abc' }],
      },
      [
        'error /events/0/userData/userIdentifiers/0/emailAddress pattern: what is encrypted must be in hex, as encoding says (INVALID_HEX_ENCODING)',
        'error /events/0/userData/userIdentifiers/1/phoneNumber pattern: what is encrypted must be in hex, as encoding says (INVALID_HEX_ENCODING)',
      ],
    ],
    [
      'encrypted, in base64',
      {
        '/encoding': 'BASE64',
        '/encryptionInfo': wrapped,
        '/events/0/userData/userIdentifiers': [{ emailAddress: 'QUJD' }],
      },
      [],
    ],
    [
      'encrypted, and not in base64',
      {
        '/encoding': 'BASE64',
        '/encryptionInfo': wrapped,
        '/events/0/userData/userIdentifiers': [{ emailAddress: 'joe@example.com' }],
      },
      [
        'error /events/0/userData/userIdentifiers/0/emailAddress pattern: what is encrypted must be in base64 (INVALID_BASE64_ENCODING)',
      ],
    ],
    [
      'two keys, one of them half',
      {
        '/encryptionInfo': {
          ...wrapped,
          awsWrappedKeyInfo: { keyType: 'XCHACHA20_POLY1305', kekUri: 'arn', encryptedDek: 'QUJD' },
        },
        '/events/0/userData/userIdentifiers': [{ emailAddress: '0aff' }],
      },
      [
        'error /encryptionInfo oneOf: encryptionInfo must hold exactly one of gcpWrappedKeyInfo and awsWrappedKeyInfo (INVALID_ARGUMENT)',
        'error /encryptionInfo/awsWrappedKeyInfo/roleArn required: roleArn must be given (REQUIRED_FIELD_MISSING)',
      ],
    ],
    [
      'no key',
      { '/encryptionInfo': {}, '/events/0/userData/userIdentifiers': [{ emailAddress: '0aff' }] },
      [
        'error /encryptionInfo oneOf: encryptionInfo must hold exactly one of gcpWrappedKeyInfo and awsWrappedKeyInfo (INVALID_ARGUMENT)',
      ],
    ],
    [
      'another kind of key',
      {
        '/encryptionInfo': {
          gcpWrappedKeyInfo: { ...wrapped.gcpWrappedKeyInfo, keyType: 'AES256', encryptedDek: '!' },
        },
        '/events/0/userData/userIdentifiers': [{ emailAddress: '0aff' }],
      },
      [
        'error /encryptionInfo/gcpWrappedKeyInfo/keyType enum: keyType must be XCHACHA20_POLY1305 (INVALID_ENUM_VALUE)',
        'error /encryptionInfo/gcpWrappedKeyInfo/encryptedDek pattern: what is encrypted must be in base64 (INVALID_BASE64_ENCODING)',
      ],
    ],
    [
      'empty keys of both',
      {
        '/encryptionInfo': { gcpWrappedKeyInfo: {}, awsWrappedKeyInfo: {} },
        '/events/0/userData/userIdentifiers': [{ emailAddress: '0aff' }],
      },
      [
        'error /encryptionInfo oneOf: encryptionInfo must hold exactly one of gcpWrappedKeyInfo and awsWrappedKeyInfo (INVALID_ARGUMENT)',
        'error /encryptionInfo/gcpWrappedKeyInfo/keyType required: keyType must be given (REQUIRED_FIELD_MISSING)',
        'error /encryptionInfo/gcpWrappedKeyInfo/wipProvider required: wipProvider must be given (REQUIRED_FIELD_MISSING)',
        'error /encryptionInfo/gcpWrappedKeyInfo/kekUri required: kekUri must be given (REQUIRED_FIELD_MISSING)',
        'error /encryptionInfo/gcpWrappedKeyInfo/encryptedDek required: encryptedDek must be given (REQUIRED_FIELD_MISSING)',
        'error /encryptionInfo/awsWrappedKeyInfo/keyType required: keyType must be given (REQUIRED_FIELD_MISSING)',
        'error /encryptionInfo/awsWrappedKeyInfo/roleArn required: roleArn must be given (REQUIRED_FIELD_MISSING)',
        'error /encryptionInfo/awsWrappedKeyInfo/kekUri required: kekUri must be given (REQUIRED_FIELD_MISSING)',
        'error /encryptionInfo/awsWrappedKeyInfo/encryptedDek required: encryptedDek must be given (REQUIRED_FIELD_MISSING)',
      ],
    ],
  ])('%s', (_, edits, expected) => {
    expect(told(contract.check(edited(purchase, edits), now))).toEqual(expected);
  });
});

describe('an IP address', () => {
  test.each<Row>([
    [
      'of a person in the Netherlands',
      { '/events/0/eventDeviceInfo': { ipAddress: '203.0.113.7' } },
      [
        'warning /events/0/eventDeviceInfo/ipAddress region: ipAddress should not go for people in the EEA, the United Kingdom or Switzerland',
      ],
    ],
    [
      'of a person in the United States',
      {
        '/events/0/userData/userIdentifiers/2/address/regionCode': 'US',
        '/events/0/eventDeviceInfo': { ipAddress: '203.0.113.7' },
      },
      [],
    ],
    [
      'of an event in Switzerland',
      {
        '/events/0/userData/userIdentifiers/2/address/regionCode': 'US',
        '/events/0/eventLocation': { regionCode: 'CH' },
        '/events/0/eventDeviceInfo': { ipAddress: '2001:db8::7' },
      },
      [
        'warning /events/0/eventDeviceInfo/ipAddress region: ipAddress should not go for people in the EEA, the United Kingdom or Switzerland',
      ],
    ],
    [
      'of a private network',
      {
        '/events/0/userData/userIdentifiers/2/address/regionCode': 'US',
        '/events/0/eventDeviceInfo': { ipAddress: '10.0.0.1' },
      },
      [
        'error /events/0/eventDeviceInfo/ipAddress publicAddress: ipAddress must be a public address, and this one is of a private network',
      ],
    ],
    [
      'none at all',
      {
        '/events/0/userData/userIdentifiers/2/address/regionCode': 'US',
        '/events/0/eventDeviceInfo': { ipAddress: 'localhost' },
      },
      ['error /events/0/eventDeviceInfo/ipAddress format: ipAddress must be an IP address'],
    ],
    [
      'of an event in the United States',
      {
        '/events/0/userData/userIdentifiers/2/address/regionCode': 'US',
        '/events/0/eventLocation': { regionCode: 'US' },
        '/events/0/eventDeviceInfo': { ipAddress: '203.0.113.7' },
      },
      [],
    ],
  ])('%s', (_, edits, expected) => {
    expect(told(contract.check(edited(purchase, edits), now))).toEqual(expected);
  });
});

describe('an event for Google Analytics', () => {
  test.each<Row>([
    ['it holds', {}, []],
    [
      'more than 72 hours old',
      { '/events/0/eventTimestamp': '2026-07-30T14:59:59Z' },
      [
        'error /events/0/eventTimestamp maxAge: eventTimestamp must be at most 72 hours old for Google Analytics (EVENT_TIME_INVALID)',
      ],
    ],
    ['72 hours old', { '/events/0/eventTimestamp': '2026-07-30T15:00:00Z' }, []],
    [
      'no name',
      { '/events/0/eventName': undefined },
      ['error /events/0/eventName required: eventName must be given for Google Analytics (REQUIRED_FIELD_MISSING)'],
    ],
    [
      'no client',
      { '/events/0/clientId': undefined },
      [
        'error /events/0 required: an event for Google Analytics must have clientId or appInstanceId (REQUIRED_FIELD_MISSING)',
      ],
    ],
    ['an app', { '/events/0/clientId': undefined, '/events/0/appInstanceId': 'e4d909c290d0fb1ca068ffaddf22cbd0' }, []],
    [
      'a client and an app',
      { '/events/0/appInstanceId': 'e4d909c290d0fb1ca068ffaddf22cbd0' },
      [
        'error /events/0/appInstanceId oneOf: clientId and appInstanceId must not be given together (BOTH_CLIENT_ID_AND_APP_INSTANCE_ID_NOT_ALLOWED)',
      ],
    ],
    [
      'a name with a space',
      { '/events/0/eventName': 'my event' },
      [
        'error /events/0/eventName pattern: eventName must begin with a letter and hold letters, digits and _ only (INVALID_EVENT_NAME)',
      ],
    ],
    [
      'a name of 41 characters',
      { '/events/0/eventName': 'x'.repeat(41) },
      ['error /events/0/eventName maxLength: eventName must have at most 40 characters (FIELD_VALUE_TOO_LONG)'],
    ],
    [
      'a reserved name',
      { '/events/0/eventName': 'session_start' },
      [
        'error /events/0/eventName reserved: eventName is a name that Google Analytics keeps to itself (RESERVED_NAME_USED)',
      ],
    ],
    [
      'a reserved prefix',
      { '/events/0/eventName': 'google_sale' },
      [
        'error /events/0/eventName reserved: eventName is a name that Google Analytics keeps to itself (RESERVED_NAME_USED)',
      ],
    ],
    [
      "an app's name, for the web",
      { '/events/0/eventName': 'screen_view' },
      [
        'error /events/0/eventName reserved: eventName is a name that Google Analytics keeps to itself, but for app streams (RESERVED_NAME_USED)',
      ],
    ],
    [
      "an app's name, for an app",
      {
        '/events/0/eventName': 'screen_view',
        '/events/0/clientId': undefined,
        '/events/0/appInstanceId': 'e4d909c290d0fb1ca068ffaddf22cbd0',
      },
      [],
    ],
    [
      'names of parameters',
      {
        '/events/0/additionalEventParameters': [
          { parameterName: '_x', value: '1' },
          { parameterName: 'ga_x', value: '1' },
          { parameterName: 'x'.repeat(41), value: '1' },
          { parameterName: 'tax', value: 7.4 },
        ],
      },
      [
        'error /events/0/additionalEventParameters/0/parameterName pattern: parameterName must begin with a letter and hold letters, digits and _ only',
        'error /events/0/additionalEventParameters/1/parameterName reserved: parameterName is a name that Google Analytics keeps to itself (RESERVED_NAME_USED)',
        'error /events/0/additionalEventParameters/2/parameterName maxLength: parameterName must have at most 40 characters (FIELD_VALUE_TOO_LONG)',
        'error /events/0/additionalEventParameters/3/value type: value must be text',
      ],
    ],
    [
      '26 parameters',
      {
        '/events/0/additionalEventParameters': Array.from({ length: 26 }, (_, n) => ({
          parameterName: `p${n}`,
          value: '1',
        })),
      },
      ['warning /events/0/additionalEventParameters maxItems: additionalEventParameters must have at most 25 items'],
    ],
    [
      'names of properties',
      {
        '/events/0/userProperties': {
          additionalUserProperties: [
            { propertyName: 'user_id', value: '1' },
            { propertyName: 'x'.repeat(25), value: '1' },
            { propertyName: 'a b', value: '1' },
          ],
        },
      },
      [
        'error /events/0/userProperties/additionalUserProperties/0/propertyName reserved: propertyName is a name that Google Analytics keeps to itself (RESERVED_NAME_USED)',
        'error /events/0/userProperties/additionalUserProperties/1/propertyName maxLength: propertyName must have at most 24 characters (FIELD_VALUE_TOO_LONG)',
        'error /events/0/userProperties/additionalUserProperties/2/propertyName pattern: propertyName must begin with a letter and hold letters, digits and _ only',
      ],
    ],
    [
      '26 properties',
      {
        '/events/0/userProperties': {
          additionalUserProperties: Array.from({ length: 26 }, (_, n) => ({ propertyName: `p${n}`, value: '1' })),
        },
      },
      [
        'warning /events/0/userProperties/additionalUserProperties maxItems: additionalUserProperties must have at most 25 items',
      ],
    ],
    [
      'two coupons and a reserved name in an item',
      {
        '/events/0/cartData': {
          couponCodes: ['A', 'B'],
          items: [{ itemId: 'x', additionalItemParameters: [{ parameterName: 'firebase_x', value: '1' }] }],
        },
      },
      [
        'warning /events/0/cartData/couponCodes maxItems: couponCodes must have at most 1 items',
        'error /events/0/cartData/items/0/additionalItemParameters/0/parameterName reserved: parameterName is a name that Google Analytics keeps to itself (RESERVED_NAME_USED)',
      ],
    ],
    [
      'a street and a city',
      {
        '/encoding': 'HEX',
        '/events/0/userData': {
          userIdentifiers: [
            {
              address: {
                givenName: email,
                familyName: email,
                regionCode: 'US',
                postalCode: '94035',
                addressLine: email,
                city: 'lyon',
              },
            },
          ],
        },
      },
      [],
    ],
    [
      'a stream id',
      { '/destinations/0/productDestinationId': '1234567' },
      [
        'error /destinations/0/productDestinationId pattern: productDestinationId must be a GA4 measurement id or a Firebase app id (INVALID_DESTINATION)',
      ],
    ],
    ['a Firebase app id', { '/destinations/0/productDestinationId': '1:1234567890:android:0a1b2c3d' }, []],
    [
      'two destinations, and no choice',
      { '/destinations': [ga, ga] },
      [
        'error /events/0/destinationReferences required: an event must go to one Google Analytics destination, and this one goes to all (MULTIPLE_DESTINATIONS_FOR_GOOGLE_ANALYTICS_EVENT)',
      ],
    ],
    [
      'two destinations, and a choice',
      {
        '/destinations': [
          { ...ga, reference: 'a' },
          { ...ga, reference: 'b' },
        ],
        '/events/0/destinationReferences': ['a'],
      },
      [],
    ],
    [
      'beside Google Ads, and no choice',
      { '/destinations': [ga, ads] },
      [
        'error /events/0 required: an event must have adIdentifiers or userData (NO_IDENTIFIERS_PROVIDED)',
        'warning /events/0/transactionId required: transactionId should be given: by it Google counts a conversion once',
      ],
    ],
    [
      'beside Google Ads, and a choice',
      {
        '/destinations': [
          { ...ga, reference: 'a' },
          { ...ads, reference: 'b' },
        ],
        '/events/0/destinationReferences': ['a'],
      },
      [],
    ],
    [
      'beside Google Ads, and no choice, without a name',
      {
        '/destinations': [ga, ads],
        '/events/0/eventName': undefined,
        '/events/0/adIdentifiers': { gclid: 'Cj0K' },
        '/events/0/transactionId': 'SO-1',
      },
      ['error /events/0/eventName required: eventName must be given for Google Analytics (REQUIRED_FIELD_MISSING)'],
    ],
    [
      'beside Google Ads, and an empty choice',
      {
        '/destinations': [ga, ads],
        '/events/0/eventName': undefined,
        '/events/0/destinationReferences': [],
        '/events/0/adIdentifiers': { gclid: 'Cj0K' },
        '/events/0/transactionId': 'SO-1',
      },
      ['error /events/0/eventName required: eventName must be given for Google Analytics (REQUIRED_FIELD_MISSING)'],
    ],
    [
      'two destinations, and an empty choice',
      { '/destinations': [ga, ga], '/events/0/destinationReferences': [] },
      ['error /events/0/destinationReferences minItems: destinationReferences must not be empty'],
    ],
    [
      'an account without a type beside it',
      {
        '/destinations': [ga, { operatingAccount: { accountId: '1' }, productDestinationId: '1' }],
        '/events/0/adIdentifiers': { gclid: 'Cj0K' },
        '/events/0/transactionId': 'SO-1',
      },
      [
        'error /destinations/1/operatingAccount/accountType required: accountType must be given (REQUIRED_FIELD_MISSING)',
      ],
    ],
  ])('%s', (_, edits, expected) => {
    expect(told(contract.check(edited(analytics, edits), now))).toEqual(expected);
  });
});

describe('what is of other types than it must be', () => {
  const rest = { eventTimestamp: '2026-08-02T12:00:00Z', transactionId: 'SO-1', eventSource: 'WEB' };

  test.each<[string, unknown, readonly string[]]>([
    [
      'of other types, around the events',
      {
        destinations: [
          'x',
          { reference: '', operatingAccount: 'x', productDestinationId: '', more: 1 },
          {
            operatingAccount: { accountType: 'GOOGLE_ADS', accountId: 7, more: 1 },
            loginAccount: 'x',
            linkedAccount: 7,
            productDestinationId: 7,
          },
        ],
        events: ['x'],
        consent: 'x',
        encoding: 7,
        encryptionInfo: 'x',
        validateOnly: 1,
      },
      [
        'error /destinations/0 type: an item of destinations must be an object',
        'error /destinations/1/more additionalProperties: more: unknown key; known are reference, operatingAccount, loginAccount, linkedAccount, productDestinationId (INVALID_ARGUMENT)',
        'error /destinations/1/reference minLength: reference must not be empty',
        'error /destinations/1/operatingAccount type: operatingAccount must be an object',
        'error /destinations/1/productDestinationId minLength: productDestinationId must not be empty',
        'error /destinations/2/operatingAccount/more additionalProperties: more: unknown key; known are accountType, accountId, product (INVALID_ARGUMENT)',
        'error /destinations/2/operatingAccount/accountId type: accountId must be text',
        'error /destinations/2/loginAccount type: loginAccount must be an object',
        'error /destinations/2/linkedAccount type: linkedAccount must be an object',
        'error /destinations/2/productDestinationId type: productDestinationId must be text',
        'error /events/0 type: an item of events must be an object',
        'error /consent type: consent must be an object',
        'error /encoding enum: encoding must be one of HEX, BASE64 (INVALID_ENUM_VALUE)',
        'error /encryptionInfo oneOf: encryptionInfo must hold exactly one of gcpWrappedKeyInfo and awsWrappedKeyInfo (INVALID_ARGUMENT)',
        'error /encryptionInfo type: encryptionInfo must be an object',
        'error /validateOnly type: validateOnly must be true or false',
      ],
    ],
    [
      'of other types',
      {
        destinations: [ads],
        encoding: 'HEX',
        events: [
          {
            destinationReferences: 'x',
            transactionId: '',
            eventTimestamp: 7,
            lastUpdatedTimestamp: 7,
            eventSource: 7,
            adIdentifiers: 'x',
            userData: 'x',
            currency: 7,
            conversionValue: true,
            consent: 'x',
            cartData: 'x',
            eventDeviceInfo: 'x',
            customVariables: 'x',
            userProperties: 'x',
            eventName: 7,
            clientId: '',
            userId: '',
            additionalEventParameters: 'x',
            eventLocation: 'x',
            experimentalFields: 'x',
          },
        ],
      },
      [
        'error /events/0/destinationReferences type: destinationReferences must be an array',
        'error /events/0/transactionId minLength: transactionId must not be empty',
        'error /events/0/eventTimestamp type: eventTimestamp must be text',
        'error /events/0/lastUpdatedTimestamp type: lastUpdatedTimestamp must be text',
        'error /events/0/eventSource enum: eventSource must be one of WEB, APP, IN_STORE, PHONE, MESSAGE, OTHER (INVALID_ENUM_VALUE)',
        'error /events/0/adIdentifiers type: adIdentifiers must be an object',
        'error /events/0/userData type: userData must be an object',
        'error /events/0/currency type: currency must be text',
        'error /events/0/conversionValue type: conversionValue must be a number or text (INVALID_NUMBER_FORMAT)',
        'error /events/0/consent type: consent must be an object',
        'error /events/0/cartData type: cartData must be an object',
        'error /events/0/eventDeviceInfo type: eventDeviceInfo must be an object',
        'error /events/0/customVariables type: customVariables must be an array',
        'error /events/0/userProperties type: userProperties must be an object',
        'error /events/0/eventName type: eventName must be text',
        'error /events/0/clientId minLength: clientId must not be empty',
        'error /events/0/userId minLength: userId must not be empty',
        'error /events/0/additionalEventParameters type: additionalEventParameters must be an array',
        'error /events/0/eventLocation type: eventLocation must be an object',
        'error /events/0/experimentalFields type: experimentalFields must be an array',
      ],
    ],
    [
      'of other types, of persons and clicks',
      {
        destinations: [ads],
        encoding: 'HEX',
        events: [
          {
            ...rest,
            adIdentifiers: {
              gclid: 7,
              gbraid: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
              impressionId: '',
              matchId: '',
              mobileDeviceId: '',
              sessionAttributes: 7,
              landingPageDeviceInfo: 'x',
              encryptedUserIds: [
                'x',
                { encryptedId: '', entityType: 'GOOGLE_ADS_CUSTOMER', entityId: 'x', source: 'COOKIE', more: 1 },
              ],
              more: 1,
            },
          },
          { ...rest, userData: { userIdentifiers: 'x', more: 1 } },
          {
            ...rest,
            userData: {
              userIdentifiers: [
                'x',
                { emailAddress: 7, more: 1 },
                { phoneNumber: 7 },
                { address: 'x' },
                {
                  address: {
                    givenName: 7,
                    familyName: 7,
                    regionCode: 7,
                    postalCode: '',
                    addressLine: 7,
                    city: 7,
                    administrativeArea: 7,
                    more: 1,
                  },
                },
              ],
            },
          },
        ],
      },
      [
        'warning /events/2/userData/userIdentifiers/4/address/addressLine analyticsOnly: this part of an address goes to Google Analytics only',
        'warning /events/2/userData/userIdentifiers/4/address/city analyticsOnly: this part of an address goes to Google Analytics only',
        'warning /events/2/userData/userIdentifiers/4/address/administrativeArea analyticsOnly: this part of an address goes to Google Analytics only',
        'warning /events/0/adIdentifiers oneClickId: an event has at most one click id',
        'error /events/0/adIdentifiers/more additionalProperties: more: unknown key; known are gclid, gbraid, wbraid, dclid, impressionId, matchId, mobileDeviceId, sessionAttributes, landingPageDeviceInfo, encryptedUserIds (INVALID_ARGUMENT)',
        'error /events/0/adIdentifiers/gclid type: gclid must be text',
        'error /events/0/adIdentifiers/gbraid hashed: a click id is never hashed, and this looks like a hash',
        'error /events/0/adIdentifiers/impressionId minLength: impressionId must not be empty',
        'error /events/0/adIdentifiers/matchId minLength: matchId must not be empty',
        'error /events/0/adIdentifiers/mobileDeviceId minLength: mobileDeviceId must not be empty',
        'error /events/0/adIdentifiers/sessionAttributes type: sessionAttributes must be text',
        'error /events/0/adIdentifiers/landingPageDeviceInfo type: landingPageDeviceInfo must be an object',
        'error /events/0/adIdentifiers/encryptedUserIds/0 type: an item of encryptedUserIds must be an object',
        'error /events/0/adIdentifiers/encryptedUserIds/1/more additionalProperties: more: unknown key; known are encryptedId, entityType, entityId, source (INVALID_ARGUMENT)',
        'error /events/0/adIdentifiers/encryptedUserIds/1/encryptedId minLength: encryptedId must not be empty',
        'error /events/0/adIdentifiers/encryptedUserIds/1/entityId pattern: a 64-bit number must be text of digits (INVALID_NUMBER_FORMAT)',
        'error /events/0/adIdentifiers/encryptedUserIds/1/source enum: source must be one of AD_SERVING, DATA_TRANSFER (INVALID_ENUM_VALUE)',
        'error /events/1/userData/more additionalProperties: more: unknown key; known are userIdentifiers (INVALID_ARGUMENT)',
        'error /events/1/userData/userIdentifiers type: userIdentifiers must be an array',
        'error /events/2/userData/userIdentifiers/0 oneOf: a user identifier must hold exactly one of emailAddress, phoneNumber and address (INVALID_ARGUMENT)',
        'error /events/2/userData/userIdentifiers/0 type: an item of userIdentifiers must be an object',
        'error /events/2/userData/userIdentifiers/1/more additionalProperties: more: unknown key; known are emailAddress, phoneNumber, address (INVALID_ARGUMENT)',
        'error /events/2/userData/userIdentifiers/1/emailAddress type: emailAddress must be text',
        'error /events/2/userData/userIdentifiers/2/phoneNumber type: phoneNumber must be text',
        'error /events/2/userData/userIdentifiers/3/address type: address must be an object',
        'error /events/2/userData/userIdentifiers/4/address/more additionalProperties: more: unknown key; known are givenName, familyName, regionCode, postalCode, addressLine, city, administrativeArea (INVALID_ARGUMENT)',
        'error /events/2/userData/userIdentifiers/4/address/givenName type: givenName must be text',
        'error /events/2/userData/userIdentifiers/4/address/familyName type: familyName must be text',
        'error /events/2/userData/userIdentifiers/4/address/regionCode type: regionCode must be text',
        'error /events/2/userData/userIdentifiers/4/address/postalCode minLength: postalCode must not be empty (INVALID_POSTAL_CODE)',
        'error /events/2/userData/userIdentifiers/4/address/addressLine type: addressLine must be text',
        'error /events/2/userData/userIdentifiers/4/address/city type: city must be text',
        'error /events/2/userData/userIdentifiers/4/address/administrativeArea type: administrativeArea must be text',
      ],
    ],
    [
      'of other types, further in',
      {
        destinations: [ads],
        events: [
          {
            ...rest,
            adIdentifiers: { gclid: 'Cj0K' },
            cartData: {
              merchantId: 7,
              merchantFeedLabel: 7,
              merchantFeedLanguageCode: 7,
              transactionDiscount: true,
              couponCodes: 'x',
              items: 'x',
              more: 1,
            },
            customVariables: [
              'x',
              { variable: 7, destinationReferences: 'x', more: 1 },
              { destinationReferences: [''] },
            ],
            userProperties: { customerType: 7, additionalUserProperties: 'x', more: 1 },
            additionalEventParameters: ['x', { parameterName: '', value: 'x', more: 1 }],
            eventLocation: { storeId: '', city: 7, subdivisionCode: 7, subcontinentCode: 7, continentCode: 7, more: 1 },
            experimentalFields: ['x', { field: '', more: 1 }],
            eventDeviceInfo: {
              userAgent: 7,
              ipAddress: 7,
              category: 7,
              languageCode: 7,
              screenHeight: -1,
              screenWidth: -1,
            },
          },
          {
            ...rest,
            adIdentifiers: { gclid: 'Cj0K' },
            cartData: {
              couponCodes: [7],
              items: [
                'x',
                {
                  merchantProductId: '',
                  quantity: true,
                  unitPrice: true,
                  itemId: '',
                  merchantId: 'x',
                  merchantFeedLabel: 7,
                  merchantFeedLanguageCode: 'NL',
                  conversionValue: true,
                  additionalItemParameters: 'x',
                  customVariables: 'x',
                },
              ],
            },
            userProperties: { additionalUserProperties: ['x', { propertyName: '', value: 7, more: 1 }] },
            eventDeviceInfo: {
              operatingSystem: 7,
              operatingSystemVersion: 7,
              model: 7,
              brand: 7,
              browser: 7,
              browserVersion: 7,
            },
          },
        ],
      },
      [
        'error /events/0/cartData/more additionalProperties: more: unknown key; known are merchantId, merchantFeedLabel, merchantFeedLanguageCode, transactionDiscount, couponCodes, items (INVALID_ARGUMENT)',
        'error /events/0/cartData/merchantId type: merchantId must be text',
        'error /events/0/cartData/merchantFeedLabel type: merchantFeedLabel must be text',
        'error /events/0/cartData/merchantFeedLanguageCode type: merchantFeedLanguageCode must be text',
        'error /events/0/cartData/transactionDiscount type: transactionDiscount must be a number or text (INVALID_NUMBER_FORMAT)',
        'error /events/0/cartData/couponCodes type: couponCodes must be an array',
        'error /events/0/cartData/items type: items must be an array',
        'error /events/0/eventDeviceInfo/userAgent type: userAgent must be text',
        'error /events/0/eventDeviceInfo/ipAddress type: ipAddress must be text',
        'error /events/0/eventDeviceInfo/category type: category must be text',
        'error /events/0/eventDeviceInfo/languageCode type: languageCode must be text',
        'error /events/0/eventDeviceInfo/screenHeight minimum: screenHeight must be >= 0',
        'error /events/0/eventDeviceInfo/screenWidth minimum: screenWidth must be >= 0',
        'error /events/0/customVariables/0 type: an item of customVariables must be an object',
        'error /events/0/customVariables/1/more additionalProperties: more: unknown key; known are variable, value, destinationReferences (INVALID_ARGUMENT)',
        'error /events/0/customVariables/1/variable type: variable must be text',
        'error /events/0/customVariables/1/destinationReferences type: destinationReferences must be an array',
        'error /events/0/customVariables/2/destinationReferences/0 minLength: an item of destinationReferences must not be empty',
        'error /events/0/userProperties/more additionalProperties: more: unknown key; known are customerType, customerValueBucket, additionalUserProperties (INVALID_ARGUMENT)',
        'error /events/0/userProperties/customerType enum: customerType must be one of NEW, RETURNING, REENGAGED (INVALID_ENUM_VALUE)',
        'error /events/0/userProperties/additionalUserProperties type: additionalUserProperties must be an array',
        'error /events/0/additionalEventParameters/0 type: an item of additionalEventParameters must be an object',
        'error /events/0/additionalEventParameters/1/more additionalProperties: more: unknown key; known are parameterName, value (INVALID_ARGUMENT)',
        'error /events/0/additionalEventParameters/1/parameterName minLength: parameterName must not be empty',
        'error /events/0/eventLocation/more additionalProperties: more: unknown key; known are storeId, city, subdivisionCode, regionCode, subcontinentCode, continentCode (INVALID_ARGUMENT)',
        'error /events/0/eventLocation/storeId minLength: storeId must not be empty',
        'error /events/0/eventLocation/city type: city must be text',
        'error /events/0/eventLocation/subdivisionCode type: subdivisionCode must be text',
        'error /events/0/eventLocation/subcontinentCode type: subcontinentCode must be text',
        'error /events/0/eventLocation/continentCode type: continentCode must be text',
        'error /events/0/experimentalFields/0 type: an item of experimentalFields must be an object',
        'error /events/0/experimentalFields/1/more additionalProperties: more: unknown key; known are field, value (INVALID_ARGUMENT)',
        'error /events/0/experimentalFields/1/field minLength: field must not be empty',
        'error /events/1/cartData/couponCodes/0 type: an item of couponCodes must be text (INVALID_COUPON_CODE)',
        'error /events/1/cartData/items/0 type: an item of items must be an object',
        'error /events/1/cartData/items/1/merchantProductId minLength: merchantProductId must not be empty',
        'error /events/1/cartData/items/1/quantity type: quantity must be text or a whole number (INVALID_NUMBER_FORMAT)',
        'error /events/1/cartData/items/1/unitPrice type: unitPrice must be a number or text (INVALID_NUMBER_FORMAT)',
        'error /events/1/cartData/items/1/itemId minLength: itemId must not be empty',
        'error /events/1/cartData/items/1/merchantId pattern: merchantId must be digits (INVALID_MERCHANT_ID)',
        'error /events/1/cartData/items/1/merchantFeedLabel type: merchantFeedLabel must be text',
        'error /events/1/cartData/items/1/merchantFeedLanguageCode pattern: merchantFeedLanguageCode must be two lower-case letters (INVALID_MERCHANT_FEED_LANGUAGE_CODE)',
        'error /events/1/cartData/items/1/conversionValue type: conversionValue must be a number or text (INVALID_NUMBER_FORMAT)',
        'error /events/1/cartData/items/1/additionalItemParameters type: additionalItemParameters must be an array',
        'error /events/1/cartData/items/1/customVariables type: customVariables must be an array',
        'error /events/1/eventDeviceInfo/operatingSystem type: operatingSystem must be text',
        'error /events/1/eventDeviceInfo/operatingSystemVersion type: operatingSystemVersion must be text',
        'error /events/1/eventDeviceInfo/model type: model must be text',
        'error /events/1/eventDeviceInfo/brand type: brand must be text',
        'error /events/1/eventDeviceInfo/browser type: browser must be text',
      ],
    ],
    [
      "half a key of Google's",
      {
        destinations: [ads],
        events: [{ ...rest, adIdentifiers: { gclid: 'Cj0K' } }],
        encryptionInfo: { gcpWrappedKeyInfo: { wipProvider: '', kekUri: '', encryptedDek: 7, more: 1 }, more: 1 },
      },
      [
        'error /encryptionInfo/more additionalProperties: more: unknown key; known are gcpWrappedKeyInfo, awsWrappedKeyInfo (INVALID_ARGUMENT)',
        'error /encryptionInfo/gcpWrappedKeyInfo/keyType required: keyType must be given (REQUIRED_FIELD_MISSING)',
        'error /encryptionInfo/gcpWrappedKeyInfo/more additionalProperties: more: unknown key; known are keyType, wipProvider, kekUri, encryptedDek (INVALID_ARGUMENT)',
        'error /encryptionInfo/gcpWrappedKeyInfo/wipProvider minLength: wipProvider must not be empty',
        'error /encryptionInfo/gcpWrappedKeyInfo/kekUri minLength: kekUri must not be empty',
        'error /encryptionInfo/gcpWrappedKeyInfo/encryptedDek type: what is encrypted must be in base64 (INVALID_BASE64_ENCODING)',
      ],
    ],
    [
      "half a key of Amazon's",
      {
        destinations: [ads],
        events: [{ ...rest, adIdentifiers: { gclid: 'Cj0K' } }],
        encryptionInfo: { awsWrappedKeyInfo: { roleArn: '', kekUri: '', more: 1 } },
      },
      [
        'error /encryptionInfo/awsWrappedKeyInfo/keyType required: keyType must be given (REQUIRED_FIELD_MISSING)',
        'error /encryptionInfo/awsWrappedKeyInfo/encryptedDek required: encryptedDek must be given (REQUIRED_FIELD_MISSING)',
        'error /encryptionInfo/awsWrappedKeyInfo/more additionalProperties: more: unknown key; known are keyType, roleArn, kekUri, encryptedDek (INVALID_ARGUMENT)',
        'error /encryptionInfo/awsWrappedKeyInfo/roleArn minLength: roleArn must not be empty',
        'error /encryptionInfo/awsWrappedKeyInfo/kekUri minLength: kekUri must not be empty',
      ],
    ],
    [
      'of other types, the rest',
      {
        destinations: [{ ...ads, reference: 7 }],
        events: [
          {
            eventTimestamp: '2026-08-02T12:00:00Z',
            transactionId: 7,
            eventSource: 'WEB',
            adIdentifiers: { gclid: 'Cj0K', impressionId: 7, matchId: 7, mobileDeviceId: 7, encryptedUserIds: 'x' },
            destinationReferences: [7],
            clientId: 7,
            appInstanceId: 7,
            userId: 7,
            additionalEventParameters: [{ parameterName: 7, value: 'x' }],
            userProperties: {
              additionalUserProperties: ['x', { propertyName: 7, value: 7, more: 1 }, { propertyName: '', value: 'x' }],
            },
            eventLocation: { storeId: 7 },
            experimentalFields: [{ field: 7 }],
            cartData: { items: [{ merchantProductId: 7, itemId: 7 }] },
            eventDeviceInfo: { screenHeight: 1.5, browserVersion: 7 },
          },
        ],
      },
      [
        'error /destinations/0/reference type: reference must be text',
        'error /events/0/appInstanceId oneOf: clientId and appInstanceId must not be given together (BOTH_CLIENT_ID_AND_APP_INSTANCE_ID_NOT_ALLOWED)',
        'error /events/0/destinationReferences/0 type: an item of destinationReferences must be text',
        'error /events/0/transactionId type: transactionId must be text',
        'error /events/0/adIdentifiers/impressionId type: impressionId must be text',
        'error /events/0/adIdentifiers/matchId type: matchId must be text',
        'error /events/0/adIdentifiers/mobileDeviceId type: mobileDeviceId must be text',
        'error /events/0/adIdentifiers/encryptedUserIds type: encryptedUserIds must be an array',
        'error /events/0/cartData/items/0/merchantProductId type: merchantProductId must be text',
        'error /events/0/cartData/items/0/itemId type: itemId must be text',
        'error /events/0/eventDeviceInfo/screenHeight type: screenHeight must be a whole number',
        'error /events/0/eventDeviceInfo/browserVersion type: browserVersion must be text',
        'error /events/0/userProperties/additionalUserProperties/0 type: an item of additionalUserProperties must be an object',
        'error /events/0/userProperties/additionalUserProperties/1/more additionalProperties: more: unknown key; known are propertyName, value (INVALID_ARGUMENT)',
        'error /events/0/userProperties/additionalUserProperties/1/propertyName type: propertyName must be text',
        'error /events/0/userProperties/additionalUserProperties/1/value type: value must be text',
        'error /events/0/userProperties/additionalUserProperties/2/propertyName minLength: propertyName must not be empty',
        'error /events/0/clientId type: clientId must be text',
        'error /events/0/appInstanceId type: appInstanceId must be text',
        'error /events/0/userId type: userId must be text',
        'error /events/0/additionalEventParameters/0/parameterName type: parameterName must be text',
        'error /events/0/eventLocation/storeId type: storeId must be text',
        'error /events/0/experimentalFields/0/field type: field must be text',
      ],
    ],
  ])('%s', (_, payload, expected) => {
    expect(told(contract.check(payload, now))).toEqual(expected);
  });
});

describe('the request', () => {
  test.each<[string, Partial<CheckedRequest>, readonly string[]]>([
    ['another method', { method: 'PUT' }, ['error request:/method const: method must be "POST"']],
    [
      'another address',
      { url: 'https://ads.example/v1beta/events:ingest' },
      [
        'error request:/host const: host must be "datamanager.googleapis.com"',
        'error request:/path const: path must be "/v1/events:ingest"',
      ],
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
      { headers: { authorization: 'Basic eDp5', 'content-type': 'text/plain', 'x-goog-user-project': '' } },
      [
        'warning request:/headers/content-type pattern: content-type must be application/json',
        'error request:/headers/authorization pattern: authorization must be Bearer and an access token (UNAUTHENTICATED)',
        'error request:/headers/x-goog-user-project minLength: x-goog-user-project must not be empty',
      ],
    ],
    [
      'a header that is a secret whole',
      {
        headers: {
          authorization: '${AUTHORIZATION}',
          'content-type': 'application/json',
          'x-goog-user-project': 'my-project',
        },
      },
      [],
    ],
    ['no body', { body: null }, ['error  type: the payload must be an object']],
    [
      'a fault in the body',
      { body: { ...purchase, encoding: 'hex' } },
      ['error /encoding enum: encoding must be one of HEX, BASE64 (INVALID_ENUM_VALUE)'],
    ],
  ])('%s', (_, other, expected) => {
    expect(told(contract.checkRequest({ ...request, ...other }, now))).toEqual(expected);
  });
});

describe('what the tag sends', () => {
  const account: Fields = {
    operating_account_id: '123-456-7890',
    product_destination_id: '987654321',
    service_account: '${GOOGLE_SA}',
  };
  const property: Fields = {
    ...account,
    operating_account_type: 'GOOGLE_ANALYTICS_PROPERTY',
    product_destination_id: 'G-AAAA1111',
  };

  async function toldOf(event: EventData, fields: Fields): Promise<readonly string[]> {
    const [sent] = await build(dataManagerTag, event, fields, { defaultRegion: 'US' });
    const { method, url, headers: given, body } = sent as unknown as CheckedRequest;
    return told(contract.checkRequest({ method, url, headers: given, body }, receivedAt));
  }

  test.each<[string, EventData, Fields, readonly string[]]>([
    ['a purchase', purchaseEvent, account, []],
    ['a purchase, in base64', purchaseEvent, { ...account, encoding: 'BASE64' }, []],
    ['a purchase for Google Analytics', purchaseEvent, property, []],
    ['a prescription', prescription, account, []],
    ['a prescription for Google Analytics', { ...prescription, client_id: '55.66' }, property, []],
    [
      'what the fields say',
      purchaseEvent,
      {
        ...account,
        access_token: '${TOKEN}',
        quota_project: 'my-project',
        login_account_id: '987-654-3210',
        destination_reference: 'raw',
        destination_references: ['raw'],
        event_timestamp: '2026-11-20T10:00:00+02:00',
        last_updated_timestamp: '2026-11-21T10:00:00Z',
        event_source: 'PHONE',
        ad_identifiers: { mobile_device_id: 'idfa' },
        currency: 'eur',
        conversion_value: '12.50',
        conversion_count: 2,
        consent: { ad_user_data: null, ad_personalization: 'denied' },
        cart_data: { merchant_id: '5551234', merchantFeedLabel: 'US', transaction_discount: 5 },
        event_device_info: { category: 'mobile' },
        send_ip_address: true,
        custom_variables: { tier: 'b' },
        customer_type: 'returning',
        customer_value_bucket: 'high',
        event_location: { store_id: 'S1' },
        experimental_fields: [{ field: 'x', value: 'y' }],
        validate_only: true,
      },
      [],
    ],
    [
      'account, action and token as secrets',
      purchaseEvent,
      { operating_account_id: '${ACCOUNT}', product_destination_id: '${ACTION}', access_token: '${TOKEN}' },
      [],
    ],
    [
      'no order',
      { event_name: 'purchase', gclid: 'Cj0K' },
      account,
      [
        'warning /events/0/transactionId required: transactionId should be given: by it Google counts a conversion once',
      ],
    ],
    [
      "another's person",
      { ...purchaseEvent, user_data: {} },
      { ...account, third_party_user_data: { email_address: 'Person@Example.com' } },
      [
        'warning /events/0/thirdPartyUserData allowListed: Google takes thirdPartyUserData only from accounts on its list (NOT_ALLOWLISTED)',
      ],
    ],
  ])('%s', async (_, event, fields, expected) => {
    expect(await toldOf(event, fields)).toEqual(expected);
  });

  test.each(relayNames)('%s for Google Analytics', async (relay) => {
    expect(await toldOf({ event_name: relay, client_id: '55.66' }, property)).toEqual([]);
  });

  test('holds, whatever value, person, consent and lines an event has', async () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.string()),
    );
    const consent = fc.constantFrom('granted', 'denied', 'GRANTED', 'DENIED');
    const event = fc.record(
      {
        value: anything,
        currency: anything,
        timestamp_micros: fc.oneof(anything, fc.integer({ min: 0, max: receivedAt * 1000 })),
        user_agent: anything,
        items: fc.array(fc.record({ item_id: anything, price: anything, quantity: anything }, { requiredKeys: [] })),
        coupon: anything,
        customer_type: anything,
        new_customer: anything,
        user_data: fc.record({ email: anything, phone: anything, address: anything }, { requiredKeys: [] }),
        consent: fc.record({ ad_user_data: consent, ad_personalization: consent }),
        page_title: anything,
        data_processing_options: anything,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        event,
        fc.constantFrom(account, property),
        fc.constantFrom('HEX', 'BASE64'),
        async (data, to, encoding) => {
          const known = { event_name: 'purchase', gclid: 'Cj0K', client_id: '55.66', transaction_id: 'SO-1', ...data };
          const errors = (await toldOf(known as EventData, { ...to, encoding })).filter((line) =>
            line.startsWith('error'),
          );
          // That Google Analytics takes no event older than 72 hours is the event's matter.
          expect(errors.filter((line) => !line.includes('eventTimestamp maxAge'))).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });
});
