import { MemoryOutbox } from '../../support/memory-outbox.ts';
import { conformance } from './conformance.ts';

// The stand-in of other tests: what they rely on in it holds for the store too.
conformance('Memory', () => {
  const outbox = new MemoryOutbox();
  return async () => outbox;
}, [
  'of which 1000 are kept apart',
  'all or nothing',
  'nothing that waits already',
  'after what is under way, and takes nothing more',
]);
