import ipaddr from 'ipaddr.js';
import type { Failure, Keyword } from './keyword.ts';

/** Set aside for documentation: examples and tests may use them. */
const documentation = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32'].map((range) =>
  ipaddr.parseCIDR(range),
);

/** `publicAddress: true`: an IP address somebody can have on the internet; not a private, loopback or reserved one. */
export const publicAddress: Keyword = {
  keyword: 'publicAddress',
  takes: { const: true },
  type: 'string',
  compile: () => (data) => {
    // One visitor's address goes to every platform.
    if (data !== lastAddress) {
      lastFailures = failuresOf(data as string);
      lastAddress = data as string;
    }
    return lastFailures;
  },
};

let lastAddress: string | undefined;
let lastFailures: readonly Failure[] | undefined;

function failuresOf(text: string): readonly Failure[] | undefined {
  // What is no address at all is `format`'s to say.
  if (!ipaddr.isValid(text)) return undefined;
  const address = ipaddr.process(text);
  const range = address.range();
  const isExample = documentation.some(([net, bits]) => net.kind() === address.kind() && address.match(net, bits));
  if (range === 'unicast' || isExample) return undefined;
  return [{ message: `must be a public address, and this one is ${words[range] ?? range}` }];
}

const words: Readonly<Record<string, string>> = {
  private: 'of a private network',
  loopback: "the machine's own",
  linkLocal: 'link-local',
  uniqueLocal: 'of a private network',
  carrierGradeNat: "of a carrier's network",
};
