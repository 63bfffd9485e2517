import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Ranges in CIDR that may be asked though they are not public. */
export type AllowedRanges = readonly string[];

/**
 * ABUSE-4: whether a receiver may be at this address: a public one, or in a range that whoever runs the service allows.
 * An IPv6 address that leads to an IPv4 one by itself (mapped, translated, 6to4, Teredo) is never public.
 */
export function isAllowedAddress(address: string, allowed: AllowedRanges): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.process(address);
  return (parsed.range() === 'unicast' && !isReserved(parsed)) || allowed.some((range) => isWithin(parsed, range));
}

/** What no list of ranges knows: nobody has a receiver outside of 2000::/3. */
function isReserved(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address.kind() === 'ipv6' && !isWithin(address, '2000::/3');
}

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, range: string): boolean {
  const [network, bits] = ipaddr.parseCIDR(range);
  return network.kind() === address.kind() && address.match([network, bits] as never);
}
