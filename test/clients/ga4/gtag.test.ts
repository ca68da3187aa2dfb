import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gtagParameters } from '../../../src/clients/ga4/gtag-parameters.ts';
import { browser, onlyEvent, receivedAt, request, run } from './requests.ts';

const hit = '/g/collect?v=2&tid=G-TEST123&en=page_view';
const base = {
  event_name: 'page_view',
  'x-ga-protocol_version': '2',
  'x-ga-measurement_id': 'G-TEST123',
  'x-sst-system_properties': { request_start_time_ms: receivedAt },
};
const get = (query: string): unknown => onlyEvent(run(request('GET', `${hit}&${query}`)));

describe('each parameter has its place in event data', () => {
  const rows: [string, object][] = [
    ['gtm=45je5', { 'x-ga-gtm_version': '45je5' }],
    ['_p=761826058', { 'x-ga-page_id': 761826058 }],
    ['_s=5', { 'x-ga-request_count': 5 }],
    ['tfd=5784', { 'x-ga-tfd': 5784 }],
    ['gcs=G111', { 'x-ga-gcs': 'G111' }],
    ['gcd=13l3l3l3l1', { 'x-ga-gcd': '13l3l3l3l1' }],
    ['npa=0', { 'x-ga-npa': '0' }],
    ['dma=0', { 'x-ga-dma': '0' }],
    ['dma_cps=syphamo', { 'x-ga-dma_cps': 'syphamo' }],
    ['are=1', { 'x-ga-are': '1' }],
    ['pscdl=noapi', { 'x-ga-pscdl': 'noapi' }],
    ['ur=US-TX', { 'x-ga-ur': 'US-TX' }],
    ['ecid=123', { 'x-ga-ecid': '123' }],
    ['_ecid=123', { 'x-ga-ecid': '123' }],
    ['cid=1849235714.1771200000', { client_id: '1849235714.1771200000' }],
    ['uid=crm-1', { user_id: 'crm-1' }],
    ['sid=1771199821', { ga_session_id: '1771199821' }],
    ['sct=3', { ga_session_number: 3 }],
    ['seg=1', { 'x-ga-mp2-seg': '1' }],
    ['_et=120', { engagement_time_msec: 120 }],
    ['_et=', {}],
    ['_et=soon', { engagement_time_msec: 'soon' }],
    ['_et=1e999', { engagement_time_msec: '1e999' }],
    ['dl=https%3A%2F%2Fshop.example.com%2F%3Fa%3D1', { page_location: 'https://shop.example.com/?a=1' }],
    ['dt=The%20shop', { page_title: 'The shop' }],
    ['dr=https://example.com/', { page_referrer: 'https://example.com/' }],
    ['dh=shop.example.com', { page_hostname: 'shop.example.com' }],
    ['ul=en-us', { language: 'en-us' }],
    ['sr=1512x982', { screen_resolution: '1512x982' }],
    ['cu=EUR', { currency: 'EUR' }],
    ['_uip=203.0.113.7', { ip_override: '203.0.113.7' }],
    ['_uc=US', { event_location: { country: 'US' } }],
    ['cm=email', { campaign_medium: 'email' }],
    ['cs=news', { campaign_source: 'news' }],
    ['cn=spring', { campaign_name: 'spring' }],
    ['cc=top', { campaign_content: 'top' }],
    ['ck=shirt', { campaign_term: 'shirt' }],
    ['ccf=video', { campaign_creative_format: 'video' }],
    ['cmt=prospecting', { campaign_marketing_tactic: 'prospecting' }],
    ['ci=42', { campaign_id: '42' }],
    ['pi=P1', { promotion_id: 'P1' }],
    ['pn=Sale&cn=Banner&cs=top', { promotion_name: 'Sale', creative_name: 'Banner', creative_slot: 'top' }],
    ['lo=L1', { location_id: 'L1' }],
    ['uaa=arm', { client_hints: { architecture: 'arm' } }],
    ['uab=64', { client_hints: { bitness: '64' } }],
    ['uamb=0', { client_hints: { mobile: false } }],
    ['uamb=1', { client_hints: { mobile: true } }],
    ['uam=', { client_hints: { model: '' } }],
    ['uap=macOS', { client_hints: { platform: 'macOS' } }],
    ['uapv=15.2.0', { client_hints: { platform_version: '15.2.0' } }],
    ['uaw=0', { client_hints: { wow64: false } }],
    [
      'uafvl=Chromium%3B136.0.7103.93%7CNot.A%252FBrand%3B99.0.0.0%7C%7CBare',
      {
        client_hints: {
          full_version_list: [
            { brand: 'Chromium', version: '136.0.7103.93' },
            { brand: 'Not.A/Brand', version: '99.0.0.0' },
            { brand: 'Bare', version: '' },
          ],
          brands: [
            { brand: 'Chromium', version: '136' },
            { brand: 'Not.A/Brand', version: '99' },
            { brand: 'Bare', version: '' },
          ],
        },
      },
    ],
    ['_eu=AAAAAQ', { 'x-ga-system_properties': { eu: [34] } }],
    ['_eu=EBg', { 'x-ga-system_properties': { eu: [2, 6, 17] } }],
    ['_eu=!', { 'x-ga-system_properties': { eu: '!' } }],
    ['_ee=1', { 'x-ga-system_properties': { ee: true } }],
    [
      '_tu=BA&_ss=1&_fv=1&_nsi=1&_c=1&_dbg=1&_fplc=0&_fid=f&_gaz=1&_rdi=1&_geo=1&_uei=1&_glv=1&_z=ccd',
      {
        'x-ga-system_properties': {
          tu: 'BA',
          ss: '1',
          fv: '1',
          nsi: '1',
          c: '1',
          dbg: '1',
          fplc: '0',
          fid: 'f',
          gaz: '1',
          rdi: '1',
          geo: '1',
          uei: '1',
          glv: '1',
          z: 'ccd',
        },
      },
    ],
    [
      'frm=0&tag_exp=101~102&ir=1&tt=internal&gdid=d&edid=e&gtm_up=1&us_privacy=1YNN&gdpr=1&gdpr_consent=CP&_=x&pr=y',
      {
        'x-ga-mp2-frm': '0',
        'x-ga-mp2-tag_exp': '101~102',
        'x-ga-mp2-ir': '1',
        'x-ga-mp2-tt': 'internal',
        'x-ga-mp2-gdid': 'd',
        'x-ga-mp2-edid': 'e',
        'x-ga-mp2-gtm_up': '1',
        'x-ga-mp2-us_privacy': '1YNN',
        'x-ga-mp2-gdpr': '1',
        'x-ga-mp2-gdpr_consent': 'CP',
        'x-ga-mp2-_': 'x',
        'x-ga-mp2-pr': 'y',
      },
    ],
    ['richsstsse', { 'x-ga-mp2-richsstsse': '' }],
    [
      'sst.etld=google.com&sst.ude=0&sst.request_start_time_ms=1',
      { 'x-sst-system_properties': { etld: 'google.com', ude: '0', request_start_time_ms: receivedAt } },
    ],
    ['ep.method=email&ep.value=9&ep.=x', { method: 'email', value: '9' }],
    ['ep.debug_mode=true', { debug_mode: 'true' }],
    ['epn.value=89.9&epn.bad=x', { value: 89.9, bad: 'x' }],
    ['up.plan=gold&upn.orders=3&upn.bad=x', { 'x-ga-mp2-user_properties': { plan: 'gold', orders: 3, bad: 'x' } }],
    ['up.plan=gold&user_properties=x', { 'x-ga-mp2-user_properties': { plan: 'gold' } }],
    ['user_properties=x&up.plan=gold', { 'x-ga-mp2-user_properties': { plan: 'gold' } }],
    ['dl=a&dl=b', { page_location: 'a' }],
    ['api_secret=hush&ep.api_secret=hush&sgtm_session=s1', {}],
  ];
  test.each(rows)('%s', (query, expected) => {
    expect(get(query)).toEqual({ ...base, ...expected });
  });

  test('and each row of the table has been seen', () => {
    const seen = new Set(rows.flatMap(([query]) => query.split('&').map((pair) => pair.split('=')[0])));
    expect([...gtagParameters.keys()].filter((name) => !seen.has(name))).toEqual(['v', 'tid', 'en']);
  });

  test('cn and cs of a promotion event are the creative', () => {
    expect(onlyEvent(run(request('GET', '/g/collect?v=2&tid=G-TEST123&en=view_promotion&cn=Banner&cs=top')))).toEqual({
      ...base,
      event_name: 'view_promotion',
      creative_name: 'Banner',
      creative_slot: 'top',
    });
  });

  test('ep.user_data.* is one object', () => {
    const query =
      'ep.user_data.email=a%40example.com&ep.user_data.address.first_name=Ada&ep.user_data.address.city=Austin' +
      '&ep.user_data.email.x=y&ep.user_data.constructor=z&ep.user_data.isPrototypeOf.x=y&epn.user_data.n=1&ep.user_data.1.2.3.4.5.6.7.8.9=deep';
    expect(get(query)).toEqual({
      ...base,
      user_data: {
        email: 'a@example.com',
        address: { first_name: 'Ada', city: 'Austin' },
        constructor: 'z',
        isPrototypeOf: { x: 'y' },
        n: 1,
      },
    });
  });

  test("where a protocol parameter and an event parameter clash, the protocol's wins", () => {
    const query =
      'cid=1.2&ep.client_id=x&ep.event_name=x&ep.x-ga-measurement_id=x&ep.page_location=x&dl=y&ep.x-sst-system_properties=x';
    expect(get(query)).toEqual({ ...base, client_id: '1.2', page_location: 'y' });
  });
});

