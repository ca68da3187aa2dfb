import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { type ControlGuardOptions, controlGuard } from '../../../src/server/control-token.ts';

/** What a guarded route answered, and which reasons the guard gave. */
export interface Guarded {
  readonly status: number;
  readonly body: string;
  readonly reasons: readonly string[];
}

/** An app whose one route is behind the guard; gives what asks it with headers, over TLS where `secure`. */
export function createApp(
  options: Omit<ControlGuardOptions, 'onRefused'>,
): (headers: Readonly<Record<string, string>>, secure?: boolean) => Promise<Guarded> {
  const reasons: string[] = [];
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use('/__sgtm/*', controlGuard({ ...options, onRefused: (reason) => void reasons.push(reason) }));
  app.get('/__sgtm/outbox', (c) => c.text('the outbox'));
  return async (headers, secure = false) => {
    const incoming = { headers, socket: { encrypted: secure } };
    const answer = await app.request('/__sgtm/outbox', {}, { incoming } as unknown as HttpBindings);
    return { status: answer.status, body: await answer.text(), reasons: reasons.splice(0) };
  };
}
