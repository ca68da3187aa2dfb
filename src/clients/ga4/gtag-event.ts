import { type EventData, numberOf } from '../../event/event-data.ts';
import type { Json, JsonObject } from '../../event/json.ts';
import { itemNumber, readItem } from './gtag-items.ts';
import { gtagParameters, promotionEvents, promotionParameters } from './gtag-parameters.ts';
import { majorBrands, readForm } from './gtag-values.ts';
import type { Visitor } from './visitor.ts';

/** One hit's parameters: of the query and, over them, of its line. Without a prototype. */
export type GtagHit = Readonly<Record<string, string>>;

type Data = Record<string, Json | undefined>;

/** Whether a parameter's name could reach a prototype on its way into event data. No name gtag sends does. */
export function isUnsafe(name: string): boolean {
  return name.includes('__proto__') || name.includes('constructor.prototype');
}

/** A hit as event data, or the item parameter in it that names a custom one `__proto__`. */
export type GtagEvent =
  | { readonly ok: true; readonly event: EventData }
  | { readonly ok: false; readonly parameter: string };

/** The caller's password and the workbench's session: never passed on. */
const private_: ReadonlySet<string> = new Set(['api_secret', 'sgtm_session']);

/**
 * One gtag hit as event data. Where a protocol parameter and an
 * event parameter (`ep.`) give the same key, the protocol's wins; the connection's user agent and address only fill
 * gaps. `ep.user_data.*` is put together into one `user_data`. The hit must hold `en`, and no unsafe name.
 */
export function gtagEvent(
  hit: GtagHit,
  eventNames: ReadonlyMap<string, string>,
  visitor: Visitor,
  receivedAt: number,
): GtagEvent {
  const name = hit['en'] as string;
  const data: Data = { event_name: eventNames.get(name) ?? name };
  const sst: Data = {};
  const promotion = 'pi' in hit || 'pn' in hit || promotionEvents.has(name);
  const items: { readonly place: number; readonly item: JsonObject }[] = [];

  for (const parameter in hit) {
    const text = hit[parameter] as string;
    if (parameter === 'en' || private_.has(parameter) || isEventParameter(parameter)) continue;
    const known = (promotion ? promotionParameters.get(parameter) : undefined) ?? gtagParameters.get(parameter);
    if (known !== undefined) {
      const value = readForm(known.form, text);
      if (value !== undefined) into(data, known.place)[known.key] = value;
      continue;
    }
    const place = itemNumber(parameter);
    if (place !== undefined) {
      const item = readItem(text);
      if (item === undefined) return { ok: false, parameter };
      items.push({ place, item });
    } else if (parameter.startsWith('sst.')) {
      sst[parameter.slice(4)] = text;
    } else if (parameter.startsWith('upn.')) {
      into(data, 'x-ga-mp2-user_properties')[parameter.slice(4)] = numberOf(text) ?? text;
    } else if (parameter.startsWith('up.')) {
      into(data, 'x-ga-mp2-user_properties')[parameter.slice(3)] = text;
    } else if (parameter.startsWith('_') && parameter.length > 1) {
      into(data, 'x-ga-system_properties')[parameter.slice(1)] = text;
    } else if (parameter !== 'user_properties') {
      // The key one of that name would take holds the `up.` parameters.
      data[`x-ga-mp2-${parameter}`] = text;
    }
  }

  if (items.length > 0) data['items'] = items.sort((a, b) => a.place - b.place).map(({ item }) => item);
  addMajorBrands(data);
  sst['request_start_time_ms'] = receivedAt;
  data['x-sst-system_properties'] = sst as JsonObject;
  addEventParameters(hit, data);
  if (visitor.ip !== undefined && data['ip_override'] === undefined) data['ip_override'] = visitor.ip;
  if (visitor.userAgent !== undefined && data['user_agent'] === undefined) data['user_agent'] = visitor.userAgent;
  return { ok: true, event: data };
}

function isEventParameter(parameter: string): boolean {
  return parameter.startsWith('ep.') || parameter.startsWith('epn.');
}

/** The object in event data under `place`, made where it is not there yet. */
function into(data: Data, place: string): Data {
  if (place === 'event') return data;
  const held = data[place] as Data | undefined;
  if (held !== undefined) return held;
  const made: Data = {};
  data[place] = made as JsonObject;
  return made;
}

function addMajorBrands(data: Data): void {
  const hints = data['client_hints'] as Data | undefined;
  const list = hints?.['full_version_list'];
  if (hints !== undefined && Array.isArray(list)) hints['brands'] = majorBrands(list);
}

function addEventParameters(hit: GtagHit, data: Data): void {
  let userData: Data | undefined;
  for (const parameter in hit) {
    if (!isEventParameter(parameter)) continue;
    const numeric = parameter.startsWith('epn.');
    const key = parameter.slice(numeric ? 4 : 3);
    const text = hit[parameter] as string;
    const value = numeric ? (numberOf(text) ?? text) : text;
    if (key.startsWith('user_data.')) {
      userData ??= {};
      nest(userData, key.slice('user_data.'.length).split('.'), value);
    } else if (key !== '' && !private_.has(key) && !Object.hasOwn(data, key)) {
      data[key] = value;
    }
  }
  if (userData !== undefined) data['user_data'] = userData as JsonObject;
}

const deepestUserData = 8;

/** Puts a value at a path of own keys; a path that leads through text, or too deep, is left out. */
function nest(root: Data, path: readonly string[], value: Json): void {
  if (path.length > deepestUserData) return;
  let node = root;
  for (const key of path.slice(0, -1)) {
    const next = Object.hasOwn(node, key) ? node[key] : undefined;
    if (next === undefined) {
      const made: Data = {};
      node[key] = made as JsonObject;
      node = made;
    } else if (typeof next === 'object' && next !== null) {
      node = next as Data;
    } else {
      return;
    }
  }
  const last = path.at(-1) as string;
  if (!Object.hasOwn(node, last)) node[last] = value;
}
