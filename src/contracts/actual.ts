import { shortened } from '../text/printable.ts';

const longest = 80;

/** A value found, as a violation may show it: cut, control characters written out, persons and credentials hidden. */
export function actualOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    return keys.length === 0 ? '{}' : shortened(`{ ${keys.join(', ')} }`, longest);
  }
  if (typeof value === 'string') return shortened(JSON.stringify(hidden(value)), longest);
  return String(value);
}

/** Text with what looks like a person's email or phone in it hidden. */
export function hidden(text: string): string {
  // Most text has neither, and long text takes long to search.
  if (!text.includes('@') && !text.includes('%40') && !text.includes('+')) return text;
  return text
    .replace(
      /[^\s@"'<>(),;:/?&=]{1,64}(@|%40)[^\s@"'<>(),;:/?&=]{1,253}\.[^\s@"'<>(),;:/?&=.]{2,63}/g,
      '<redacted email>',
    )
    .replace(/(?<!\d)\+\d[\d\s().-]{6,18}\d(?!\w)/g, '<redacted phone>');
}
