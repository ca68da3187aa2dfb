import { describe, expect, test } from 'vitest';
import { parseContainer } from '../../src/container/load.ts';

const load = (access: string): ReturnType<typeof parseContainer> => parseContainer(`name: x\naccess:${access}\n`);

function complaint(access: string): string {
  try {
    load(access);
  } catch (error) {
    return (error as Error).message;
  }
  return 'taken';
}

describe('access in the container file', () => {
  test('rules, and the secrets they name', () => {
    const container = load(`
  api_secrets: { G-ONE: '\${A}', G-TWO: ['\${B}', '\${A}'] }
  require_api_secret: true
  allow: [10.0.0.0/8, 203.0.113.7, '2001:db8::/32']
  rate_limit: { requests_per_second: 2.5, burst: 9 }`);
    expect([container.access, container.secrets]).toEqual([
      {
        apiSecrets: new Map([
          ['G-ONE', ['A']],
          ['G-TWO', ['B', 'A']],
        ]),
        requireApiSecret: true,
        allow: ['10.0.0.0/8', '203.0.113.7', '2001:db8::/32'],
        rateLimit: { requestsPerSecond: 2.5, burst: 9 },
      },
      new Map([
        ['A', ['access.api_secrets.G-ONE', 'access.api_secrets.G-TWO[1]']],
        ['B', ['access.api_secrets.G-TWO[0]']],
      ]),
    ]);
  });

  test('none, an empty one, and what is left out', () => {
    expect([parseContainer('name: x').access, load(' {}').access]).toEqual([
      undefined,
      { apiSecrets: new Map(), requireApiSecret: false, allow: undefined, rateLimit: undefined },
    ]);
    expect([
      load(' { rate_limit: { requests_per_second: 2.5 } }').access?.rateLimit,
      load(' { rate_limit: { requests_per_second: 0.1 } }').access?.rateLimit,
    ]).toEqual([
      { requestsPerSecond: 2.5, burst: 3 },
      { requestsPerSecond: 0.1, burst: 1 },
    ]);
  });

  const aName = 'must be the name of a secret, such as ${RELAY_API_SECRET}: values come from the environment';
  const aRange = 'is neither an address nor a CIDR range: write it as 10.0.0.0/8, 192.0.2.7 or 2001:db8::/32';
  test.each([
    [' { api_secrets: { G-X: hunter2 } }', `2:31: access.api_secrets.G-X: ${aName}`],
    [" { api_secrets: { G-X: 'a${A}' } }", `2:31: access.api_secrets.G-X: ${aName}`],
    [" { api_secrets: { G-X: ['${A}', b] } }", `2:40: access.api_secrets.G-X[1]: ${aName}`],
    [' { api_secrets: { G-X: [] } }', '2:31: access.api_secrets.G-X: lists none: name one at least, or leave it out'],
    [
      ' { api_secrets: { G-X: 7 } }',
      '2:31: access.api_secrets.G-X: must be a secret, such as ${RELAY_API_SECRET}, or a list of them',
    ],
    [
      " { api_secrets: { '{{X}}': '${A}' } }",
      '2:26: access.api_secrets."{{X}}": must be a measurement id, such as G-XXXXXXXXX, or a Firebase app id',
    ],
    [
      ' { require_api_secret: true }',
      '2:31: access.require_api_secret: lets nobody in without api_secrets: list the ids that may send',
    ],
    [' { alow: [] }', '2:11: access.alow: unknown key; did you mean allow?'],
    [' { allow: [10.0.0.0/99] }', `2:19: access.allow[0]: ${aRange}`],
    [' { allow: [localhost] }', `2:19: access.allow[0]: ${aRange}`],
    [' { allow: [] }', '2:18: access.allow: lists none: name one at least, or leave it out'],
    [' { allow: 10.0.0.0/8 }', '2:18: access.allow: must be a list of addresses and CIDR ranges'],
    [' { rate_limit: { requests_per_second: 0 } }', '2:46: access.rate_limit.requests_per_second: must be above 0'],
    [' { rate_limit: { requests_per_second: 1, burst: 0 } }', '2:56: access.rate_limit.burst: must be 1 at least'],
    [' { rate_limit: { burst: 5 } }', '2:11: access.rate_limit.requests_per_second: is missing'],
    [' 7', '2:9: access: must be a map; it is 7'],
  ])('%s', (access, message) => {
    expect(complaint(access)).toBe(`sgtm.yaml:${message}`);
  });
});
