import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Container } from '../../src/container/compile.ts';
import { parseContainer } from '../../src/container/load.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { RecordedOutgoingRequest, Recording } from '../../src/engine/recording.ts';
import type { IncomingRequest } from '../../src/runtime/request.ts';
import { fixedRuntime } from '../../src/runtime/runtime.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The reference container. */
export const reference: Container = parseContainer(read('sgtm.yaml'));

/** The moment goldens are recorded at: 2026-11-21T16:00:00Z. */
export const goldenNow: number = Date.UTC(2026, 10, 21, 16);

/** The names of the golden recordings; what a user saves in folders beside them is the user's. */
export function goldenNames(): readonly string[] {
  const entries = readdirSync(new URL('../../recordings/', import.meta.url), { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => basename(entry.name, '.json'));
}

/** A shipped sample's body. */
export function sample(
  name: string,
): { events: [{ name: string; params: Record<string, unknown> }] } & Record<string, unknown> {
  return JSON.parse(read(`samples/${name}.json`));
}

/** A Measurement Protocol body as a request to /mp/collect. */
export function mpRequest(body: unknown, query: Record<string, string> = {}): IncomingRequest {
  return {
    method: 'POST',
    path: '/mp/collect',
    query,
    queryString: new URLSearchParams(query).toString(),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    remoteAddress: '',
  };
}

/** Runs a body through the reference container with the clock at `goldenNow`; as its JSON. */
export async function runReference(body: unknown, query: Record<string, string> = {}): Promise<Recording> {
  const recording = await createEngine(reference, fixedRuntime(goldenNow, 1)).handle(mpRequest(body, query));
  return JSON.parse(JSON.stringify(recording)) as Recording;
}

/** Every outgoing request of a recording, by the tag that made it. */
export function outgoing(recording: Recording): Record<string, RecordedOutgoingRequest> {
  const requests: Record<string, RecordedOutgoingRequest> = {};
  for (const event of recording.events) {
    for (const tag of event.tags) for (const request of tag.requests) requests[tag.name] = request;
  }
  return requests;
}
