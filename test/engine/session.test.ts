import { describe, expect, test } from 'vitest';
import type { Recording } from '../../src/engine/recording.ts';
import { takeSession } from '../../src/engine/session.ts';
import { containerOf, handle, requestOf, requestWith } from '../container/run.ts';

const named = (queryString: string, header?: string): unknown => {
  const headers = header === undefined ? {} : { 'x-sgtm-session': header };
  const { session, request } = takeSession(requestOf({ queryString, headers }));
  return [session, request.queryString, { ...request.query }, { ...request.headers }];
};

describe('the session of a request', () => {
  test.each([
    ['none', 'v=2', undefined, ['default', 'v=2', { v: '2' }, {}]],
    ['by header', 'v=2', 'ci', ['ci', 'v=2', { v: '2' }, {}]],
    ['by query', 'a=1&sgtm_session=ci&b=2', undefined, ['ci', 'a=1&b=2', { a: '1', b: '2' }, {}]],
    ['by query alone', 'sgtm_session=ci', undefined, ['ci', '', {}, {}]],
    ['by both: the header has it', 'sgtm_session=query', 'header', ['header', '', {}, {}]],
    ['by query twice: the first has it', 'sgtm_session=a&sgtm_session=b', undefined, ['a', '', {}, {}]],
    ['in an encoded parameter', 'sgtm%5Fsession=a%20b', undefined, ['a b', '', {}, {}]],
    ['without a value', 'sgtm_session&v=2', undefined, ['default', 'v=2', { v: '2' }, {}]],
    ['white space', '', ' \t', ['default', '', {}, {}]],
    ['very long', '', 'x'.repeat(300), ['x'.repeat(200), '', {}, {}]],
    [
      'a parameter whose name only begins so',
      'sgtm_sessions=a',
      undefined,
      ['default', 'sgtm_sessions=a', { sgtm_sessions: 'a' }, {}],
    ],
  ])('%s', (_, queryString, header, expected) => {
    expect(named(queryString, header)).toEqual(expected);
  });

  test('a request that names none is passed on as it is', () => {
    const request = requestOf({ queryString: 'v=2' });
    expect(takeSession(request).request).toBe(request);
  });

  test('what is passed on has no prototype, as before', () => {
    const { request } = takeSession(requestOf({ queryString: 'sgtm_session=a&__proto__=b', headers: { host: 'x' } }));
    expect([Object.getPrototypeOf(request.query), Object.getPrototypeOf(request.headers)]).toEqual([null, null]);
    expect(Object.entries(request.query)).toEqual([['__proto__', 'b']]);
  });
});

test('neither the recording nor a variable sees the name', () => {
  const container = containerOf({
    variables: {
      Header: { type: 'request_header', name: 'X-Sgtm-Session', default: 'none' },
      Parameter: { type: 'query_parameter', name: 'sgtm_session', default: 'none' },
    },
    triggers: { All: {} },
    tags: { A: { type: 'echo', triggers: ['All'], body: ['{{Header}}', '{{Parameter}}', '{{Query String}}'] } },
  });
  const request = requestWith([{ event_name: 'a', event_id: 'e1' }], {
    queryString: 'v=2&sgtm_session=ci',
    headers: { 'x-sgtm-session': 'ci', host: 'localhost' },
  });
  const recording = handle(container, request) as Recording;
  expect([
    recording.session,
    recording.request.query,
    recording.request.headers,
    recording.events[0]?.variables,
  ]).toEqual(['ci', { v: '2' }, { host: 'localhost' }, { Header: 'none', Parameter: 'none', 'Query String': 'v=2' }]);
});
