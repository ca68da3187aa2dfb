import { describe, expect, it } from 'vitest';
import type { Violation } from '../../src/contracts/violation.ts';
import { plain } from '../../src/workbench/palette.ts';
import { printRecording } from '../../src/workbench/print-recording.ts';
import { printViolation } from '../../src/workbench/print-violation.ts';
import type { Where } from '../../src/workbench/test-run.ts';
import { platformName, violationPlace, whereLine } from '../../src/workbench/where-words.ts';
import { failures, purchase } from './reporters/fixtures.ts';

const broken = failures['violation'] as Extract<(typeof failures)[string], { kind: 'violation' }>;

describe('printViolation', () => {
  it('tells what, where, what to do, what the platform answers and who says so', () => {
    expect(`\n${printViolation(broken, { palette: plain, width: 70 }).join('\n')}\n`).toMatchInlineSnapshot(`
      "
      error meta/events /data/0/custom_data/value: value must be given with
        Purchase
        in       Meta CAPI - Purchase for purchase
        request  POST https://graph.facebook.com/v25.0/1248630053164112/events
        help     send value as a number, 0 where there is none
        code     Meta answers 100/2804009
        rule     contracts/meta/events.schema.json:214
        source   https://developers.facebook.com/docs/marketing-api/conversions-api/parameters
      "
    `);
  });

  it('tells nothing of what a violation does not have', () => {
    const { contract, severity, path, rule, message } = broken.violation;
    expect(printViolation({ contract, severity, path, rule, message }, { palette: plain, width: 200 })).toEqual([
      'error meta/events /data/0/custom_data/value: value must be given with Purchase',
    ]);
  });

  it('writes out control characters and hides persons, wherever they come from', () => {
    const hostile: Violation = {
      contract: 'acme/x\u001b[2J',
      severity: 'warning',
      path: '/a\u202e/jane@example.com',
      rule: 'x',
      message: 'call jane@example.com',
      actual: '"\u0007"',
      help: 'x\ny',
    };
    expect(printViolation(hostile, { palette: plain, width: 200 })).toEqual([
      'warning acme/x\\u001b[2J /a\\u202e/<redacted email>: call <redacted email>',
      '  found  "\\u0007"',
      '  help   x\\u000ay',
    ]);
  });

  it('stands below the request it is in, in a recording', () => {
    const printed = printRecording(purchase('1', 'none', [broken.violation]));
    expect(printed.slice(printed.indexOf('    ✓ Meta'))).toMatchInlineSnapshot(`
      "    ✓ Meta CAPI - Purchase  Purchase Event matched
            ! value is left out: {{Event Data - value}} holds nothing
            POST https://graph.facebook.com/v25.0/1248630053164112/events
            content-type: application/json
            {"access_token":"\${META_ACCESS_TOKEN}","data":[{"event_name":"Purchase","event_time":1795276800,"event_id":"purchase.TEST-001","user_data":{"em":["bb55843f3da2af28071cd4be7ae1e05989dc6d3ea4833906f7d8fe4be35afad8"],"client_ip_address":"203.0.113.7"},"custom_data":{"currency":"USD","order_id":"TEST-001"}}]}
            error meta/events /data/0/custom_data/value: value must be given with Purchase
              help    send value as a number, 0 where there is none
              code    Meta answers 100/2804009
              source  https://developers.facebook.com/docs/marketing-api/conversions-api/parameters
          2 more tags did not fire (--all says why)
      "
    `);
  });
});

describe('where a violation is', () => {
  it.each<[string, Pick<Violation, 'path' | 'in'>, string]>([
    ['the payload', { path: '' }, 'the payload'],
    ['a value', { path: '/data/0/em' }, '/data/0/em'],
    ['a header', { path: '/headers/content-type', in: 'request' }, 'header content-type'],
    ['a parameter', { path: '/query/event_id', in: 'request' }, 'query parameter event_id'],
    ['all headers', { path: '/headers', in: 'request' }, 'the headers'],
    ['the method', { path: '/method', in: 'request' }, 'method'],
    ['the request', { path: '', in: 'request' }, 'the request'],
  ])('%s', (_, violation, words) => {
    expect(violationPlace(violation)).toBe(words);
  });

  it.each<[Where, string]>([
    [{ send: 0 }, 'the incoming request'],
    [{ send: 1 }, 'the incoming request, send 2'],
    [{ send: 0, event: 'purchase' }, 'event purchase'],
    [{ send: 2, event: 'purchase', tag: 'Meta' }, 'Meta for purchase, send 3'],
    [{ send: 0, tag: 'Meta' }, 'Meta'],
    [
      { send: 0, request: { platform: 'x', method: 'GET', url: 'https://x.example/?em=jane@example.com' } },
      'a request, GET https://x.example/?em=<redacted email>',
    ],
  ])('%j', (where, words) => {
    expect(whereLine(where)).toBe(words);
  });

  it.each([
    ['meta/events', 'Meta'],
    ['google_ads/conversion', 'Google Ads'],
    ['tiktok/event_track', 'TikTok'],
    ['ga4/mp', 'GA4'],
    ['pii', 'PII guard'],
  ])('%s is the contract of %s', (contract, name) => {
    expect(platformName(contract)).toBe(name);
  });
});
