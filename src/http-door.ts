import type { RequestListener, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';

/** How long a client may go on sending a request whose end has not come when we stop: it has set nothing in motion. */
const UNFINISHED_MS = 2000;

/** How long a request's head and the whole of it may take to come. Node looks every 30 s, if it is not told to. */
const SENDING = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 1000 };

/** An HTTP server that knows which requests are under way, because its connections don't tell when it stops. */
export class HttpDoor {
  readonly server: Server;
  readonly #underWay = new Set<ServerResponse>();
  #closing = false;
  #allAnswered: () => void = () => undefined;

  constructor(listener: RequestListener, sending = SENDING) {
    this.server = createServer(sending);
    // Before the listener: it may answer at once.
    this.server.on('request', (_request, response: ServerResponse) => this.#begin(response));
    this.server.on('request', listener);
  }

  /**
   * Stops listening at once, and resolves when what is under way has been answered (a start that is being dialled gets
   * its answer recorded), or after `patienceMs`. Connections without a request don't count; none is left at the end.
   */
  async stop(patienceMs: number): Promise<void> {
    this.#closing = true;
    const answered = new Promise<void>((resolve) => (this.#allAnswered = resolve));
    this.server.close();
    this.#underWay.forEach(sayGoodbye);
    const unfinished = setTimeout(() => this.#dropUnfinished(), UNFINISHED_MS);
    const impatient = setTimeout(this.#allAnswered, patienceMs);
    if (this.#underWay.size > 0) await answered;
    clearTimeout(unfinished);
    clearTimeout(impatient);
    this.server.closeAllConnections();
  }

  #begin(response: ServerResponse): void {
    this.#underWay.add(response);
    response.once('close', () => {
      this.#underWay.delete(response);
      if (this.#underWay.size === 0) this.#allAnswered();
    });
    if (this.#closing) sayGoodbye(response);
  }

  #dropUnfinished(): void {
    for (const { req: request } of this.#underWay) if (!request.complete) request.destroy();
  }
}

/** The client must not send its next request here. */
function sayGoodbye(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}
