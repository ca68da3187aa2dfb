/** Shorter values stand in too many texts by chance. */
const minLength = 6;

/**
 * Makes a function that puts `<redacted>` in place of every secret value of six characters or more in a text, also where
 * it is percent-encoded, escaped in JSON, or in Base64 (on its own or within something longer, such as Basic
 * credentials). Of a service account's JSON key the private key is one too.
 */
export function redactor(values: readonly string[]): (text: string) => string {
  const secrets = new Set([...values, ...values.flatMap(privateKeyOf)].filter(({ length }) => length >= minLength));
  // What holds another goes first, so that nothing of it is left.
  const forms = [...new Set([...secrets].flatMap(formsOf))].sort((a, b) => b.length - a.length);
  return (text) => {
    let redacted = text;
    // Searching for each is quicker than one expression of them all, and most lines hold none.
    for (const form of forms) if (redacted.includes(form)) redacted = redacted.replaceAll(form, '<redacted>');
    return redacted;
  };
}

function formsOf(value: string): readonly string[] {
  const encoded = encodeURIComponent(value.toWellFormed());
  const form = encoded.replaceAll('%20', '+').replace(/[!'()*~]/g, percent);
  const escaped = JSON.stringify(value).slice(1, -1);
  const bytes = Buffer.from(value);
  const base64 = [bytes.toString('base64'), bytes.toString('base64url')];
  const within = [0, 1, 2].flatMap((offset) => base64Within(bytes, offset));
  return [value, encoded, lowerHex(encoded), form, lowerHex(form), escaped, ...base64, ...within];
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function lowerHex(encoded: string): string {
  return encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

/** What Base64 makes of a value that begins `offset` bytes after a multiple of three, whatever stands around it. */
function base64Within(bytes: Buffer, offset: number): readonly string[] {
  const padded = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replaceAll('=', '');
  const first = Math.ceil((offset * 8) / 6);
  const last = Math.floor(((offset + bytes.length) * 8) / 6);
  const stable = padded.slice(first, last);
  return [stable, stable.replaceAll('+', '-').replaceAll('/', '_')];
}

function privateKeyOf(value: string): readonly string[] {
  if (!value.includes('"private_key"')) return [];
  try {
    const { private_key: key } = JSON.parse(value) as { readonly private_key?: unknown };
    return typeof key === 'string' ? [key, key.trim()] : [];
  } catch {
    // It is no JSON: a secret like any other.
    return [];
  }
}
