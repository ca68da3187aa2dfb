import { type IdentifierRule, Identity } from '../../../src/event/identity.ts';

/** What a rule makes of a raw value, and what a tag would send of it, for a person of `country`. */
export function under(rule: IdentifierRule, raw: string, country?: string): { form?: string; sent?: string } {
  const form = rule.normalise(raw, { country });
  const sent = new Identity({ user_data: { country: country ?? null } }).of(raw, rule);
  if (sent.length > 1) throw new Error('one value became several');
  return { ...(form === undefined ? {} : { form }), ...(sent[0] === undefined ? {} : { sent: sent[0] }) };
}

/** What is expected of `under` where a platform takes a value as `form` with the hash `sent`; nothing where it drops it. */
export function expected(form: string | undefined, sent: string | undefined = form): { form?: string; sent?: string } {
  return form === undefined || sent === undefined ? {} : { form, sent };
}
