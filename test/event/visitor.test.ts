import { expect, test } from 'vitest';
import type { Json } from '../../src/event/json.ts';
import { visitorIp, visitorUserAgent } from '../../src/event/visitor.ts';

test.each<[Json | undefined, string | undefined]>([
  ['203.0.113.7', '203.0.113.7'],
  [' 203.0.113.7 ', '203.0.113.7'],
  ['203.0.113.7, 10.0.0.1', '203.0.113.7'],
  ['203.0.113.7:51234', '203.0.113.7'],
  ['2001:db8::7', '2001:db8::7'],
  ['2001:0DB8:0:0:0:0:0:7', '2001:db8::7'],
  ['[2001:db8::7]:51234', '2001:db8::7'],
  ['[2001:db8::7]', '2001:db8::7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['10.0.0.1, 203.0.113.7', undefined],
  ['10.1.2.3', undefined],
  ['172.16.0.1', undefined],
  ['192.168.1.1', undefined],
  ['127.0.0.1', undefined],
  ['169.254.1.1', undefined],
  ['100.64.0.1', undefined],
  ['224.0.0.1', undefined],
  ['255.255.255.255', undefined],
  ['0.0.0.0', undefined],
  ['::', undefined],
  ['::1', undefined],
  ['fe80::1', undefined],
  ['fd00::1', undefined],
  ['ff02::1', undefined],
  ['::ffff:10.0.0.1', undefined],
  ['2001:db8::7%eth0', undefined],
  ['3405803783', undefined],
  [3405803783, undefined],
  ['0xcb.0.113.7', undefined],
  ['203.113', undefined],
  ['203.0.113.256', undefined],
  ['203.0.113.7/24', undefined],
  ['not an address', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
  [['203.0.113.7'], undefined],
])('the address in %j', (ip_override, ip) => {
  expect(visitorIp({ ip_override })).toBe(ip);
});

test.each<[Json | undefined, string | undefined]>([
  ['Mozilla/5.0 (X11; Linux x86_64)', 'Mozilla/5.0 (X11; Linux x86_64)'],
  ['  Relay/1.0 ', 'Relay/1.0'],
  ['Café/1.0', 'Café/1.0'],
  ['Relay/1.0\r\nx-evil: 1', undefined],
  ['Relay\u0000', undefined],
  ['Relay\u007f', undefined],
  ['浏览器/1.0', undefined],
  ['', undefined],
  ['   ', undefined],
  [null, undefined],
  [{}, undefined],
  [undefined, undefined],
])('the user agent in %j', (user_agent, said) => {
  expect(visitorUserAgent({ user_agent })).toBe(said);
});
