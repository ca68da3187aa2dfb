import type { IncomingMessage } from 'node:http';

/** How reading a body ended: its bytes, or why there are none. */
export type ReadBody = Buffer | 'too large' | 'aborted';

const empty: Buffer = Buffer.alloc(0);

/**
 * Reads a request's body up to `maxBytes`. What comes after that is not kept: `too large` is known at once, and the
 * rest is let go by. `aborted` where the connection went before the body was in. Never rejects.
 */
export function readBody(incoming: IncomingMessage, maxBytes: number): Promise<ReadBody> {
  return new Promise((resolve) => {
    let first: Buffer | undefined;
    let chunks: Buffer[] | undefined;
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        first = undefined;
        chunks = undefined;
        resolve('too large');
      } else if (first === undefined) first = chunk;
      else {
        chunks ??= [first];
        chunks.push(chunk);
      }
    });
    incoming.on('end', () => resolve(chunks === undefined ? (first ?? empty) : Buffer.concat(chunks, size)));
    // Comes after `end` too, when it has no effect any more.
    incoming.on('close', () => resolve('aborted'));
  });
}
