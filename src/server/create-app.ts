import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { type AcceptContext, createAccept } from './accept.ts';
import { refusalBody } from './answer.ts';

/** The server's app; handlers see Node's own request and response as `c.env.incoming` and `c.env.outgoing`. */
export type ServerApp = Hono<{ Bindings: HttpBindings }>;

/** Whether the server can take events now, and why not. */
export interface Readiness {
  readonly ready: boolean;
  readonly reason?: string;
}

/** What the app needs. */
export interface AppOptions extends AcceptContext {
  /** Asked by `GET /ready`; ready where absent. */
  readonly readiness?: (() => Readiness) | undefined;
  /** Adds routes of its own; they come before the container's, which takes every path. */
  readonly extend?: ((app: ServerApp) => void) | undefined;
}

/**
 * The app: `GET /healthy` is 200 `ok` as long as the process answers (as in Google's own image), `GET /ready` 200 or
 * 503 with why; every other request goes to the container.
 * Source: https://developers.google.com/tag-platform/tag-manager/server-side/manual-setup-guide
 */
export function createApp(options: AppOptions): ServerApp {
  const { readiness, extend, closing, logger } = options;
  const app: ServerApp = new Hono();
  const accept = createAccept(options);

  app.get('/healthy', (c) => c.text('ok'));
  app.get('/ready', (c) => {
    const state = closing() ? { ready: false, reason: 'the server is shutting down' } : (readiness?.() ?? ready);
    return state.ready ? c.json(state) : c.json(state, 503, { 'retry-after': '5' });
  });
  extend?.(app);
  app.all('*', (c) => accept(c.env.incoming));
  app.onError((error, c) => {
    logger.error({ error: error.name }, 'a route failed');
    const help = 'This is a fault of the workbench: report it with the log.';
    return c.body(refusalBody({ status: 500, message: 'the server failed on this request', help }), 500, {
      'content-type': 'application/json',
    });
  });
  return app;
}

const ready: Readiness = { ready: true };
