import type { ServerResponse } from 'node:http';
import type { Clock } from '../../delivery/clock.ts';

/** An answer as bytes. */
export interface WrittenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A status that may have a body. */
function withBody(status: number): number {
  return status === 204 || status === 304 ? 200 : status;
}

/** Sends an answer's body a byte a second, and blanks when it is out: it never ends. */
export function dripSlowly(outgoing: ServerResponse, answer: WrittenAnswer, clock: Clock): void {
  outgoing.writeHead(withBody(answer.status), answer.headers);
  let sent = 0;
  let cancel: () => void = () => undefined;
  const drip = (): void => {
    outgoing.write(sent < answer.body.length ? answer.body.subarray(sent, sent + 1) : ' ');
    sent += 1;
    cancel = clock.after(1_000, drip);
  };
  outgoing.once('close', () => cancel());
  drip();
}

const giantBytes = 1_000_000_000;
const blanks = Buffer.alloc(64 * 1024, ' ');

/** Sends an answer's body and blanks after it, a gigabyte in all, no faster than they are read. */
export function sendGiant(outgoing: ServerResponse, answer: WrittenAnswer): void {
  outgoing.writeHead(withBody(answer.status), { ...answer.headers, 'content-length': String(giantBytes) });
  let left = giantBytes - answer.body.length;
  outgoing.write(answer.body);
  const send = (): void => {
    while (left > 0 && !outgoing.destroyed) {
      const chunk = left < blanks.length ? blanks.subarray(0, left) : blanks;
      left -= chunk.length;
      if (!outgoing.write(chunk)) {
        outgoing.once('drain', send);
        return;
      }
    }
    outgoing.end();
  };
  send();
}

const page = Buffer.concat([
  Buffer.from('<!doctype html>\n<title>It works!</title>\n<p>'),
  Buffer.from([0x00, 0xff, 0xfe, 0xc3, 0x28, 0x80]),
  Buffer.from('</p>\n'),
]);

/** Sends a page that a proxy might, in no encoding there is, under the answer's status. */
export function sendGarbage(outgoing: ServerResponse, { status }: WrittenAnswer): number {
  const sent = withBody(status);
  outgoing.writeHead(sent, { 'content-type': 'text/html', 'content-length': String(page.length) });
  outgoing.end(page);
  return sent;
}
