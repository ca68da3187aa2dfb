import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { redactor } from '../../src/runtime/redactor.ts';
import { readSecrets, SecretFileError } from '../../src/runtime/secrets.ts';

/** Files of these names and contents in a folder of their own; gives their paths. */
function files<Name extends string>(contents: Readonly<Record<Name, string | Buffer>>): Record<Name, string> {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const paths = {} as Record<Name, string>;
  for (const name in contents) {
    paths[name] = join(folder, name);
    writeFileSync(paths[name], contents[name]);
  }
  return paths;
}

function read(env: Readonly<Record<string, string>>, names: readonly string[]): unknown {
  const secrets = readSecrets(env, names);
  return { found: names.map((name) => secrets.lookup(name)), missing: secrets.missing, values: secrets.values };
}

describe('readSecrets', () => {
  test('reads variables and files, and tells what is set nowhere', () => {
    const { token } = files({ token: 'from a file\n' });
    const env = { META: 'from a variable', TIKTOK_FILE: token, EMPTY: '', OTHER: 'not asked for' };
    expect(read(env, ['META', 'TIKTOK', 'EMPTY', 'PINTEREST', 'META'])).toEqual({
      found: ['from a variable', 'from a file', undefined, undefined, 'from a variable'],
      missing: ['EMPTY', 'PINTEREST'],
      values: ['from a variable', 'from a file'],
    });
  });

  test('gives only what was asked for', () => {
    const secrets = readSecrets({ META: 'one', OTHER: 'two' }, ['META']);
    expect(['META', 'OTHER', 'constructor', '__proto__'].map((name) => secrets.lookup(name))).toEqual([
      'one',
      undefined,
      undefined,
      undefined,
    ]);
  });

  test.each([
    ['a secret', 'a secret'],
    ['a secret\n', 'a secret'],
    ['a secret\r\n', 'a secret'],
    ['a secret\n\n', 'a secret\n'],
    [' a secret \n', ' a secret '],
    ['{\n  "type": "x"\n}\n', '{\n  "type": "x"\n}'],
    ['schlüssel', 'schlüssel'],
  ])('a file with %j', (content, value) => {
    const { file } = files({ file: content });
    expect(readSecrets({ A_FILE: file }, ['A']).lookup('A')).toBe(value);
  });

  test('a file of 64 kB', () => {
    const { file } = files({ file: 'a'.repeat(65_536) });
    expect(readSecrets({ A_FILE: file }, ['A']).lookup('A')?.length).toBe(65_536);
  });

  test('a pipe is a file', () => {
    const module = new URL('../../src/runtime/secrets.ts', import.meta.url);
    const { 'read.mjs': script } = files({
      'read.mjs': `import { readSecrets } from '${module}';
        process.stdout.write(readSecrets({ A_FILE: '/dev/stdin' }, ['A']).lookup('A'));`,
    });
    const piping = ['-c', 'echo piped | "$0" "$1"', process.execPath, script];
    expect(execFileSync('sh', piping, { encoding: 'utf8' })).toBe('piped');
  });

  test('tells of all that cannot be read at once, by variable and file, and of nothing that is in them', () => {
    const paths = files({
      empty: '',
      blank: '\n',
      large: `secret${'a'.repeat(65_531)}`,
      binary: Buffer.from([0x73, 0xff, 0xfe]),
    });
    const env = {
      BOTH: 'secret',
      BOTH_FILE: paths.empty,
      EMPTY_FILE: paths.empty,
      BLANK_FILE: paths.blank,
      LARGE_FILE: paths.large,
      ENDLESS_FILE: '/dev/zero',
      BINARY_FILE: paths.binary,
      NONE_FILE: '/nowhere/to be\u001b[2J/found',
      FOLDER_FILE: tmpdir(),
      GOOD: 'secret',
    };
    const names = ['BOTH', 'EMPTY', 'BLANK', 'LARGE', 'ENDLESS', 'BINARY', 'NONE', 'FOLDER', 'GOOD'];
    expect(() => readSecrets(env, names)).toThrow(
      new SecretFileError(
        [
          'BOTH and BOTH_FILE are both set: remove one of them',
          `EMPTY_FILE: ${paths.empty} is empty: write the secret into it`,
          `BLANK_FILE: ${paths.blank} is empty: write the secret into it`,
          `LARGE_FILE: ${paths.large} is larger than 65536 bytes: it is hardly a secret`,
          'ENDLESS_FILE: /dev/zero is larger than 65536 bytes: it is hardly a secret',
          `BINARY_FILE: ${paths.binary} is not text in UTF-8`,
          'NONE_FILE: /nowhere/to be\\u001b[2J/found cannot be read (ENOENT): mend the path or its permissions',
          `FOLDER_FILE: ${tmpdir()} cannot be read (EISDIR): mend the path or its permissions`,
        ].join('\n'),
      ),
    );
  });
});

