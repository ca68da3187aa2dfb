import type { EventData } from '../../src/event/event-data.ts';
import { EventView } from '../../src/event/event-view.ts';
import type { Fields, OutgoingRequest, TagInput, TagType } from '../../src/platforms/tag.ts';
import { parseSecrets } from '../../src/runtime/secret.ts';

/** 2026-11-21T16:00:00Z, when test requests come in. */
export const receivedAt: number = Date.UTC(2026, 10, 21, 16);

/** A TagInput as the engine would make it, and the console lines the tag wrote. `${NAME}` in fields becomes a secret. */
export function tagInput(
  event: EventData,
  fields: Fields = {},
  options: { cookies?: Record<string, string>; defaultRegion?: string } = {},
): { input: TagInput; console: string[] } {
  const lines: string[] = [];
  const view = new EventView(event, { cookies: options.cookies ?? {}, defaultRegion: options.defaultRegion });
  const input: TagInput = {
    event: view,
    fields: withSecrets(fields) as Fields,
    receivedAt,
    log: (line) => lines.push(line),
  };
  return { input, console: lines };
}

/** Runs a tag's build and gives each request as its JSON: what a recording would show. */
export async function build(
  tag: TagType,
  event: EventData,
  fields: Fields = {},
  options: { cookies?: Record<string, string>; defaultRegion?: string } = {},
): Promise<readonly OutgoingRequest[]> {
  return JSON.parse(JSON.stringify(await tag.build(tagInput(event, fields, options).input)));
}

function withSecrets(value: unknown): unknown {
  if (typeof value === 'string') return parseSecrets(value);
  if (Array.isArray(value)) return value.map(withSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withSecrets(child)]));
}
