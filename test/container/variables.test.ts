import { describe, expect, test } from 'vitest';
import type { Recording } from '../../src/engine/recording.ts';
import type { EventData } from '../../src/event/event-data.ts';
import { fixedRuntime } from '../../src/runtime/runtime.ts';
import { receivedAt } from '../support/tag-input.ts';
import { containerOf, fieldValue, handle, requestWith, runOne } from './run.ts';

type Given = { queryString?: string; headers?: Record<string, string> };

const event: EventData = {
  value: 99.9,
  free: 0,
  nothing: null,
  blank: '',
  items: [{ item_id: 'a' }, { item_id: 'b' }],
  user_data: { address: [{ city: 'Oslo' }] },
  'dotted.key': 1,
};

describe('event_data', () => {
  test.each([
    ['a number', 'value', undefined, 99.9],
    ['zero', 'free', 'none', 0],
    ['null', 'nothing', 'none', null],
    ['empty text', 'blank', 'none', ''],
    ['a list', 'items', undefined, event['items']],
    ['a key of an item', 'items.1.item_id', undefined, 'b'],
    ['a nested key', 'user_data.address.0.city', undefined, 'Oslo'],
    ['a key of text', 'value.length', 'none', 'none'],
    ['a key that is not there', 'coupon', undefined, undefined],
    ['a default', 'coupon', 'none', 'none'],
    ['a default with a type', 'coupon', [1, { a: true }], [1, { a: true }]],
    ['a default that is null', 'coupon', null, null],
    ['a default with variables', 'coupon', '{{Event Name}}-{{Event Data}}', 'purchase-Oslo'],
    ['a key with a dot cannot be reached', 'dotted.key', 'none', 'none'],
    ["a prototype's key", 'constructor', 'none', 'none'],
    ["a prototype's key inside", 'user_data.toString', 'none', 'none'],
  ])('%s', (_, path, fallback, value) => {
    const variables = {
      V: { type: 'event_data', path, ...(fallback !== undefined && { default: fallback }) },
      'Event Data': { type: 'event_data', path: 'user_data.address.0.city' },
    };
    expect(fieldValue('{{V}}', variables, event)).toEqual(value);
  });
});

describe('lookup_table', () => {
  const table = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
    Storefront: { type: 'event_data', path: 'storefront_id' },
    V: {
      type: 'lookup_table',
      input: '{{Storefront}}',
      map: { bosley: 'G-BOSLEY', hims: '{{Storefront}}-{{Event Name}}', '1': 'one', undefined: 'nobody', true: [1] },
      ...more,
    },
  });
  test.each([
    ['text', 'bosley', {}, 'G-BOSLEY'],
    ['a value with variables', 'hims', {}, 'hims-purchase'],
    ['a number', 1, {}, 'one'],
    ['true', true, {}, [1]],
    ['nothing reads as undefined', undefined, {}, 'nobody'],
    ['another case', 'BOSLEY', {}, undefined],
    ["a prototype's key", 'constructor', {}, undefined],
    ['no row, with a default', 'pfizer', { default: '{{Storefront}}?' }, 'pfizer?'],
  ])('%s', (_, storefront, more, value) => {
    expect(fieldValue('{{V}}', table(more), { storefront_id: storefront })).toEqual(value);
  });

  test('an input of text and variables', () => {
    const variables = {
      V: { type: 'lookup_table', input: '{{Event Name}}/{{Client Name}}', map: { 'purchase/List Client': 1 } },
    };
    expect(fieldValue('{{V}}', variables)).toBe(1);
  });

  test('secrets in rows and default are chosen by name', () => {
    const variables = table({ map: { bosley: '${TOKEN_BOSLEY}' }, default: '${TOKEN}' });
    expect(fieldValue(['{{V}}', 'Bearer {{V}}'], variables, { storefront_id: 'bosley' })).toEqual([
      '${TOKEN_BOSLEY}',
      'Bearer ${TOKEN_BOSLEY}',
    ]);
    expect(fieldValue('{{V}}', variables, {})).toBe('${TOKEN}');
  });
});

describe('regex_table', () => {
  const table = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
    V: {
      type: 'regex_table',
      input: '{{Event Name}}',
      rows: [
        { matches: '^add_', value: 'adding {{Event Name}}' },
        { matches: 'cart', value: 'cart' },
        { matches: 'PAY', value: 7 },
      ],
      ...more,
    },
  });
  test.each([
    ['the first row that matches', 'add_to_cart', {}, 'adding add_to_cart'],
    ['anywhere in the text', 'view_cart', {}, 'cart'],
    ['minding the case', 'payment', {}, undefined],
    ['ignoring the case', 'payment', { ignore_case: true }, 7],
    ['the whole text', 'view_cart', { full_match: true, default: 'none' }, 'none'],
    ['the whole text, matching', 'cart', { full_match: true }, 'cart'],
    ['no row, with a default', 'refund', { default: '{{Event Name}}?' }, 'refund?'],
  ])('%s', (_, name, more, value) => {
    expect(fieldValue('{{V}}', table(more), { event_name: name })).toEqual(value);
  });
});

