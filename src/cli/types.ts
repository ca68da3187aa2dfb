import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Container } from '../container/compile.ts';
import type { Contract, Contracts } from '../contracts/contract.ts';
import { contractTypes } from '../contracts/contract-types.ts';
import { openContainer } from './find-container.ts';
import { findContract } from './find-contract.ts';
import type { Io } from './io.ts';
import type { Outcome } from './outcome.ts';
import { shownPath } from './shown-path.ts';
import { writeReport } from './write-report.ts';

const banner = '// Written by `sgtm types`: change the contracts and the container instead, and run it again.';

/** `sgtm types`: TypeScript of every contract's payload, and the names of the container's tags. */
export function addTypes(program: Command, io: Io, _outcome: Outcome): void {
  program
    .command('types')
    .description("write TypeScript types: every contract's payload, and the names of the container's tags")
    .argument('[contracts...]', 'contracts by name, such as meta/events (default: all)')
    .option('-c, --container <file>', 'container file (default: sgtm.yaml, sgtm.json or sgtm.ts here)')
    .option('-o, --output <file>', 'write to a file (default: standard output)')
    .addHelpText('after', '\nExamples:\n  sgtm types -o sgtm-types.ts\n  sgtm types meta/events tiktok/event_track')
    .action(async (names: readonly string[], options: { container?: string; output?: string }) => {
      const { container, contracts } = await openContainer(io, options.container);
      const wanted = names.length > 0 ? names : contracts.names;
      const chosen = await Promise.all(wanted.map((name) => findContract(io, contracts, name)));
      const text = await typesOf(container, contracts, chosen);
      if (options.output === undefined) io.stdout.write(text);
      else {
        const path = resolve(io.cwd, options.output);
        await writeReport(path, text, options.output);
        io.stderr.write(`wrote ${shownPath(io, path)}\n`);
      }
    });
}

async function typesOf(container: Container, contracts: Contracts, chosen: readonly Contract[]): Promise<string> {
  const payloads = await Promise.all(chosen.map((contract) => contractTypes(contract, contracts, '')));
  const parts = [
    banner,
    union(
      'TagName',
      'The tags of the container.',
      container.tags.map(({ name }) => name),
    ),
    ...payloads.map((text) => text.trim()),
  ];
  return `${parts.join('\n\n')}\n`;
}

function union(name: string, doc: string, values: readonly string[]): string {
  const lines = values.map((value) => `\n  | '${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`);
  return `/** ${doc} */\nexport type ${name} =${lines.length === 0 ? ' never' : lines.join('')};`;
}
