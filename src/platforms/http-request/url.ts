import { concat, type SecretText, type Text } from '../../runtime/secret.ts';
import { object, requiredText } from '../field.ts';
import { type Fields, TagError } from '../tag.ts';
import { parameters } from './parameters.ts';

/** What a URL's text cannot hold where it is not parsed and written anew: white space, controls, what URLs read as `/`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not pass
const unsafe = /[\u0000-\u0020\u007f\\]/;

/**
 * The address of a request: the field `url`, with `query` appended. Absolute, http or https, without user name,
 * password or fragment; a TagError says which it is not. Where secrets are in it, they stay by name and are not looked
 * at. Source: WHATWG URL Standard.
 */
export function requestUrl(fields: Fields): Text {
  const given = requiredText(fields, 'url');
  const url = typeof given === 'string' ? plainUrl(given) : secretUrl(given);
  const query = parameters(object(fields, 'query'));
  if (query === '') return url;
  const text = String(url);
  const joint = !text.includes('?') ? '?' : text.endsWith('?') || text.endsWith('&') ? '' : '&';
  return concat(url, joint, query);
}

function plainUrl(text: string): string {
  return checked(text).href;
}

/** Checked with something harmless in each secret's place. */
function secretUrl(text: SecretText): SecretText {
  const [first, ...rest] = text.parts;
  for (const part of text.parts) {
    if (typeof part === 'string' && unsafe.test(part))
      throw new TagError('url holds white space or a backslash: percent-encode it');
  }
  const filled = rest.map((part) => (typeof part === 'string' ? part : 'secret')).join('');
  if (typeof first === 'string') checked(first + filled);
  else {
    if (filled !== '' && !/^[/?]/.test(filled))
      throw new TagError(
        'url begins with a secret: what follows it must begin with / or ?, or it could change the host',
      );
    checked(`https://secret.example${filled}`);
  }
  return text;
}

function checked(text: string): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new TagError('url is not an absolute http or https address');
  if (url.username !== '' || url.password !== '')
    throw new TagError('url holds a user name or password: send them in the authorization header');
  if (url.hash !== '' || text.includes('#'))
    throw new TagError('url holds a fragment (#…), which is never sent: percent-encode it, or use query');
  return url;
}
