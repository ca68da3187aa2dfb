import ipaddr from 'ipaddr.js';
import type { Address } from '../../runtime/addresses.ts';

/**
 * What keeps an address from being one of the public internet, in words; undefined where it is one. An address of
 * 64:ff9b::/96 counts as the IPv4 address it is translated to (RFC 6052); tunnels (6to4, Teredo) and everything else
 * that is set aside do not count as public.
 * Source: iana.org/assignments/iana-ipv4-special-registry, iana.org/assignments/iana-ipv6-special-registry
 */
export function notPublic(address: Address): string | undefined {
  const translated = translatedTo(address);
  if (translated !== undefined) return notPublic(translated);
  const range = address.range();
  if (range === 'unicast' && (address.kind() === 'ipv4' || address.match(global as never))) return undefined;
  return words[range] ?? 'reserved';
}

/**
 * Whether an address is where a cloud tells its machines their secrets, be it written as IPv4 translated to IPv6.
 * Sources: docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html,
 * docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html,
 * docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html,
 * cloud.google.com/compute/docs/metadata/querying-metadata, learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16,
 * alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata, docs.oracle.com (Compute Classic)
 */
export function isCloudMetadata(address: Address): boolean {
  return metadata.has((translatedTo(address) ?? address).toString());
}

/** What is given out to networks of IPv6 (RFC 4291). */
const global = ipaddr.parseCIDR('2000::/3');
const translation = ipaddr.parseCIDR('64:ff9b::/96');

function translatedTo(address: Address): Address | undefined {
  if (address.kind() === 'ipv4' || !address.match(translation as never)) return undefined;
  return ipaddr.fromByteArray(address.toByteArray().slice(12));
}

const metadata: ReadonlySet<string> = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
]);

const words: Readonly<Record<string, string>> = {
  unspecified: 'no address of anybody',
  loopback: "the machine's own",
  private: 'of a private network',
  uniqueLocal: 'of a private network',
  deprecatedSiteLocal: 'of a private network',
  linkLocal: 'link-local',
  carrierGradeNat: "of a carrier's network",
  multicast: 'a multicast group',
  broadcast: 'a broadcast',
  '6to4': 'a tunnel (6to4)',
  teredo: 'a tunnel (Teredo)',
};
