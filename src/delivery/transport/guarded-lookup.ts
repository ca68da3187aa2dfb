import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import type { AddressGuard } from './address-guard.ts';
import { ConnectError } from './connect-error.ts';

/** Finds the addresses of a host, all of them; rejects as `dns.lookup` does. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** Asks the machine's resolver. */
export const systemResolve: Resolve = (host) => lookup(host, { all: true });

/** Many who ask for a host at once share one answer: a resolver that hangs must not take up a thread for each. */
export function sharedResolve(resolve: Resolve): Resolve {
  const asked = new Map<string, Promise<readonly LookupAddress[]>>();
  return (host) => {
    const before = asked.get(host);
    if (before !== undefined) return before;
    const answer = resolve(host).finally(() => asked.delete(host));
    asked.set(host, answer);
    return answer;
  };
}

/**
 * A lookup for `net.connect` that leaves only addresses that may be connected to, so that what was checked is what is
 * connected to. Fails with a ConnectError where none is left.
 */
export function guardedLookup(guard: AddressGuard, resolve: Resolve, encrypted: boolean): LookupFunction {
  const find = async (host: string): Promise<LookupAddress[]> => {
    const all = await resolve(host);
    const allowed: LookupAddress[] = [];
    let refused: string | undefined;
    for (const address of all) {
      const refusal = guard.refusal(host, address.address, encrypted);
      if (refusal === undefined) allowed.push(address);
      else refused ??= refusal;
    }
    if (allowed.length > 0) return allowed;
    if (refused !== undefined) throw new ConnectError('forbidden', `${host} is not to be reached: ${refused}`);
    throw new ConnectError('unsent', `${host} has no address`);
  };
  return (host, options, callback) => {
    find(host).then(
      (addresses) => {
        const [first] = addresses as [LookupAddress];
        if (options.all === true) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}
