import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type Command, InvalidArgumentError } from 'commander';
import { isObject, type Json, type JsonObject } from '../event/json.ts';
import { parsePath, withPath } from '../event/path.ts';
import { shortened } from '../text/printable.ts';
import type { Io } from './io.ts';
import { collect } from './options.ts';
import type { Outcome } from './outcome.ts';
import { readInput, toRequest } from './read-request.ts';
import { UserError } from './user-error.ts';

interface SendOptions {
  readonly to: string;
  readonly set: readonly string[];
  readonly session?: string;
}

const timeoutMs = 10_000;

/** `sgtm send`: a sample or a file, posted over HTTP. */
export function addSend(program: Command, io: Io, outcome: Outcome): void {
  program
    .command('send')
    .description('post a sample event or a file to a running server')
    .argument('<sample>', 'a sample, such as purchase; or a file as for sgtm run; - for standard input')
    .option('--to <url>', 'where the server is', url, 'http://127.0.0.1:8080')
    .option(
      '--set <path=value>',
      'change the body first, such as events.0.params.value=12 (again for more)',
      collect,
      [],
    )
    .option('--session <name>', 'the session the recording belongs to')
    .addHelpText(
      'after',
      '\nExamples:\n  sgtm send purchase\n  sgtm send generate_lead --set events.0.params.storefront_id=hims\n  sgtm send body.json --to http://127.0.0.1:9000',
    )
    .action(async (name: string, options: SendOptions) => {
      const input = options.set.reduce((body, change) => applyChange(body, change), await readInput(io, name));
      const request = toRequest(input);
      const query = request.queryString === '' ? '' : `?${request.queryString}`;
      const target = new URL(`${options.to.replace(/\/+$/, '')}${request.path}${query}`);
      const headers = {
        ...request.headers,
        ...(options.session !== undefined && { 'x-sgtm-session': options.session }),
      };
      const answer = await post(target, request.method, headers, request.body ?? '');
      io.stdout.write(`${request.method} ${target.origin}${target.pathname} → ${answer.status}\n`);
      if (answer.body !== '') io.stdout.write(`${shortened(answer.body, 4000)}\n`);
      outcome.exitCode = answer.status < 400 ? 0 : 1;
    });
}

function url(text: string): string {
  const parsed = URL.parse(text);
  if (parsed === null || !/^https?:$/.test(parsed.protocol))
    throw new InvalidArgumentError('Expected a URL such as http://127.0.0.1:8080.');
  return text;
}

/** `events.0.params.value=12`: the value is read as JSON where it is JSON, else as text. */
function applyChange(body: JsonObject, change: string): JsonObject {
  const equals = change.indexOf('=');
  if (equals < 1) throw new UserError(`--set ${change}: expected path=value, such as events.0.params.value=12`);
  const path = parsePath(change.slice(0, equals));
  if (path.includes('__proto__')) throw new UserError(`--set ${change}: __proto__ cannot be a key`);
  const changed = withPath(body, path, readValue(change.slice(equals + 1)));
  return isObject(changed) ? changed : body;
}

function readValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function post(
  target: URL,
  method: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<{ status: number; body: string }> {
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(target, {
      method,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      timeout: timeoutMs,
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)));
    request.on('error', (error: NodeJS.ErrnoException) => {
      const help =
        error.code === 'ECONNREFUSED'
          ? 'nothing listens there: start `sgtm dev`, or name the server with --to'
          : error.message;
      reject(new UserError(`could not post to ${target.origin}: ${help}`));
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
