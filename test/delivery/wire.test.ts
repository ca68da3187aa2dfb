import { describe, expect, test } from 'vitest';
import { toWire } from '../../src/delivery/wire.ts';
import type { OutgoingRequest } from '../../src/platforms/tag.ts';
import { concat, encodeText, parseSecrets } from '../../src/runtime/secret.ts';

const secrets = (name: string): string | undefined => ({ TOKEN: 'to ken"', ID: '7' })[name];
const base: OutgoingRequest = {
  platform: 'meta',
  method: 'POST',
  url: 'https://a.example/',
  headers: {},
  body: undefined,
  contract: null,
};

describe('a request as it goes out', () => {
  test('has its secrets in address, headers and body', () => {
    const token = parseSecrets('${TOKEN}');
    const url = concat('https://a.example/', parseSecrets('${ID}'), '?t=', encodeText(token));
    const body = { token, list: [1, { deep: concat('Bearer ', token) }], plain: 'x', gone: undefined };
    expect(
      toWire({ ...base, url, headers: { authorization: concat('Bearer ', token) }, body }, secrets, [307]),
    ).toEqual({
      method: 'POST',
      url: 'https://a.example/7?t=to%20ken%22',
      headers: { authorization: 'Bearer to ken"' },
      body: '{"token":"to ken\\"","list":[1,{"deep":"Bearer to ken\\""}],"plain":"x"}',
      redirects: [307],
    });
  });

  test('takes nothing an event says for a secret', () => {
    expect(toWire({ ...base, body: { name: '${TOKEN}', list: ['${ID}'] } }, secrets).body).toBe(
      '{"name":"${TOKEN}","list":["${ID}"]}',
    );
    expect(toWire({ ...base, body: '${TOKEN}' }, secrets).body).toBe('${TOKEN}');
  });

  test.each([
    ['nothing', undefined, undefined],
    ['text as it is', 'a=b&c', 'a=b&c'],
    ['a secret text', parseSecrets('k=${ID}'), 'k=7'],
    ['JSON without a secret', { a: [null, true, 'é'] }, '{"a":[null,true,"é"]}'],
  ])('sends %s', (_, body, sent) => {
    expect(toWire({ ...base, body }, secrets)).toEqual({
      method: 'POST',
      url: 'https://a.example/',
      headers: {},
      body: sent,
      redirects: [],
    });
  });

  test('carries the token that was fetched in place of its description', () => {
    const headers = { authorization: 'Bearer <access token of 1>' };
    expect(toWire({ ...base, headers }, secrets, [], 'fresh').headers).toEqual({ authorization: 'Bearer fresh' });
  });

  test('is refused where a secret is not set', () => {
    expect(() => toWire({ ...base, body: { a: parseSecrets('${NONE}') } }, secrets)).toThrow(
      new Error('secret NONE is not set'),
    );
  });
});
