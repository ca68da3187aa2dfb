import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { inert } from '../workbench/reporters/inert.ts';
import { diffContracts } from './diff-contracts.ts';
import { diffRecordings } from './diff-recordings.ts';
import { contractsHere, isContractPath } from './find-contract.ts';
import type { Io } from './io.ts';
import type { Outcome } from './outcome.ts';
import { UserError } from './user-error.ts';

interface DiffOptions {
  readonly container?: string;
  readonly format: 'text' | 'json';
}

/** `sgtm diff`: two files of recordings, or two versions of a contract. */
export function addDiff(program: Command, io: Io, outcome: Outcome): void {
  program
    .command('diff')
    .description('compare two files of recordings, field by field, or two contracts: what breaks, what loosens')
    .argument('<before>', 'a file of recordings; a contract by name, such as meta/events, or by the path of its file')
    .argument('<after>', 'the other, of the same kind')
    .option('-c, --container <file>', 'container file: contracts/ beside it count too (default: those here)')
    .addOption(
      new Option('--format <format>', 'text for people, json for programs').choices(['text', 'json']).default('text'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  sgtm diff recordings/purchase.json recordings/mine/purchase.json\n  sgtm diff meta/events contracts/meta/events.schema.json',
    )
    .action(async (before: string, after: string, options: DiffOptions) => {
      const kinds = [before, after].map((given) => kindOf(io, given));
      if (kinds[0] !== kinds[1]) {
        throw new UserError(`${before} is ${kinds[0]}, ${after} is ${kinds[1]}: compare two of a kind`);
      }
      const { held, json, lines } =
        kinds[0] === recordings
          ? await diffRecordings(io, before, after)
          : await diffContracts(io, await contractsHere(io, options.container), before, after);
      io.stdout.write(
        options.format === 'json' ? `${JSON.stringify(json, null, 2)}\n` : `${lines.map(inert).join('\n')}\n`,
      );
      outcome.exitCode = held ? 0 : 1;
    });
}

const recordings = 'a file of recordings';
const contract = 'a contract';

/** What is neither there nor named as a file would be is a contract's name, misspelt or not. */
function kindOf(io: Io, given: string): typeof recordings | typeof contract {
  if (isContractPath(given)) return contract;
  return given.endsWith('.json') || existsSync(resolve(io.cwd, given)) ? recordings : contract;
}
