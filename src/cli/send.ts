import type { Command } from 'commander';
import { isObject, type Json, type JsonObject } from '../event/json.ts';
import { parsePath, withPath } from '../event/path.ts';
import { shortened } from '../text/printable.ts';
import type { Io } from './io.ts';
import { collect, serverUrl } from './options.ts';
import type { Outcome } from './outcome.ts';
import { post, targetOf } from './post.ts';
import { readInput, toRequest } from './read-request.ts';
import { UserError } from './user-error.ts';

interface SendOptions {
  readonly to: string;
  readonly set: readonly string[];
  readonly session?: string;
}

/** `sgtm send`: a sample or a file, posted over HTTP. */
export function addSend(program: Command, io: Io, outcome: Outcome): void {
  program
    .command('send')
    .description('post a sample event or a file to a running server')
    .argument('<sample>', 'a sample, such as purchase; or a file as for sgtm run; - for standard input')
    .option('--to <url>', 'where the server is', serverUrl, 'http://127.0.0.1:8080')
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
      const target = targetOf(options.to, request);
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
