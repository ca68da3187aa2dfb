import { expect, test } from 'vitest';
import type { Answer, Verdict } from '../../../src/platforms/delivery.ts';
import { httpRequestDelivery } from '../../../src/platforms/http-request/delivery.ts';
import { answer } from '../../support/vendor.ts';

const to = (status: number, location: string): Answer => answer(status, undefined, { headers: { location } });
const bare = (status: number): string => `HTTP ${status} without a body`;
const where = 'set url of the tag to where it leads';

test.each<[string, Answer, Verdict]>([
  ['200', answer(200, undefined), { outcome: 'delivered' }],
  ['200, a page', answer(200, '<html>'), { outcome: 'delivered' }],
  ['202', answer(202, { queued: true }), { outcome: 'delivered' }],
  ['see other', to(303, '/thanks'), { outcome: 'delivered' }],
  [
    'moved',
    to(301, 'https://new.example/in?email=jane@shop.example'),
    { outcome: 'auth', message: `HTTP 301 to new.example: ${where}` },
  ],
  ['to a login', to(302, '/login'), { outcome: 'auth', message: `HTTP 302: ${where}` }],
  ['elsewhere', to(307, 'https://other.example/'), { outcome: 'auth', message: `HTTP 307 to other.example: ${where}` }],
  ['400', answer(400, { message: 'no value' }), { outcome: 'invalid', message: 'no value' }],
  [
    '400, a page',
    answer(400, '<html>'),
    { outcome: 'transient', message: 'HTTP 400 with a body that is a page of HTML' },
  ],
  ['401', answer(401, undefined), { outcome: 'auth', message: bare(401) }],
  ['403', answer(403, { error: { message: 'not you' } }), { outcome: 'auth', message: 'not you' }],
  ['404', answer(404, { error: 'no such order' }), { outcome: 'invalid', message: 'no such order' }],
  [
    '404, a page',
    answer(404, '<html>'),
    { outcome: 'transient', message: 'HTTP 404 with a body that is a page of HTML' },
  ],
  ['407', answer(407, undefined), { outcome: 'auth', message: bare(407) }],
  ['408', answer(408, undefined), { outcome: 'transient', message: bare(408) }],
  ['409', answer(409, { errors: ['twice'] }), { outcome: 'invalid', message: 'twice' }],
  ['410', answer(410, undefined), { outcome: 'invalid', message: bare(410) }],
  ['413', answer(413, undefined), { outcome: 'invalid', message: bare(413) }],
  ['422', answer(422, { title: 'Bad', detail: 'of jane@shop.example' }), { outcome: 'invalid', message: 'of <email>' }],
  ['422, in a list', answer(422, { errors: [{ message: 'too long' }] }), { outcome: 'invalid', message: 'too long' }],
  ['425', answer(425, undefined), { outcome: 'transient', message: bare(425) }],
  ['429', answer(429, undefined), { outcome: 'throttled', message: bare(429) }],
  ['451', answer(451, undefined), { outcome: 'invalid', message: bare(451) }],
  ['500', answer(500, { message: 'oh' }), { outcome: 'transient', message: 'oh' }],
  ['503', answer(503, undefined), { outcome: 'transient', message: bare(503) }],
  ['599', answer(599, undefined), { outcome: 'transient', message: bare(599) }],
])('%s', (_, given, verdict) => {
  expect(httpRequestDelivery.classify(given, 1)).toEqual(verdict);
});

test('each goes alone; redirects within the host are followed where the method stays', () => {
  const { classify, ...rest } = httpRequestDelivery;
  expect([typeof classify, rest]).toEqual(['function', { platform: 'http_request', redirects: [307, 308] }]);
});
