import type { DeliveryPage, OutboxControl, OutboxStatus } from '../delivery/control/outbox-control.ts';
import { createOutboxControl } from '../delivery/control/outbox-control.ts';
import { OutboxOpenError, type PendingFilter } from '../delivery/outbox/outbox.ts';
import { outboxPath } from '../server/live/outbox-routes.ts';
import type { Io } from './io.ts';
import { openOutboxFile } from './outbox-file.ts';
import { type Answer, post } from './post.ts';
import { UserError } from './user-error.ts';

/** Control over an outbox, and what lets go of it. */
export interface OpenOutbox extends AsyncDisposable {
  readonly control: OutboxControl;
}

const usualServer = 'http://127.0.0.1:8080';

/**
 * Control over the outbox in a file, or, where a server delivers from it, over that server. Throws a UserError where neither
 * is to be had.
 */
export async function openOutboxControl(io: Io, file: string, url: string | undefined): Promise<OpenOutbox> {
  if (url !== undefined) return overHttp(io, url);
  try {
    const outbox = await openOutboxFile(io, file);
    const control = createOutboxControl(outbox, Date.now);
    return { control, [Symbol.asyncDispose]: () => outbox.close() };
  } catch (error) {
    if (!(error instanceof OutboxOpenError)) throw error;
    if (error.inUse) return overHttp(io, usualServer);
    throw new UserError(error.message);
  }
}

function overHttp(io: Io, server: string): OpenOutbox {
  const token = io.env['SGTM_CONTROL_TOKEN'];
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && token !== '' && { authorization: `Bearer ${token}` }),
  };
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const target = new URL(`${outboxPath}${path}`, server);
    const answer = await post(target, method, headers, body === undefined ? '' : JSON.stringify(body));
    if (answer.status !== 200) throw new UserError(refusal(target, answer));
    return JSON.parse(answer.body) as T;
  };
  const found = async (work: Promise<unknown>): Promise<boolean> => {
    await work;
    return true;
  };
  return {
    control: {
      status: () => ask<OutboxStatus>('GET', ''),
      list: (filter, limit, after) => ask<DeliveryPage>('GET', `/deliveries?${query(filter, limit, after)}`),
      replay: async (filter) =>
        (await ask<{ replayed: number }>('POST', '/replay', Object.keys(filter).length === 0 ? { all: true } : filter))
          .replayed,
      purge: async (filter) => (await ask<{ purged: number }>('POST', '/purge', { ...filter, confirm: true })).purged,
      pause: (destination, reason) => found(ask('POST', '/pause', { destination, reason })),
      resume: (destination) => found(ask('POST', '/resume', { destination })),
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}

function query(filter: PendingFilter, limit: number, after: number | undefined): URLSearchParams {
  const search = new URLSearchParams({ limit: String(limit) });
  for (const [name, value] of Object.entries(filter)) search.set(name, String(value));
  if (after !== undefined) search.set('after', String(after));
  return search;
}

/** What a server that said no has to say, and where it is. */
function refusal(target: URL, { status, body }: Answer): string {
  let detail: unknown;
  try {
    const told = JSON.parse(body) as { detail?: unknown; error?: { message?: unknown; help?: unknown } };
    detail = told.detail ?? [told.error?.message, told.error?.help].filter(Boolean).join(': ');
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const why = typeof detail === 'string' && detail !== '' ? detail : 'it is no sgtm serve --live, or an older one';
  return `${target.origin} answered ${status}: ${why}`;
}
