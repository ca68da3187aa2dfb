import { describe, expect, test } from 'vitest';
import type { RecordedResponse } from '../../src/engine/recording.ts';
import { toResponse } from '../../src/server/respond.ts';

async function respond(
  recorded: RecordedResponse,
): Promise<{ status: number; headers: Record<string, string>; body: string; log: unknown[] }> {
  const log: unknown[] = [];
  const write = (fields: unknown, message: string): void => {
    log.push([fields, message]);
  };
  const response = toResponse(recorded, { info: write, warn: write, error: write });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
    log,
  };
}

describe('toResponse', () => {
  test.each<[string, RecordedResponse, Awaited<ReturnType<typeof respond>>]>([
    ['no content', { status: 204, headers: {}, body: '' }, { status: 204, headers: {}, body: '', log: [] }],
    [
      'no content never has a body',
      { status: 204, headers: { 'x-a': 'b' }, body: 'text' },
      { status: 204, headers: { 'x-a': 'b' }, body: '', log: [] },
    ],
    [
      'nothing',
      { status: 200, headers: {}, body: null },
      { status: 200, headers: { 'content-length': '0' }, body: '', log: [] },
    ],
    [
      'text',
      { status: 200, headers: {}, body: 'hello' },
      { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'hello', log: [] },
    ],
    [
      'text of a type',
      { status: 400, headers: { 'Content-Type': 'application/json' }, body: '{}' },
      { status: 400, headers: { 'content-type': 'application/json' }, body: '{}', log: [] },
    ],
    [
      'JSON',
      { status: 200, headers: {}, body: { validationMessages: [] } },
      { status: 200, headers: { 'content-type': 'application/json' }, body: '{"validationMessages":[]}', log: [] },
    ],
    [
      'a status that is none',
      { status: 99, headers: {}, body: 'x' },
      {
        status: 500,
        headers: {},
        body: '',
        log: [[{ status: 99 }, 'the container answered with a status that HTTP does not know; the caller got 500']],
      },
    ],
  ])('%s', async (_name, recorded, expected) => {
    expect(await respond(recorded)).toEqual(expected);
  });

  test('headers that would break the answer apart are left out, and named in the log', async () => {
    const headers = {
      'x-fine': 'caf\u00e9',
      'x-split': 'a\r\nset-cookie: evil=1',
      'x-nul': 'a\0b',
      'x-wide': '\u2028',
      'bad name': 'a',
      'bad\r\nname': 'a',
      'Content-Length': '1',
      'transfer-encoding': 'chunked',
      Connection: 'upgrade',
    };
    const { status, headers: sent, log } = await respond({ status: 200, headers, body: '' });
    expect([status, sent]).toEqual([200, { 'content-length': '0', 'x-fine': 'caf\u00e9' }]);
    expect(log).toEqual(
      [
        'x-split',
        'x-nul',
        'x-wide',
        'bad name',
        'bad\\r\\nname',
        'Content-Length',
        'transfer-encoding',
        'Connection',
      ].map((name) => [{ header: `"${name}"` }, 'left out a header of the container that HTTP cannot carry']),
    );
  });
});
