import { parentPort, workerData } from 'node:worker_threads';
import { OutboxOpenError } from '../outbox.ts';
import { openStore, type StoreOptions, type SyncStore } from './sync-store.ts';
import type { Ask, Told } from './thread-messages.ts';

// The outbox's thread: it waits for the disk, so that nobody else has to.
const port = parentPort;
if (port === null) throw new Error('runs as a thread of its own only');
const tell = (told: Told): void => port.postMessage(told);

const store = opened(workerData as StoreOptions);
if (store === undefined) port.close();
else port.on('message', (ask: Ask) => serve(store, ask));

function opened(options: StoreOptions): SyncStore | undefined {
  try {
    const store = openStore(options);
    tell({ kind: 'opened', state: store.state() });
    return store;
  } catch (error) {
    if (!(error instanceof OutboxOpenError)) throw error;
    tell({ kind: 'refused', message: error.message, inUse: error.inUse });
    return undefined;
  }
}

function serve(store: SyncStore, ask: Ask): void {
  if (ask.kind === 'close') {
    store.close();
    port?.close();
    return;
  }
  const outcomes = store.run(ask.jobs, ask.now);
  tell({ kind: 'done', outcomes, state: store.state() });
  store.tidy();
}
