import type { Failure, Keyword } from './keyword.ts';

const hex = /^[0-9a-f]{64}$/;
const base64 = /^[A-Za-z0-9+/]{43}=$/;

/**
 * `sha256: "hex"` or `"base64"`: a SHA-256 digest as platforms take it. 64 lower-case hex digits, or 44 characters of
 * base64. Whether it is the right digest nobody can tell from it.
 * Source: every platform's page on hashing; lower case because they compare text.
 */
export const sha256: Keyword = {
  keyword: 'sha256',
  takes: { enum: ['hex', 'base64'] },
  type: 'string',
  compile(encoding) {
    const form = encoding === 'base64' ? base64 : hex;
    return (data) => (form.test(data as string) ? undefined : [describe(data as string, encoding === 'base64')]);
  },
};

function describe(data: string, asBase64: boolean): Failure {
  const must = asBase64 ? 'a SHA-256 digest in base64 (44 characters)' : 'a SHA-256 digest in 64 lower-case hex digits';
  if (data === '') return { message: `must be ${must}, and is empty`, actual: '""' };
  if (!asBase64 && /^[0-9a-f]{64}$/i.test(data))
    return { message: `must be ${must}; this one has capitals`, actual: data };
  if (!asBase64 && base64.test(data)) return { message: `must be ${must}; this one is in base64`, actual: data };
  if (asBase64 && hex.test(data)) return { message: `must be ${must}; this one is in hex`, actual: data };
  if (/^[0-9a-f]{32}$/i.test(data)) return { message: `must be ${must}; this looks like MD5`, actual: data };
  if (data.includes('@'))
    return { message: `must be ${must}; this is an email as it came`, actual: '<redacted email>' };
  if (/^\+?[\d\s().-]{7,20}$/.test(data)) {
    return { message: `must be ${must}; this is a number as it came`, actual: '<redacted number>' };
  }
  return { message: `must be ${must}; this is no digest`, actual: `<redacted text of ${data.length} characters>` };
}
