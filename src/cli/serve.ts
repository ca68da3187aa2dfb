import { type Command, Option } from 'commander';
import { pino } from 'pino';
import type { Recording } from '../engine/recording.ts';
import { type Breach, breachesOf } from '../engine/refuse-broken.ts';
import { violationView } from '../workbench/violation-view.ts';
import type { Io } from './io.ts';
import { addLiveOptions, refuseMixedOptions } from './live-options.ts';
import type { Outcome } from './outcome.ts';
import { type ServeLiveOptions, serveLive } from './serve-live.ts';
import { addServingOptions, type ServingOptions, startServing, untilStopped } from './serving.ts';

/** `sgtm serve`: record mode without a person in front of it; JSON log lines. */
export function addServe(program: Command, io: Io, outcome: Outcome): void {
  addLiveOptions(addServingOptions(program.command('serve')))
    .addOption(
      new Option('--log-level <level>', 'the least that is logged')
        .choices(['debug', 'info', 'warn', 'error'])
        .default('info'),
    )
    .description(
      'record events, or with --live deliver them, without a person in front of it: JSON log lines, /healthy and /ready',
    )
    .addHelpText(
      'after',
      `
Examples:
  sgtm serve --port 8080 --trust-proxy 10.0.0.0/8
  sgtm serve --live --outbox /var/lib/sgtm/outbox.db
  sgtm serve --live --vendors http://127.0.0.1:9099

With --live: SGTM_OUTBOX_KEY encrypts what is kept, SGTM_CONTROL_TOKEN opens the control API; SIGHUP reads container and secrets anew.`,
    )
    .action(async (options: ServingOptions & ServeLiveOptions) => {
      refuseMixedOptions(options);
      if (options.live === true) {
        await serveLive(io, options);
        outcome.exitCode = 0;
        return;
      }
      const log = pino(
        { level: options.logLevel, base: null },
        { write: (line: string) => void io.stdout.write(line) },
      );
      const serving = await startServing(io, options, log, (recording) => log.info(summary(recording), 'request'));
      const { container, listening } = serving;
      const stopped = untilStopped();
      log.info(
        { url: listening.url, container: container.name, tags: container.tags.length, mode: 'record' },
        'listening',
      );
      await stopped;
      log.info({}, 'stopping');
      await serving.stop();
      log.info({ ...serving.server.stats }, 'stopped');
      outcome.exitCode = 0;
    });
}

/** What a log may know of a request: names, counts and contracts broken, never what it carried. */
function summary(recording: Recording): Readonly<Record<string, unknown>> {
  const breaches = breachesOf(recording);
  return {
    id: recording.id,
    session: recording.session,
    method: recording.request.method,
    path: recording.request.path,
    status: recording.response.status,
    client: recording.client,
    ...(recording.reason !== undefined && { reason: recording.reason }),
    events: recording.events.map((event) => ({
      name: event.data['event_name'],
      fired: event.tags.filter((tag) => tag.status === 'fired').map((tag) => tag.name),
      failed: event.tags.filter((tag) => tag.status === 'failed').map((tag) => `${tag.name}: ${tag.reason}`),
    })),
    ...(breaches.length > 0 && { violations: breaches.map(breachSummary) }),
  };
}

function breachSummary({ violation, ...where }: Breach): Readonly<Record<string, string>> {
  const { contract, place, message } = violationView({ violation });
  return { ...where, contract, place, message };
}
