import { hash } from 'node:crypto';
import { OutboxOpenError } from './outbox.ts';

/** A key the outbox encrypts with. */
export interface OutboxKey {
  /** Stands beside what was encrypted with it; tells nothing of the key. */
  readonly id: string;
  /** 32 bytes. */
  readonly secret: Uint8Array;
}

/**
 * The keys of `SGTM_OUTBOX_KEY`: 32 bytes each, as 64 hex digits or base64, with commas between. The first encrypts, all decrypt.
 * Throws an OutboxOpenError that says which one is wrong and never shows it. Nothing or blanks: no keys.
 */
export function parseOutboxKeys(text: string | undefined): readonly OutboxKey[] {
  if (text === undefined || text.trim() === '') return [];
  const parts = text.split(',').map((part) => part.trim());
  const keys = parts.map((part, index) => {
    const where = parts.length > 1 ? `key ${index + 1} of ${parts.length}` : 'the key';
    const secret = bytesOf(part);
    if (secret === undefined)
      throw new OutboxOpenError(
        `SGTM_OUTBOX_KEY: ${where} is ${part === '' ? 'empty' : 'neither hex nor base64'}: ${remedy}`,
      );
    if (secret.length !== 32)
      throw new OutboxOpenError(`SGTM_OUTBOX_KEY: ${where} has ${secret.length} bytes, not 32: ${remedy}`);
    return { id: hash('sha256', Buffer.concat([purpose, secret]), 'hex').slice(0, 16), secret };
  });
  return [...new Map(keys.toReversed().map((key) => [key.id, key])).values()].toReversed();
}

const remedy = 'make one with: openssl rand -base64 32';
const purpose = Buffer.from('sgtm outbox key\0');

function bytesOf(text: string): Uint8Array | undefined {
  if (/^(?:[0-9a-f]{2})+$/i.test(text)) return Buffer.from(text, 'hex');
  return /^[\w+/-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}