describe('an item', () => {
  const rows: [string, object][] = [
    [
      'idSKU-19~nmLinen%20shirt~brNorda~caA~c2B~c3C~c4D~c5E~vared',
      {
        item_id: 'SKU-19',
        item_name: 'Linen shirt',
        item_brand: 'Norda',
        item_category: 'A',
        item_category2: 'B',
        item_category3: 'C',
        item_category4: 'D',
        item_category5: 'E',
        item_variant: 'red',
      },
    ],
    ['pr10.01~qt3~ds2.22~lp0', { price: 10.01, quantity: 3, discount: 2.22, index: 0 }],
    [
      'lil1~lnList~loloc~afshop~cpSAVE~pip1~pnPromo~cncreative~csslot',
      {
        item_list_id: 'l1',
        item_list_name: 'List',
        location_id: 'loc',
        affiliation: 'shop',
        coupon: 'SAVE',
        promotion_id: 'p1',
        promotion_name: 'Promo',
        creative_name: 'creative',
        creative_slot: 'slot',
      },
    ],
    ['k0size~v0M~k10colour~v10dark%20blue', { size: 'M', colour: 'dark blue' }],
    ['k0size~k1~v1x~v2y', {}],
    ['nma~~b~~~pr1~~', { item_name: 'a~b~', price: '1~' }],
    ['pr1,50~qt', { price: '1,50', quantity: '' }],
    ['nm100%~zzunknown~i~~', { item_name: '100%' }],
    ['prx~k0price~v0y', { price: 'x' }],
    ['k0constructor~v0x', { constructor: 'x' }],
    ['', {}],
  ];
  test.each(rows)('%s', (text, item) => {
    expect(get(`pr1=${encodeURIComponent(text)}`)).toEqual({ ...base, items: [item] });
  });

  test('stands by its number, from 1 to 200', () => {
    expect(get('pr10=idc&pr2=idb&pr1=ida&pr200=idd&pr0=id0&pr201=id1&pr01=id2')).toEqual({
      ...base,
      items: [{ item_id: 'a' }, { item_id: 'b' }, { item_id: 'c' }, { item_id: 'd' }],
      'x-ga-mp2-pr0': 'id0',
      'x-ga-mp2-pr201': 'id1',
      'x-ga-mp2-pr01': 'id2',
    });
  });
});

