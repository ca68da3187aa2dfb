import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { OutboxControl } from '../../delivery/control/outbox-control.ts';
import { OutboxFailedError, OutboxFullError, type PendingFilter } from '../../delivery/outbox/outbox.ts';
import type { ServerApp } from '../create-app.ts';
import { problem } from './problem.ts';

/** Where the control API is. */
export const controlPath = '/__sgtm';

/** Where the outbox's routes are. */
export const outboxPath: string = `${controlPath}/outbox`;

/** Deliveries in one page, at most and where nothing is said. */
const [mostListed, usuallyListed] = [1_000, 50];
const maxBodyBytes = 16 * 1024;

const name = z.string().min(1).max(200);
const number = z.int().min(0);
/** As a query has it. */
const digits = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a whole number from 0 up')
  .transform(Number);
const filter = { destination: name.optional(), tag: name.optional(), outcome: name.optional() };
const state = z.enum(['waiting', 'dead']);
const all = z.boolean().optional();
const replayBody = z.strictObject({ ...filter, seq: number.optional(), all });
const purgeBody = z.strictObject({ ...filter, seq: number.optional(), all, state, confirm: z.literal(true) });
const pauseBody = z.strictObject({
  destination: name,
  reason: z.string().min(1).max(500).default('paused by an operator'),
});
const resumeBody = z.strictObject({ destination: name });
const listQuery = z.strictObject({
  ...filter,
  seq: digits.optional(),
  state: state.default('dead'),
  limit: digits.pipe(number.min(1).max(mostListed)).default(usuallyListed),
  after: digits.optional(),
});

/**
 * The outbox's routes: `GET /__sgtm/outbox` how it stands, `GET …/deliveries` what waits or is dead, `POST …/replay`, `…/purge`,
 * `…/pause`, `…/resume`. Answers are JSON; what is refused is a problem of RFC 9457.
 */
export function addOutboxRoutes(app: ServerApp, control: OutboxControl): void {
  app.get(outboxPath, (c) => answering(c, async () => c.json(await control.status())));
  app.get(`${outboxPath}/deliveries`, (c) =>
    checked(c, listQuery, c.req.query(), async ({ limit, after, state, ...wanted }) =>
      c.json(await control.list({ state, ...given(wanted) }, limit, after)),
    ),
  );
  app.use(`${outboxPath}/*`, bodyLimit({ maxSize: maxBodyBytes, onError: tooLarge }));
  app.post(`${outboxPath}/replay`, (c) =>
    withBody(c, replayBody, async ({ all, ...wanted }) => {
      const filter = given(wanted);
      if (saysNothing(filter, all)) return nothingSaid(c, 'replay');
      return c.json({ replayed: await control.replay(filter) });
    }),
  );
  app.post(`${outboxPath}/purge`, (c) =>
    withBody(c, purgeBody, async ({ confirm: _, all, state, ...wanted }) => {
      const filter = given(wanted);
      if (saysNothing(filter, all)) return nothingSaid(c, 'purge');
      return c.json({ purged: await control.purge({ state, ...filter }) });
    }),
  );
  app.post(`${outboxPath}/pause`, (c) =>
    withBody(c, pauseBody, async ({ destination, reason }) =>
      (await control.pause(destination, reason)) ? c.json({ paused: destination }) : unknown(c, destination),
    ),
  );
  app.post(`${outboxPath}/resume`, (c) =>
    withBody(c, resumeBody, async ({ destination }) =>
      (await control.resume(destination)) ? c.json({ resumed: destination }) : unknown(c, destination),
    ),
  );
  // Else these would be the container's to claim.
  app.all(`${outboxPath}/*`, (c) => problem(c, 404, routes));
  app.all(outboxPath, (c) => problem(c, 404, routes));
}

const routes = `there are GET ${outboxPath}, GET ${outboxPath}/deliveries, and POST to replay, purge, pause and resume below it`;

type Wanted = Omit<PendingFilter, 'state'>;

/** A filter of what was given: keys without a value are none. */
function given(values: { readonly [key in keyof Wanted]?: Wanted[key] | undefined }): Wanted {
  const { destination, tag, outcome, seq } = values;
  return {
    ...(destination !== undefined && { destination }),
    ...(tag !== undefined && { tag }),
    ...(outcome !== undefined && { outcome }),
    ...(seq !== undefined && { seq }),
  };
}

/** Everything is meant only where that is said. */
function saysNothing(filter: Wanted, all: boolean | undefined): boolean {
  return all !== true && Object.keys(filter).length === 0;
}

function nothingSaid(c: Context, what: string): Response {
  return problem(c, 400, `nothing says what to ${what}: give a destination, tag, outcome or seq, or "all": true`);
}

function unknown(c: Context, destination: string): Response {
  return problem(c, 404, `there is no destination ${destination}: GET ${outboxPath} lists them`);
}

function tooLarge(c: Context): Response {
  return problem(c, 413, `the body is larger than ${maxBodyBytes} bytes`);
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
  if (result.success) return answering(c, () => next(result.data));
  const told = result.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`);
  return problem(c, 400, told.join('; '));
}

/** An outbox that can do nothing says so; what else goes wrong is the server's to tell. */
async function answering(c: Context, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OutboxFullError)
      return problem(c, 503, 'the outbox is full: there is no room to write that down');
    if (error instanceof OutboxFailedError) return problem(c, 503, "the outbox's disk failed: start the server anew");
    throw error;
  }
}
