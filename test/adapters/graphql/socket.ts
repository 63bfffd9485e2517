import type { IncomingHttpHeaders } from 'node:http';
import { WebSocket } from 'ws';
import { until } from '../../support/until.ts';
import type { Api, GraphQLFailure } from './api.ts';

export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A client that says exactly what a test wants it to say, and keeps what it hears. */
export class TestSocket {
  readonly heard: Message[] = [];
  /** The close code, once the server has closed, and the reason that it gave. */
  closed: number | null = null;
  reason = '';
  /** The HTTP status where there was no handshake. */
  refused: number | null = null;
  refusedWith: IncomingHttpHeaders = {};
  #next = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.heard.push(JSON.parse(data.toString('utf8')) as Message));
    socket.on('close', (code, reason) => {
      this.closed = code;
      this.reason = reason.toString('utf8');
    });
    socket.on('unexpected-response', (request, response) => {
      this.refused = response.statusCode ?? null;
      this.refusedWith = response.headers;
      request.destroy();
    });
    socket.on('error', () => undefined);
  }

  static async open(
    api: Pick<Api, 'url'>,
    protocol = 'graphql-transport-ws',
    headers: Readonly<Record<string, string>> = {},
  ): Promise<TestSocket> {
    const url = `${api.url.replace('http', 'ws')}/graphql`;
    const socket = new TestSocket(new WebSocket(url, protocol === '' ? [] : protocol, { headers }));
    await new Promise((resolve) =>
      socket.socket.once('open', resolve).once('close', resolve).once('unexpected-response', resolve),
    );
    return socket;
  }

  /** Connected with a token, and acknowledged. */
  static async connected(api: Pick<Api, 'url'>, token: string): Promise<TestSocket> {
    const socket = await TestSocket.open(api);
    socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    await socket.hears('connection_ack');
    return socket;
  }

  send(message: object | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  subscribe(query: string, variables: object = {}): Subscription {
    this.#next += 1;
    const id = String(this.#next);
    this.send({ id, type: 'subscribe', payload: { query, variables } });
    return new Subscription(this, id);
  }

  hears(type: string, id?: string): Promise<Message> {
    const isIt = (message: Message): boolean => message.type === type && message.id === id;
    return until(`"${type}" is heard`, () => Promise.resolve(this.heard.find(isIt) ?? null), 5);
  }

  /** The code with which the server closes. */
  closes(): Promise<number> {
    return until('the socket is closed', () => Promise.resolve(this.closed), 5);
  }

  async leave(): Promise<void> {
    this.socket.close();
    await this.closes();
  }

  /** Without a word, as a telephone does that loses its network. */
  vanish(): void {
    this.socket.terminate();
  }
}

export class Subscription {
  constructor(
    private readonly socket: TestSocket,
    readonly id: string,
  ) {}

  /** What came so far. */
  get results(): readonly { readonly data?: unknown; readonly errors?: readonly GraphQLFailure[] }[] {
    return this.socket.heard.filter(({ type, id }) => type === 'next' && id === this.id).map((one) => one.payload!);
  }

  /** The data of the first `count` results, when they have come. */
  async data(count: number): Promise<readonly unknown[]> {
    const enough = (): boolean => this.results.length >= count;
    await until(`${count} results have come`, () => Promise.resolve(enough() ? true : null), 5);
    return this.results.map(({ data }) => data);
  }

  async completes(): Promise<void> {
    await this.socket.hears('complete', this.id);
  }

  /** The errors with which it was refused. */
  async fails(): Promise<readonly GraphQLFailure[]> {
    return (await this.socket.hears('error', this.id)).payload as readonly GraphQLFailure[];
  }

  stop(): void {
    this.socket.send({ id: this.id, type: 'complete' });
  }
}