describe('of the request', () => {
  const given: Given = {
    queryString: 'id=7&id=8&empty=&utm=a%20b',
    headers: { 'x-region': 'EU', cookie: '_ga=GA1.1.2; name=J%C3%B8rn; name=second; broken=%E0' },
  };
  test.each([
    ['a header in any case', { type: 'request_header', name: 'X-Region' }, 'EU'],
    ['a header that is not there', { type: 'request_header', name: 'x-none' }, undefined],
    ['a header with a default', { type: 'request_header', name: 'x-none', default: 'none' }, 'none'],
    ["a header named like a prototype's key", { type: 'request_header', name: 'constructor' }, undefined],
    ['the first of repeated parameters', { type: 'query_parameter', name: 'id' }, '7'],
    ['a decoded parameter', { type: 'query_parameter', name: 'utm' }, 'a b'],
    ['an empty parameter', { type: 'query_parameter', name: 'empty', default: 'none' }, ''],
    ['a parameter with a default', { type: 'query_parameter', name: 'none', default: 1 }, 1],
    ["a parameter named like a prototype's key", { type: 'query_parameter', name: 'valueOf' }, undefined],
    ['a cookie', { type: 'cookie', name: '_ga' }, 'GA1.1.2'],
    ['a cookie decoded, the first of its name', { type: 'cookie', name: 'name' }, 'Jørn'],
    ['a cookie that does not decode', { type: 'cookie', name: 'broken' }, '%E0'],
    ['a cookie with a default', { type: 'cookie', name: 'none', default: 'none' }, 'none'],
    ["a cookie named like a prototype's key", { type: 'cookie', name: 'toString' }, undefined],
    ['the path', { type: 'request_path' }, '/events'],
    ['the method', { type: 'request_method' }, 'POST'],
  ])('%s', (_, model, value) => {
    expect(fieldValue('{{V}}', { V: model }, {}, given)).toEqual(value);
    const session = { ...given, headers: { ...given.headers, 'x-sgtm-session': 'a' } };
    expect(fieldValue('{{V}}', { V: model }, {}, session)).toEqual(value);
  });
});

describe('constant', () => {
  test.each([
    ['text', 'a'],
    ['a number', 1.5],
    ['false', false],
    ['null', null],
    ['a list of maps', [{ a: [1, 'b'] }]],
  ])('%s keeps its type', (_, value) => {
    expect(fieldValue('{{V}}', { V: { type: 'constant', value } })).toEqual(value);
  });

  test('may refer to variables', () => {
    const variables = {
      A: { type: 'constant', value: '{{Event Name}}!' },
      V: { type: 'constant', value: { a: ['{{A}}'] } },
    };
    expect(fieldValue('{{V}}', variables)).toEqual({ a: ['purchase!'] });
  });
});

describe('random_number', () => {
  const drawn = (model: Record<string, unknown>): unknown =>
    fieldValue('{{V}}', { V: { type: 'random_number', ...model } });
  test('between its bounds, both included', () => {
    expect([drawn({ min: 5, max: 5 }), drawn({ min: -3, max: -3 }), drawn({ min: 0, max: 0 })]).toEqual([5, -3, 0]);
  });

  test('is drawn once for all that read it', () => {
    const value = fieldValue(['{{V}}', '{{V}}', '{{W}}'], {
      V: { type: 'random_number' },
      W: { type: 'constant', value: '{{V}}' },
    }) as readonly number[];
    expect(value).toEqual([value[0], value[0], value[0]]);
  });
});

describe('references in a field', () => {
  const variables = {
    Value: { type: 'event_data', path: 'value' },
    Items: { type: 'event_data', path: 'items' },
    Nothing: { type: 'event_data', path: 'nothing' },
    Missing: { type: 'event_data', path: 'missing' },
  };
  test.each([
    ['alone, with its type', '{{Value}}', 99.9],
    ['alone, with spaces inside', '{{ Items }}', event['items']],
    ['alone, undefined', '{{Missing}}', undefined],
    ['in text', 'v={{Value}}', 'v=99.9'],
    ['with a space beside it', ' {{Value}}', ' 99.9'],
    ['undefined in text', 'a{{Missing}}b', 'aundefinedb'],
    ['null in text', '{{Nothing}}{{Value}}', 'null99.9'],
    ['a list in text', 'items: {{Items}}', 'items: [{"item_id":"a"},{"item_id":"b"}]'],
    ['inside lists and maps', [{ a: '{{Value}}', b: ['x{{Value}}'], c: 1 }], [{ a: 99.9, b: ['x99.9'], c: 1 }]],
    ['single braces are text', '{Value} }} { {', '{Value} }} { {'],
    ['none', 'plain $ text', 'plain $ text'],
  ])('%s', (_, written, value) => {
    expect(fieldValue(written, variables, event)).toEqual(value);
  });

  test('what an event holds is never read as a reference or a secret', () => {
    const value = '{{Event Name}} ${META_ACCESS_TOKEN}';
    expect(fieldValue(['{{Value}}', 'a {{Value}}'], variables, { value })).toEqual([value, `a ${value}`]);
  });
});

