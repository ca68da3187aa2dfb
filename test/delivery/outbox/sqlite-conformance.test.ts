import { join } from 'node:path';
import { openSqliteOutbox } from '../../../src/delivery/outbox/sqlite/open-sqlite-outbox.ts';
import { conformance } from './conformance.ts';
import { temporaryFolder } from './temporary-folder.ts';

const clock = { now: (): number => 1_000 };

conformance('SQLite', () => {
  const path = join(temporaryFolder(), 'outbox.db');
  return () => openSqliteOutbox({ path, clock });
});
