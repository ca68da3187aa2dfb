import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openOutboxControl } from '../../src/cli/open-outbox.ts';
import { UserError } from '../../src/cli/user-error.ts';
import { createOutboxControl } from '../../src/delivery/control/outbox-control.ts';
import { addOutboxRoutes } from '../../src/server/live/outbox-routes.ts';
import { inlineOutbox } from '../delivery/outbox/inline-outbox.ts';
import { start } from '../server/support/start.ts';
import { emptyFolder } from '../support/cli.ts';
import { fill, lookedAt } from '../support/filled-outbox.ts';
import { inProcess } from '../support/in-process.ts';

/** Outboxes that are open, and a server that delivers from the first. */
async function inUse() {
  const folder = emptyFolder();
  const [file, other] = [join(folder, 'a.db'), join(folder, 'b.db')];
  const outboxes = [file, other].map((path) => inlineOutbox({ path }));
  onTestFinished(async () => {
    for (const outbox of outboxes) await outbox.close();
  });
  const [outbox] = outboxes as [(typeof outboxes)[0]];
  await fill(outbox);
  const control = createOutboxControl({ outbox, file, now: () => lookedAt });
  const { url } = await start({ extend: (app) => addOutboxRoutes(app, control) });
  return { folder, file, other, url };
}

test('the outbox of a file that is in use is the server’s that delivers from it, under whatever name', async () => {
  const { folder, file, url } = await inUse();
  const link = join(folder, 'link.db');
  symlinkSync(file, link);
  for (const path of [file, link]) {
    await using open = await openOutboxControl({ env: {} }, path, undefined, url);
    const { deliveries } = await open.control.list({ state: 'dead' }, 10);
    expect(deliveries.map(({ destination, seq }) => `${destination} ${seq}`)).toEqual(['meta/1 1', 'meta/1 2']);
  }
});

test('another server’s outbox is never touched in its place', async () => {
  const { file, other, url } = await inUse();
  await expect(openOutboxControl({ env: {} }, other, undefined, url)).rejects.toEqual(
    new UserError(`${other} is in use, and not by ${url}, which delivers from ${file}: name its server with --url`),
  );
});

test('where nobody listens at the usual place, --url is to say where', async () => {
  const { folder, file } = await inUse();
  await expect(openOutboxControl({ env: {} }, file, undefined, 'http://127.0.0.1:9')).rejects.toEqual(
    new UserError(
      'could not ask http://127.0.0.1:9: nothing listens there: start sgtm serve --live, or name the server with --url',
    ),
  );
  // With one it is asked whatever the file.
  const { code } = await inProcess(['outbox', 'status', '--url', 'http://127.0.0.1:9'], { cwd: folder });
  expect(code).toBe(2);
});
