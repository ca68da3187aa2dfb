import { type Command, Option } from 'commander';
import type { Contracts } from '../contracts/contract.ts';
import type { Violation } from '../contracts/violation.ts';
import { paletteFor } from '../workbench/palette.ts';
import { printViolation } from '../workbench/print-violation.ts';
import { inert } from '../workbench/reporters/inert.ts';
import { counted } from '../workbench/reporters/words.ts';
import { checkAll, type Finding } from './check-all.ts';
import { contractsHere, findContract } from './find-contract.ts';
import { type Io, widthOf } from './io.ts';
import { moment } from './options.ts';
import type { Outcome } from './outcome.ts';
import { readCheckable } from './read-checkable.ts';
import { rulePlace } from './rule-place.ts';
import { UserError } from './user-error.ts';

interface ValidateOptions {
  readonly container?: string;
  readonly format: 'text' | 'json';
  readonly now?: number;
  readonly list?: boolean;
}

/** `sgtm validate`: a payload, a request or a file of recordings against contracts. */
export function addValidate(program: Command, io: Io, outcome: Outcome): void {
  program
    .command('validate')
    .description("hold a payload, an outgoing request, or a recording's requests against a platform's contract")
    .argument('[contract]', 'its name, such as meta/events; the path of its .schema.json; auto: what requests name')
    .argument('[file]', 'a payload, { method, url, headers, body }, or recordings, as JSON; - for standard input')
    .option('-c, --container <file>', 'container file: contracts/ beside it count too (default: those here)')
    .option('--list', 'list the contracts')
    .option(
      '--now <moment>',
      'what the clock says, such as 2026-11-21T16:00:00Z (default: now; of a recording, when it came in)',
      moment,
    )
    .addOption(
      new Option('--format <format>', 'text for people, json for programs').choices(['text', 'json']).default('text'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  sgtm validate meta/events payload.json\n  sgtm run purchase --format json | sgtm validate auto -\n  sgtm validate contracts/meta/events.schema.json recordings/purchase.json --format json\n  sgtm validate --list',
    )
    .action(async (name: string | undefined, file: string | undefined, options: ValidateOptions) => {
      if (options.list === true) {
        const contracts = await contractsHere(io, options.container);
        io.stdout.write(options.format === 'json' ? listJson(contracts) : listText(contracts));
        return;
      }
      if (name === undefined || file === undefined) {
        throw new UserError(
          'name a contract and a file: sgtm validate meta/events payload.json (--list: all contracts)',
        );
      }
      const contracts = await contractsHere(io, options.container);
      const contract = name === 'auto' ? name : await findContract(io, contracts, name);
      const findings = checkAll(await readCheckable(io, file), { contract, contracts, now: options.now, source: file });
      const [errors] = tally(findings);
      io.stdout.write(options.format === 'json' ? findingsJson(findings) : findingsText(findings, io));
      outcome.exitCode = errors === 0 ? 0 : 1;
    });
}

/** How many errors and warnings. */
function tally(findings: readonly Finding[]): readonly [errors: number, warnings: number] {
  const all = findings.flatMap(({ violations }) => violations);
  const errors = all.filter(({ severity }) => severity === 'error').length;
  return [errors, all.length - errors];
}

function findingsJson(findings: readonly Finding[]): string {
  const violations: readonly Violation[] = findings.flatMap(({ violations: found, place }) =>
    found.map((violation) => {
      if (place === undefined) return violation;
      const { send: _, ...where } = place.where;
      return { ...violation, where: { recording: place.id, ...where } };
    }),
  );
  return `${JSON.stringify({ valid: tally(findings)[0] === 0, violations }, null, 2)}\n`;
}

function findingsText(findings: readonly Finding[], io: Io): string {
  const palette = paletteFor(io.stdout, io.env);
  const width = widthOf(io);
  const lines: string[] = [];
  for (const { contract, violations, place } of findings) {
    for (const violation of violations) {
      const rule = rulePlace(io, contract, violation);
      const located = {
        violation,
        ...(rule !== undefined && { rule }),
        ...(place !== undefined && { where: place.where }),
      };
      lines.push(...printViolation(located, { palette, width }));
    }
  }
  const [errors, warnings] = tally(findings);
  const names = [...new Set(findings.map(({ contract }) => contract.name))].toSorted().join(', ');
  const what = findings[0]?.place === undefined ? names : `${counted(findings.length, 'request')} (${names})`;
  const found = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ];
  const mark = errors > 0 ? palette.bad('✗') : palette.good('✓');
  lines.push(`${mark} ${what}: ${found.length === 0 ? 'holds' : found.join(', ')}`);
  return `${lines.map(inert).join('\n')}\n`;
}

function listJson(contracts: Contracts): string {
  const all = contracts.names.flatMap((name) => contracts.get(name) ?? []);
  return `${JSON.stringify({ contracts: all.map(({ name, title, file }) => ({ name, title, file })) }, null, 2)}\n`;
}

function listText(contracts: Contracts): string {
  if (contracts.names.length === 0) return 'no contracts\n';
  const room = Math.max(...contracts.names.map((name) => name.length));
  return contracts.names.map((name) => `${name.padEnd(room)}  ${contracts.get(name)?.title}\n`).join('');
}
