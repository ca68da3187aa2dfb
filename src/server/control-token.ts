import type { TLSSocket } from 'node:tls';
import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { type Compare, constantTime, digestOf } from './admission/same-secret.ts';
import { type Refusal, refusalResponse } from './answer.ts';

/** The variable an operator sets; with `_FILE` behind it, the file that holds the token. */
export const controlTokenVariable = 'SGTM_CONTROL_TOKEN';

/** Who may use the control API. */
export interface ControlGuardOptions {
  /** Whether the server delivers: then the token is asked for. */
  readonly live: boolean;
  /** The value of SGTM_CONTROL_TOKEN; undefined or empty where it is not set, which in live shuts the control API. */
  readonly token: string | undefined;
  /** Hosts beside this machine's own it may be reached by: `relay.internal` (any port) or `relay.internal:8080`. */
  readonly hosts?: readonly string[];
  /** Told why a request was turned away; the reason quotes nothing of the request. */
  readonly onRefused?: (reason: string) => void;
  /** How digests are compared; in constant time unless given. */
  readonly compare?: Compare;
}

/**
 * Lets a request through to the control API where it is for this machine by name (no DNS name an attacker has pointed
 * here), comes from no page but its own (no form or script of another site), and in live carries the token as
 * `Authorization: Bearer …`. All else is 403 with why.
 */
export function controlGuard(options: ControlGuardOptions): MiddlewareHandler<{ Bindings: HttpBindings }> {
  const { live, token = '', onRefused, compare = constantTime } = options;
  const hosts = new Set((options.hosts ?? []).map((host) => host.toLowerCase()));
  const expected = digestOf(token);

  function refusalOf(
    headers: Readonly<Record<string, string | string[] | undefined>>,
    secure: boolean,
  ): Refusal | undefined {
    const one = (name: string): string | undefined => {
      const value = headers[name];
      return typeof value === 'string' ? value : undefined;
    };
    const host = hostOf(one('host'));
    if (host === undefined || !(isLoopback(host.name) || hosts.has(host.name) || hosts.has(host.whole)))
      return strangeHost;
    const origin = one('origin');
    const site = one('sec-fetch-site');
    if (origin !== undefined && !isOrigin(origin, host.whole, secure)) return strangePage;
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return strangePage;
    if (!live) return undefined;
    if (token === '') return noToken;
    const given = /^bearer +(\S+)$/i.exec(one('authorization') ?? '')?.[1];
    const right = compare(digestOf(given ?? ''), expected);
    if (right) return undefined;
    return given === undefined ? tokenMissing : tokenWrong;
  }

  return async (c, next) => {
    const { incoming } = c.env;
    const refusal = refusalOf(incoming.headers, (incoming.socket as Partial<TLSSocket>).encrypted === true);
    if (refusal === undefined) {
      await next();
      return undefined;
    }
    onRefused?.(refusal.message);
    return refusalResponse(refusal);
  };
}

interface Host {
  readonly name: string;
  /** With its port. */
  readonly whole: string;
}

const hostForm = /^([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;

/** The Host header taken apart; undefined where it is missing, or more than a name and a port. */
function hostOf(header: string | undefined): Host | undefined {
  const whole = header?.toLowerCase() ?? '';
  const name = hostForm.exec(whole)?.[1];
  return name === undefined ? undefined : { name, whole };
}

/** Names no DNS server has a say in. */
function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);
}

/** A page's origin carries no port where it is its scheme's own, nor does the Host header then. */
function isOrigin(origin: string, host: string, secure: boolean): boolean {
  // Behind a proxy that ends TLS, the page is https where this server is not.
  return origin === `https://${host}` || (!secure && origin === `http://${host}`);
}

function forbidden(message: string, help: string): Refusal {
  return { status: 403, message, help };
}

const strangeHost: Refusal = forbidden(
  'the control API is not served under this Host',
  'Reach it as 127.0.0.1 or localhost, or have the operator list the host.',
);
const strangePage: Refusal = forbidden(
  'a page of another site may not use the control API',
  'Use it from a program, which sends no Origin, or from its own pages.',
);
const noToken: Refusal = forbidden(
  `the control API is shut: ${controlTokenVariable} is not set`,
  `Start the server with ${controlTokenVariable} (or ${controlTokenVariable}_FILE) set, and send it as Authorization: Bearer.`,
);
const tokenMissing: Refusal = forbidden(
  'the control API needs a token',
  `Send the value of ${controlTokenVariable} as Authorization: Bearer.`,
);
const tokenWrong: Refusal = forbidden(
  'this is not the token of the control API',
  `Send the value ${controlTokenVariable} had when the server was started.`,
);
