import { constants, existsSync, statSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import type { Container } from '../container/compile.ts';
import { OutboxOpenError } from '../delivery/outbox/outbox.ts';
import { controlTokenVariable } from '../server/control-token.ts';
import type { Check } from './check.ts';
import { environmentSecrets } from './environment-secrets.ts';
import type { Io } from './io.ts';
import { missingSecrets } from './live-secrets.ts';
import { namelessAccounts } from './nameless-accounts.ts';
import { openOutboxFile, outboxKeys, outboxKeyVariable } from './outbox-file.ts';
import { UserError } from './user-error.ts';

/** Whether each secret of a container is set. Record mode does without; delivery does not. */
export function examineSecrets(container: Container, env: NodeJS.ProcessEnv, live: boolean): readonly Check[] {
  const name = 'secrets';
  const status = live ? 'error' : 'warning';
  const missing = told(() => missingSecrets(container, env));
  if (missing instanceof Error) {
    return [{ name, status, message: missing.message, remedy: 'mend what is named: delivering needs every secret' }];
  }
  if (missing.length === 0) return [{ name, status: 'ok', message: `${container.secrets.size} secrets, all set` }];
  return missing.map(({ name: secret, places }): Check => {
    const [first] = places;
    const where = live ? places.join(', ') : `${first}${places.length > 1 ? ` and ${places.length - 1} more` : ''}`;
    const set = `set ${secret}, or ${secret}_FILE to a file that holds it`;
    const remedy = live ? `${set}; --vendors does without` : `record mode needs no value; to deliver, ${set}`;
    return { name, status, message: `${secret} is not set (${where})`, remedy };
  });
}

/** What else `serve --live` needs: accounts, the outbox and its key, the control token. `container`: undefined where it is wrong. */
export async function examineLive(io: Io, container: Container | undefined, outbox: string): Promise<readonly Check[]> {
  const key = examineKey(io);
  return [
    ...(container === undefined ? [] : examineAccounts(container)),
    key,
    // Without its key it cannot be opened.
    ...(key.status === 'error' ? [] : [await examineOutbox(io, resolve(io.cwd, outbox))]),
    examineToken(io),
  ];
}

function examineAccounts(container: Container): readonly Check[] {
  return namelessAccounts(container).map((line) => ({
    name: 'accounts',
    status: 'error',
    message: line,
    remedy: 'fill it in, or pause the tag',
  }));
}

function examineKey(io: Io): Check {
  const name = 'outbox key';
  const keys = told(() => outboxKeys(io));
  if (keys instanceof Error) {
    return { name, status: 'error', message: keys.message, remedy: `mend ${outboxKeyVariable}` };
  }
  if (keys.length > 0) return { name, status: 'ok', message: `${outboxKeyVariable} encrypts what is kept` };
  return {
    name,
    status: 'warning',
    message: `${outboxKeyVariable} is not set: events wait on the disk as they are`,
    remedy: 'make one with: openssl rand -base64 32',
  };
}

/** One that is there is opened for a moment; none is made. */
async function examineOutbox(io: Io, path: string): Promise<Check> {
  const name = 'outbox';
  const shown = relative(io.cwd, path);
  if (!existsSync(path)) return examinePlace(path, shown);
  try {
    const outbox = await openOutboxFile(io, path);
    await outbox.close();
    return { name, status: 'ok', message: `${shown} can be written, and nobody has it open` };
  } catch (error) {
    if (!(error instanceof OutboxOpenError)) throw error;
    return {
      name,
      status: 'error',
      message: error.message,
      remedy: 'serve --live will not start before that is mended',
    };
  }
}

/** Whether a file could be made: in the nearest folder there is. */
async function examinePlace(path: string, shown: string): Promise<Check> {
  const name = 'outbox';
  let folder = dirname(path);
  while (!existsSync(folder)) folder = dirname(folder);
  const fault = statSync(folder).isDirectory() ? await unwritable(folder) : 'is no folder';
  if (fault === undefined) return { name, status: 'ok', message: `${shown} is not there yet, and can be made` };
  return {
    name,
    status: 'error',
    message: `${shown} cannot be made: ${folder} ${fault}`,
    remedy: 'give yourself the right to write there, or another path with --outbox',
  };
}

async function unwritable(folder: string): Promise<string | undefined> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return `cannot be written (${(error as NodeJS.ErrnoException).code})`;
  }
}

function examineToken(io: Io): Check {
  const name = 'control token';
  const token = told(() => environmentSecrets([controlTokenVariable], io.env)(controlTokenVariable));
  if (token instanceof Error) {
    return { name, status: 'error', message: token.message, remedy: `mend ${controlTokenVariable}` };
  }
  if (token !== undefined) return { name, status: 'ok', message: `${controlTokenVariable} is set` };
  return {
    name,
    status: 'warning',
    message: `${controlTokenVariable} is not set: sgtm outbox cannot reach a running server`,
    remedy: 'make one with: openssl rand -hex 32',
  };
}

/** What is looked up, or what an operator has to mend. */
function told<T>(look: () => T): T | UserError | OutboxOpenError {
  try {
    return look();
  } catch (error) {
    if (error instanceof UserError || error instanceof OutboxOpenError) return error;
    throw error;
  }
}
