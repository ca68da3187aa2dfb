import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomFillSync } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { LogRow } from '../outbox.ts';
import type { OutboxKey } from '../outbox-keys.ts';

/** A row of `log` as SQLite gives it; what is damaged may be of any type. */
export interface StoredRow {
  readonly seq: unknown;
  readonly received_at: unknown;
  readonly checksum: unknown;
  readonly key_id: unknown;
  readonly body: unknown;
}

/** What is stored of an event. */
export interface SealedBody {
  readonly checksum: number;
  readonly keyId: string | null;
  readonly body: Uint8Array;
}

/** Makes stored bodies of texts and texts of stored bodies, with a checksum in any case and encrypted where there is a key. */
export interface RowSeal {
  seal(seq: number, receivedAt: number, text: string): SealedBody;
  /** The row, or why it cannot be taken for what was stored. */
  open(row: StoredRow): LogRow | { readonly reason: string };
  /** Whether a row is what was stored, without decrypting it; why not otherwise. */
  check(row: StoredRow): string | undefined;
}

const nonceBytes = 12;
const tagBytes = 16;

/** The first key encrypts, all decrypt; without keys rows are stored plain. AES-256-GCM: NIST SP 800-38D. */
export function rowSeal(keys: readonly OutboxKey[]): RowSeal {
  // A key that is taken in once costs a tenth of one that is taken in for each row.
  const secrets = new Map(keys.map(({ id, secret }) => [id, createSecretKey(secret)]));
  const [current] = [...secrets].map(([id, secret]) => ({ id, secret }));
  const nextNonce = nonces();
  return {
    seal(seq, receivedAt, text) {
      const keyId = current?.id ?? null;
      const head = header(seq, receivedAt, keyId);
      const body = current === undefined ? Buffer.from(text) : encrypt(text, head, current.secret, nextNonce());
      return { checksum: checksumOf(head, body), keyId, body };
    },
    check,
    open(row) {
      const reason = check(row);
      if (reason !== undefined) return { reason };
      const { seq, received_at: receivedAt, key_id: keyId, body } = row as SoundRow;
      if (keyId === null) return { seq, receivedAt, body: textOf(body) };
      const secret = secrets.get(keyId);
      if (secret === undefined) return { reason: `it is encrypted with the key ${keyId}, which is not given` };
      try {
        return { seq, receivedAt, body: decrypt(body, header(seq, receivedAt, keyId), secret) };
      } catch (error) {
        return { reason: `it cannot be decrypted: ${error instanceof Error ? error.message : String(error)}` };
      }
    },
  };
}

/** What `check` found nothing wrong with. */
interface SoundRow {
  readonly seq: number;
  readonly received_at: number;
  readonly key_id: string | null;
  readonly body: Uint8Array;
}

function check(row: StoredRow): string | undefined {
  const { seq, received_at: receivedAt, key_id: keyId, body } = row;
  if (typeof seq !== 'number' || typeof receivedAt !== 'number' || !(body instanceof Uint8Array)) return mismatch;
  if (keyId !== null && typeof keyId !== 'string') return mismatch;
  return checksumOf(header(seq, receivedAt, keyId), body) === row.checksum ? undefined : mismatch;
}

const mismatch = 'its bytes do not match their checksum';

/** What goes with a body and must not change either. */
function header(seq: number, receivedAt: number, keyId: string | null): Buffer {
  const bytes = Buffer.alloc(16 + (keyId?.length ?? 0));
  if (keyId !== null) bytes.write(keyId, 16, 'latin1');
  bytes.writeDoubleBE(seq, 0);
  bytes.writeDoubleBE(receivedAt, 8);
  return bytes;
}

function checksumOf(head: Uint8Array, body: Uint8Array): number {
  return crc32(body, crc32(head));
}

/** Random numbers used once, drawn many at a time. */
function nonces(): () => Uint8Array {
  const pool = Buffer.alloc(nonceBytes * 256);
  let next = pool.length;
  return () => {
    if (next === pool.length) {
      randomFillSync(pool);
      next = 0;
    }
    next += nonceBytes;
    return pool.subarray(next - nonceBytes, next);
  };
}

function encrypt(text: string, head: Uint8Array, secret: KeyObject, nonce: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', secret, nonce, { authTagLength: tagBytes }).setAAD(head);
  return Buffer.concat([nonce, cipher.update(Buffer.from(text)), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(body: Uint8Array, head: Uint8Array, secret: KeyObject): string {
  const nonce = body.subarray(0, nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: tagBytes })
    .setAAD(head)
    .setAuthTag(body.subarray(-tagBytes));
  const text = decipher.update(body.subarray(nonceBytes, -tagBytes));
  return textOf(Buffer.concat([text, decipher.final()]));
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