describe('a body', () => {
  const url = '/g/collect?v=2&tid=G-TEST123&cid=1.2';
  const made = { ...base, client_id: '1.2' };
  const ok = { status: 'accepted', response: { status: 200, headers: {}, body: '' }, violations: [] };
  const left = (path: string) => ({
    contract: 'ga4/gtag',
    severity: 'warning',
    path,
    rule: 'required',
    message: 'this line has no en and was left out',
    help: 'add en and the event name',
  });
  const rows: [string, string, string, object][] = [
    [
      'holds an event a line, laid over the query',
      url,
      'en=page_view&dl=a\r\nen=scroll&epn.percent=90&cid=9.9\r\n\nen=purchase&pr1=idA',
      {
        ...ok,
        events: [
          { ...made, page_location: 'a' },
          { ...made, event_name: 'scroll', percent: 90, client_id: '9.9' },
          { ...made, event_name: 'purchase', items: [{ item_id: 'A' }] },
        ],
      },
    ],
    [
      'leaves out lines without a name',
      `${url}&en=page_view`,
      'dl=a\nen=scroll\nen=',
      { ...ok, events: [{ ...made, event_name: 'scroll' }], violations: [left('/body/0'), left('/body/2')] },
    ],
    [
      "goes with the query's name where it is one line without",
      `${url}&en=page_view`,
      'en=&dl=a\n',
      { ...ok, events: [{ ...made, page_location: 'a' }] },
    ],
    ['may be empty where the query names the event', `${url}&en=page_view`, '', { ...ok, events: [made] }],
    [
      'none of whose lines has a name leaves the event of the query',
      `${url}&en=page_view`,
      'dl=a\ndl=b',
      { ...ok, events: [made], violations: [left('/body/0'), left('/body/1')] },
    ],
  ];
  test.each(rows)('%s', (_, target, body, outcome) => {
    expect(run(request('POST', target, { body }))).toEqual(outcome);
  });

  test('of a GET is not read', () => {
    expect(run(request('GET', `${url}&en=page_view`, { body: 'en=scroll' }))).toEqual({ ...ok, events: [made] });
  });

  test('may hold 100 events', () => {
    const body = Array.from({ length: 100 }, (_, i) => `en=e${i}`).join('\n');
    expect(run(request('POST', url, { body }))).toEqual({
      ...ok,
      events: Array.from({ length: 100 }, (_, i) => ({ ...made, event_name: `e${i}` })),
    });
  });
});

