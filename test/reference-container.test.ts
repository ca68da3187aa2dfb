import { describe, expect, it } from 'vitest';
import { outgoing, runReference, sample } from './support/reference.ts';

/** The event name a request carries, wherever its platform puts it. */
function eventNameOf(platform: string, url: string, body: unknown): string {
  const first =
    (body as { data?: { event_name?: string; event?: string }[]; events?: { name: string }[] } | null) ?? {};
  if (platform === 'google_ads') return new URL(url).searchParams.get('label') ?? '';
  if (platform === 'kameleoon') return String((body as { goalId: number }[])[0]?.goalId);
  return first.events?.[0]?.name ?? first.data?.[0]?.event_name ?? first.data?.[0]?.event ?? '';
}

const table: Record<string, Record<string, string>> = {
  purchase: {
    'GA4 - All Events': 'purchase',
    'Meta CAPI - Purchase': 'Purchase',
    'TikTok - Purchase': 'CompletePayment',
    'Google Ads - Purchase Conversion': 'AbCdEfGhIjKlMnOp',
    'Kameleoon - Purchase': '100001',
    'Snapchat - Purchase': 'PURCHASE',
    'Pinterest - Checkout': 'checkout',
  },
  add_to_cart: {
    'GA4 - All Events': 'add_to_cart',
    'Meta CAPI - Add to Cart': 'AddToCart',
    'TikTok - Add to Cart': 'AddToCart',
    'Snapchat - Add to Cart': 'ADD_CART',
    'Pinterest - Add to Cart': 'add_to_cart',
  },
  begin_checkout: {
    'GA4 - All Events': 'begin_checkout',
    'Meta CAPI - Initiate Checkout': 'InitiateCheckout',
    'TikTok - Initiate Checkout': 'InitiateCheckout',
    'Snapchat - Start Checkout': 'START_CHECKOUT',
    'Pinterest - Initiate Checkout': 'initiate_checkout',
  },
  generate_lead: {
    'GA4 - All Events': 'generate_lead',
    'Meta CAPI - Lead': 'Lead',
    'TikTok - Lead': 'SubmitForm',
    'Google Ads - Lead Conversion': 'BcDeFgHiJkLmNoPq',
    'Kameleoon - Lead': '100002',
    'Snapchat - Lead': 'SIGN_UP',
    'Pinterest - Lead': 'lead',
  },
  sign_up: {
    'GA4 - All Events': 'sign_up',
    'Meta CAPI - CompleteRegistration': 'CompleteRegistration',
    'TikTok - CompleteRegistration': 'CompleteRegistration',
    'Google Ads - Sign Up Conversion': 'CdEfGhIjKlMnOpQr',
    'Kameleoon - Sign Up': '100003',
    'Snapchat - Sign Up': 'SIGN_UP',
    'Pinterest - Sign Up': 'signup',
  },
  rx_issued: { 'GA4 - All Events': 'rx_issued', 'Meta CAPI - RX Issued': 'Lead', 'TikTok - RX Issued': 'rx_issued' },
  consult_started: {
    'GA4 - All Events': 'consult_started',
    'Meta CAPI - Consult Started': 'consult_started',
    'TikTok - Consult Started': 'consult_started',
  },
  consult_completed: {
    'GA4 - All Events': 'consult_completed',
    'Meta CAPI - Consult Completed': 'Lead',
    'TikTok - Consult Completed': 'SubmitForm',
  },
};

const firstNames: Record<string, string> = {
  purchase_completed: 'purchase',
  lead: 'generate_lead',
  complete_registration: 'sign_up',
  signup: 'sign_up',
};

async function firedNames(body: unknown): Promise<Record<string, string>> {
  const requests = outgoing(await runReference(body));
  return Object.fromEntries(
    Object.entries(requests).map(([tag, { platform, url, body: sent }]) => [tag, eventNameOf(platform, url, sent)]),
  );
}