describe('reload', () => {
  test('reads what has changed; what was before is still redacted', () => {
    const { token } = files({ token: 'first\n' });
    const secrets = readSecrets({ A_FILE: token, B: 'same' }, ['A', 'B']);
    const told: unknown[] = [];
    for (const value of ['second\n', 'third\n']) {
      writeFileSync(token, value);
      secrets.reload();
      told.push([secrets.lookup('A'), secrets.lookup('B'), secrets.values]);
    }
    expect(told).toEqual([
      ['second', 'same', ['second', 'same', 'first']],
      ['third', 'same', ['third', 'same', 'second']],
    ]);
  });

  test('may be for other names', () => {
    const secrets = readSecrets({ A: 'a', B: 'b' }, ['A', 'C']);
    secrets.reload(['B', 'D']);
    expect([secrets.lookup('A'), secrets.lookup('B'), secrets.missing, secrets.values]).toEqual([
      undefined,
      'b',
      ['D'],
      ['b', 'a'],
    ]);
  });

  test('that fails changes nothing', () => {
    const { token } = files({ token: 'first' });
    const secrets = readSecrets({ A_FILE: token }, ['A', 'B']);
    writeFileSync(token, '');
    expect(() => secrets.reload(['A'])).toThrow(
      new SecretFileError(`A_FILE: ${token} is empty: write the secret into it`),
    );
    expect([secrets.lookup('A'), secrets.missing, secrets.values]).toEqual(['first', ['B'], ['first']]);
  });
});

describe('redactor', () => {
  const secret = 'p@ss wörd/+"\n~!';
  test.each([
    ['as it is', secret, '<redacted>'],
    ['more than once', `${secret} and ${secret}`, '<redacted> and <redacted>'],
    ['in a URL', `https://a.example/?t=${encodeURIComponent(secret)}&x=1`, 'https://a.example/?t=<redacted>&x=1'],
    ['in a URL, in lower case', 'p%40ss%20w%c3%b6rd%2f%2b%22%0a~!', '<redacted>'],
    ['in a form', new URLSearchParams({ t: secret }).toString(), 't=<redacted>'],
    ['in JSON', JSON.stringify({ t: secret }), '{"t":"<redacted>"}'],
    ['in Base64', Buffer.from(secret).toString('base64'), '<redacted>'],
    ['in Base64 for URLs', Buffer.from(secret).toString('base64url'), '<redacted>'],
  ])('%s', (_, text, redacted) => {
    expect(redactor(['other secret', secret])(text)).toBe(redacted);
  });

  test('in Basic credentials, wherever it begins', () => {
    const basic = ['', 'a', 'ab', 'abc'].map((user) => Buffer.from(`${user}:hunter2-hunter2:`).toString('base64'));
    expect(basic.map(redactor(['hunter2-hunter2']))).toEqual([
      'Om<redacted>jo=',
      'YTp<redacted>I6',
      'YWI6<redacted>Og==',
      'YWJjOm<redacted>jo=',
    ]);
  });

  test('a secret that holds another goes whole', () => {
    expect(redactor(['secret', 'my-secret-2'])('my-secret-2 my-secret-3')).toBe('<redacted> my-<redacted>-3');
  });

  test('the private key of a service account is one', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\n';
    const redact = redactor([
      JSON.stringify({ client_email: 'a@b.example', private_key: key }),
      '"private_key" is broken',
    ]);
    expect(redact(`a@b.example ${key.trim()} ${JSON.stringify(key)}`)).toBe('a@b.example <redacted> "<redacted>"');
  });

  test('short values and other text are left alone', () => {
    const text = 'all the text of a 12345 line';
    expect([redactor(['', 'a', '12345'])(text), redactor([])(text), redactor([text])('')]).toEqual([text, text, '']);
  });

  test('a value may be any text, and never stands in what comes out', () => {
    const value = fc.stringMatching(/^[0-9a-zA-Z%+/=]{6,40}$/);
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 4 }),
        fc.string(),
        fc.string({ unit: 'binary' }),
        (values, around, odd) => {
          const redact = redactor([...values, odd]);
          const text = values
            .map((value) => `|${value}|${encodeURIComponent(value)}|${JSON.stringify(value)}|`)
            .join('|');
          const left = redact(text).replaceAll('<redacted>', '');
          expect(values.filter((value) => left.includes(value))).toEqual([]);
          expect(typeof redact(around)).toBe('string');
        },
      ),
      { numRuns: 30 },
    );
  });
});
