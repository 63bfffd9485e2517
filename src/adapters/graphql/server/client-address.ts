import { isIPv6 } from 'node:net';

/**
 * By what tries are counted: an IPv4 address, or the first half of an IPv6 one, since whoever has one has all with that
 * half. Null where the connection has none any more.
 */
export function clientAddress(ip: string | undefined): string | null {
  if (ip === undefined) return null;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  return isIPv6(ip) ? firstHalf(ip) : ip;
}

function firstHalf(ip: string): string {
  const [front = [], back = []] = ip.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0');
  const groups = [...front, ...zeros, ...back].slice(0, 4).map((group) => parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/64`;
}
