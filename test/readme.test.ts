import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { emptyFolder, root } from './support/cli.ts';
import { type Block, commandsOf, excerpt, readmeBlocks, updateReadme } from './support/readme.ts';

// The README is followed as a reader would: its commands one after the other in a clone, its files written where it
// says, what it shows compared with what came. UPDATE_README=1 writes what came into it.

const blocks = readmeBlocks();
const clone = join(realpathSync(emptyFolder()), 'sgtm-workbench');
const tools = join(dirname(clone), 'tools');
/** Where the README's reader has the clone. */
const home = '/home/you/sgtm-workbench';
/** What the README's clock says. */
const moment = Date.UTC(2026, 10, 21, 16);
const started = Date.now();

let cwd = clone;
let ports: readonly number[] = [];
let last = '';
let server: Server | undefined;
/** Runs beside the server, to the end. */
let vendors: Server | undefined;
/** What the reader has exported. */
const exported: Record<string, string> = {};
/** The ports the README has, each replaced by a free one. */
const shownPorts = ['8080', '9000', '9099'];
const changes = new Map<Block, string>();

interface Server {
  readonly child: ChildProcess;
  readonly finished: Promise<number | null>;
  printed: string;
  /** How much of it was printed before the last command. */
  seen: number;
}

beforeAll(async () => {
  for (const part of ['bin', 'src', 'contracts', 'samples', 'recordings', 'schemas', 'sgtm.yaml']) {
    cpSync(join(root, part), join(clone, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'));
  // By its name the package is what is built, which may be older than the sources: here it is the sources.
  const manifest = readFileSync(join(root, 'package.json'), 'utf8');
  const sources = manifest.replaceAll(/"\.\/dist\/(?:library\/)?([\w/-]+)\.js"/g, '"./src/$1.ts"');
  writeFileSync(join(clone, 'package.json'), sources);
  ports = await Promise.all([freePort(), freePort(), freePort()]);
  mkdirSync(tools);
  tool('npx', npx);
  tool('npm', npm);
});

afterAll(async () => {
  await stop();
  await end(vendors);
  if (process.env['UPDATE_README'] !== undefined) updateReadme(changes);
});

/** `npx` without looking for anything; of two README servers none may meet one that runs on this machine. */
const npx = `#!/bin/sh
command="$1 $2"; shift
case "$command" in
  vitest*) exec node "$CLONE/node_modules/vitest/vitest.mjs" "$@" ;;
  "sgtm doctor" | "sgtm dev" | "sgtm serve" | "sgtm record")
    case " $* " in *" --port "*) ;; *) set -- "$@" --port "$PORT" ;; esac ;;
  "sgtm vendors") set -- "$@" --port "$VENDORS_PORT" ;;
  "sgtm outbox") case " $* " in *" --url "*) ;; *) set -- "$@" --url "http://127.0.0.1:$PORT" ;; esac ;;
  "sgtm send") case " $* " in *" --to "*) ;; *) set -- "$@" --to "http://127.0.0.1:$PORT" ;; esac ;;
esac
exec node "$CLONE/bin/sgtm.js" "$@"
`;

/** A clone that is set up, whose tests are these; what \`npm pack\` and \`npm install\` make has a test of its own. */
const npm = `#!/bin/sh
case "$1" in start) exec npx sgtm dev ;; ci | test | pack | install) exit 0 ;; esac
exit 1
`;

function tool(name: string, script: string): void {
  writeFileSync(join(tools, name), script);
  chmodSync(join(tools, name), 0o755);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

function shell(command: string): Server {
  let ported = command.replace(/ &$/, '');
  for (const [index, shown] of shownPorts.entries()) ported = ported.replaceAll(shown, String(ports[index]));
  const child = spawn('sh', ['-c', `trap : TERM\n{ ${ported}\n} 2>&1`], {
    cwd,
    detached: true,
    env: {
      PATH: `${tools}:${dirname(process.execPath)}:${process.env['PATH']}`,
      HOME: process.env['HOME'],
      NO_COLOR: '1',
      CLONE: clone,
      PORT: String(ports[0]),
      VENDORS_PORT: String(ports[2]),
      ...exported,
    },
  });
  const finished = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const running: Server = { child, finished, printed: '', seen: 0 };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    running.printed += text;
  });
  return running;
}

async function until(running: Server, pattern: RegExp): Promise<void> {
  let over = false;
  void running.finished.then(() => {
    over = true;
  });
  await expect.poll(() => over || pattern.test(running.printed), { timeout: 20_000, interval: 20 }).toBe(true);
  expect(running.printed).toMatch(pattern);
}

async function stop(): Promise<void> {
  const stopped = server;
  server = undefined;
  await end(stopped);
}

async function end(running: Server | undefined): Promise<void> {
  if (running === undefined) return;
  const { child, finished } = running;
  if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  expect(await finished).toBe(0);
}

/** As the README has it: its clock, its ports, its folder; how long something took is not compared. */
function asShown(text: string): string {
  const since = (digits: string): string => {
    const unit = digits.length === 13 ? 1 : 1000;
    return isNow(Number(digits) * unit) ? String(moment / unit) : digits;
  };
  let shown = text.replaceAll(clone, home);
  for (const [index, port] of shownPorts.entries()) shown = shown.replaceAll(String(ports[index]), port);
  return (
    shown
      .replaceAll(/\b1\d{9}(?:\d{3})?\b/g, since)
      .replaceAll(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, (iso) =>
        isNow(Date.parse(iso)) ? new Date(moment).toISOString() : iso,
      )
      .replaceAll(/\b\d\d:\d\d:\d\d (?=POST)/g, '16:00:00 ')
      .replaceAll(/("nonce": ?)"[0-9a-f]{16}"/g, '$1"be997ed36292675c"')
      .replaceAll(/\b\d+(?:\.\d+)? m?s\b/g, '12 ms')
      // How old what a destination waits for is.
      .replaceAll(/(?:12 ms|–) +(?=closed)/g, '–       ')
  );
}

/** Whether a moment is one since the README was begun. */
function isNow(milliseconds: number): boolean {
  return milliseconds >= started - 1000 && milliseconds <= Date.now();
}

function compare(block: Block, output: string): void {
  const actual = excerpt(block.text, asShown(output).replace(/\n?$/, '\n'));
  if (block.text !== actual) changes.set(block, actual);
  if (process.env['UPDATE_README'] === undefined) expect(block.text).toBe(actual);
}

async function run(command: string): Promise<void> {
  const [, folder] = /^cd (\S+)$/.exec(command) ?? [];
  if (folder !== undefined) {
    cwd = join(cwd, folder);
    return;
  }
  const [, name, value] = /^export (\w+)=(\S+)$/.exec(command) ?? [];
  if (name !== undefined && value !== undefined) {
    exported[name] = value;
    return;
  }
  if (command.startsWith('kill ')) {
    await stop();
    await end(vendors);
    vendors = undefined;
    return;
  }
  if (server !== undefined) server.seen = server.printed.length;
  if (/sgtm vendors\b/.test(command)) {
    vendors = shell(command);
    await until(vendors, /listening[\s\S]*\n\n/);
    return;
  }
  if (/npm start|sgtm (?:dev|serve|record)\b/.test(command)) {
    await stop();
    server = shell(command);
    await until(server, /listening/);
    await until(server, /\n\n|"msg":"listening"/);
    return;
  }
  const running = shell(command);
  running.child.stdin?.end();
  const code = await running.finished;
  last = running.printed;
  const [, expected = '0'] = /# .*exit code (\d)/.exec(command) ?? [];
  expect({ code, printed: last }).toEqual({ code: Number(expected), printed: last });
}

/** Runs a workflow's steps that run something; what it uploads must be there. */
async function runWorkflow(text: string): Promise<void> {
  const { jobs } = parse(text) as { jobs: Record<string, { steps: readonly Step[] }> };
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  rmSync(join(cwd, 'reports'), { recursive: true });
  for (const { run: command } of steps) if (command !== undefined) await run(command);
  const kept = steps.flatMap((step) => step.with?.['path'] ?? []);
  expect(kept.map((path) => [path, readdirSync(join(cwd, path)).toSorted()])).toEqual([
    ['reports/', ['junit.xml', 'report.html']],
  ]);
}

interface Step {
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
}

describe('README.md', () => {
  for (const block of blocks) {
    const { language, role, line, text } = block;
    if (language === 'sh') it.each(commandsOf(block))(`line ${line}: %s`, run);
    else if (role?.kind === 'file') {
      it(`line ${line}: a file ${role.path}`, () => {
        const path = join(cwd, role.path);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      });
      if (role.path.startsWith('.github/')) it(`line ${line}: its steps`, () => runWorkflow(text));
    } else if (role?.kind === 'shows') {
      it(`line ${line}: shows ${role.path}`, () => compare(block, readFileSync(join(cwd, role.path), 'utf8')));
    } else if (role?.kind === 'output') it(`line ${line}: output`, () => compare(block, last));
    else if (role?.kind === 'server') {
      it(`line ${line}: what the server shows`, async () => {
        const running = server as Server;
        await until(running, /\n$/);
        await expect.poll(() => running.printed.slice(running.seen), { interval: 20 }).toMatch(/did not fire|"msg":/);
        compare(block, running.printed.slice(running.seen));
      });
    }
  }

  it('says of every other block what it is', () => {
    const others = blocks.filter(({ language, role }) => !['sh', 'text'].includes(language) && role === undefined);
    expect(others.map(({ line }) => `README.md:${line}`)).toEqual([]);
  });
});
