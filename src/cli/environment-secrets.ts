import { readSecrets, SecretFileError } from '../runtime/secrets.ts';
import { UserError } from './user-error.ts';

/**
 * The values of secrets, read now: of each the variable `NAME`, else what stands in the file `NAME_FILE` names. Throws a
 * UserError that says which file cannot be read.
 */
export function environmentSecrets(
  names: Iterable<string>,
  env: NodeJS.ProcessEnv,
): (name: string) => string | undefined {
  try {
    return readSecrets(env, [...names]).lookup;
  } catch (error) {
    if (error instanceof SecretFileError) throw new UserError(error.message);
    throw error;
  }
}
