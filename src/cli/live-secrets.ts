import type { Container } from '../container/compile.ts';
import { environmentSecrets } from './environment-secrets.ts';
import { UserError } from './user-error.ts';

/** The values of a container's secrets, as they were when they were read. */
export interface LiveSecrets {
  /** A secret's value; undefined where the container names no such secret. */
  lookup(name: string): string | undefined;
  /** All of them: what no log line may hold. */
  readonly values: readonly string[];
}

/** A secret that is set nowhere. */
export interface MissingSecret {
  readonly name: string;
  /** Where the container asks for it: `tags."Meta CAPI - Purchase".access_token`. */
  readonly places: readonly string[];
}

/** The secrets a container names that are set nowhere. Throws a UserError where a secret's file cannot be read. */
export function missingSecrets({ secrets }: Container, env: NodeJS.ProcessEnv): readonly MissingSecret[] {
  const given = environmentSecrets(secrets.keys(), env);
  return [...secrets].flatMap(([name, places]) => (given(name) === undefined ? [{ name, places }] : []));
}

/**
 * The values of all secrets a container names, read now. Delivering without one cannot work: throws a UserError that names
 * each and where it stands. With vendor simulators made-up values stand in for what is not set, since nothing leaves the machine.
 */
export function liveSecrets(container: Container, env: NodeJS.ProcessEnv, simulated: boolean): LiveSecrets {
  const given = environmentSecrets(container.secrets.keys(), env);
  const missing = simulated ? [] : missingSecrets(container, env);
  if (missing.length > 0) throw notSet(missing);
  const values = new Map(
    [...container.secrets.keys()].map((name) => [name, given(name) ?? `made-up-${name.toLowerCase()}`]),
  );
  return { lookup: (name) => values.get(name), values: [...values.values()] };
}

function notSet(missing: readonly MissingSecret[]): UserError {
  const [what, them] = missing.length === 1 ? ['a secret is', 'it'] : [`${missing.length} secrets are`, 'them'];
  const lines = missing.map(({ name, places }) => `  ${name}: ${places.join(', ')}`);
  return new UserError(
    `${what} not set, and delivering needs ${them}:\n${lines.join('\n')}\nset each, or NAME_FILE to a file that holds it; sgtm doctor --live looks again; --vendors does without`,
  );
}
