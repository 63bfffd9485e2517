import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, ownMark } from './process-mark.ts';
import { until } from './until.ts';

/** Longer than the slowest start (recovery after a crash included), for which others wait here. */
const patienceMs = 150_000;

/**
 * Runs `work` while nobody else, in this process or another, runs work under the same `folder`.
 *
 * It is Lamport's bakery: everybody draws a number and waits for the lower ones. Each file is its owner's alone, so
 * that a dead owner's can be removed without ever removing a living one's, which a single lock file does not allow.
 *
 * @throws Error when the others did not finish in 150 s.
 */
export async function underLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const me = `${await ownMark()}.${randomUUID()}`;
  const choosing = join(folder, `choosing.${me}`);
  let ticket: string | undefined;
  try {
    await writeFile(choosing, '');
    const number = Math.max(0, ...(await tickets(folder)).map((other) => other.number)) + 1;
    ticket = join(folder, `ticket.${number}.${me}`);
    await writeFile(ticket, '');
    await rm(choosing);
    await waitForTurn(folder, number, me);
    return await work();
  } finally {
    await Promise.all([choosing, ...(ticket === undefined ? [] : [ticket])].map((file) => rm(file, { force: true })));
  }
}

/** Who was choosing may have drawn a lower number, so choosers are awaited before tickets are compared. */
async function waitForTurn(folder: string, number: number, me: string): Promise<void> {
  const free = async (): Promise<true | undefined> => {
    if ((await living(folder, 'choosing.')).length > 0) return undefined;
    const before = (other: Ticket): boolean => other.number < number || (other.number === number && other.owner < me);
    return (await tickets(folder)).some(before) ? undefined : true;
  };
  if ((await until(patienceMs, free)) === undefined) {
    throw new Error(
      `Another start or stop of the embedded PostgreSQL holds ${folder} for over ${patienceMs / 1000} s.`,
    );
  }
}

interface Ticket {
  readonly number: number;
  readonly owner: string;
}

async function tickets(folder: string): Promise<Ticket[]> {
  return (await living(folder, 'ticket.')).map((name) => {
    const [, number = '', ...owner] = name.split('.');
    return { number: Number(number), owner: owner.join('.') };
  });
}

/** The files of that kind whose owners are alive; the others' are removed. */
async function living(folder: string, prefix: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(prefix));
  const kept = await Promise.all(
    names.map(async (name) => {
      if (await isAlive(name.split('.').at(-2) ?? '')) return [name];
      await rm(join(folder, name), { force: true });
      return [];
    }),
  );
  return kept.flat();
}
