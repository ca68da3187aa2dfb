import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { loadContainer } from '../src/container/load.ts';
import { start } from './server/support/start.ts';
import { root } from './support/cli.ts';
import { inProcess } from './support/in-process.ts';

// No engine runs here: what the files say is held against the repository, and the image's files are put together by hand.

/** One instruction of a Dockerfile. */
interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** From one FROM to the next. */
interface Stage {
  readonly image: string;
  readonly name: string | undefined;
  readonly instructions: readonly Instruction[];
}

function stagesOf(dockerfile: string): readonly Stage[] {
  const lines = dockerfile
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  const stages: (Stage & { instructions: Instruction[] })[] = [];
  for (const line of lines) {
    const [, name, text] = /^([A-Z]+)\s+(.+)$/.exec(line) ?? [];
    if (name === undefined || text === undefined) continue;
    const [, image, stage] = /^(\S+)(?:\s+AS\s+(\S+))?$/.exec(text) ?? [];
    if (name === 'FROM') stages.push({ image: image as string, name: stage, instructions: [] });
    else stages.at(-1)?.instructions.push({ name, text });
  }
  return stages;
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const stages = stagesOf(read('Dockerfile'));
const final = stages.at(-1) as Stage;
const all = (stage: Stage, name: string): readonly string[] =>
  stage.instructions.filter((one) => one.name === name).map(({ text }) => text);
const last = (name: string): string => all(final, name).at(-1) as string;
const list = (text: string): readonly string[] => JSON.parse(text);

/** A COPY: which stage it takes from (undefined: the repository), what, and where to. */
interface Copy {
  readonly from: string | undefined;
  readonly sources: readonly string[];
  readonly to: string;
}

function copiesOf(stage: Stage): readonly Copy[] {
  return all(stage, 'COPY').map((text) => {
    const [, from, rest = ''] = /^(?:--from=(\S+)\s+)?(.+)$/.exec(text) ?? [];
    const paths = rest.split(/\s+/);
    return { from, sources: paths.slice(0, -1), to: paths.at(-1) as string };
  });
}

/** The value an option has in a command line. */
const optionOf = (args: readonly string[], option: string): string | undefined => args[args.indexOf(option) + 1];

interface Service {
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly read_only: boolean;
  readonly tmpfs: readonly string[];
  readonly cap_drop: readonly string[];
  readonly security_opt: readonly string[];
}

const compose = parse(read('compose.yaml')) as {
  readonly services: Readonly<Record<'relay' | 'vendors', Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
};
const { relay, vendors } = compose.services;

describe('the image', () => {
  test('has the Node that the program asks for', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    const major = /^>=(\d+)$/.exec(engines.node)?.[1];
    expect(stages.map(({ image }) => image)).toEqual([`node:${major}-bookworm`, `node:${major}-bookworm-slim`]);
  });

  test('copies only what is there, and what .dockerignore lets through', () => {
    const ignore = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(ignore[0]).toBe('*');
    const sources = stages.flatMap(copiesOf).flatMap(({ from, sources }) => (from === undefined ? sources : []));
    expect(sources.filter((source) => !existsSync(join(root, source)))).toEqual([]);
    expect([...new Set(sources)].sort()).toEqual(
      ignore
        .filter((line) => line.startsWith('!'))
        .map((line) => line.slice(1))
        .sort(),
    );
    const names = stages.map(({ name }) => name);
    const stagesTaken = stages.flatMap(copiesOf).flatMap(({ from }) => from ?? []);
    expect(stagesTaken.filter((name) => !names.includes(name))).toEqual([]);
  });

  test('has every file the program looks for beside itself', () => {
    const wanted = globSync('src/**/*.ts', { cwd: root }).flatMap((path) =>
      Array.from(
        read(path).matchAll(/new URL\('\.\.\/\.\.\/([^']*)', import\.meta\.url\)/g),
        (match) => match[1] as string,
      ),
    );
    const copied = copiesOf(final).map(({ to }) => posix.normalize(to));
    const top = new Set(wanted.map((path) => path.split('/')[0] as string).filter((path) => path !== ''));
    expect([...top].filter((path) => !copied.includes(path))).toEqual([]);
    expect([...top].sort()).toEqual(['contracts', 'package.json', 'samples']);
  });

  test('leaves out no library that must be built where it is installed', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Readonly<Record<string, { hasInstallScript?: boolean; dev?: boolean }>>;
    };
    const built = Object.entries(packages).filter(([, one]) => one.hasInstallScript === true && one.dev !== true);
    expect(built.map(([path]) => path).filter((path) => path !== '')).toEqual([]);
  });

  test('runs as nobody in particular, and the outbox’s folder is theirs', () => {
    expect(last('USER')).toBe('1000:1000');
    expect(all(final, 'RUN')).toEqual(['install -d -o 1000 -g 1000 -m 700 /data']);
    expect(last('VOLUME')).toBe('/data');
    const order = final.instructions.map(({ name }) => name);
    expect(order.indexOf('USER')).toBeGreaterThan(order.lastIndexOf('RUN'));
  });

  test('is healthy where the server says so', async () => {
    const check = last('HEALTHCHECK');
    const [, port, path] = /'http:\/\/127\.0\.0\.1:(\d+)([^']*)'/.exec(check) ?? [];
    const { url } = await start();
    const code = /CMD (\[.*\])$/.exec(check)?.[1] as string;
    const [program, ...args] = list(code);
    expect([program, port, last('EXPOSE'), optionOf(list(last('CMD')), '--port')]).toEqual([
      'node',
      '8080',
      '8080',
      '8080',
    ]);
    expect(path).toBe('/healthy');
    const exitCode = (server: string): Promise<number | null> =>
      new Promise((resolve) => {
        const asked = args.map((arg) => arg.replace('http://127.0.0.1:8080', server));
        spawn(process.execPath, asked, { stdio: 'ignore' }).on('close', resolve);
      });
    expect([await exitCode(url), await exitCode('http://127.0.0.1:1'), await exitCode(`${url}/no`)]).toEqual([0, 1, 1]);
  });

  test('built by its instructions, the program runs from those files alone', () => {
    const work = mkdtempSync(join(tmpdir(), 'sgtm-image-'));
    onTestFinished(() => rmSync(work, { recursive: true }));
    const folderOf = (name: string | undefined): string => join(work, name ?? 'final');
    for (const stage of stages) {
      const folder = folderOf(stage.name);
      mkdirSync(folder);
      for (const { from, sources, to } of copiesOf(stage)) {
        for (const source of sources) {
          const origin = from === undefined ? join(root, source) : join(folderOf(from), source.replace(/^\/app\//, ''));
          const target = to.endsWith('/') ? join(folder, to, posix.basename(source)) : join(folder, to);
          mkdirSync(dirname(target), { recursive: true });
          cpSync(origin, target, { recursive: true, verbatimSymlinks: true });
        }
      }
      const runs = all(stage, 'RUN');
      // What npm would install; pruning it needs the network.
      if (runs.some((run) => run.startsWith('npm ci')))
        symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
      if (runs.some((run) => run.startsWith('node scripts/build.js '))) {
        execFileSync(process.execPath, ['scripts/build.js'], { cwd: folder });
      }
    }
    const [program, ...entry] = list(last('ENTRYPOINT'));
    expect([program, existsSync(join(folderOf(undefined), 'src'))]).toEqual(['node', false]);
    const sgtm = (...args: readonly string[]): string =>
      execFileSync(process.execPath, [...entry, ...args], { cwd: folderOf(undefined) }).toString();
    sgtm('init', join(work, 'mine'), '--reference');
    expect(existsSync(join(work, 'mine', 'recordings', 'purchase.json'))).toBe(true);
    const { events } = JSON.parse(sgtm('run', 'purchase', '--format', 'json')) as {
      events: readonly { data: { event_name: string } }[];
    };
    expect(events.map(({ data }) => data.event_name)).toEqual(['purchase']);
  });
});