test('events are renamed as they come in', () => {
  const eventNames = { page_view: 'view' };
  expect(onlyEvent(run(request('GET', hit), { eventNames }))).toEqual({ ...base, event_name: 'view' });
  const odd = request('GET', '/g/collect?v=2&tid=G-TEST123&en=toString');
  expect(onlyEvent(run(odd, { eventNames }))).toEqual({ ...base, event_name: 'toString' });
});

describe('the visitor', () => {
  const visitor = { headers: { 'user-agent': 'curl/8' }, remoteAddress: '203.0.113.9' };
  const rows: [string, 'auto' | 'always' | 'never', object][] = [
    ['', 'auto', { user_agent: 'curl/8', ip_override: '203.0.113.9' }],
    ['', 'always', { user_agent: 'curl/8', ip_override: '203.0.113.9' }],
    ['', 'never', {}],
    ['&_uip=203.0.113.1', 'auto', { user_agent: 'curl/8', ip_override: '203.0.113.1' }],
    ['&ep.ip_override=203.0.113.2&ep.user_agent=x', 'auto', { user_agent: 'x', ip_override: '203.0.113.2' }],
  ];
  test.each(rows)('%j %s', (query, visitorFromRequest, expected) => {
    expect(onlyEvent(run(request('GET', hit + query, visitor), { visitorFromRequest }))).toEqual({
      ...base,
      ...expected,
    });
  });
});