describe('the reference container', () => {
  it.each(Object.keys(table))('sends %s to each platform under its name there', async (name) => {
    expect(await firedNames(sample(name))).toEqual(table[name]);
  });

  it.each(Object.entries(firstNames))('takes %s as %s', async (first, name) => {
    const body = sample(name);
    body.events[0].name = first;
    expect(await firedNames(body)).toEqual(table[name]);
  });

  it('marks leads that are not leads', async () => {
    const types = await Promise.all(
      ['generate_lead', 'rx_issued', 'consult_completed'].map(async (name) => {
        const meta = Object.values(outgoing(await runReference(sample(name)))).find((one) => one.platform === 'meta');
        const body = meta?.body as { data: { custom_data?: { lead_type?: string } }[] } | undefined;
        return body?.data[0]?.custom_data?.lead_type;
      }),
    );
    expect(types).toEqual([undefined, 'rx_issued', 'consult_completed']);
  });

  it.each([
    [
      'bosley',
      'G-BOSLEY123',
      '${GA4_API_SECRET_BOSLEY}',
      '1248630053164112',
      '${META_ACCESS_TOKEN}',
      '${TIKTOK_ACCESS_TOKEN}',
    ],
    [
      'pfizer',
      'G-PFIZER456',
      '${GA4_API_SECRET_PFIZER}',
      '1000000000000456',
      '${META_ACCESS_TOKEN_PFIZER}',
      '${TIKTOK_ACCESS_TOKEN_PFIZER}',
    ],
    [
      'hims',
      'G-HIMS789',
      '${GA4_API_SECRET_HIMS}',
      '1000000000000789',
      '${META_ACCESS_TOKEN_HIMS}',
      '${TIKTOK_ACCESS_TOKEN_HIMS}',
    ],
    [
      'elsewhere',
      'G-FROMQUERY',
      '${GA4_API_SECRET}',
      '1248630053164112',
      '${META_ACCESS_TOKEN}',
      '${TIKTOK_ACCESS_TOKEN}',
    ],
  ])('routes %s to its own accounts', async (storefront, measurementId, apiSecret, pixel, metaToken, tiktokToken) => {
    const body = sample('purchase');
    body.events[0].params['storefront_id'] = storefront;
    const requests = outgoing(await runReference(body, { measurement_id: 'G-FROMQUERY', api_secret: 'incoming' }));
    expect({
      ga4: requests['GA4 - All Events']?.url,
      meta: requests['Meta CAPI - Purchase']?.url,
      metaToken: (requests['Meta CAPI - Purchase']?.body as { access_token: string } | undefined)?.access_token,
      tiktokToken: requests['TikTok - Purchase']?.headers['access-token'],
    }).toEqual({
      ga4: `https://www.google-analytics.com/mp/collect?measurement_id=${measurementId}&api_secret=${apiSecret}`,
      meta: `https://graph.facebook.com/v25.0/${pixel}/events`,
      metaToken,
      tiktokToken,
    });
  });

  it.each(['rx_issued', 'consult_started', 'consult_completed'])(
    'lets nothing of %s out that names a drug or a diagnosis',
    async (name) => {
      const body = sample(name);
      Object.assign(body.events[0].params, {
        items: [
          { item_id: 'SENTINEL-1', item_name: 'Sentinel 50 mg', item_category: 'sentinel', price: 60, quantity: 1 },
        ],
        drug: 'sentinel',
        diagnosis: 'sentinel',
        notes: 'sentinel',
        content_name: 'sentinel',
        search_term: 'sentinel',
        page_location: 'https://hims.example/rx/sentinel?drug=sentinel',
        page_referrer: 'https://hims.example/sentinel',
        page_title: 'sentinel',
        coupon: 'SENTINEL10',
        utm_content: 'sentinel',
        method: 'sentinel',
      });
      body['user_properties'] = { condition: { value: 'sentinel' } };
      const requests = outgoing(await runReference(body));
      expect(Object.keys(requests)).toEqual(Object.keys(table[name] ?? {}));
      expect(Object.entries(requests).filter(([, request]) => /sentinel/i.test(JSON.stringify(request)))).toEqual([]);
    },
  );

  it('sends platforms without a consent field nothing about a person who said no', async () => {
    const body = sample('purchase');
    body['consent'] = { ad_user_data: 'DENIED', ad_personalization: 'DENIED' };
    const recording = await runReference(body);
    expect(Object.keys(outgoing(recording))).toEqual([
      'GA4 - All Events',
      'Google Ads - Purchase Conversion',
      'Kameleoon - Purchase',
    ]);
    expect(
      recording.events[0]?.tags
        .filter((tag) => tag.status === 'blocked')
        .map(({ name, reason }) => `${name}: ${reason}`),
    ).toEqual([
      'Meta CAPI - Purchase: blocked by Ad Consent Denied',
      'TikTok - Purchase: blocked by Ad Consent Denied',
      'Snapchat - Purchase: blocked by Ad Consent Denied',
      'Pinterest - Checkout: blocked by Ad Consent Denied',
    ]);
  });
});
