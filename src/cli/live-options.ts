import type { Command } from 'commander';
import { collect, megabytes, serverUrl } from './options.ts';
import { defaultOutbox } from './outbox-file.ts';
import { UserError } from './user-error.ts';

/** What `--live` can be told. */
export interface LiveOptions {
  readonly live?: boolean;
  readonly outbox?: string;
  readonly outboxMaxMb?: number;
  readonly vendors?: string;
  readonly allowHost: readonly string[];
  readonly strict?: boolean;
}

/** Adds the options of delivering to a command. */
export function addLiveOptions(command: Command): Command {
  return command
    .option('--live', 'deliver: what is answered 2xx is on disk, and goes to the platforms')
    .option(
      '--outbox <file>',
      `with --live: the file events are kept in until they are delivered (default: ${defaultOutbox})`,
    )
    .option('--outbox-max-mb <number>', 'with --live: how large it may grow; beyond, callers get 503', megabytes)
    .option(
      '--vendors <url>',
      'with --live: send to vendor simulators (sgtm vendors) instead of the internet',
      serverUrl,
    )
    .option(
      '--allow-host <host>',
      'with --live: a host, address or CIDR range that is not public and may be sent to all the same (again for more)',
      collect,
      [],
    );
}

/** Options that mean nothing without `--live`, or nothing with it, are refused rather than passed over. Throws a UserError. */
export function refuseMixedOptions(
  options: LiveOptions & { readonly save?: string; readonly keepPersonalData?: boolean },
): void {
  const [given, rule] = options.live === true ? [recordOnly(options), 'not with'] : [liveOnly(options), 'only with'];
  const named = given.filter((one) => one !== false);
  if (named.length > 0) throw new UserError(`${named.join(', ')}: ${rule} --live`);
}

function liveOnly({ outbox, outboxMaxMb, vendors, allowHost }: LiveOptions): readonly (string | false)[] {
  return [
    outbox !== undefined && '--outbox',
    outboxMaxMb !== undefined && '--outbox-max-mb',
    vendors !== undefined && '--vendors',
    allowHost.length > 0 && '--allow-host',
  ];
}

/** Nothing is recorded that could be saved. */
function recordOnly(options: {
  readonly save?: string;
  readonly keepPersonalData?: boolean;
}): readonly (string | false)[] {
  return [options.save !== undefined && '--save', options.keepPersonalData === true && '--keep-personal-data'];
}
