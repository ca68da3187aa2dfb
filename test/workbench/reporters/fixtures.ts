import type { Violation } from '../../../src/contracts/violation.ts';
import type { RecordedOutgoingRequest, RecordedTag, Recording } from '../../../src/engine/recording.ts';
import type { Difference } from '../../../src/workbench/difference.ts';
import type { Failure, LocatedViolation, ScenarioResult, TestRun, Where } from '../../../src/workbench/test-run.ts';

const metaUrl = 'https://graph.facebook.com/v25.0/1248630053164112/events';
const metaParameters = 'https://developers.facebook.com/docs/marketing-api/conversions-api/parameters';
const thankYou =
  'https://bosley.example/checkout/thank-you?utm_source=google&utm_medium=cpc&utm_campaign=autumn&gclid=Cj0KCQjwTESTabcdef&fbclid=IwAR0AbCdEf';

const inMeta: Where = {
  send: 0,
  event: 'purchase',
  tag: 'Meta CAPI - Purchase',
  request: { platform: 'meta', method: 'POST', url: metaUrl },
};
const inTikTok: Where = {
  send: 0,
  event: 'purchase',
  tag: 'TikTok - Purchase',
  request: {
    platform: 'tiktok',
    method: 'POST',
    url: 'https://business-api.tiktok.com/open_api/v1.3/event/track/',
  },
};
const inSnapchat: Where = {
  send: 1,
  event: 'add_to_cart',
  tag: 'Snapchat - Add to Cart',
  request: {
    platform: 'snapchat',
    method: 'POST',
    url: 'https://tr.snapchat.com/v3/00000000-0000-4000-8000-000000000001/events?access_token=${SNAPCHAT_ACCESS_TOKEN}',
  },
};

const valueMissing: Violation = {
  contract: 'meta/events',
  severity: 'error',
  path: '/data/0/custom_data/value',
  rule: 'required',
  message: 'value must be given with Purchase',
  help: 'send value as a number, 0 where there is none',
  code: '100/2804009',
  source: metaParameters,
  rulePath: '/$defs/event/allOf/3/then/properties/custom_data/required',
};

const agentMissing: Violation = {
  contract: 'meta/events',
  severity: 'warning',
  path: '/data/0/user_data/client_user_agent',
  rule: 'required',
  message: 'client_user_agent should be given for website events',
  help: "send the visitor's user agent as user_agent in the event",
  source: metaParameters,
};

const brandMissing: Violation = {
  contract: 'tiktok/event_track',
  severity: 'warning',
  path: '/data/0/properties/contents/1/brand',
  rule: 'required',
  message: 'brand should be given for each of contents',
};

/** Values that differ in all the ways they can. */
export const differences: readonly Difference[] = [
  { path: '/body/data/0/custom_data/value', kind: 'different', expected: 99.99, actual: '99.99' },
  { path: '/body/data/0/event_id', kind: 'different', expected: 'purchase.TEST-001', actual: 'purchase.TEST-002' },
  {
    path: '/body/data/0/user_data/fbc',
    kind: 'different',
    expected: { matches: '^fb\\.1\\.' },
    actual: 'fb.2.1795276800000.IwAR0AbCdEf',
    rule: 'must match ^fb\\.1\\.',
  },
  { path: '/body/data/0/custom_data/currency', kind: 'missing', expected: 'USD', actual: undefined },
  {
    path: '/body/data/0/custom_data/contents',
    kind: 'unexpected',
    expected: undefined,
    actual: [
      { id: 'SKU-19', quantity: 2, item_price: 42.5, title: 'Hair care set' },
      { id: 'SKU-27', quantity: 1, item_price: 4.9, title: 'Travel case' },
    ],
  },
  {
    path: '/body/data/0/event_source_url',
    kind: 'different',
    expected: thankYou,
    actual: thankYou.replace('=cpc', '=email').replace('=IwAR0AbCdEf', '=IwAR0AbCdEg'),
  },
  {
    path: '/body/data/0/user_data/em/0',
    kind: 'different',
    expected: 'bb55843f3da2af28071cd4be7ae1e05989dc6d3ea4833906f7d8fe4be35afad8',
    actual: 'Jane.Doe+Shop@Example.com',
  },
  {
    path: '/body/data/0/user_data/ph/0',
    kind: 'different',
    expected: { $hash_of: '12025550143' },
    actual: 'bb55843f3da2af28071cd4be7ae1e05989dc6d3ea4833906f7d8fe4be35afad8',
    rule: 'must be the SHA-256 of 12025550143, in lower-case hex',
  },
];

