import { textOf } from '../event/event-data.ts';
import { redactQueryString } from './credentials.ts';
import type { Scope } from './scope.ts';

/** The container as built-in variables tell of it. */
export interface ContainerFacts {
  readonly id: string | undefined;
  readonly version: string | undefined;
  readonly environment: string | undefined;
}

type Read = (scope: Scope, facts: ContainerFacts) => unknown;

const page =
  (part: (url: URL) => string): Read =>
  (scope) => {
    const url = scope.event.page;
    return url === undefined ? undefined : part(url);
  };

/**
 * The built-in variables, by the names sGTM gives them; `Client IP Address` is what guides call `IP Address`. What is
 * read lands in recordings, so that `Query String` comes without the credentials in it (`api_secret`).
 * Source: support.google.com/tagmanager/answer/7182738 (built-in variables for server containers)
 */
const builtIns: Readonly<Record<string, Read>> = {
  'Event Name': (scope) => scope.event.name,
  _event: (scope) => scope.event.name,
  'Client ID': (scope) => scope.event.data['client_id'],
  'Client Name': (scope) => scope.occasion.clientName,
  'User Agent': (scope) => scope.event.data['user_agent'],
  'IP Address': (scope) => scope.event.data['ip_override'],
  'Client IP Address': (scope) => scope.event.data['ip_override'],
  'Session ID': (scope) => scope.event.data['ga_session_id'],
  'Session Number': (scope) => scope.event.data['ga_session_number'],
  'Page URL': (scope) => textOf(scope.event.data['page_location']),
  'Page Hostname': page((url) => url.hostname),
  'Page Path': page((url) => url.pathname),
  'Page Query': page((url) => url.search.slice(1)),
  'Page Origin': page((url) => url.origin),
  'Page Title': (scope) => textOf(scope.event.data['page_title']),
  'Page Location URL': (scope) => textOf(scope.event.data['page_location']),
  'Page Location Hostname': page((url) => url.hostname),
  'Page Location Path': page((url) => url.pathname),
  Referrer: (scope) => textOf(scope.event.data['page_referrer']),
  'Request Path': (scope) => scope.occasion.request.path,
  'Request Method': (scope) => scope.occasion.request.method,
  'Query String': (scope) => redactQueryString(scope.occasion.request.queryString),
  'Container ID': (_, facts) => facts.id,
  'Container Version': (_, facts) => facts.version,
  'Environment Name': (_, facts) => facts.environment,
  'Debug Mode': () => false,
  'Random Number': (scope) => scope.occasion.runtime.integer(0, 2_147_483_647, 'Random Number'),
  Timestamp: (scope) => scope.occasion.receivedAt,
};

/** The names of all built-in variables. */
export const builtInNames: readonly string[] = Object.keys(builtIns);

/** A built-in variable's way to its value; undefined where no built-in goes by the name. */
export function builtIn(name: string, facts: ContainerFacts): ((scope: Scope) => unknown) | undefined {
  const read = Object.hasOwn(builtIns, name) ? builtIns[name] : undefined;
  return read === undefined ? undefined : (scope) => read(scope, facts);
}
