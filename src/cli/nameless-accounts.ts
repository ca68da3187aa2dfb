import type { Container } from '../container/compile.ts';

/** Tags that say nowhere whose account they are for, a line for each: such a tag can deliver nothing. */
export function namelessAccounts({ tags }: Container): readonly string[] {
  return tags.flatMap(({ name, paused, type: { account }, accountFields }) => {
    if (paused || account?.required !== true || !accountFields.constant) return [];
    const named = account.of(accountFields.value as Readonly<Record<string, unknown>>, {});
    return named === undefined ? [`tags.${name}: ${account.fields.join(' or ')} is empty`] : [];
  });
}
