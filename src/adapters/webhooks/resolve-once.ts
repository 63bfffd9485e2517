import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { AllowedRanges } from './allowed-address.ts';
import { isAllowedAddress } from './allowed-address.ts';

/** All addresses of a host, IPv4 and IPv6. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export const resolveBySystem: Resolve = async (host) => {
  const found = await lookup(host, { all: true, verbatim: true });
  return found.map(({ address }) => address);
};

/** The receiver's name leads to where nothing may be sent, or nowhere. The message is for the delivery log. */
export class NotAllowed extends Error {}

/**
 * ABUSE-4: looks a host up once, and takes its addresses only where each of them may be asked: the connection is then
 * made to one of these, whatever the name leads to a moment later.
 *
 * @param hostname as a URL has it: an IPv6 address stands in brackets.
 * @throws NotAllowed
 */
export async function resolveOnce(
  hostname: string,
  resolve: Resolve,
  allowed: AllowedRanges,
): Promise<readonly [string, ...string[]]> {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const addresses = isIP(host) === 0 ? await ask(resolve, host) : [host];
  const [first, ...others] = addresses;
  if (first === undefined) throw new NotAllowed('the host has no address');
  // The address itself is not told: it would map the network that the service stands in.
  if (!addresses.every((address) => isAllowedAddress(address, allowed))) {
    throw new NotAllowed('the host is not at public addresses alone');
  }
  return [first, ...others];
}

async function ask(resolve: Resolve, host: string): Promise<readonly string[]> {
  return resolve(host).catch(() => {
    throw new NotAllowed('the host could not be found');
  });
}
