import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { IncomingRequest } from '../runtime/request.ts';
import { UserError } from './user-error.ts';

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

const timeoutMs = 10_000;

/** Where a request goes on a server. */
export function targetOf(server: string, { path, queryString }: IncomingRequest): URL {
  return new URL(
    `${server.replace(/\/+$/, '')}${path.startsWith('/') ? '' : '/'}${path}${queryString === '' ? '' : `?${queryString}`}`,
  );
}

/**
 * Sends a request and waits for the whole answer. Rejects with a UserError that says what to do where there is none;
 * `nobodyThere`: where nothing listens.
 */
export function post(
  target: URL,
  method: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  nobodyThere = 'nothing listens there: start `sgtm dev`, or name the server with --to',
): Promise<Answer> {
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const length = { 'content-length': Buffer.byteLength(body) };
    const request = send(target, { method, headers: { ...headers, ...length }, timeout: timeoutMs });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)));
    request.on('error', (error: NodeJS.ErrnoException) => {
      const help = error.code === 'ECONNREFUSED' ? nobodyThere : error.message;
      reject(new UserError(`could not ${method === 'GET' ? 'ask' : 'post to'} ${target.origin}: ${help}`));
    });
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    request.end(body);
  });
}
