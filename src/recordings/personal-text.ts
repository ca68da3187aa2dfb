import { isAddress, madeUp, madeUpAddress } from './made-up.ts';

/**
 * An email address in running text, also percent-encoded. The first alternative takes other percent escapes out of the
 * way: their hex digits would read as part of the name.
 */
const email =
  /%(?:25)*(?!2[bB]|40)[\dA-Fa-f]{2}|((?:[\p{L}\p{N}._+'-]|%2[bB]){1,64})(@|%(?:25)*40)((?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63})/gu;

/** A phone number in international form: a plus, then 8 to 15 digits with what people write between them. */
const phone = /(?<![\p{L}\p{N}_+](?<!%[\dA-Fa-f]{2}))(\+|%2[bB])([1-9](?:[ ().\u00a0/-]{0,2}\d){7,14})(?!\d)/gu;

/**
 * What may be an IPv6 or IPv4 address. The first alternative takes percent escapes out of the way: their hex digits
 * would read as part of it.
 */
const address =
  /%[\dA-Fa-f]{2}|(?<![\w.-](?<!%[\dA-Fa-f]{2}))(?:(?=[\dA-Fa-f]{0,4}:[\dA-Fa-f]{0,4}:)[\dA-Fa-f:]{2,40}(?:\.\d{1,3}){0,3}|(?:\d{1,3}\.){3}\d{1,3}(?!\.?\w|-))/g;

/**
 * Replaces what looks like an email address, an international phone number or an IP address in any text. `software`:
 * the text tells of software, whose version numbers look like addresses (`Chrome/131.0.0.0`).
 */
export function replaceInText(text: string, software = false): string {
  let out = text;
  if (out.includes('@') || out.includes('%')) out = out.replace(email, replaceEmail);
  if (out.includes('+') || out.includes('%')) out = out.replace(phone, replacePhone);
  if (!software && (out.includes('.') || out.includes(':'))) out = out.replace(address, replaceAddress);
  return out;
}

function replaceEmail(match: string, name: string | undefined, at: string, domain: string): string {
  if (name === undefined) return match;
  const plain = `${name.replace(/%2b/gi, '+')}@${domain}`;
  return madeUp('email', plain).replace('@', at);
}

function replacePhone(_match: string, plus: string, digits: string): string {
  return plus + madeUp('phone', `+${digits}`).slice(1);
}

function replaceAddress(match: string): string {
  if (isAddress(match)) return madeUpAddress(match);
  // Colons around an IPv6 address may be the sentence's.
  const [, before = '', core = '', after = ''] = /^(:*)(.*?)(:*)$/.exec(match) ?? [];
  if (isAddress(core)) return before + madeUpAddress(core) + after;
  if (isAddress(before + core)) return madeUpAddress(before + core) + after;
  return isAddress(core + after) ? before + madeUpAddress(core + after) : match;
}
