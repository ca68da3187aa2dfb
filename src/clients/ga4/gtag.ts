import type { Violation } from '../../contracts/violation.ts';
import type { EventData } from '../../event/event-data.ts';
import { type IncomingRequest, parseQuery, queryParameter } from '../../runtime/request.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { pointerStep } from '../../text/json-pointer.ts';
import type { Accepted, Rejected } from '../client.ts';
import { corsHeaders, preflight } from './cors.ts';
import { type GtagHit, gtagEvent, isUnsafe } from './gtag-event.ts';
import { error, exceeds, reject, rejectMethod, rejectSize, warning } from './reject.ts';
import { type VisitorFromRequest, visitorOf } from './visitor.ts';

/** What the client's options say about gtag hits. */
export interface GtagSettings {
  readonly eventNames: ReadonlyMap<string, string>;
  readonly visitorFromRequest: VisitorFromRequest;
  readonly maxBodyBytes: number;
}

/** Events one gtag request may carry; gtag itself sends fewer than 25. */
export const mostGtagEvents = 100;

/** Parameters a query or a line may carry: 200 items, and more than GA4 takes beside them. Each event repeats the query's. */
const mostParameters = 500;

/** A hit's parameters and where they stood: a JSON Pointer into `{query, body: [line, …]}`. */
interface Found {
  readonly hit: GtagHit;
  readonly path: string;
}

/** True where a query is a gtag hit's (`v=2` and a measurement id in `tid`), else why it is not. */
export function isGtagHit(request: IncomingRequest): true | string {
  if (queryParameter(request, 'v') !== '2') return 'the query has no v=2, so it is no GA4 hit';
  if (!queryParameter(request, 'tid')) return 'the query has no measurement id (tid)';
  return true;
}

/**
 * Reads gtag hits: one event from the query of a GET, one from each line of a POST's body that has an `en`, each laid
 * over the query. A single line without one goes with the query's `en`; other lines without are left out, with a
 * warning. Answered 200; browsers of other origins may read the answer, and their preflights are answered 204. Turned
 * away are other methods (405), bodies over the limit (413), bodies that are not UTF-8, requests without any event, with
 * more than 100, and those with too many parameters or a `__proto__` among their names (400).
 * Source: https://developers.google.com/tag-platform/tag-manager/server-side/how-it-works; the encoding is observed.
 */
export function runGtag(request: IncomingRequest, settings: GtagSettings, runtime: Runtime): Accepted | Rejected {
  const cors = corsHeaders(request);
  if (request.method === 'OPTIONS') return preflight(request, cors);
  if (request.method !== 'GET' && request.method !== 'POST') {
    const help = 'send the hit in the query of a GET, or its events as lines in the body of a POST';
    return rejectMethod('ga4/gtag', request.method, 'GET, POST, OPTIONS', help, cors);
  }
  const text = request.method === 'POST' ? request.body : '';
  if (text === undefined) {
    return reject(400, [error('ga4/gtag', '/body', 'utf8', 'the body is not UTF-8', 'encode it as UTF-8')], cors);
  }
  if (exceeds(text, settings.maxBodyBytes)) {
    return rejectSize('ga4/gtag', settings.maxBodyBytes, 'send fewer events in a request', cors);
  }

  const violations: Violation[] = [];
  const read = readHits(firstValues(request.query), text, violations);
  if (!read.ok) return reject(400, [read.violation], cors);

  const visitor = visitorOf(request, settings.visitorFromRequest, false);
  const receivedAt = runtime.now();
  const events: EventData[] = [];
  for (const { hit, path } of read.hits) {
    const made = gtagEvent(hit, settings.eventNames, visitor, receivedAt);
    if (!made.ok) {
      const message = 'an item names a parameter __proto__';
      return reject(400, [unsafe(path + pointerStep(made.parameter), message)], cors);
    }
    events.push(made.event);
  }
  return { status: 'accepted', events, response: { status: 200, headers: cors, body: '' }, violations };
}

type Hits =
  | { readonly ok: true; readonly hits: readonly Found[] }
  | { readonly ok: false; readonly violation: Violation };

function readHits(query: GtagHit, body: string, violations: Violation[]): Hits {
  const bad = refusalOf(query, '/query');
  if (bad !== undefined) return { ok: false, violation: bad };
  const lines = body.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  const single = lines.filter((line) => line !== '').length === 1;
  const hits: Found[] = [];
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const own = firstValues(parseQuery(line));
    const path = `/body/${index}`;
    const violation = refusalOf(own, path);
    if (violation !== undefined) return { ok: false, violation };
    if (own['en'] || (single && query['en'])) hits.push({ hit: merge(query, own), path });
    else if (violations.length < mostGtagEvents) violations.push(nameless(path));
    if (hits.length > mostGtagEvents) {
      const message = `the body holds more than ${mostGtagEvents} events`;
      const help = 'split them over several requests';
      return { ok: false, violation: error('ga4/gtag', '/body', 'maxItems', message, help) };
    }
  }
  if (hits.length === 0 && query['en']) hits.push({ hit: query, path: '/query' });
  if (hits.length > 0) return { ok: true, hits };
  const message = 'neither the query nor a line of the body names an event';
  const help = 'add en=page_view, or the name of the event';
  return { ok: false, violation: error('ga4/gtag', '/query/en', 'required', message, help) };
}

/** Why the parameters of the query, or of one line, cannot be taken. */
function refusalOf(parameters: GtagHit, path: string): Violation | undefined {
  let count = 0;
  for (const name in parameters) {
    if (isUnsafe(name)) return unsafe(path + pointerStep(name), 'a parameter names a prototype');
    count += 1;
  }
  if (count <= mostParameters) return undefined;
  const message = `more than ${mostParameters} parameters`;
  return error('ga4/gtag', path, 'maxProperties', message, 'send fewer parameters in a hit');
}

function unsafe(path: string, message: string): Violation {
  return error('ga4/gtag', path, 'prototype', `${message}, which could change every object`, 'rename the parameter');
}

function nameless(path: string): Violation {
  return warning('ga4/gtag', path, 'required', 'this line has no en and was left out', 'add en and the event name');
}

/** Parameters with the first value of each. */
function firstValues(query: IncomingRequest['query']): GtagHit {
  const hit: Record<string, string> = Object.create(null);
  for (const name in query) {
    const value = query[name] as string | readonly string[];
    hit[name] = typeof value === 'string' ? value : (value[0] as string);
  }
  return hit;
}

function merge(query: GtagHit, line: GtagHit): GtagHit {
  const hit: Record<string, string> = Object.assign(Object.create(null), query, line);
  if (!line['en']) hit['en'] = query['en'] as string;
  return hit;
}
