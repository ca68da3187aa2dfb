import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { nearest } from '../text/nearest.ts';
import { reporters } from '../workbench/reporters/registry.ts';
import type { Io } from './io.ts';
import { UserError } from './user-error.ts';

/** The name of a reporter. */
export type ReporterName = keyof typeof reporters;

const reporterNames = Object.keys(reporters) as ReporterName[];

/** A report to make of a run, and where it goes; undefined for standard output. */
export interface ChosenReport {
  readonly reporter: ReporterName;
  readonly output: { readonly path: string; readonly shown: string } | undefined;
}

/** What the command line says of reports. */
export interface ReportOptions {
  /** Names, or lists of names with commas. */
  readonly reporter: readonly string[];
  /** A file or folder, or `name=file`. */
  readonly output: readonly string[];
  readonly format?: 'text' | 'json';
}

/** Within a folder. */
const fileNames: Readonly<Record<ReporterName, string>> = {
  text: 'report.txt',
  json: 'report.json',
  junit: 'junit.xml',
  github: 'github.txt',
  html: 'report.html',
};

/** Those that can stand on standard output together. */
const forPeople: ReadonlySet<ReporterName> = new Set(['text', 'github']);

/**
 * The reports asked for: text where nothing is said, with GitHub's annotations where GitHub runs it. Throws a UserError
 * where reporters or outputs are not known, go to the same file, or would mix on standard output.
 */
export function chooseReports(io: Io, { reporter, output, format }: ReportOptions): readonly ChosenReport[] {
  const names = reporter.flatMap((list) => list.split(',').map((name) => reporterOf(name.trim())));
  if (format !== undefined) names.push(format);
  const chosen: readonly ReporterName[] =
    names.length > 0 ? [...new Set(names)] : io.env['GITHUB_ACTIONS'] === 'true' ? ['text', 'github'] : ['text'];
  const outputs = outputsOf(output, chosen, names.length === 0 ? 'text' : undefined);
  const taken = new Map<string, ReporterName>();
  const reports = chosen.map((one): ChosenReport => {
    const shown = outputs.get(one);
    if (shown === undefined) return { reporter: one, output: undefined };
    const path = fileOf(io, one, shown);
    const other = taken.get(path);
    if (other !== undefined) throw new UserError(`${shown} cannot be the output of both ${other} and ${one}`);
    taken.set(path, one);
    return { reporter: one, output: { path, shown } };
  });
  const printed = reports.filter((report) => report.output === undefined).map((report) => report.reporter);
  const alone = printed.find((name) => !forPeople.has(name));
  if (alone === undefined || printed.length === 1) return reports;
  const others = printed.filter((name) => name !== alone).join(', ');
  throw new UserError(
    `${alone} and ${others} cannot both be printed: give one a file, such as --output ${alone}=${fileNames[alone]}`,
  );
}

function isReporterName(name: string): name is ReporterName {
  return Object.hasOwn(reporters, name);
}

function reporterOf(name: string): ReporterName {
  if (isReporterName(name)) return name;
  const near = nearest(name, reporterNames);
  const meant = near === undefined ? '' : `did you mean ${near}? `;
  throw new UserError(`there is no reporter ${JSON.stringify(name)}: ${meant}there are ${reporterNames.join(', ')}`);
}

/** `usual`: the reporter a bare path belongs to where none was chosen. */
function outputsOf(
  given: readonly string[],
  chosen: readonly ReporterName[],
  usual: ReporterName | undefined,
): ReadonlyMap<ReporterName, string> {
  const outputs = new Map<ReporterName, string>();
  for (const output of given) {
    const [, name = '', file = ''] = /^([a-z]+)=(.+)$/s.exec(output) ?? [];
    const named = isReporterName(name);
    const only = usual ?? (chosen.length === 1 ? chosen[0] : undefined);
    const whose = named ? name : only;
    if (whose === undefined) {
      throw new UserError(
        `--output ${output}: there are several reporters; say whose: --output ${chosen.at(-1)}=${output}`,
      );
    }
    if (!chosen.includes(whose)) {
      throw new UserError(
        `--output ${output}: ${whose} is not among the reporters; add --reporter ${[...chosen, whose].join(',')}`,
      );
    }
    if (outputs.has(whose)) throw new UserError(`--output ${output}: ${whose} has an output already`);
    outputs.set(whose, named ? file : output);
  }
  return outputs;
}

/** A folder's file, where the path is one or ends as one. */
function fileOf(io: Io, reporter: ReporterName, given: string): string {
  const path = resolve(io.cwd, given);
  const isFolder = /[/\\]$/.test(given) || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? join(path, fileNames[reporter]) : path;
}
