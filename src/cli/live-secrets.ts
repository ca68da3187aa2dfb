import type { Container } from '../container/compile.ts';
import { environmentSecrets } from './environment-secrets.ts';
import { UserError } from './user-error.ts';

/** The values of a container's secrets. */
export type LiveSecrets = (name: string) => string | undefined;

/**
 * The values of all secrets a container names, read now. Delivering without one cannot work: throws a UserError that names
 * each and where it stands. With vendor simulators made-up values stand in for what is not set, since nothing leaves the machine.
 */
export function liveSecrets(container: Container, env: NodeJS.ProcessEnv, simulated: boolean): LiveSecrets {
  const given = environmentSecrets(container.secrets.keys(), env);
  const missing = [...container.secrets].filter(([name]) => given(name) === undefined);
  if (missing.length === 0) return given;
  if (simulated)
    return (name) => given(name) ?? (container.secrets.has(name) ? `made-up-${name.toLowerCase()}` : undefined);
  const lines = missing.map(([name, places]) => `  ${name}: ${places.join(', ')}`);
  throw new UserError(
    `${missing.length === 1 ? 'a secret is' : `${missing.length} secrets are`} not set, and delivering needs ${missing.length === 1 ? 'it' : 'them'}:\n${lines.join('\n')}\nset each, or NAME_FILE to a file that holds it; sgtm doctor --live looks again; --vendors does without`,
  );
}
