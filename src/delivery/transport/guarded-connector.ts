import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { buildConnector } from 'undici';
import { shortened } from '../../text/printable.ts';
import type { AddressGuard } from './address-guard.ts';
import { ConnectError, codeOf } from './connect-error.ts';
import { guardedLookup, type Resolve } from './guarded-lookup.ts';

/** What a connector goes by. */
export interface ConnectorOptions {
  readonly guard: AddressGuard;
  readonly resolve: Resolve;
  /** From the name to the end of the TLS handshake, milliseconds. */
  readonly timeoutMs: number;
  /** PEM certificates of authorities trusted instead of the machine's. */
  readonly authorities?: string;
}

/** How long one of several addresses is given before the next is tried, milliseconds. */
const attemptMs = 1_000;

/**
 * Makes the connections of one origin: only to addresses the guard lets through, checked before and after connecting,
 * by TLS only where the certificate holds, whatever NODE_TLS_REJECT_UNAUTHORIZED says. Fails with a ConnectError.
 */
export function guardedConnector(options: ConnectorOptions): buildConnector.connector {
  const { guard, timeoutMs } = options;
  // One origin has one name: its last TLS session shortens the next handshake.
  let session: Buffer | undefined;

  const open = (host: string, port: string, encrypted: boolean): Socket => {
    const target = {
      host,
      port: port === '' ? (encrypted ? 443 : 80) : Number(port),
      lookup: guardedLookup(guard, options.resolve, encrypted),
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: attemptMs,
      noDelay: true,
      keepAlive: true,
    };
    if (!encrypted) return connectTcp(target);
    const socket = connectTls({
      ...target,
      servername: isIP(host) === 0 ? host.replace(/\.$/, '') : '',
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: true,
      ...(options.authorities === undefined ? {} : { ca: options.authorities }),
      ...(session === undefined ? {} : { session }),
    });
    return socket.on('session', (given: Buffer) => {
      session = given;
    });
  };

  return ({ hostname, port, protocol }, callback) => {
    const encrypted = protocol === 'https:';
    const refuse = (refusal: string): ConnectError =>
      new ConnectError('forbidden', `${hostname} is not to be reached: ${refusal}`);
    // `net.connect` looks up nothing where the host is an address.
    const refusal = isIP(hostname) === 0 ? undefined : guard.refusal(hostname, hostname, encrypted);
    if (refusal !== undefined) return callback(refuse(refusal), null);

    const socket = open(hostname, port, encrypted);
    const timer = setTimeout(() => {
      socket.destroy(new ConnectError('unsent', `${hostname} gave no connection within ${timeoutMs} ms`));
    }, timeoutMs);
    let settled = false;
    const settle = (error: ConnectError | undefined): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      if (error === undefined) callback(null, socket);
      else callback(error, null);
    };
    socket.on('error', (error) => settle(connectError(hostname, error, socket)));
    socket.once(encrypted ? 'secureConnect' : 'connect', () => {
      const address = socket.remoteAddress;
      const reached = address === undefined ? undefined : guard.refusal(hostname, address, encrypted);
      if (reached === undefined) settle(undefined);
      else socket.destroy(refuse(reached));
    });
  };
}

function connectError(host: string, error: Error, socket: Socket): ConnectError {
  if (error instanceof ConnectError) return error;
  // Set by Node where the certificate is what it stumbled over.
  const fault = (socket as Partial<TLSSocket>).authorizationError;
  if (fault !== undefined && fault !== null) {
    const reason = codeOf(error) ?? shortened(String(fault), 80);
    return new ConnectError('insecure', `the certificate of ${host} does not hold (${reason})`);
  }
  const code = codeOf(error) ?? 'no code';
  return new ConnectError('unsent', `${host} ${words[code] ?? 'cannot be connected to'} (${code})`);
}

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses connections',
  ECONNRESET: 'broke off while connecting',
  ENOTFOUND: 'is a name nobody knows',
  EAI_AGAIN: 'cannot be looked up now',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
};
