import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Contracts } from '../../contracts/contract.ts';
import type { Clock } from '../../delivery/clock.ts';
import type {
  VendorAnswer,
  VendorContext,
  VendorFault,
  VendorRequest,
  VendorSimulator,
} from '../../platforms/simulator.ts';
import { listenError } from '../listen-error.ts';
import { readBody } from '../read-body.ts';
import { type ControlAnswer, type Controlled, control, controlPath, type FaultChange } from './control.ts';
import { createFaults, type Fault, type Faults, vendorFaults } from './faults.ts';
import { dripSlowly, sendGarbage, sendGiant, type WrittenAnswer } from './misbehave.ts';
import { createReceived, type Received } from './received.ts';

/** What the vendors' server is made of. */
export interface VendorsOptions {
  /** By platform. */
  readonly simulators: ReadonlyMap<string, VendorSimulator>;
  /** What payloads are checked against; absent: nothing is. */
  readonly contracts?: Contracts | undefined;
  readonly clock: Clock;
  /** From 0 up to, not including, 1: decides which requests a fault strikes. */
  readonly random: () => number;
  /** Told of each fault that is set or taken back. */
  readonly onFault?: ((change: FaultChange) => void) | undefined;
}

/** The vendors' server: every simulator on one port of this machine, and nobody else's. */
export interface Vendors {
  readonly received: Received;
  readonly faults: Faults;
  /** Starts to listen on 127.0.0.1; 0 for any free port. Gives the URL; rejects with a ListenError. */
  listen(port: number): Promise<string>;
  /** Stops, cutting off whoever still waits. */
  close(): Promise<void>;
}

/** A pixel carries a whole cart in its query. */
const longestHead = 128 * 1024;
/** More than any platform takes. */
const longestBytes = 32 * 1024 * 1024;

/**
 * Makes a server that takes `/<host>/<path…>`, as `--live --vendors URL` sends it, finds who stands in for the host and
 * answers as it would, but for the faults that are set. What came is counted: see the control API.
 */
export function createVendors({ simulators, contracts, clock, random, onFault }: VendorsOptions): Vendors {
  const platforms = [...simulators.keys()];
  const received = createReceived(platforms);
  const faults = createFaults(platforms, random);
  const controlled: Controlled = { simulators, received, faults, onFault };
  const find = finderOf([...simulators.values()]);

  const violations: VendorContext['violations'] = (name, payload) => {
    const found = contracts?.get(name)?.check(payload, clock.now()) ?? [];
    return found.filter(({ severity }) => severity === 'error');
  };

  const server = createServer({ keepAliveTimeout: 60_000, maxHeaderSize: longestHead }, (incoming, outgoing) => {
    const url = incoming.url ?? '';
    if (url === controlPath || url.startsWith(`${controlPath}/`) || url.startsWith(`${controlPath}?`)) {
      void answerControl(incoming, outgoing, url);
      return;
    }
    const slash = url.indexOf('/', 1);
    const host = (slash < 0 ? url.slice(1) : url.slice(1, slash)).toLowerCase();
    const simulator = url.startsWith('/') ? find(host) : undefined;
    if (simulator === undefined) {
      incoming.resume();
      sendJson(outgoing, noHost(host));
      return;
    }
    const fault = faults.draw(simulator.platform);
    if (fault?.fault === 'refuse') {
      incoming.socket.destroy();
      return;
    }
    const target = slash < 0 ? '/' : url.slice(slash);
    answer(simulator, incoming, outgoing, host, target, fault).catch((error: unknown) => {
      sendJson(outgoing, failed(simulator.platform, error));
    });
  });
  // A fault cuts a connection while it is written to.
  server.on('clientError', (_, socket) => socket.destroy());

  async function answer(
    simulator: VendorSimulator,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    host: string,
    target: string,
    fault: Fault | undefined,
  ): Promise<void> {
    const bytes = await readBody(incoming, longestBytes);
    if (bytes === 'aborted') return;
    if (bytes === 'too large') {
      sendJson(outgoing, tooLarge);
      return;
    }
    const { platform } = simulator;
    if (fault?.fault === 'timeout' || fault?.fault === 'reset') {
      received.take(platform, []);
      if (fault.fault === 'reset') incoming.socket.resetAndDestroy();
      return;
    }
    const request: VendorRequest = {
      method: incoming.method ?? 'GET',
      host,
      target,
      // Only set-cookie comes as a list, and no request has it.
      headers: incoming.headers as Readonly<Record<string, string>>,
      body: bytes.toString('utf8'),
    };
    const given = ask(simulator, request, fault && vendorFaults.get(fault.fault));
    received.take(platform, given?.taken ?? []);
    if (given === undefined) {
      sendJson(outgoing, noPath(platform));
      received.answered(platform, 404);
      return;
    }
    const written = writtenOf(given, fault);
    switch (fault?.fault) {
      case 'reset_after_commit':
        incoming.socket.resetAndDestroy();
        return;
      case 'slow_drip':
        dripSlowly(outgoing, written, clock);
        return;
      case 'giant_body':
        sendGiant(outgoing, written);
        return;
      case 'garbage':
        received.answered(platform, sendGarbage(outgoing, written));
        return;
      default:
        send(outgoing, written);
        received.answered(platform, written.status);
    }
  }

  /** Where a platform has no such answer to a fault, it answers as ever. */
  function ask(
    simulator: VendorSimulator,
    request: VendorRequest,
    fault: VendorFault | undefined,
  ): VendorAnswer | undefined {
    const now = clock.now();
    const struck = fault && simulator.answer(request, { now, fault, violations });
    return struck ?? simulator.answer(request, { now, fault: undefined, violations });
  }

  async function answerControl(incoming: IncomingMessage, outgoing: ServerResponse, url: string): Promise<void> {
    const bytes = await readBody(incoming, longestBytes);
    if (bytes === 'aborted') return;
    if (bytes === 'too large') sendJson(outgoing, tooLarge);
    // A page in a browser on this machine could set faults; browsers say where it is from.
    else if (incoming.headers.origin !== undefined) sendJson(outgoing, fromPage);
    else sendJson(outgoing, control(incoming.method ?? 'GET', url, bytes.toString('utf8'), controlled));
  }

  return { received, faults, listen: (port) => listen(server, port), close: () => close(server) };
}

