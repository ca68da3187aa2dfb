import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OutboxFailedError } from '../../../../src/delivery/outbox/outbox.ts';
import { startStoreThread } from '../../../../src/delivery/outbox/sqlite/store-thread.ts';
import { temporaryFolder } from '../temporary-folder.ts';

test('when the thread of an outbox ends, all that is asked of it fails, and closing it does not hang', async () => {
  const path = join(temporaryFolder(), 'outbox.db');
  const thread = await startStoreThread({ path, maxBytes: 2 ** 30, keys: [] });
  expect(await thread.run([{ call: 'get', args: [1] }], 0)).toEqual([{ done: true, value: undefined }]);
  const error = new OutboxFailedError(
    "the outbox's thread ended (Cannot read properties of undefined (reading 'filter')): nothing more is taken until a restart",
  );
  await expect(thread.run(undefined as never, 0)).rejects.toEqual(error);
  await expect(thread.run([{ call: 'get', args: [1] }], 0)).rejects.toEqual(error);
  await thread.close();
});
