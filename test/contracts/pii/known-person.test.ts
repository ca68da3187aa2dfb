import { describe, expect, it } from 'vitest';
import { nobody, ofBody, ofRequest, sha, told } from './support/persons.ts';

describe('what of a person is told', () => {
  it.each([
    ['email', { em: ' jane.doe+SHOP@example.com ' }, 'raw_email'],
    ['phone, digits of it', { ref: 12025550143 }, 'raw_phone'],
    ['phone, without country code', { order_id: 'A-2025550143' }, 'raw_phone'],
    ['phone, grouped another way', { x: 'tel 202.555.0143 x2' }, 'raw_phone'],
    ['phone, before something else', { x: 'ref 12025550143, 2 pcs' }, 'raw_phone'],
    ['phone, widely grouped', { x: '(202) 555 - 0143' }, 'raw_phone'],
    ['phone, dashes nobody types', { x: '202\u2011555\u20110143' }, 'raw_phone'],
    ['phone, in a word', { x: 'id12025550143' }, 'raw_phone'],
    ['last name', { shipping_to: 'doe' }, 'raw_identifier'],
    ['both names', { customer: 'Doe, Jane' }, 'raw_identifier'],
    ['street', { ship: '12 EXAMPLE STREET' }, 'raw_identifier'],
    ['street, in a whole address', { ship: '12 Example street, New York, NY 10001' }, 'raw_identifier'],
    ['street, in a parameter', { url: 'https://s.example/?to=12+Example+Street&x=1' }, 'raw_identifier'],
    ['date of birth', { birthday: '19970216' }, 'raw_identifier'],
    ['date of birth, as a number', { born: 19970216 }, 'raw_identifier'],
    ['city, where it is hashed', { user_data: { ct: ['New York'] } }, 'raw_identifier'],
    ['region, where it is hashed', { user_data: { st: 'ny' } }, 'raw_identifier'],
    ['postal code, where it is hashed', { user_data: { zp: '10001' } }, 'raw_identifier'],
    ['postal code, as a number', { user_data: { zp: [10001] } }, 'raw_identifier'],
    ['country, where it is hashed', { user_data: { country: 'us' } }, 'raw_identifier'],
    ['gender, where it is hashed', { user_data: { ge: 'f' } }, 'raw_identifier'],
    ["postal code, in TikTok's user", { user: { zip_code: '10001-1234' } }, 'raw_identifier'],
  ])('%s', (_name, body, rule) => {
    expect(ofBody(body).map((violation) => violation.rule)).toEqual([rule]);
  });

  it.each([
    ['a part of a longer text', { x: 'Jane Street Capital', y: 'doeskin', z: 'janet' }],
    [
      'what platforms take in clear',
      { address: [{ city: 'new york', region: 'ny', postal_code: '10001', country: 'US' }] },
    ],
    ["places in TikTok's user", { user: { city: 'newyork', state: 'newyork', country: 'us' } }],
    ['a value of another kind', { user_data: { ct: 'us', ge: 'ny', country: 'f', zp: 'newyork' } }],
    ['a name that is a place', { user: { city: 'jane' } }],
    ['a name that is a shop, a month, a brand', { storefront_id: 'jane', utm_campaign: 'doe', item_brand: 'Jane' }],
    ['a name that is an id', { session_id: 'Jane', order_id: '19970216' }],
    ['an external id', { external_id: 'crm-88213', user_id: 'crm-88213', user_data: { external_id: ['crm-88213'] } }],
    ['digests that are right', { em: [sha('jane.doe+shop@example.com')], ph: sha('+12025550143').toUpperCase() }],
    ['digests of an external id', { external_id: [sha('crm-88213'), sha('CRM-88213')] }],
    ['digests of others', { em: sha('somebody@else.example'), etag: 'a'.repeat(64) }],
  ])('not %s', (_name, body) => {
    expect(ofBody(body)).toEqual([]);
  });

  it('knows a number by its key, with spaces that do not break', () => {
    expect(told(ofBody({ phone: '06\u00a012\u00a034\u00a056\u00a078' }, nobody))).toEqual(['/phone raw_phone']);
  });

  it.each([
    [{ kind: 'email', text: 'jane@localhost' }, 'Jane@localhost', 'raw_email'],
    [{ kind: 'first_name', text: ' Zoë ' }, 'ZOË', 'raw_identifier'],
    [{ kind: 'street', text: '1 Ave' }, '1 ave', 'raw_identifier'],
    [{ kind: 'street', text: '1 Ave' }, '21 Avenue Q', undefined],
    [{ kind: 'street', text: 'Hauptstr.5' }, 'Hauptstr.57', undefined],
    [{ kind: 'phone', text: '06 12 34 56 78', normalised: ['+33612345678', '33612345678'] }, '0612345678', 'raw_phone'],
    [{ kind: 'phone', text: '06 12 34 56 78', normalised: ['+33612345678', '33612345678'] }, '99912345678', undefined],
    [{ kind: 'phone', text: '+354 555 1234' }, '555-1234', 'raw_phone'],
    [{ kind: 'phone', text: '0612345678' }, 'x612345678', 'raw_phone'],
    [{ kind: 'phone', text: '112' }, '112', undefined],
  ] as const)('knows %j in %s', (identifier, value, rule) => {
    const found = ofBody({ x: value }, { ...nobody, identifiers: [identifier] });
    expect(found.map((violation) => violation.rule)).toEqual(rule === undefined ? [] : [rule]);
  });

  it('reads a value by the name beside it, or above it', () => {
    const body = {
      phone: { value: '6505551212' },
      last_name: [{ value: 'Li' }],
      props: [{ propertyName: 'phone', value: 6505551212 }],
      other: [{ propertyName: 'total', value: 6505551212 }, { value: '6505551212' }],
    };
    const li = { ...nobody, identifiers: [{ kind: 'last_name' as const, text: 'Li' }] };
    expect(told(ofBody(body, li))).toEqual([
      '/phone/value raw_phone',
      '/last_name/0/value raw_identifier',
      '/props/0/value raw_phone',
    ]);
  });

  it('wants the external id hashed where the platform does', () => {
    const bodies = { user_data: { external_id: ['crm-88213'] } };
    const of = (host: string, body: unknown): readonly string[] => told(ofRequest({ url: `https://${host}/v3`, body }));
    expect([
      of('graph.facebook.com', bodies),
      of('tr.snapchat.com', bodies),
      of('api.pinterest.com', bodies),
      of('business-api.tiktok.com', { user: { external_id: 'CRM-88213' } }),
    ]).toEqual([
      [],
      ['/user_data/external_id/0 raw_identifier'],
      ['/user_data/external_id/0 raw_identifier'],
      ['/user/external_id raw_identifier'],
    ]);
  });

  it('takes names of two letters only where names stand', () => {
    const li = { ...nobody, identifiers: [{ kind: 'last_name' as const, text: 'Li', normalised: ['li'] }] };
    expect(told(ofBody({ ul: 'li', x: 'li', ln: 'LI', last_name: 'Li' }, li))).toEqual([
      '/ln raw_identifier',
      '/last_name raw_identifier',
    ]);
  });

  it('takes names of other scripts', () => {
    const jung = { ...nobody, identifiers: [{ kind: 'first_name' as const, text: '정' }] };
    expect(told(ofBody({ x: '정', y: '정말' }, jung))).toEqual(['/x raw_identifier']);
  });
});