describe('browsers of other origins', () => {
  const cors = {
    'access-control-allow-origin': 'https://shop.example.com',
    'access-control-allow-credentials': 'true',
    vary: 'origin',
  };
  const origin = 'https://shop.example.com';

  test('may read the answer', () => {
    const headers = { origin, 'user-agent': browser };
    expect(run(request('GET', hit, { headers })).response).toEqual({ status: 200, headers: cors, body: '' });
    expect(run(request('GET', '/g/collect?v=2&tid=G-1', { headers })).response.headers).toEqual({
      ...cors,
      'content-type': 'application/json',
    });
  });

  test('may ask before', () => {
    const headers = { origin, 'access-control-request-headers': 'x-gtm-server-preview, content-type' };
    expect(run(request('OPTIONS', '/g/collect', { headers }))).toEqual({
      status: 'accepted',
      events: [],
      violations: [],
      response: {
        status: 204,
        headers: {
          ...cors,
          'access-control-allow-methods': 'GET, POST, OPTIONS',
          'access-control-allow-headers': 'x-gtm-server-preview, content-type',
        },
        body: '',
      },
    });
  });

  test('cannot put more into the answer than names and an origin', () => {
    const headers = { origin: 'https://a\r\nset-cookie: x', 'access-control-request-headers': 'a\r\nb: c' };
    expect(run(request('OPTIONS', '/g/collect', { headers })).response).toEqual({
      status: 204,
      headers: { 'access-control-allow-methods': 'GET, POST, OPTIONS' },
      body: '',
    });
  });
});

describe('turned away', () => {
  const prototype = 'which could change every object';
  const rename = 'rename the parameter';
  const named = `a parameter names a prototype, ${prototype}`;
  const line = '/g/collect?v=2&tid=G-1&cid=1.2';
  const many = (count: number) => Array.from({ length: count }, (_, i) => `p${i}=1`).join('&');
  /** Target, body, then status, path, rule, message, help. */
  const rows: [string, string | undefined, number, string, string, string, string][] = [
    [
      line,
      '',
      400,
      '/query/en',
      'required',
      'neither the query nor a line of the body names an event',
      'add en=page_view, or the name of the event',
    ],
    [line, undefined, 400, '/body', 'utf8', 'the body is not UTF-8', 'encode it as UTF-8'],
    [
      line,
      'é'.repeat(131_073),
      413,
      '',
      'maxBytes',
      'the body is larger than 262144 bytes',
      'send fewer events in a request',
    ],
    [
      line,
      'en=x\n'.repeat(101),
      400,
      '/body',
      'maxItems',
      'the body holds more than 100 events',
      'split them over several requests',
    ],
    [
      line,
      `en=x\nen=y&${many(500)}`,
      400,
      '/body/1',
      'maxProperties',
      'more than 500 parameters',
      'send fewer parameters in a hit',
    ],
    [
      `${line}&${many(498)}`,
      'en=x',
      400,
      '/query',
      'maxProperties',
      'more than 500 parameters',
      'send fewer parameters in a hit',
    ],
    [`${hit}&__proto__=x`, '', 400, '/query/__proto__', 'prototype', named, rename],
    [`${hit}&ep.__proto__=x`, '', 400, '/query/ep.__proto__', 'prototype', named, rename],
    [`${hit}&ep.__proto__.polluted=x`, '', 400, '/query/ep.__proto__.polluted', 'prototype', named, rename],
    [`${hit}&epn.__proto__=1`, '', 400, '/query/epn.__proto__', 'prototype', named, rename],
    [`${hit}&up.%5F_proto__=x`, '', 400, '/query/up.__proto__', 'prototype', named, rename],
    [`${hit}&upn.__proto__=1`, '', 400, '/query/upn.__proto__', 'prototype', named, rename],
    [`${hit}&sst.__proto__=x`, '', 400, '/query/sst.__proto__', 'prototype', named, rename],
    [`${hit}&___proto__=x`, '', 400, '/query/___proto__', 'prototype', named, rename],
    [
      `${hit}&ep.user_data.__proto__.polluted=x`,
      '',
      400,
      '/query/ep.user_data.__proto__.polluted',
      'prototype',
      named,
      rename,
    ],
    [
      `${hit}&ep.user_data.constructor.prototype.polluted=x`,
      '',
      400,
      '/query/ep.user_data.constructor.prototype.polluted',
      'prototype',
      named,
      rename,
    ],
    [line, 'en=x\n\nen=y&ep.a/__proto__=x', 400, '/body/2/ep.a~1__proto__', 'prototype', named, rename],
    [
      line,
      'en=y&pr3=k0__proto__~v0x',
      400,
      '/body/0/pr3',
      'prototype',
      `an item names a parameter __proto__, ${prototype}`,
      rename,
    ],
    [
      line,
      'en=y&pr3=k0%255F_proto__~v0x',
      400,
      '/body/0/pr3',
      'prototype',
      `an item names a parameter __proto__, ${prototype}`,
      rename,
    ],
  ];
  test.each(rows)('%s %s', (target, body, status, path, rule, message, help) => {
    const violation = { contract: 'ga4/gtag', severity: 'error', path, rule, message, help };
    expect(run({ ...request('POST', target), body })).toEqual({
      status: 'rejected',
      reason: path === '' ? message : `${path}: ${message}`,
      violations: [violation],
      response: {
        status,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ error: { message, path, help }, violations: [violation] }),
      },
    });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('other methods', () => {
    const message = 'method PUT is not taken here, only GET, POST, OPTIONS';
    const help = 'send the hit in the query of a GET, or its events as lines in the body of a POST';
    const violation = { contract: 'ga4/gtag', severity: 'error', path: '', rule: 'method', message, help };
    expect(run(request('PUT', hit))).toEqual({
      status: 'rejected',
      reason: message,
      violations: [violation],
      response: {
        status: 405,
        headers: { allow: 'GET, POST, OPTIONS', 'content-type': 'application/json' },
        body: JSON.stringify({ error: { message, path: '', help }, violations: [violation] }),
      },
    });
  });
});