/** What a hostile or careless event may carry. */
export const hostileDifferences: readonly Difference[] = [
  {
    path: '/body/data/0/custom_data/content_name',
    kind: 'different',
    expected: 'Hair care set',
    actual: 'Hair  care \u202eset\u0007 </script><script>alert(1)</script> 日本語',
  },
  { path: '/events/0/data/user_data/address/first_name', kind: 'different', expected: 'jane', actual: 'Jane' },
  { path: '/headers/x-api-key', kind: 'different', expected: '${WAREHOUSE_KEY}', actual: 'live-4f9a8b7c6d' },
  {
    path: '/events/0/data/note',
    kind: 'different',
    expected: `${'lorem ipsum '.repeat(90_000)}dolor sit amet`,
    actual: `${'lorem ipsum '.repeat(90_000)}dolor sat amet`,
  },
  {
    path: '/events/0/data/promo\u001b[2J',
    kind: 'unexpected',
    expected: undefined,
    actual: '::stop-commands::now ##vso[task.complete]',
  },
  { path: '', kind: 'different', expected: { currency: 'USD' }, actual: null },
];

const many: readonly Difference[] = Array.from({ length: 23 }, (_, index) => ({
  path: `/body/data/0/custom_data/contents/${index}/item_price`,
  kind: 'different' as const,
  expected: index + 0.5,
  actual: index,
}));

/** A failure of each kind, by the name of its picture. */
export const failures: Readonly<Record<string, Failure>> = {
  'tag-did-not-fire': {
    line: 14,
    kind: 'tag_status',
    tag: 'Meta CAPI - Lead',
    event: 'purchase',
    expected: 'fired',
    actual: 'not_fired',
    reason: 'Lead: {{Event Name}} equals generate_lead, saw "purchase"',
  },
  'tag-fired': {
    line: 15,
    kind: 'tag_status',
    tag: 'Google Ads - Purchase Conversion',
    event: 'purchase',
    expected: 'blocked',
    actual: 'fired',
    reason:
      'Purchase Event matched; the blocking trigger No Ad Consent did not: {{Ad Consent}} equals denied, saw "granted"',
  },
  'tag-unknown': {
    line: 14,
    kind: 'tag_status',
    tag: 'Meta CAPI - Puchase',
    event: 'purchase',
    expected: 'fired',
    actual: 'unknown',
    reason: '',
    nearest: 'Meta CAPI - Purchase',
  },
  'request-unmatched': {
    line: 18,
    kind: 'request_unmatched',
    expected: {
      platform: 'meta',
      body: {
        data: [
          { event_name: 'Purchase', event_id: 'purchase.TEST-001', custom_data: { value: 99.99, currency: 'USD' } },
        ],
      },
    },
    nearest: [
      { where: inMeta, differences, console: ['custom_data.value does not hold a value the platform takes: left out'] },
      {
        where: { ...inMeta, event: 'consult_completed', tag: 'Meta CAPI - Consult Completed', send: 1 },
        differences: many,
      },
      {
        where: inTikTok,
        differences: [{ path: '/platform', kind: 'different', expected: 'meta', actual: 'tiktok' }, ...many],
      },
    ],
  },
  'request-unmatched-other-platform': {
    line: 18,
    kind: 'request_unmatched',
    expected: { platform: 'meta', method: 'POST' },
    nearest: [
      {
        where: inSnapchat,
        differences: [{ path: '/platform', kind: 'different', expected: 'meta', actual: 'snapchat' }],
      },
    ],
  },
  'request-unmatched-taken': {
    line: 22,
    kind: 'request_unmatched',
    expected: { platform: 'meta', method: 'POST' },
    nearest: [
      {
        where: inMeta,
        differences: [
          {
            path: '',
            kind: 'missing',
            expected: { platform: 'meta', method: 'POST' },
            actual: undefined,
            rule: 'is what line 18 asks for: two expectations do not share a request',
          },
        ],
      },
    ],
  },
  'request-unmatched-nothing-sent': {
    line: 18,
    kind: 'request_unmatched',
    expected: { tag: 'Kameleoon - Lead', method: 'POST' },
    nearest: [],
  },
  'request-count': {
    line: 22,
    kind: 'request_count',
    what: 'requests to meta',
    expected: 1,
    actual: 2,
    requests: [inMeta, { ...inMeta, send: 1 }],
  },
  violation: {
    line: 3,
    kind: 'violation',
    violation: valueMissing,
    where: inMeta,
    rule: { file: 'contracts/meta/events.schema.json', line: 214 },
  },
  'violation-in-the-request': {
    line: 3,
    kind: 'violation',
    violation: {
      contract: 'snapchat/events',
      severity: 'error',
      in: 'request',
      path: '/headers/content-type',
      rule: 'const',
      message: 'content-type must be application/json',
      actual: '"text/plain"',
    },
    where: inSnapchat,
  },
  'violation-personal': {
    line: 3,
    kind: 'violation',
    violation: {
      contract: 'pii',
      severity: 'error',
      path: '/data/0/custom_data/note',
      rule: 'email',
      message: 'an email address stands here unhashed',
      actual: '"call <redacted email>"',
      help: 'take note out of the event, or exclude it with a transformation',
    },
    where: inMeta,
  },
  'violation-missing': {
    line: 31,
    kind: 'violation_missing',
    expected: { contract: 'meta/events', path: '/data/0/custom_data/currency' },
    found: [{ violation: valueMissing, where: inMeta }],
  },
  response: {
    line: 27,
    kind: 'response',
    differences: [{ path: '/status', kind: 'different', expected: 422, actual: 204 }],
  },
  'golden-differs': {
    line: 9,
    kind: 'recording',
    file: 'recordings/purchase.json',
    problem: 'differs',
    message:
      'what came of it differs in 2 places: mend the change or, where it is wanted, run sgtm test --update and read it',
    differences: [
      {
        path: '/recordings/0/events/0/tags/1/requests/0/body/data/0/custom_data/num_items',
        part: { name: 'Meta CAPI - Purchase for purchase', path: '/requests/0/body/data/0/custom_data/num_items' },
        kind: 'different',
        expected: 3,
        actual: 2,
      },
      {
        path: '/recordings/0/events/0/tags/8/requests/0/body/test_event_code',
        part: { name: 'TikTok - Purchase for purchase', path: '/requests/0/body/test_event_code' },
        kind: 'unexpected',
        expected: undefined,
        actual: 'TEST123',
      },
    ],
  },
  'golden-missing': {
    line: 9,
    kind: 'recording',
    file: 'recordings/refund.json',
    problem: 'missing',
    message: '',
    differences: [],
  },
  'golden-unreadable': {
    line: 9,
    kind: 'recording',
    file: 'recordings/lead.json',
    problem: 'unreadable',
    message: 'recordings/lead.json: line 4, column 7: a comma is missing',
    differences: [],
  },
  hostile: { line: 40, kind: 'response', differences: hostileDifferences },
};