describe('commands', () => {
  test.each([
    ['the image’s', list(last('CMD'))],
    ['the relay’s', relay.command],
    ['the vendors’', vendors.command],
  ])('%s has no option the program does not know', async (_name, [command = '', ...args]) => {
    const { code, stdout } = await inProcess([command, '--help'], { cwd: root });
    expect(code).toBe(0);
    const known = new Set(Array.from(stdout.matchAll(/^ +(?:-\w, )?(--[\w-]+)/gm), (match) => match[1] as string));
    expect(args.filter((arg) => arg.startsWith('--') && !known.has(arg))).toEqual([]);
  });
});

describe('compose.yaml', () => {
  test('gives the relay every secret of sgtm.yaml and its own, each as a file', async () => {
    const container = await loadContainer(join(root, 'sgtm.yaml'));
    const names = ['SGTM_CONTROL_TOKEN', 'SGTM_OUTBOX_KEY', ...container.secrets.keys()];
    expect(relay.secrets).toEqual(names);
    expect(compose.secrets).toEqual(Object.fromEntries(names.map((name) => [name, { file: `./secrets/${name}` }])));
    expect(relay.environment).toEqual(
      Object.fromEntries(names.map((name) => [`${name}_FILE`, `/run/secrets/${name}`])),
    );
  });

  test('reaches what listens, and publishes it to this machine alone', () => {
    const port = last('EXPOSE');
    expect([relay.ports, optionOf(relay.command, '--port'), optionOf(relay.command, '--host')]).toEqual([
      [`127.0.0.1:8080:${port}`],
      port,
      '0.0.0.0',
    ]);
    expect(optionOf(relay.command, '--vendors')).toBe(`http://127.0.0.1:${optionOf(vendors.command, '--port')}`);
    expect([vendors.ports, (vendors as { network_mode?: string }).network_mode]).toEqual([undefined, 'service:relay']);
  });

  test('keeps the outbox on a volume, and all else read-only', () => {
    const folder = last('VOLUME');
    expect(posix.dirname(optionOf(relay.command, '--outbox') as string)).toBe(folder);
    expect([relay.volumes, compose.volumes]).toEqual([
      [`outbox:${folder}`, './sgtm.yaml:/app/sgtm.yaml:ro'],
      { outbox: null },
    ]);
    for (const { read_only, tmpfs, cap_drop, security_opt } of [relay, vendors]) {
      expect([read_only, tmpfs.map((one) => one.split(':')[0]), cap_drop, security_opt]).toEqual([
        true,
        ['/tmp'],
        ['ALL'],
        ['no-new-privileges:true'],
      ]);
    }
  });
});
