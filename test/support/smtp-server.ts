import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import type { Mail } from '../../src/application/ports/mailer.ts';

/** A mail server on the loopback that keeps what it takes. It wants the password "secret" where it asks for one. */
export class SmtpServer {
  readonly received: (Mail & { readonly from: string; readonly headers: string })[] = [];
  refusing = false;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor() {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
      void this.#serve(socket);
    });
  }

  static async start(): Promise<SmtpServer> {
    const server = new SmtpServer();
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get url(): string {
    return `smtp://user:secret@127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(socket: Socket): Promise<void> {
    const say = (line: string): boolean => socket.write(`${line}\r\n`);
    const envelope = { from: '', to: '' };
    let signedIn = false;
    let data: string[] | null = null;
    say('220 mail.test');
    for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
      if (data !== null) {
        if (line !== '.') data.push(line.startsWith('.') ? line.slice(1) : line);
        else {
          this.received.push({ ...envelope, ...read(data) });
          data = null;
          say('250 taken');
        }
      } else if (/^EHLO/i.test(line)) {
        say('250-mail.test');
        say('250 AUTH PLAIN');
      } else if (/^AUTH PLAIN /i.test(line)) {
        signedIn = Buffer.from(line.slice('AUTH PLAIN '.length), 'base64').toString() === '\0user\0secret';
        say(signedIn ? '235 welcome' : '535 wrong');
      } else if (!signedIn) say('530 sign in first');
      else if (/^MAIL FROM:/i.test(line)) {
        envelope.from = /<(.*)>/.exec(line)?.[1] ?? '';
        say('250 ok');
      } else if (/^RCPT TO:/i.test(line)) {
        envelope.to = /<(.*)>/.exec(line)?.[1] ?? '';
        say(this.refusing ? '550 no such mailbox' : '250 ok');
      } else if (/^DATA/i.test(line)) {
        data = [];
        say('354 go on');
      } else if (/^QUIT/i.test(line)) {
        say('221 bye');
        socket.end();
      } else say('500 what?');
    }
  }
}

/** What a person's mail program shows of a message. */
function read(lines: readonly string[]): { subject: string; text: string; headers: string } {
  const end = lines.indexOf('');
  const headers = lines.slice(0, end).join('\n');
  const header = (name: string): string =>
    new RegExp(`^${name}: (.*(?:\n[ \t].*)*)`, 'im').exec(headers)?.[1]?.replaceAll(/\n(?=[ \t])/g, '') ?? '';
  const body = lines.slice(end + 1).join('\n') + '\n';
  return { subject: words(header('Subject')), text: decoded(body, header('Content-Transfer-Encoding')), headers };
}

/** RFC 2047: encoded words, where the space between two of them is none. */
function words(value: string): string {
  const joined = value.replaceAll(/\?=\s+=\?/g, '?==?');
  const bytes = joined.replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) => {
    const plain = kind.toLowerCase() === 'b' ? Buffer.from(word, 'base64') : unquoted(word.replaceAll('_', ' '));
    return plain.toString('latin1');
  });
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function decoded(body: string, encoding: string): string {
  if (/base64/i.test(encoding)) return Buffer.from(body, 'base64').toString('utf8').replaceAll('\r\n', '\n');
  return /quoted/i.test(encoding) ? unquoted(body.replaceAll('=\n', '')).toString('utf8') : body;
}

function unquoted(text: string): Buffer {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}
