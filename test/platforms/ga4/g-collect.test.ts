import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readItem } from '../../../src/clients/ga4/gtag-items.ts';
import type { EventData } from '../../../src/event/event-data.ts';
import { encodeItems } from '../../../src/platforms/ga4/item-codes.ts';
import { ga4Tag } from '../../../src/platforms/ga4/tag.ts';
import type { Fields, OutgoingRequest } from '../../../src/platforms/tag.ts';
import { TagError } from '../../../src/platforms/tag.ts';
import { build } from '../../support/tag-input.ts';
import { prescription, purchase, relayNames, telling } from './events.ts';

const small: EventData = { event_name: 'sign_up', client_id: '55.66', 'x-ga-measurement_id': 'G-BOSLEY123' };

async function request(event: EventData, fields: Fields = {}): Promise<OutgoingRequest> {
  return (await build(ga4Tag, event, fields, { defaultRegion: 'US' }))[0] as OutgoingRequest;
}

async function query(event: EventData, fields: Fields = {}): Promise<readonly string[]> {
  return (await request(event, fields)).url.toString().split('?')[1]?.split('&') ?? [];
}

test('a purchase goes whole', async () => {
  expect(await request(purchase)).toEqual({
    platform: 'ga4',
    method: 'POST',
    url: `https://www.google-analytics.com/g/collect?${[
      'v=2',
      'tid=G-BOSLEY123',
      'gcd=11l1l1t1t5',
      'npa=0',
      'cid=1849235714.1771200000',
      'uid=crm-88213',
      'sid=1771199821',
      'dl=https%3A%2F%2Fbosley.example%2Fcheckout%2Fthank-you%3Futm_source%3Dgoogle%26gclid%3DCj0KCQjwTESTabcdef',
      'dt=Thank%20you',
      'dr=https%3A%2F%2Fbosley.example%2Fcheckout',
      'em=tv.1~em.1hFzBkhe0OUK-rOshx6Y-BaZFR8wKBUn1j_18jNlbGk~pn.HiMcZgEeei2Gepz64memr_EDz0kTZAtucamYUPwP-8g~fn0.aRV3G-HFqgyIaHC2lRsD1-r8Eh_qDoCl6oO-t8RJ9Ow~ln0.pv5opxn72ORGbLaZLZpk3R9oN-Jt_FoCTxOT9R03N8A~sa0.wmgdm6Iz2Dl4XZSNw6ysmwlHmTAMsYSLNU3pwmy4suY~ct0.lyon~rg0.ca~pc0.94035~co0.US',
      '_uip=203.0.113.7',
      'en=purchase',
      '_et=120',
      'ep.event_id=SO-10442',
      'ep.transaction_id=SO-10442',
      'epn.value=89.9',
      'cu=USD',
      'epn.tax=7.4',
      'epn.shipping=4.9',
      'ep.coupon=SPRING',
      'ep.storefront_id=bosley',
      'ep.t_value=affiliate_123',
      'ep.utm_source=google',
      'pr1=idSKU-19~nmLinen%20shirt~brNorda~caShirts~pr42.5~qt2',
      'pr2=idSKU-20~nmGift~~bag%20(small)~pr4.9~k0fabric~v0paper',
      'up.plan=gold',
      'upn.orders=3',
    ].join('&')}`,
    headers: { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36' },
    contract: 'ga4/g_collect',
  });
});

test.each(relayNames)('%s goes as %s', async (relay, ga4) => {
  expect(await query({ ...small, event_name: relay })).toEqual(['v=2', 'tid=G-BOSLEY123', 'cid=55.66', `en=${ga4}`]);
});

test('what gtag sent goes back under its names', async () => {
  const event: EventData = {
    ...small,
    'x-ga-gtm_version': '45je68v0',
    'x-ga-page_id': 1234,
    'x-ga-request_count': 2,
    'x-ga-gcs': 'G111',
    'x-ga-gcd': '13t3t3t3t5',
    'x-ga-dma': '0',
    'x-ga-npa': '0',
    'x-ga-pscdl': 'noapi',
    'x-ga-mp2-seg': '1',
    'x-ga-mp2-richsstsse': '',
    'x-ga-system_properties': { eu: [34], ss: '1', ee: true, c: false },
    'x-sst-system_properties': { uc: 'US', request_start_time_ms: 5 },
    ga_session_id: '17',
    ga_session_number: 3,
    language: 'en-us',
    screen_resolution: '1512x982',
    client_hints: {
      architecture: 'arm',
      mobile: false,
      model: '',
      wow64: false,
      full_version_list: [
        { brand: 'Not.A/Brand', version: '24.0' },
        { brand: 'Chromium', version: '137' },
      ],
    },
    campaign_name: 'spring',
    debug_mode: 'true',
    dropped: { a: 1 },
  };
  expect(await query(event)).toEqual([
    'v=2',
    'tid=G-BOSLEY123',
    'gtm=45je68v0',
    '_p=1234',
    '_s=2',
    'pscdl=noapi',
    'gcs=G111',
    'gcd=13t3t3t3t5',
    'dma=0',
    'npa=0',
    'cid=55.66',
    'sct=3',
    'ul=en-us',
    'sr=1512x982',
    'uaa=arm',
    'uafvl=Not.A%252FBrand%3B24.0%7CChromium%3B137',
    'uamb=0',
    'uam=',
    'uaw=0',
    'sid=17',
    'seg=1',
    'sst.uc=US',
    'en=sign_up',
    '_eu=AAAAAQ',
    '_ss=1',
    '_ee=1',
    '_dbg=1',
    'cn=spring',
    'ep.debug_mode=true',
  ]);
});

test('bits that are set go six to a character, the lowest first', async () => {
  const eu = [0, 5, 11, 34, -1, 1.5, 'x'];
  expect(await query({ ...small, 'x-ga-system_properties': { eu } })).toEqual([
    'v=2',
    'tid=G-BOSLEY123',
    'cid=55.66',
    'en=sign_up',
    '_eu=hgAAAQ',
  ]);
});

test('consent that the tag changes is no longer what the browser said', async () => {
  const event = { ...small, 'x-ga-gcs': 'G111', 'x-ga-gcd': '13t3t3t3t5', 'x-ga-npa': '0' };
  expect(await query(event, { consent: { ad_personalization: 'DENIED' } })).toEqual([
    'v=2',
    'tid=G-BOSLEY123',
    'gcs=G111',
    'gcd=11t1t1l1p5',
    'npa=1',
    'cid=55.66',
    'en=sign_up',
  ]);
});

test('a creative has the campaign’s names where the event is about a promotion', async () => {
  const event = {
    ...small,
    event_name: 'view_promotion',
    promotion_id: 'P1',
    creative_name: 'blue',
    campaign_name: 'spring',
  };
  expect((await query(event)).slice(3)).toEqual(['en=view_promotion', 'pi=P1', 'cn=blue', 'ep.campaign_name=spring']);
});

test('fields laid over the event replace, leave and remove', async () => {
  const fields: Fields = {
    measurement_id: 'G-AAAA1111',
    region: 'eu',
    client_id: '77.88',
    user_id: null,
    user_data: null,
    user_agent: null,
    redact_visitor_ip: true,
    debug: true,
    consent: { ad_storage: 'denied', analytics_storage: true },
    data_processing_options: ['LDU'],
    event_name: 'lead',
    include_parameters: 'none',
    user_properties: { plan: undefined, orders: null },
    event_parameters: { value: 5, page_title: null, session_id: '99' },
  };
  const sent = await request(purchase, fields);
  expect(sent.headers).toEqual({});
  expect(sent.url.toString().split('&')).toEqual([
    'https://region1.google-analytics.com/g/collect?v=2',
    'tid=G-AAAA1111',
    'gcs=G101',
    'gcd=11p1t1t1p5',
    'npa=1',
    'cid=77.88',
    'sid=99',
    'dl=https%3A%2F%2Fbosley.example%2Fcheckout%2Fthank-you%3Futm_source%3Dgoogle%26gclid%3DCj0KCQjwTESTabcdef',
    'dr=https%3A%2F%2Fbosley.example%2Fcheckout',
    '_uip=%3A%3A',
    'en=generate_lead',
    '_dbg=1',
    '_et=120',
    'epn.value=5',
    'up.plan=gold',
  ]);
});

test('no user data goes where passing it was denied', async () => {
  const event = { ...small, user_data: { em: 'person@example.com' }, consent: { ad_user_data: 'DENIED' } };
  expect(await query(event)).toEqual(['v=2', 'tid=G-BOSLEY123', 'gcd=11l1l1p1l5', 'cid=55.66', 'en=sign_up']);
});

test('protocol: gtag wins over a secret', async () => {
  expect(await query(small, { protocol: 'gtag', api_secret: 's' })).toEqual([
    'v=2',
    'tid=G-BOSLEY123',
    'cid=55.66',
    'en=sign_up',
  ]);
});

test('what does not fit the query goes in the body', async () => {
  const text = 'x'.repeat(2000);
  const event = { ...small, page_title: 'Join', a: text, b: 2 };
  expect(await request(event)).toEqual({
    platform: 'ga4',
    method: 'POST',
    url: 'https://www.google-analytics.com/g/collect?v=2&tid=G-BOSLEY123&cid=55.66&dt=Join',
    headers: { 'content-type': 'text/plain;charset=UTF-8' },
    body: `en=sign_up&ep.a=${text}&epn.b=2`,
    contract: 'ga4/g_collect',
  });
});

test('of an event about health nothing tells what it was about', async () => {
  const sent = await request(prescription);
  expect(sent).toEqual({
    platform: 'ga4',
    method: 'POST',
    url: 'https://www.google-analytics.com/g/collect?v=2&tid=G-BOSLEY123&cid=1849235714.1771200000&sid=1771199821&dl=https%3A%2F%2Fbosley.example%2F&em=tv.1~em.VC0kASmIPAGeEG47Gy0_PLNTfEPEJTZN6OlR1aMIM0U&en=rx_issued&ep.event_id=RX-77&epn.value=30&cu=USD&ep.storefront_id=bosley&ep.utm_source=google',
    headers: {},
    contract: 'ga4/g_collect',
  });
  expect(JSON.stringify(sent)).not.toMatch(telling);
});

test('without a measurement id there is nothing to send to', async () => {
  await expect(request({ event_name: 'sign_up' })).rejects.toThrow(
    new TagError('no measurement_id: give the tag one, or send the event with ?measurement_id=G-…'),
  );
});

describe('whatever the event holds', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  );

  test('the URL is one, and text comes back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string({ minLength: 1 }), value), async (own) => {
        const data = Object.fromEntries(Object.entries(own).map(([key, one]) => [`p_${key}`, one])) as EventData;
        const sent = await request({ ...small, ...data });
        const read = new URLSearchParams(`${sent.url.toString().split('?')[1]}&${sent.body ?? ''}`);
        for (const [key, one] of Object.entries(data)) {
          const name = `${typeof one === 'number' ? 'epn' : 'ep'}.${key}`.toWellFormed();
          expect(read.get(name)).toBe(one === null || one === '' ? null : String(one).toWellFormed());
        }
      }),
    );
  });

  test('items come back from the client as they went', () => {
    const text = fc
      .string({ minLength: 1, maxLength: 20 })
      .filter((one) => !one.includes('%') && !/^[~]|[~]$/.test(one));
    const item = fc.record({
      item_id: text,
      item_name: text,
      price: fc.integer({ min: 0, max: 1e6 }),
      colour: text.filter((one) => !/^\d/.test(one)),
    });
    fc.assert(
      fc.property(item, (one) => {
        const [sent] = encodeItems([one]);
        expect(readItem(decodeURIComponent(sent ?? ''))).toEqual({ ...one });
      }),
    );
  });
});