const notFired = (name: string, type: string, reason: string): RecordedTag => ({
  name,
  type,
  status: 'not_fired',
  triggers: [],
  reason,
  console: [],
  durationMs: 0,
  requests: [],
});

const fired = (
  name: string,
  type: string,
  request: RecordedOutgoingRequest,
  log: readonly string[] = [],
): RecordedTag => ({
  name,
  type,
  status: 'fired',
  triggers: ['Purchase Event'],
  reason: 'Purchase Event matched',
  console: log,
  durationMs: 0.1,
  requests: [request],
});

/** What a purchase led to: two platforms, one of them with faults; `note` comes with the event. */
export function purchase(id: string, note: string, violations: readonly Violation[] = []): Recording {
  return {
    id,
    session: 'default',
    receivedAt: '2026-11-21T16:00:00.000Z',
    request: {
      method: 'POST',
      path: '/mp/collect',
      query: { api_secret: '<redacted>' },
      headers: { 'content-type': 'application/json', 'user-agent': 'relay/1.0' },
      body: {
        client_id: '1849235714.1795275000',
        user_data: { email_address: 'Jane.Doe+Shop@Example.com', phone_number: '+1 (202) 555-0143' },
        events: [{ name: 'purchase', params: { transaction_id: 'TEST-001', value: 99.99, currency: 'USD', note } }],
      },
      remoteAddress: '203.0.113.7',
    },
    client: 'GA4 Client',
    response: { status: 204, headers: {}, body: '' },
    violations: [],
    events: [
      {
        data: { event_name: 'purchase', transaction_id: 'TEST-001', value: 99.99, currency: 'USD', note },
        violations: [],
        variables: { 'Event Data - value': 99.99 },
        tags: [
          fired('GA4 - All Events', 'ga4', {
            platform: 'ga4',
            method: 'POST',
            url: 'https://www.google-analytics.com/mp/collect?measurement_id=G-BOSLEY123&api_secret=${GA4_API_SECRET_BOSLEY}',
            headers: { 'content-type': 'application/json' },
            body: {
              client_id: '1849235714.1795275000',
              events: [{ name: 'purchase', params: { value: 99.99, note } }],
            },
            contract: 'ga4/mp',
            violations: [],
            response: null,
          }),
          fired(
            'Meta CAPI - Purchase',
            'meta',
            {
              platform: 'meta',
              method: 'POST',
              url: metaUrl,
              headers: { 'content-type': 'application/json' },
              body: {
                access_token: '${META_ACCESS_TOKEN}',
                data: [
                  {
                    event_name: 'Purchase',
                    event_time: 1795276800,
                    event_id: 'purchase.TEST-001',
                    user_data: {
                      em: ['bb55843f3da2af28071cd4be7ae1e05989dc6d3ea4833906f7d8fe4be35afad8'],
                      client_ip_address: '203.0.113.7',
                    },
                    custom_data: { currency: 'USD', order_id: 'TEST-001' },
                  },
                ],
              },
              contract: 'meta/events',
              violations,
              response: null,
            },
            ['value is left out: {{Event Data - value}} holds nothing'],
          ),
          notFired('Meta CAPI - Lead', 'meta', 'Lead: {{Event Name}} equals generate_lead, saw "purchase"'),
          notFired('TikTok - Lead', 'tiktok', 'Lead: {{Event Name}} equals generate_lead, saw "purchase"'),
        ],
      },
    ],
  };
}

