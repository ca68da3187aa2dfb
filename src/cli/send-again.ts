import { redacted } from '../container/credentials.ts';
import type { Recording } from '../engine/recording.ts';
import { defaultSession } from '../engine/session.ts';
import { requestOf } from '../recordings/run-again.ts';
import { post, targetOf } from './post.ts';

/** Headers of the connection it came on: the next one has its own. */
const connectionHeaders: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Sends a recorded request to a server, in its session, credentials left out; gives the status it answers. */
export async function sendAgain(recording: Recording, server: string): Promise<number> {
  const request = requestOf(recording.request);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (!connectionHeaders.has(name) && value !== redacted) headers[name] = value;
  }
  if (recording.session !== defaultSession) headers['x-sgtm-session'] = recording.session;
  const answer = await post(targetOf(server, request), request.method, headers, request.body ?? '');
  return answer.status;
}