describe('whatever the query and body', () => {
  const name = fc.oneof(
    fc.constantFrom(...gtagParameters.keys(), 'pr1', 'pr2', 'ep.user_data', 'user_properties', 'client_hints'),
    fc.constantFrom('__proto__', 'constructor', 'constructor.prototype', 'toString', 'hasOwnProperty'),
    fc
      .tuple(
        fc.constantFrom('ep.', 'epn.', 'up.', 'upn.', 'sst.', '_', 'ep.user_data.', 'ep.x-ga-', ''),
        fc.oneof(
          fc.constantFrom('__proto__', 'constructor', 'constructor.prototype.x', 'toString', 'valueOf', 'a.b', ''),
          fc.string({ unit: 'binary', maxLength: 8 }),
        ),
      )
      .map(([prefix, rest]) => prefix + rest),
  );
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc
      .array(fc.constantFrom('~', 'k0', 'v0', 'id', 'pr', '%', '%5F', '__proto__', '|', ';', '1'), { maxLength: 8 })
      .map((parts) => parts.join('')),
  );
  const query = fc
    .array(fc.tuple(name, value), { maxLength: 8 })
    .map((pairs) =>
      pairs
        .map(([key, text]) => `${encodeURIComponent(key.toWellFormed())}=${encodeURIComponent(text.toWellFormed())}`)
        .join('&'),
    );

  test('it is taken or turned away, never thrown at, and changes no prototype', () => {
    const ends = new Set<string>();
    fc.assert(
      fc.property(fc.oneof(query, fc.string({ unit: 'binary' })), fc.array(query, { maxLength: 3 }), (text, lines) => {
        const outcome = run(request('POST', `${hit}&${text}`, { body: lines.join('\n') }));
        ends.add(outcome.status);
        if (outcome.status === 'accepted') {
          for (const made of outcome.events) {
            expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
            expect(JSON.parse(JSON.stringify(made))['event_name']).toBe(made['event_name']);
          }
        }
        expect(Object.keys(Object.prototype)).toEqual([]);
        expect(({} as Record<string, unknown>)['x']).toBeUndefined();
      }),
      { numRuns: 3000 },
    );
    expect(ends).toEqual(new Set(['accepted', 'rejected']));
  });
});
