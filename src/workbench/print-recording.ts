import type { Violation } from '../contracts/violation.ts';
import type { RecordedEvent, RecordedOutgoingRequest, RecordedTag, Recording } from '../engine/recording.ts';
import { printable, shortened } from '../text/printable.ts';
import { type Palette, plain } from './palette.ts';
import { printViolation } from './print-violation.ts';
import { counted } from './reporters/words.ts';

/** How much of a recording to print. */
export interface PrintOptions {
  readonly palette?: Palette;
  /** Also the tags that did not fire, and why. */
  readonly all?: boolean;
  /** Bodies as indented JSON; else on one line. */
  readonly indent?: boolean;
}

/** A recording for people: the request, what each event fired, and the exact requests that came of it. */
export function printRecording(recording: Recording, options: PrintOptions = {}): string {
  const { palette = plain } = options;
  const { request, response } = recording;
  const verdict = response.status < 400 ? palette.good(String(response.status)) : palette.bad(String(response.status));
  const by = recording.client === null ? '' : ` ${palette.faint(`(${printable(recording.client)})`)}`;
  const lines = [`${clock(recording)} ${request.method} ${shortened(request.path, 200)} → ${verdict}${by}`];
  // A refused request's reason is its first violation.
  if (recording.reason !== undefined && recording.violations.length === 0) {
    lines.push(`  ${palette.bad(shortened(recording.reason, 500))}`);
  }
  lines.push(...violationLines(recording.violations, palette, '  '));
  for (const event of recording.events) lines.push(...printEvent(event, options, palette));
  return `${lines.join('\n')}\n`;
}

/** One line an event: when, what, for whom, how many tags fired, what went wrong. */
export function printLine(recording: Recording, palette: Palette = plain): string {
  if (recording.events.length === 0) {
    const what = `${recording.request.method} ${shortened(recording.request.path, 100)}`;
    return `${clock(recording)} ${palette.bad(String(recording.response.status))} ${what} ${shortened(recording.reason ?? '', 300)}\n`;
  }
  return recording.events.map((event) => `${clock(recording)} ${headline(event, palette)}\n`).join('');
}

function printEvent(event: RecordedEvent, options: PrintOptions, palette: Palette): string[] {
  const lines = [`  ${headline(event, palette)}`];
  lines.push(...violationLines(event.violations, palette, '    '));
  for (const tag of event.tags) {
    if (tag.status === 'fired' || tag.status === 'failed' || options.all === true)
      lines.push(...printTag(tag, options, palette));
  }
  const silent = event.tags.filter((tag) => tag.status !== 'fired' && tag.status !== 'failed').length;
  if (silent > 0 && options.all !== true)
    lines.push(palette.faint(`    ${silent} more tags did not fire (--all says why)`));
  return lines;
}

function headline(event: RecordedEvent, palette: Palette): string {
  const fired = event.tags.filter((tag) => tag.status === 'fired').length;
  const failed = event.tags.filter((tag) => tag.status === 'failed').length;
  const broken = [event, ...event.tags.flatMap((tag) => tag.requests)]
    .flatMap(({ violations }) => violations)
    .filter(({ severity }) => severity === 'error').length;
  const storefront = event.data['storefront_id'];
  const parts = [
    palette.strong(shortened(String(event.data['event_name']), 60)),
    ...(typeof storefront === 'string' ? [shortened(storefront, 40)] : []),
    `${fired} of ${event.tags.length} tags fired`,
    ...(failed > 0 ? [palette.bad(`${failed} failed`)] : []),
    ...(broken > 0 ? [palette.bad(counted(broken, 'error'))] : []),
  ];
  return parts.join('  ');
}

function printTag(tag: RecordedTag, options: PrintOptions, palette: Palette): string[] {
  const marks: Readonly<Record<RecordedTag['status'], string>> = {
    fired: palette.good('✓'),
    failed: palette.bad('✗'),
    blocked: palette.warn('⊘'),
    paused: palette.faint('‖'),
    not_fired: palette.faint('·'),
  };
  const reason =
    tag.status === 'failed' ? palette.bad(shortened(tag.reason, 500)) : palette.faint(shortened(tag.reason, 500));
  const lines = [`    ${marks[tag.status]} ${printable(tag.name)}  ${reason}`];
  for (const line of tag.console) lines.push(`      ${palette.warn(`! ${shortened(line, 500)}`)}`);
  for (const request of tag.requests) lines.push(...printRequest(request, options, palette));
  return lines;
}

function printRequest(request: RecordedOutgoingRequest, options: PrintOptions, palette: Palette): string[] {
  const lines = [`      ${request.method} ${shortened(request.url, 4000)}`];
  for (const [name, value] of Object.entries(request.headers))
    lines.push(palette.faint(`      ${name}: ${shortened(value, 300)}`));
  if (request.body !== null && request.body !== '') lines.push(...bodyLines(request.body, options.indent === true));
  lines.push(...violationLines(request.violations, palette, '      '));
  return lines;
}

function bodyLines(body: unknown, indent: boolean): string[] {
  const text = typeof body === 'string' ? body : JSON.stringify(body, null, indent ? 2 : undefined);
  return text.split('\n').map((line) => `      ${shortened(line, 20_000)}`);
}

function violationLines(violations: readonly Violation[], palette: Palette, indent: string): readonly string[] {
  // Terminals break lines themselves.
  const width = Number.POSITIVE_INFINITY;
  return violations.flatMap((violation) => printViolation(violation, { palette, width }).map((line) => indent + line));
}

function clock(recording: Recording): string {
  return recording.receivedAt.slice(11, 19);
}
