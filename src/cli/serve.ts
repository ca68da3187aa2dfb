import type { Command } from 'commander';
import { pino } from 'pino';
import type { Recording } from '../engine/recording.ts';
import { type Breach, breachesOf } from '../engine/refuse-broken.ts';
import { violationView } from '../workbench/violation-view.ts';
import type { Io } from './io.ts';
import type { Outcome } from './outcome.ts';
import { addServingOptions, type ServingOptions, startServing, untilStopped } from './serving.ts';

/** `sgtm serve`: record mode without a person in front of it; JSON log lines. */
export function addServe(program: Command, io: Io, outcome: Outcome): void {
  addServingOptions(program.command('serve'))
    .description('record events without a person in front of it: JSON log lines, /healthy and /ready')
    .addHelpText('after', '\nExample:\n  sgtm serve --port 8080 --trust-proxy 10.0.0.0/8')
    .action(async (options: ServingOptions) => {
      const log = pino({ base: null }, { write: (line: string) => void io.stdout.write(line) });
      const serving = await startServing(io, options, log, (recording) => log.info(summary(recording), 'request'));
      const { container, listening } = serving;
      log.info(
        { url: listening.url, container: container.name, tags: container.tags.length, mode: 'record' },
        'listening',
      );
      await untilStopped();
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
