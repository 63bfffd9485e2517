import type { Client } from 'graphql-ws';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Role } from '../../src/domain/role.ts';
import type { Api, GraphQLFailure } from '../adapters/graphql/api.ts';
import { own } from '../adapters/graphql/origins.ts';
import type { Answer } from './answers.ts';
import { documentFor } from './documents.ts';

/** A member in its role, an operator, a program with every scope or with one, or whoever has no token. */
export type AskerRole = Role | 'OPERATOR' | 'KEY' | 'NARROW_KEY' | 'NOBODY';

/** Somebody who asks, in one role, over HTTP or over a WebSocket of its own. */
export class Asker {
  #token: string | null = null;
  #socket: Client | null = null;

  constructor(
    private readonly api: Api,
    readonly name: string,
    readonly role: AskerRole,
    private readonly signIn: (() => Promise<string>) | null,
    /** Whether it shows its token as a page's browser does. */
    private readonly byCookie = false,
  ) {}

  /** Signs in where the last token works no more, as after signing out. */
  async ready(): Promise<void> {
    if (this.signIn === null) return;
    if (this.#token !== null && (await this.api.application.authenticate(this.#token)) !== null) return;
    this.leave();
    this.#token = await this.signIn();
  }

  async overHttp(field: string, variables: object): Promise<Answer> {
    const response = await fetch(`${this.api.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...this.#credential(),
      },
      body: JSON.stringify({ query: documentFor(field).text, variables }),
    });
    const text = await response.text();
    return { ...(JSON.parse(text) as Answer), text, head: JSON.stringify([...response.headers]) };
  }

  /** The first that is heard: a result, the errors of a refusal, or that the socket was closed. */
  overSocket(field: string, variables: object): Promise<Answer> {
    return new Promise((resolve) => {
      const stop = this.#connection().subscribe(
        { query: documentFor(field).text, variables: variables as Record<string, unknown> },
        {
          next: (result) => {
            stop();
            resolve({ ...(result as Omit<Answer, 'text'>), text: JSON.stringify(result) });
          },
          error: (reason) => resolve(Array.isArray(reason) ? refusal(reason as GraphQLFailure[]) : closing(reason)),
          complete: () => undefined,
        },
      );
    });
  }

  /** Each message of a subscription, from the first on. */
  watch(field: string, variables: object): { readonly heard: string[]; stop(): void } {
    const heard: string[] = [];
    const hear = (message: unknown): void => void heard.push(JSON.stringify(message));
    const query = { query: documentFor(field).text, variables: variables as Record<string, unknown> };
    const stop = this.#connection().subscribe(query, { next: hear, error: hear, complete: () => undefined });
    return { heard, stop };
  }

  leave(): void {
    void this.#socket?.dispose();
    this.#socket = null;
  }

  #credential(): Record<string, string> {
    if (this.#token === null) return {};
    if (!this.byCookie) return { authorization: `Bearer ${this.#token}` };
    return { cookie: `__Host-zhuanxian_access=${this.#token}`, origin: own };
  }

  #connection(): Client {
    this.#socket ??= createClient({
      url: `${this.api.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: this.byCookie ? withHeaders(this.#credential()) : WebSocket,
      connectionParams: this.byCookie ? {} : this.#credential(),
      retryAttempts: 0,
      lazyCloseTimeout: 60_000,
    });
    return this.#socket;
  }
}

/** The handshake of a page, whose browser adds these. */
function withHeaders(headers: Readonly<Record<string, string>>): typeof WebSocket {
  return class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers });
    }
  } as typeof WebSocket;
}

function refusal(errors: readonly GraphQLFailure[]): Answer {
  return { errors, text: JSON.stringify({ errors }) };
}

/** A socket that is not for somebody is closed with 4403, whatever is asked on it. */
function closing(event: unknown): Answer {
  const { code, reason } = event as { code?: number; reason?: string };
  if (code !== 4403) throw new Error(`The socket broke: ${JSON.stringify(event)} ${String(event)}`);
  return refusal([{ message: String(reason), extensions: { code: 'UNAUTHENTICATED' } }]);
}
