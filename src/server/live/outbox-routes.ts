import type { Context } from 'hono';
import { z } from 'zod';
import type { OutboxControl } from '../../delivery/control/outbox-control.ts';
import type { PendingFilter } from '../../delivery/outbox/outbox.ts';
import type { ServerApp } from '../create-app.ts';

/** Where the control API is. */
export const controlPath = '/__sgtm';

/** Where the outbox's routes are. */
export const outboxPath: string = `${controlPath}/outbox`;

/** Deliveries in one page, at most and where nothing is said. */
const [mostListed, usuallyListed] = [1_000, 50];

const name = z.string().min(1).max(200);
const filter = {
  destination: name.optional(),
  tag: name.optional(),
  outcome: name.optional(),
  seq: z.coerce.number().int().min(0).optional(),
};
const state = z.enum(['waiting', 'dead']);
const replayBody = z.strictObject({ ...filter, all: z.boolean().optional() });
const purgeBody = z.strictObject({ ...filter, state, confirm: z.literal(true) });
const pauseBody = z.strictObject({ destination: name, reason: z.string().max(500).optional() });
const resumeBody = z.strictObject({ destination: name });
const listQuery = z.strictObject({
  ...filter,
  state: state.default('dead'),
  limit: z.coerce.number().int().min(1).max(mostListed).default(usuallyListed),
  after: z.coerce.number().int().min(0).optional(),
});

/**
 * The outbox's routes: `GET /__sgtm/outbox` how it stands, `GET …/deliveries` what waits or is dead, `POST …/replay`, `…/purge`,
 * `…/pause`, `…/resume`. Answers are JSON; what is refused is a problem of RFC 9457.
 */
export function addOutboxRoutes(app: ServerApp, control: OutboxControl): void {
  app.get(outboxPath, async (c) => c.json(await control.status()));
  app.get(`${outboxPath}/deliveries`, (c) =>
    checked(c, listQuery, c.req.query(), async ({ limit, after, state, ...rest }) =>
      c.json(await control.list(given(rest, state), limit, after)),
    ),
  );
  app.post(`${outboxPath}/replay`, (c) =>
    withBody(c, replayBody, async ({ all, ...rest }) => {
      const { state: _, ...wanted } = given(rest, 'dead');
      if (all !== true && Object.keys(wanted).length === 0) {
        return problem(c, 400, 'nothing says what to replay: give a destination, tag, outcome or seq, or "all": true');
      }
      return c.json({ replayed: await control.replay(wanted) });
    }),
  );
  app.post(`${outboxPath}/purge`, (c) =>
    withBody(c, purgeBody, async ({ confirm: _, state, ...rest }) =>
      c.json({ purged: await control.purge(given(rest, state)) }),
    ),
  );
  app.post(`${outboxPath}/pause`, (c) =>
    withBody(c, pauseBody, async ({ destination, reason = 'paused by an operator' }) =>
      (await control.pause(destination, reason)) ? c.json({ paused: destination }) : unknown(c, destination),
    ),
  );
  app.post(`${outboxPath}/resume`, (c) =>
    withBody(c, resumeBody, async ({ destination }) =>
      (await control.resume(destination)) ? c.json({ resumed: destination }) : unknown(c, destination),
    ),
  );
}

/** A filter of what was given: keys without a value are none. */
function given(
  values: { readonly [key in keyof PendingFilter]?: PendingFilter[key] | undefined },
  state: PendingFilter['state'],
): PendingFilter {
  const { destination, tag, outcome, seq } = values;
  return {
    state,
    ...(destination !== undefined && { destination }),
    ...(tag !== undefined && { tag }),
    ...(outcome !== undefined && { outcome }),
    ...(seq !== undefined && { seq }),
  };
}

async function withBody<T>(c: Context, schema: z.ZodType<T>, next: (value: T) => Promise<Response>): Promise<Response> {
  const text = await c.req.text();
  let body: unknown;
  try {
    body = text === '' ? {} : JSON.parse(text);
  } catch {
    return problem(c, 400, 'the body is not JSON');
  }
  return checked(c, schema, body, next);
}

async function checked<T>(
  c: Context,
  schema: z.ZodType<T>,
  value: unknown,
  next: (value: T) => Promise<Response>,
): Promise<Response> {
  const result = schema.safeParse(value);
  if (result.success) return next(result.data);
  const told = result.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`);
  return problem(c, 400, told.join('; '));
}

function unknown(c: Context, destination: string): Response {
  return problem(c, 404, `there is no destination ${destination}: GET ${outboxPath} lists them`);
}

/** A problem as RFC 9457 has it. */
function problem(c: Context, status: 400 | 404, detail: string): Response {
  const title = status === 404 ? 'Not found' : 'Bad request';
  return c.body(JSON.stringify({ title, status, detail }), status, { 'content-type': 'application/problem+json' });
}
