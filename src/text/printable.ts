/**
 * Text as it may stand in a terminal or a log: control characters, bidirectional and zero-width marks are written out
 * (`\u001b`), so that nothing an event carries can move the cursor, colour the screen or hide.
 */
export function printable(text: string): string {
  return text.replace(
    unsafe,
    (character) => `\\u${(character.codePointAt(0) as number).toString(16).padStart(4, '0')}`,
  );
}

const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** `printable`, cut to a number of characters. */
export function shortened(text: string, max: number): string {
  const safe = printable(text.length > max * 2 ? text.slice(0, max * 2) : text);
  return safe.length > max ? `${safe.slice(0, max - 1)}…` : safe;
}
