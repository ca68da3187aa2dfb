import { dirname, join, resolve } from 'node:path';
import type { Container } from '../container/compile.ts';
import type { ContainerFile } from '../container/container-file.ts';
import { containerFileIn, containerOf, loadContainer } from '../container/load.ts';
import type { Contracts } from '../contracts/contract.ts';
import { loadContracts, shippedContracts } from '../contracts/load.ts';
import { createEngine } from '../engine/create-engine.ts';
import type { RecordedOutgoingRequest, Recording } from '../engine/recording.ts';
import { type Breach, breachesOf } from '../engine/refuse-broken.ts';
import type { JsonObject } from '../event/json.ts';
import { createRecorder } from '../recordings/recorder.ts';
import { fixedRuntime, type Runtime, systemRuntime } from '../runtime/runtime.ts';
import type { SgtmServer } from '../server/create-server.ts';
import { matchRequest, sentRequests } from '../workbench/match-request.ts';
import { nearestRequests } from '../workbench/nearest-requests.ts';
import { incomingRequest, isSendable, writtenRequest } from '../workbench/scenario-request.ts';
import { unmatched } from './explain.ts';

/** What a workbench is made of. */
export interface WorkbenchOptions {
  /** A container file's path, or a container as `defineContainer` takes it; `sgtm.yaml`, `sgtm.json` or `sgtm.ts` here by default. */
  readonly container?: string | ContainerFile;
  /** The folder of contracts of your own; `contracts/` beside the container file by default. */
  readonly contracts?: string;
  /** Stops the clock at a moment: the same `now` and `seed` give the same bytes. */
  readonly now?: Date | string | number;
  /** What chance draws; 1 by default where `now` is given. */
  readonly seed?: number;
  /** Answers 422 to what breaks a contract. */
  readonly strict?: boolean;
}

/** An outgoing request, and what it came of. */
export interface SentRequest extends RecordedOutgoingRequest {
  readonly event: string;
  readonly tag: string;
}

/** A container to be tested: in this process, or behind a server of its own. Nothing leaves the machine. */
export interface Workbench {
  readonly container: Container;
  readonly contracts: Contracts;
  /**
   * Runs one request through the container, without a server: a Measurement Protocol body, or
   * `{ method, path, query, headers, body }`. Throws a TypeError where it is neither.
   */
  send(request: Readonly<Record<string, unknown>>): Promise<Recording>;
  /** Starts a server on a free port of this machine, once; gives its URL, to point the code under test at. */
  listen(): Promise<string>;
  /** What came in so far, oldest first; of one session, or of all. */
  recordings(session?: string): readonly Recording[];
  /** Every outgoing request so far, in order. */
  requests(session?: string): readonly SentRequest[];
  /** Every contract broken so far, and where. */
  breaches(session?: string): readonly Breach[];
  /**
   * Waits for an outgoing request as a scenario's `requests:` would have it. Rejects after `timeout` milliseconds
   * (2,000 by default) with the requests that come closest and what differs in them.
   */
  waitFor(expected: Readonly<Record<string, unknown>>, options?: WaitOptions): Promise<SentRequest>;
  /** Forgets what came in; of one session, or of all. */
  reset(session?: string): void;
  /** Stops the server, if there is one. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** How to wait. */
export interface WaitOptions {
  readonly timeout?: number;
  readonly session?: string;
}

/**
 * Makes a workbench for a test. Rejects with a ContainerError or ContractError that names file and line where one
 * cannot be used.
 *
 * @example
 * await using workbench = await createWorkbench({ container: 'sgtm.yaml', now: '2026-11-21T16:00:00Z' });
 * const recording = await workbench.send({ client_id: '1.2', events: [{ name: 'purchase', params: { value: 9.99 } }] });
 */
export async function createWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const { container, folder } = await open(options.container);
  const contracts = await loadContracts([shippedContracts, resolve(options.contracts ?? join(folder, 'contracts'))]);
  const engine = createEngine(container, runtimeOf(options), { contracts, strict: options.strict === true });
  const recorder = createRecorder();
  let server: SgtmServer | undefined;
  let listening: Promise<string> | undefined;

  const recordings = (session?: string): readonly Recording[] =>
    recorder.list(session === undefined ? {} : { session }).map(plain);
  const requests = (session?: string): readonly SentRequest[] => sentRequests(recordings(session)).map(flat);

  const workbench: Workbench = {
    container,
    contracts,
    async send(request) {
      if (!isSendable(request as JsonObject)) {
        throw new TypeError('send takes a Measurement Protocol body, or { method, path, query, headers, body }');
      }
      const recording = await engine.handle(incomingRequest(writtenRequest(request as JsonObject)));
      recorder.add(recording);
      return plain(recording);
    },
    listen() {
      listening ??= (async () => {
        // Most tests need no server, and it takes longest to load.
        const { createServer } = await import('../server/create-server.ts');
        server = createServer({ engine, recorder, port: 0 });
        return (await server.listen()).url;
      })();
      return listening;
    },
    recordings,
    requests,
    breaches: (session) => recordings(session).flatMap(breachesOf),
    waitFor(expected, { timeout = 2_000, session } = {}) {
      return new Promise((resolveWait, reject) => {
        const look = (): boolean => {
          const found = sentRequests(recordings(session)).find((one) => matchRequest(expected, one).length === 0);
          if (found === undefined) return false;
          done();
          resolveWait(flat(found));
          return true;
        };
        const timer = setTimeout(() => {
          done();
          const nearest = nearestRequests(expected, sentRequests(recordings(session)));
          reject(new Error(`waited ${timeout} ms\n${unmatched(expected, nearest)}`));
        }, timeout);
        const unsubscribe = recorder.subscribe(() => void look());
        const done = (): void => {
          clearTimeout(timer);
          unsubscribe();
        };
        look();
      });
    },
    reset(session) {
      const names = session === undefined ? recorder.sessions().map(({ name }) => name) : [session];
      for (const name of names) recorder.deleteSession(name);
    },
    async close() {
      await listening;
      await server?.close();
    },
    [Symbol.asyncDispose]: () => workbench.close(),
  };
  return workbench;
}

async function open(given: string | ContainerFile | undefined): Promise<{ container: Container; folder: string }> {
  if (typeof given === 'object') return { container: containerOf(given), folder: process.cwd() };
  const file = resolve(given ?? containerFileIn('.') ?? 'sgtm.yaml');
  return { container: await loadContainer(file), folder: dirname(file) };
}

function runtimeOf({ now, seed }: WorkbenchOptions): Runtime {
  if (now === undefined && seed === undefined) return systemRuntime;
  const moment = now === undefined ? Date.now() : new Date(now).getTime();
  if (Number.isNaN(moment))
    throw new TypeError(`now must be a moment such as 2026-11-21T16:00:00Z, not ${String(now)}`);
  return fixedRuntime(moment, seed ?? 1);
}

/** As its JSON: without undefined keys, and the test's own to change. */
function plain(recording: Recording): Recording {
  return JSON.parse(JSON.stringify(recording)) as Recording;
}

function flat({ where, request }: ReturnType<typeof sentRequests>[number]): SentRequest {
  return { event: where.event, tag: where.tag, ...request };
}