const id = (last: number): string => `5d28e92a-1a6e-41f8-b6c2-${String(last).padStart(12, '0')}`;
const warned: LocatedViolation = {
  violation: agentMissing,
  where: inMeta,
  rule: { file: 'contracts/meta/events.schema.json', line: 88 },
};

/** A scenario's result: passed, unless told otherwise. */
export function result(more: Partial<ScenarioResult>): ScenarioResult {
  return {
    name: 'a purchase reaches every platform',
    file: 'contracts/scenarios/purchase.scenario.yaml',
    line: 2,
    with: undefined,
    status: 'passed',
    durationMs: 12.4,
    failures: [],
    warnings: [],
    recordings: [],
    ...more,
  };
}

/** A run of some scenarios. */
export function run(results: readonly ScenarioResult[], more: Partial<TestRun> = {}): TestRun {
  return {
    container: 'upscript',
    startedAt: '2026-11-21T16:00:00.000Z',
    durationMs: 412,
    results,
    notices: [],
    updated: [],
    ...more,
  };
}

const some = (...names: readonly string[]): readonly Failure[] =>
  names.map((name) => {
    const failure = failures[name];
    if (failure === undefined) throw new Error(`there is no failure ${name}`);
    return failure;
  });

/** A run with a bit of everything. */
export const wholeRun: TestRun = run(
  [
    result({
      name: 'every event reaches GA4',
      file: 'contracts/ga4/events.scenario.yaml',
      recordings: [purchase(id(1), 'none')],
    }),
    result({ name: 'a debug hit is answered', file: 'contracts/ga4/events.scenario.yaml', line: 12, durationMs: 3 }),
    result({
      status: 'failed',
      durationMs: 21,
      with: { storefront_id: 'bosley', value: 99.99 },
      failures: some('tag-unknown', 'request-unmatched'),
      recordings: [purchase(id(2), 'none')],
    }),
    result({
      with: { storefront_id: 'hims', value: 0 },
      warnings: [warned, warned, { violation: brandMissing, where: inTikTok }],
      recordings: [purchase(id(3), 'none', [agentMissing])],
    }),
    result({
      name: 'a purchase tells its value',
      file: 'contracts/meta/purchase.scenario.yaml',
      line: 3,
      status: 'failed',
      durationMs: 1240,
      failures: some('violation', 'golden-differs'),
      warnings: [
        {
          ...warned,
          violation: { ...agentMissing, path: '/data/1/user_data/client_user_agent' },
        },
        {
          ...warned,
          violation: {
            ...agentMissing,
            rule: 'maxAge',
            path: '/data/0/event_time',
            message: 'event_time is older than 24 hours',
          },
        },
      ],
      recordings: [purchase(id(4), 'none', [valueMissing, agentMissing])],
    }),
    result({ name: 'a refund', file: 'contracts/meta/refund.scenario.yaml', status: 'skipped', durationMs: 0 }),
    result({
      name: 'hostile </script><script>document.title = "owned"</script> \u202e text',
      file: 'contracts/meta/hostile.scenario.yaml',
      status: 'failed',
      failures: some('hostile'),
      recordings: [
        purchase(
          id(5),
          '</script><img src=x onerror="document.title=\'owned\'"> \u202e\u0000 &lt;'.concat('x'.repeat(3000)),
        ),
      ],
    }),
  ],
  {
    notices: [
      {
        kind: 'unused_recording',
        file: 'recordings/old-lead.json',
        message: 'no scenario uses it: remove it, or name it in a scenario under expect: recording',
      },
      {
        kind: 'expired_recording',
        file: 'recordings/purchase.json',
        message: 'it is from 2025-11-20, older than 365 days: write it anew with sgtm test --update',
      },
    ],
    updated: [
      {
        file: 'recordings/sign_up.json',
        created: false,
        differences: [
          {
            path: '/recordings/0/events/0/tags/5/requests/0/body/data/0/event_name',
            part: { name: 'Meta CAPI - CompleteRegistration for sign_up', path: '/requests/0/body/data/0/event_name' },
            kind: 'different',
            expected: 'CompleteRegistration',
            actual: 'Complete registration',
          },
        ],
      },
      { file: 'recordings/refund.json', created: true, differences: [] },
    ],
  },
);
