import { hash } from 'node:crypto';

/** SHA-256 of text's UTF-8 bytes as 64 lower-case hex digits, the form every platform takes. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

const digest = /^[0-9a-fA-F]{64}$/;

/** Whether text is a SHA-256 already, in either case of hex. */
export function isSha256(text: string): boolean {
  return text.length === 64 && digest.test(text);
}
