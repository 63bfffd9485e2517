import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Application } from '../../../application/application.ts';
import type { Log } from '../../../application/ports/ports.ts';
import { bearerToken, contextOf } from '../operations/authorization.ts';
import type { OperationContext } from '../operations/context.ts';

/** The longest that a timer takes. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A socket and whose it is. It ends with its token: at the token's time, or at the next use after it was revoked. */
export class Connection {
  #expiry: NodeJS.Timeout | null = null;

  private constructor(
    private readonly socket: WebSocket,
    private readonly application: Application,
    private readonly token: string,
    private readonly log: Log,
  ) {}

  /** Null where the client may not connect. */
  static async open(
    socket: WebSocket,
    application: Application,
    params: Readonly<Record<string, unknown>> | undefined,
    log: Log,
  ): Promise<Connection | null> {
    const token = bearerToken(params?.['authorization'] ?? params?.['Authorization']);
    if (token === null) return null;
    const connection = new Connection(socket, application, token, log);
    const { principal } = await connection.context(crypto.randomUUID());
    if (principal === null) return null;
    const left = (principal.expires?.getTime() ?? Infinity) - Date.now();
    // What lasts longer than any timer ends at its next use.
    if (left <= LONGEST_TIMER_MS) connection.#expiry = setTimeout(() => connection.forbid(), Math.max(left, 0));
    return connection;
  }

  /** Checks the token anew. Where it has been revoked, the socket is closed, and the context is nobody's. */
  async context(requestId: string): Promise<OperationContext> {
    const context = await contextOf(this.application, this.token, requestId, this.log);
    if (context.principal === null) this.forbid();
    return context;
  }

  forbid(): void {
    this.socket.close(CloseCode.Forbidden, 'Forbidden');
  }

  closed(): void {
    if (this.#expiry !== null) clearTimeout(this.#expiry);
  }
}
