import type { IncomingMessage } from 'node:http';
import type { AllowedOrigins } from '../allowed-origins.ts';
import { clientAddress } from '../client-address.ts';
import { Places } from './places.ts';
import type { SocketLimits } from './socket-limits.ts';
import { Turnstile } from './turnstile.ts';

/** As `ws` takes it. */
type Answer = (isLetIn: boolean, status?: number, reason?: string, headers?: Record<string, string>) => void;

/** Why a handshake is not answered, in HTTP's words. */
interface Refusal {
  readonly status: 403 | 429 | 503;
  readonly reason: string;
  readonly retryAfterSeconds: number | null;
}

/** Says of an upgrade's peer and its `X-Forwarded-For`, nearest first, whether it is a proxy that is believed. */
export type TrustsProxy = (address: string, index: number) => boolean;

/** Decides, before the handshake, which sockets there may be. */
export class Gate {
  readonly #places: Places;
  readonly #turnstile: Turnstile | null;

  constructor(
    private readonly origins: AllowedOrigins,
    private readonly limits: SocketLimits,
    private readonly trusts: TrustsProxy,
  ) {
    this.#places = new Places(limits.perAddress);
    this.#turnstile = limits.handshakesPerSecond === null ? null : new Turnstile(limits.handshakesPerSecond);
  }

  /** The place of who is let in is free again when its connection is gone, however it went. */
  admit(request: IncomingMessage, answer: Answer): void {
    const refusal = this.#refusal(request);
    if (refusal === null) {
      answer(true);
      return;
    }
    const { status, reason, retryAfterSeconds } = refusal;
    answer(false, status, reason, retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) });
  }

  #refusal(request: IncomingMessage): Refusal | null {
    if (!this.#isFromHere(request)) {
      const reason = 'Pages of this origin may not open sockets here; trying again does not help.';
      return { status: 403, reason, retryAfterSeconds: null };
    }
    if (this.#turnstile?.pass(performance.now()) === false) {
      const reason = 'Too many sockets were opened within a second; try again a little later.';
      return { status: 503, reason, retryAfterSeconds: 1 };
    }
    const free = this.#places.take(addressOf(request, this.trusts));
    if (free === null) {
      const reason = `At most ${this.limits.perAddress ?? 'any number of'} sockets from one address; close one, then try again.`;
      return { status: 429, reason, retryAfterSeconds: 5 };
    }
    request.socket.once('close', free);
    return null;
  }

  /** Programs name no origin; browsers always do, and a page can't keep them from it. */
  #isFromHere({ headers: { origin } }: IncomingMessage): boolean {
    return origin === undefined || this.origins.has(origin);
  }
}

/** As Express finds it for requests: the first that is no proxy of ours, going outwards. */
function addressOf({ socket, headers }: IncomingMessage, trusts: TrustsProxy): string {
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const named = forwarded.map((address) => address.trim()).filter((address) => address !== '');
  const all = [socket.remoteAddress ?? '', ...named.reverse()];
  const found = all.find((address, index) => index === all.length - 1 || !trusts(address, index));
  return clientAddress(found) ?? '';
}
