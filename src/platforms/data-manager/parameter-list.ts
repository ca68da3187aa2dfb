import type { DataManagerEventsIngestParameter } from '../../contracts/types/data-manager-events-ingest.ts';
import { textOf } from '../../event/event-data.ts';
import type { Json } from '../../event/json.ts';
import type { Payload } from '../payload.ts';

/** One named value, as the API lists parameters. */
export type Parameter = Payload<DataManagerEventsIngestParameter>;

/** Named values as the API's list of parameters, all as text; what holds no single value, and names in `except`, stay out. */
export function parametersOf(
  values: Readonly<Record<string, unknown>>,
  except: ReadonlySet<string>,
): readonly Parameter[] | undefined {
  const found: Parameter[] = [];
  for (const parameterName in values) {
    if (except.has(parameterName)) continue;
    const value = textOf(values[parameterName] as Json);
    if (value !== undefined) found.push({ parameterName, value });
  }
  return found.length === 0 ? undefined : found;
}