describe('built-in variables', () => {
  const data: EventData = {
    event_name: 'purchase',
    event_id: 'e1',
    client_id: '111.222',
    user_agent: 'Mozilla/5.0 (X11; Linux x86_64)',
    ip_override: '203.0.113.9',
    ga_session_id: '1700000000',
    ga_session_number: 3,
    page_location: 'https://shop.example:8443/cart/view?step=2&coupon=x#top',
    page_title: 'Cart',
    page_referrer: 'https://search.example/',
  };
  const names = [
    'Event Name',
    '_event',
    'Client ID',
    'Client Name',
    'User Agent',
    'IP Address',
    'Client IP Address',
    'Session ID',
    'Session Number',
    'Page URL',
    'Page Hostname',
    'Page Path',
    'Page Query',
    'Page Origin',
    'Page Title',
    'Page Location URL',
    'Page Location Hostname',
    'Page Location Path',
    'Referrer',
    'Request Path',
    'Request Method',
    'Query String',
    'Container ID',
    'Container Version',
    'Environment Name',
    'Debug Mode',
    'Random Number',
    'Timestamp',
  ];
  const values = (event: EventData, parts: Record<string, unknown>, queryString: string): unknown => {
    const body = Object.fromEntries(names.map((name) => [name, `{{${name}}}`]));
    const tags = { Echo: { type: 'echo', triggers: ['All'], body } };
    const request = requestWith([event], { queryString });
    const recording = handle(
      containerOf({ triggers: { All: {} }, tags, ...parts }),
      request,
      fixedRuntime(receivedAt, 1),
    );
    const [sent] = (recording as Recording).events[0]?.tags[0]?.requests ?? [];
    return (sent?.body as { body?: unknown } | undefined)?.body;
  };

  test('each of them', () => {
    const parts = { id: 'GTM-TEST', version: 12, environment: 'Live' };
    expect(values(data, parts, 'measurement_id=G-TEST&api_secret=hush&v=2')).toEqual({
      'Event Name': 'purchase',
      _event: 'purchase',
      'Client ID': '111.222',
      'Client Name': 'List Client',
      'User Agent': 'Mozilla/5.0 (X11; Linux x86_64)',
      'IP Address': '203.0.113.9',
      'Client IP Address': '203.0.113.9',
      'Session ID': '1700000000',
      'Session Number': 3,
      'Page URL': 'https://shop.example:8443/cart/view?step=2&coupon=x#top',
      'Page Hostname': 'shop.example',
      'Page Path': '/cart/view',
      'Page Query': 'step=2&coupon=x',
      'Page Origin': 'https://shop.example:8443',
      'Page Title': 'Cart',
      'Page Location URL': 'https://shop.example:8443/cart/view?step=2&coupon=x#top',
      'Page Location Hostname': 'shop.example',
      'Page Location Path': '/cart/view',
      Referrer: 'https://search.example/',
      'Request Path': '/events',
      'Request Method': 'POST',
      'Query String': 'measurement_id=G-TEST&api_secret=<redacted>&v=2',
      'Container ID': 'GTM-TEST',
      'Container Version': '12',
      'Environment Name': 'Live',
      'Debug Mode': false,
      'Random Number': expect.any(Number),
      Timestamp: receivedAt,
    });
  });

  test('of an event and a container that say little', () => {
    expect(values({ event_id: 'e1', page_location: 'not a URL' }, {}, '')).toEqual({
      'Event Name': '',
      _event: '',
      'Client Name': 'List Client',
      'Page URL': 'not a URL',
      'Page Location URL': 'not a URL',
      'Request Path': '/events',
      'Request Method': 'POST',
      'Query String': '',
      'Debug Mode': false,
      'Random Number': expect.any(Number),
      Timestamp: receivedAt,
    });
  });
});

test('variables nobody reads are neither worked out nor recorded', () => {
  const variables = {
    A: { type: 'event_data', path: 'value' },
    B: { type: 'constant', value: '{{A}}' },
    C: { type: 'constant', value: '{{A}}' },
    Token: { type: 'constant', value: '${META_ACCESS_TOKEN}' },
    None: { type: 'event_data', path: 'none' },
  };
  const tags = {
    One: { type: 'echo', triggers: ['All'], body: ['{{B}}', '{{Token}}', '{{None}}'] },
    Two: { type: 'echo', triggers: ['Never'], body: '{{C}}' },
  };
  const triggers = { All: {}, Never: { when: [{ variable: '{{Event Name}}', equals: 'never' }] } };
  const recorded = runOne({ variables, triggers, tags }, { event_name: 'purchase', value: 5 });
  expect(recorded.variables).toEqual({ A: 5, B: 5, Token: '${META_ACCESS_TOKEN}', None: null });
});
