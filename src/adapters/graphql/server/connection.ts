import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Application } from '../../../application/application.ts';
import type { Log } from '../../../application/ports/ports.ts';
import type { Footing } from '../../../domain/footing.ts';
import { endsOn } from '../../../domain/footing.ts';
import type { Principal } from '../../../domain/principal.ts';
import { OperationContext } from '../operations/context.ts';
import type { OpenSocket, OpenSockets } from './sockets/open-sockets.ts';

/** The longest that a timer takes. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** RFC 6455: the client may come back later, and `graphql-ws` does by itself. */
const TRY_AGAIN_LATER = 1013;

interface Given {
  readonly socket: WebSocket;
  readonly application: Application;
  readonly sockets: OpenSockets;
  readonly log: Log;
}

/**
 * A socket and whose it is. It ends (4403) with its token's time, and within two seconds of what shuts its person out:
 * a signing-out, a removal, another role, a key that was revoked, an account that was suspended or closed. A token that
 * was refreshed meanwhile changes nothing: the socket lasts for the time of the one that it came with.
 */
export class Connection implements OpenSocket {
  #expiry: NodeJS.Timeout | null = null;

  private constructor(
    private readonly given: Given,
    readonly principal: Principal,
    private footing: Footing,
    private readonly free: () => void,
  ) {}

  /** Null where the client may not connect; where it has too many sockets, this one is being closed. */
  static async open(given: Given, token: string | null): Promise<Connection | null> {
    const { application, sockets, socket } = given;
    const principal = token === null ? null : await application.authenticate(token);
    if (principal === null) return null;
    const [footing = null] = await application.footings([principal]);
    if (footing === null || footing.role !== principal.role) return null;
    const free = sockets.take(principal);
    if (free === null) {
      socket.close(TRY_AGAIN_LATER, sockets.full);
      return null;
    }
    const connection = new Connection(given, principal, footing, free);
    connection.#begin();
    return connection;
  }

  /** Of who it was when it was last looked: nothing may be executed with it. */
  presumed(requestId: string): OperationContext {
    return new OperationContext(this.given.application, this.principal, requestId, this.given.log);
  }

  /** Looks anew whether it may stay. Where it may not, the context is nobody's. */
  async context(requestId: string): Promise<OperationContext> {
    const { application, log } = this.given;
    const [footing = null] = await application.footings([this.principal]);
    return new OperationContext(application, this.stays(footing) ? this.principal : null, requestId, log);
  }

  /** Whether it stays on what its person stands on now; where not, the socket is closed. */
  stays(now: Footing | null): boolean {
    const isOver = this.principal.expires !== null && this.principal.expires.getTime() <= Date.now();
    if (isOver || now === null || endsOn(this.footing, now)) {
      this.forbid();
      return false;
    }
    this.footing = now;
    return true;
  }

  forbid(): void {
    this.closed();
    this.given.socket.close(CloseCode.Forbidden, 'Forbidden');
  }

  /** Its place is free again. */
  closed(): void {
    if (this.#expiry !== null) clearTimeout(this.#expiry);
    this.free();
    this.given.sockets.delete(this);
  }

  #begin(): void {
    this.given.sockets.add(this);
    const left = (this.principal.expires?.getTime() ?? Infinity) - Date.now();
    // What lasts longer than any timer is ended by who asks whether it may stay.
    if (left <= LONGEST_TIMER_MS) this.#expiry = setTimeout(() => this.forbid(), Math.max(left, 0));
  }
}
