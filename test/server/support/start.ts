import { onTestFinished } from 'vitest';
import type { Recorder } from '../../../src/recordings/recorder.ts';
import { createRecorder } from '../../../src/recordings/recorder.ts';
import type { IncomingRequest } from '../../../src/runtime/request.ts';
import { createServer, type ServerOptions, type SgtmServer } from '../../../src/server/create-server.ts';
import { fakeEngine } from './fake-engine.ts';

/** One line a server logged. */
export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** A server that listens for the length of a test. */
export interface Started {
  readonly server: SgtmServer;
  readonly url: string;
  readonly port: number;
  readonly recorder: Recorder;
  readonly requests: readonly IncomingRequest[];
  readonly log: readonly LogLine[];
}

/** Starts a server on a free port, with a fake engine unless one is given. */
export async function start(options: Partial<ServerOptions> = {}): Promise<Started> {
  const { engine, requests } = fakeEngine();
  const recorder = createRecorder();
  const log: LogLine[] = [];
  const write =
    (level: LogLine['level']) =>
    (fields: LogLine['fields'], message: string): void => {
      log.push({ level, fields, message });
    };
  const logger = { info: write('info'), warn: write('warn'), error: write('error') };
  const server = createServer({ engine, recorder, port: 0, logger, closeTimeoutMs: 200, ...options });
  const { url, port } = await server.listen();
  onTestFinished(() => server.close());
  return { server, url, port, recorder: options.recorder ?? recorder, requests, log };
}
