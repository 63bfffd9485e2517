import type { ReadStream } from 'node:tty';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';

/** The password that was given: at the terminal, twice and unseen; or else as the first line of the input. */
export async function askPassword(input: ReadStream): Promise<string> {
  if (!input.isTTY) return (await text(input)).split(/\r?\n/, 1)[0] ?? '';
  const password = await askUnseen(input, 'Password: ');
  if ((await askUnseen(input, 'Again: ')) !== password) throw new Error('These were two different passwords.');
  return password;
}

async function askUnseen(input: ReadStream, question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input, output: nowhere, terminal: true });
  const stopped = new AbortController();
  terminal.on('SIGINT', () => stopped.abort(new Error('Interrupted.')));
  try {
    return await terminal.question('', { signal: stopped.signal });
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