/** Who stands in for a host, with or without its port: by its name, by the end of it, else who stands in for all others. */
function finderOf(simulators: readonly VendorSimulator[]): (host: string) => VendorSimulator | undefined {
  const named = new Map<string, VendorSimulator>();
  const ends: (readonly [string, VendorSimulator])[] = [];
  for (const simulator of simulators) {
    for (const host of simulator.hosts) {
      if (host.startsWith('*.')) ends.push([host.slice(1), simulator]);
      else named.set(host, simulator);
    }
  }
  return (host) => {
    const direct = named.get(host);
    if (direct !== undefined) return direct;
    if (!hostShape.test(host)) return undefined;
    const name = host.replace(/:\d+$/, '');
    return named.get(name) ?? ends.find(([end]) => name.endsWith(end))?.[1] ?? named.get('*');
  };
}

/** A name with a point in it, `localhost`, an address, or anything with a port; a path's first step alone is none. */
const hostShape = /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)+|localhost|\[[0-9a-f:.]+\]|[a-z0-9-]+(?=:))(?::\d{1,5})?$/;

function writtenOf({ status, headers, body }: VendorAnswer, fault: Fault | undefined): WrittenAnswer {
  const type =
    body === undefined || body instanceof Uint8Array
      ? undefined
      : typeof body === 'string'
        ? 'text/plain; charset=utf-8'
        : 'application/json; charset=utf-8';
  const throttles = fault?.fault === '429' || fault?.fault === '5xx';
  return {
    status,
    headers: {
      ...(type !== undefined && { 'content-type': type }),
      ...headers,
      ...(throttles && fault.retryAfter !== undefined && { 'retry-after': fault.retryAfter }),
    },
    body: body instanceof Uint8Array ? body : textBytes(body),
  };
}

const noBytes = new Uint8Array(0);

function textBytes(body: unknown): Uint8Array {
  if (body === undefined) return noBytes;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function send(outgoing: ServerResponse, { status, headers, body }: WrittenAnswer): void {
  outgoing.writeHead(status, status === 204 ? headers : { ...headers, 'content-length': String(body.length) });
  if (body.length === 0) outgoing.end();
  else outgoing.end(body);
}

function sendJson(outgoing: ServerResponse, { status, headers, body }: ControlAnswer): void {
  send(outgoing, { status, headers: { 'content-type': 'application/json', ...headers }, body: textBytes(body) });
}

function noHost(host: string): ControlAnswer {
  const message = host === '' ? 'the path names no host' : 'the path does not begin with a host';
  const help = `Point sgtm here with --live --vendors: it asks for /<host>/<path>. GET ${controlPath} lists the hosts.`;
  return { status: 404, body: { error: { message, help } } };
}

function noPath(platform: string): ControlAnswer {
  const message = `${platform} has nothing at this path, or not for this method`;
  return { status: 404, body: { error: { message, help: 'Check the address of the tag.' } } };
}

function failed(platform: string, error: unknown): ControlAnswer {
  const message = `the simulator of ${platform} failed: ${error instanceof Error ? error.message : String(error)}`;
  return { status: 500, body: { error: { message, help: 'This is a fault of the workbench: report it.' } } };
}

const tooLarge: ControlAnswer = {
  status: 413,
  body: { error: { message: `the body has more than ${longestBytes} bytes`, help: 'Send less.' } },
};

const fromPage: ControlAnswer = {
  status: 403,
  body: { error: { message: 'the request comes from a web page', help: 'Use curl, or a program without a browser.' } },
};

function listen(server: Server, port: number): Promise<string> {
  const host = '127.0.0.1';
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(`http://${host}:${typeof address === 'object' && address !== null ? address.port : port}`);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
