import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { purchaseBody } from './purchase.ts';

const run = promisify(execFile);

/** What is printed where it is missing. */
export const wrkMissing = 'it needs wrk (apt-get install wrk)';

/** Whether wrk is on the PATH. */
export async function hasWrk(): Promise<boolean> {
  try {
    await run('wrk', ['-v']);
    return true;
  } catch (error) {
    // It prints its version and fails.
    return (error as { code?: unknown }).code !== 'ENOENT';
  }
}

/** What a server answered. */
export interface Load {
  /** Requests a second. */
  readonly rate: number;
  /** Answers wrk has seen; a server may have taken a few more, which were on their way at the end. */
  readonly requests: number;
  /** Milliseconds from request to answer. */
  readonly p50: number;
  readonly p99: number;
}

/** Posts to `url` over 50 connections as fast as it answers. Throws where an answer is not 2xx. `prefix`: of the script's ids. */
export async function load(url: string, script: string, seconds: number, prefix = ''): Promise<Load> {
  const args = ['-t1', '-c50', `-d${seconds}s`, '--latency', '-s', script, url, '--', prefix];
  const { stdout } = await run('wrk', args);
  const found = (pattern: RegExp): string => {
    const text = pattern.exec(stdout)?.[1];
    if (text === undefined) throw new Error(`wrk's report has no ${pattern.source}:\n${stdout}`);
    return text;
  };
  if (/Non-2xx/.test(stdout)) throw new Error(`${url} refused requests:\n${stdout}`);
  return {
    rate: Number(found(/Requests\/sec:\s+([\d.]+)/)),
    requests: Number(found(/(\d+) requests in/)),
    p50: milliseconds(found(/50%\s+(\S+)/)),
    p99: milliseconds(found(/99%\s+(\S+)/)),
  };
}

const units: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1_000, m: 60_000 };

function milliseconds(text: string): number {
  const [, figure, unit = ''] = /^([\d.]+)([a-z]+)$/.exec(text) ?? [];
  return Number(figure) * (units[unit] ?? Number.NaN);
}

const post = ['wrk.method = "POST"', 'wrk.headers["Content-Type"] = "application/json"'];

/** Writes the script that posts the sample purchase, the same each time. */
export function sameScript(folder: string): Promise<string> {
  return write(join(folder, 'same.lua'), [...post, `wrk.body = [==[${purchaseBody}]==]`]);
}

const sampleId = 'SO-10442';

/** Writes the script that posts the sample purchase: each time another one, since one that was taken before is not written again. */
export function purchaseScript(folder: string): Promise<string> {
  const parts = purchaseBody.split(sampleId).map((part) => `[==[${part}]==]`);
  if (parts.length !== 3)
    throw new Error(`the sample purchase no longer has ${sampleId} as event_id and transaction_id`);
  return write(join(folder, 'purchases.lua'), [
    ...post,
    `local parts = { ${parts.join(', ')} }`,
    'local threads, count, prefix = 0, 0, ""',
    'function setup(thread) threads = threads + 1; thread:set("id", threads) end',
    'function init(args) prefix = args[1] .. "-" .. id .. "-" end',
    'function request() count = count + 1; return wrk.format(nil, nil, nil, table.concat(parts, prefix .. count)) end',
  ]);
}

async function write(path: string, lines: readonly string[]): Promise<string> {
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}
