import type { Container } from '../container/compile.ts';
import type { Contracts } from '../contracts/contract.ts';
import type { Recording } from '../engine/recording.ts';
import { runAgain } from './run-again.ts';

/**
 * A recording that names nobody: the request's persons are replaced by made-up ones, and what followed is worked out
 * anew from that, at the moment the request came in, so that every hash fits. Held against `contracts` where given.
 */
export function withoutPersons(recording: Recording, container: Container, contracts?: Contracts): Promise<Recording> {
  return runAgain(recording, container, { ...(contracts !== undefined && { contracts }), pseudonymise: true });
}
