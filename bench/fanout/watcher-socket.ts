import type { Socket } from 'node:net';
import { connect } from 'node:net';

const PING = 0x9;
const PONG = 0xa;
const TEXT = 0x1;
/** A handshake whose answer is not looked into. */
const HANDSHAKE = [
  ...['GET /graphql HTTP/1.1', 'Host: 127.0.0.1', 'Upgrade: websocket', 'Connection: Upgrade'],
  ...['Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Version: 13'],
  ...['Sec-WebSocket-Protocol: graphql-transport-ws', '', ''],
].join('\r\n');

/**
 * A client that does as little as a client can, so that thousands of them on one core keep up with the server: it looks
 * whether a frame is an event, and does not read it.
 */
export class WatcherSocket {
  /** Resolves when it is closed, by whomever. */
  readonly gone: Promise<void>;
  readonly #socket: Socket;
  #rest: Buffer = Buffer.alloc(0);
  #isOpen = false;

  private constructor(
    port: number,
    payload: object,
    query: string,
    private readonly onEvent: () => void,
    acknowledged: () => void,
    failed: (error: Error) => void,
  ) {
    this.#socket = connect(port, '127.0.0.1', () => this.#socket.write(HANDSHAKE));
    this.#socket.setNoDelay(true).on('error', failed);
    this.gone = new Promise((resolve) => this.#socket.once('close', () => resolve()));
    void this.gone.then(() => failed(new Error('A socket was closed.')));
    const subscribe = (): void => {
      this.#say({ id: '1', type: 'subscribe', payload: { query } });
      acknowledged();
    };
    this.#socket.on('data', (chunk) => this.#hear(chunk, payload, subscribe));
  }

  /** Resolves when it has subscribed. */
  static open(port: number, payload: object, query: string, onEvent: () => void): Promise<WatcherSocket> {
    return new Promise((resolve, reject) => {
      const socket: WatcherSocket = new WatcherSocket(port, payload, query, onEvent, () => resolve(socket), reject);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #hear(chunk: Buffer, payload: object, subscribe: () => void): void {
    let data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    if (!this.#isOpen) {
      const end = data.indexOf('\r\n\r\n');
      if (end >= 0) {
        this.#isOpen = true;
        this.#say({ type: 'connection_init', payload });
        data = data.subarray(end + 4);
      }
    }
    this.#rest = this.#isOpen ? this.#frames(data, subscribe) : data;
  }

  /** @returns what is of a frame that has not come whole. */
  #frames(data: Buffer, subscribe: () => void): Buffer {
    let from = 0;
    while (data.length >= from + 2) {
      const short = (data[from + 1] ?? 0) & 0x7f;
      const head = short === 126 ? 4 : 2;
      if (data.length < from + head) break;
      const end = from + head + (short === 126 ? data.readUInt16BE(from + 2) : short);
      if (data.length < end) break;
      this.#take((data[from] ?? 0) & 0xf, data.subarray(from + head, end), subscribe);
      from = end;
    }
    return Buffer.from(data.subarray(from));
  }

  #take(kind: number, body: Buffer, subscribe: () => void): void {
    if (kind === PING) this.#frame(PONG, body);
    else if (body.includes('"next"')) this.onEvent();
    else if (body.includes('"connection_ack"')) subscribe();
  }

  #say(message: object): void {
    this.#frame(TEXT, Buffer.from(JSON.stringify(message)));
  }

  /** Masked with zeros: as clients must, and at no cost. */
  #frame(kind: number, body: Buffer): void {
    const length = body.length < 126 ? [0x80 | body.length] : [0x80 | 126, body.length >> 8, body.length & 0xff];
    this.#socket.write(Buffer.concat([Buffer.from([0x80 | kind, ...length, 0, 0, 0, 0]), body]));
  }
}
