import { InvalidArgumentError } from 'commander';

/** A TCP port, 0 for any free one. */
export function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535)
    throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
  return value;
}

/** A whole number from 0 up. */
export function count(text: string): number {
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(Number(text)))
    throw new InvalidArgumentError('Expected a whole number from 0 up.');
  return Number(text);
}

/** A whole number from 1 up. */
export function atLeastOne(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) < 1 || !Number.isSafeInteger(Number(text)))
    throw new InvalidArgumentError('Expected a whole number from 1 up.');
  return Number(text);
}

/** A moment as ISO 8601, to epoch milliseconds. */
export function moment(text: string): number {
  const value = Date.parse(text);
  if (Number.isNaN(value)) throw new InvalidArgumentError('Expected a moment such as 2026-11-21T16:00:00Z.');
  return value;
}

/** Adds to a list: for options that can be given several times. */
export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** The address of a server, http or https. */
export function serverUrl(text: string): string {
  const parsed = URL.parse(text);
  if (parsed === null || !/^https?:$/.test(parsed.protocol))
    throw new InvalidArgumentError('Expected a URL such as http://127.0.0.1:8080.');
  return text;
}

/** A size in megabytes, 1 at least. */
export function megabytes(text: string): number {
  return atLeastOne(text);
}
