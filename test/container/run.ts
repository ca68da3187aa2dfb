import { stringify } from 'yaml';
import type { Client } from '../../src/clients/client.ts';
import type { Container } from '../../src/container/compile.ts';
import { parseContainer } from '../../src/container/load.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { RecordedEvent, Recording } from '../../src/engine/recording.ts';
import type { EventData } from '../../src/event/event-data.ts';
import type { MaybePromise } from '../../src/runtime/maybe-promise.ts';
import { type IncomingRequest, parseQuery } from '../../src/runtime/request.ts';
import { fixedRuntime, type Runtime } from '../../src/runtime/runtime.ts';
import { receivedAt } from '../support/tag-input.ts';
import { fakeTags } from './fake-tags.ts';

/** Takes every request on /events: its body is a list of event data, as it is. */
export const listClient: Client = {
  name: 'List Client',
  type: 'list',
  priority: 0,
  claims: (request) => request.path === '/events' || 'the path is not /events',
  run: (request) => {
    if (request.body === 'refuse') {
      const response = { status: 422, headers: {}, body: 'no' };
      return { status: 'rejected', reason: 'the body says so', response, violations: [] };
    }
    const response = { status: 204, headers: {}, body: '' };
    const events = JSON.parse(request.body ?? '[]') as readonly EventData[];
    return { status: 'accepted', events, response, violations: [] };
  },
};

/** A container of parts, with the list client. */
export function containerOf(parts: Readonly<Record<string, unknown>>): Container {
  const text = stringify({ name: 'test', ...parts }, { aliasDuplicateObjects: false });
  return { ...parseContainer(text, 'sgtm.yaml', fakeTags), clients: [listClient] };
}

/** A request, its maps without prototypes as the server makes them. */
export function requestOf(given: {
  body?: string;
  path?: string;
  method?: string;
  queryString?: string;
  headers?: Readonly<Record<string, string>>;
}): IncomingRequest {
  const { body, path = '/events', method = 'POST', queryString = '', headers = {} } = given;
  return {
    method,
    path,
    queryString,
    query: parseQuery(queryString),
    headers: Object.assign(Object.create(null), headers),
    body,
    remoteAddress: '203.0.113.7',
  };
}

/** A request that carries event data. */
export function requestWith(
  events: readonly EventData[],
  given: Readonly<{ queryString?: string; headers?: Readonly<Record<string, string>> }> = {},
): IncomingRequest {
  return requestOf({ ...given, body: JSON.stringify(events) });
}

/** One request through a container at a fixed time. */
export function handle(
  container: Container,
  request: IncomingRequest,
  runtime: Runtime = fixedRuntime(receivedAt, 1),
): MaybePromise<Recording> {
  return createEngine(container, runtime).handle(request);
}

/** One event through a container whose tags all answer at once. */
export function runOne(
  parts: Readonly<Record<string, unknown>>,
  event: EventData,
  given: Readonly<{ queryString?: string; headers?: Readonly<Record<string, string>> }> = {},
): RecordedEvent {
  const recording = handle(containerOf(parts), requestWith([event], given)) as Recording;
  return recording.events[0] as RecordedEvent;
}

/** What a field of an echo tag holds for an event. */
export function fieldValue(
  value: unknown,
  variables: Readonly<Record<string, unknown>>,
  event: EventData = {},
  given: Readonly<{ queryString?: string; headers?: Readonly<Record<string, string>> }> = {},
): unknown {
  const parts = { variables, triggers: { All: {} }, tags: { Echo: { type: 'echo', triggers: ['All'], body: value } } };
  const [tag] = runOne(parts, { event_name: 'purchase', event_id: 'e1', ...event }, given).tags;
  const [request] = tag?.requests ?? [];
  return (request?.body as { body?: unknown } | undefined)?.body;
}
