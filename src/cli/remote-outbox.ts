import type { DeliveryPage, OutboxControl, OutboxStatus } from '../delivery/control/outbox-control.ts';
import type { PendingFilter } from '../delivery/outbox/outbox.ts';
import { controlTokenVariable } from '../server/control-token.ts';
import { outboxPath } from '../server/live/outbox-routes.ts';
import { printable, shortened } from '../text/printable.ts';
import { environmentSecrets } from './environment-secrets.ts';
import type { Io } from './io.ts';
import { type Answer, post } from './post.ts';
import { UserError } from './user-error.ts';

const nobodyThere = 'nothing listens there: start sgtm serve --live, or name the server with --url';

/**
 * Control over the outbox of a running server, with the token of SGTM_CONTROL_TOKEN. Its methods reject with a UserError that
 * has the server's reason where it says no.
 */
export function remoteOutbox(io: Pick<Io, 'env'>, server: string): OutboxControl {
  const token = environmentSecrets([controlTokenVariable], io.env)(controlTokenVariable);
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const target = new URL(`${outboxPath}${path}`, server);
    const answer = await post(target, method, headers, body === undefined ? '' : JSON.stringify(body), nobodyThere);
    const told = jsonOf(answer);
    if (answer.status !== 200 || told === undefined) throw refusal(target, answer.status, told);
    return told as T;
  };
  const filtered = (filter: object): object => (Object.keys(filter).length === 0 ? { all: true } : filter);
  return {
    status: () => ask<OutboxStatus>('GET', ''),
    list: (filter, limit, after) => ask<DeliveryPage>('GET', `/deliveries?${query(filter, limit, after)}`),
    async replay(filter) {
      return (await ask<{ replayed: number }>('POST', '/replay', filtered(filter))).replayed;
    },
    async purge({ state, ...filter }) {
      return (await ask<{ purged: number }>('POST', '/purge', { ...filtered(filter), state, confirm: true })).purged;
    },
    async pause(destination, reason) {
      await ask('POST', '/pause', { destination, reason });
      return true;
    },
    async resume(destination) {
      await ask('POST', '/resume', { destination });
      return true;
    },
  };
}

function query(filter: PendingFilter, limit: number, after: number | undefined): URLSearchParams {
  const search = new URLSearchParams({ limit: String(limit) });
  for (const [name, value] of Object.entries(filter)) search.set(name, String(value));
  if (after !== undefined) search.set('after', String(after));
  return search;
}

/** What a body says; undefined where it is no object in JSON. */
function jsonOf({ body }: Answer): object | undefined {
  try {
    const told: unknown = JSON.parse(body);
    return typeof told === 'object' && told !== null ? told : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What a server that said no has to say, and where it is. */
function refusal(target: URL, status: number, told: object | undefined): UserError {
  const { detail, error } = (told ?? {}) as { detail?: unknown; error?: { message?: unknown; help?: unknown } };
  const reason = detail ?? [error?.message, error?.help].filter((part) => typeof part === 'string').join('; ');
  const why =
    typeof reason === 'string' && reason !== ''
      ? shortened(reason, 500)
      : 'it is no sgtm serve --live, or an older one';
  return new UserError(`${printable(target.origin)} answered ${status}: ${why}`);
}
