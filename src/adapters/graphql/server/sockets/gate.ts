import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
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

/** Decides, before the handshake, which sockets there may be, and when. */
export class Gate {
  readonly #places: Places;
  readonly #turnstile: Turnstile | null;
  readonly #waiting = new Set<Answer>();

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
    if (refusal !== null) refuse(answer, refusal);
    else if (this.#turnstile === null) answer(true);
    else this.#await(this.#turnstile, request.socket, answer);
  }

  /** Nobody waits any longer. */
  stop(): void {
    for (const answer of this.#waiting) refuse(answer, goingAway);
    this.#waiting.clear();
  }

  #await(turnstile: Turnstile, socket: Duplex, answer: Answer): void {
    const left = new AbortController();
    this.#waiting.add(answer);
    const over = (): boolean => {
      unwatch();
      return this.#waiting.delete(answer);
    };
    const unwatch = watchForEnd(socket, () => over() && left.abort());
    turnstile.pass(left.signal).then(
      () => over() && answer(true),
      () => undefined,
    );
  }

  #refusal(request: IncomingMessage): Refusal | null {
    if (!this.#isFromHere(request)) {
      const reason = 'Pages of this origin may not open sockets here; trying again does not help.';
      return { status: 403, reason, retryAfterSeconds: null };
    }
    if (this.#turnstile?.isFull === true) {
      const reason = 'Too many sockets are being opened; try again a little later.';
      return { status: 503, reason, retryAfterSeconds: 5 };
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

const goingAway: Refusal = { status: 503, reason: 'Going away; try again a little later.', retryAfterSeconds: 1 };

function refuse(answer: Answer, { status, reason, retryAfterSeconds }: Refusal): void {
  answer(false, status, reason, retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) });
}

/**
 * A client that goes while it waits is noticed only where somebody reads; before its handshake is answered it has nothing
 * to say. @returns how to stop watching.
 */
function watchForEnd(socket: Duplex, gone: () => void): () => void {
  const end = (): void => void socket.destroy();
  socket.once('close', gone).once('end', end).resume();
  return () => socket.off('close', gone).off('end', end);
}

/** As Express finds it for requests: the first that is no proxy of ours, going outwards. */
function addressOf({ socket, headers }: IncomingMessage, trusts: TrustsProxy): string {
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const named = forwarded.map((address) => address.trim()).filter((address) => address !== '');
  const all = [socket.remoteAddress ?? '', ...named.reverse()];
  const found = all.find((address, index) => index === all.length - 1 || !trusts(address, index));
  return clientAddress(found) ?? '';
}
