import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Child } from './child.ts';
import type { ServerName } from './server.ts';

/**
 * `npm run bench:fanout -- --sockets 1000,5000`: one event to many sockets, by this service, by mercurius and by plain
 * `graphql-ws`, with the same schema and words; each server on one core, its watchers on another. Told are the time from
 * the event to the last watcher's reading it, and what a watcher takes of the server's memory.
 */
const EVENTS = 15;
/** Watch and leave before anything is measured, so that what is needed once is there. */
const FIRST = 200;

interface Measured {
  readonly milliseconds: number;
  readonly bytesEach: number;
}

const option = process.argv.indexOf('--sockets');
const sizes = (option < 0 ? '1000,5000' : (process.argv[option + 1] ?? '')).split(',').map(Number);
if (!sizes.every((size) => Number.isInteger(size) && size > 0)) throw new Error('--sockets takes numbers: 1000,5000');

/** Milliseconds until the last watcher had the event. */
async function event(server: Child, crowd: Child): Promise<number> {
  await crowd.ask('expect');
  const { at } = await server.ask<{ at: string }>('publish');
  const { servedAt } = await crowd.hears<{ servedAt: string }>();
  return Number(BigInt(servedAt) - BigInt(at)) / 1e6;
}

async function gather(crowd: Child, place: object, sockets: number): Promise<void> {
  await crowd.ask({ ...place, sockets });
  // What each is told at first has come, and all are subscribed.
  await pause(1000);
}

async function measure(name: ServerName, sockets: number): Promise<Measured> {
  const server = new Child('server.ts', [name], 0);
  const crowd = new Child('crowd.ts', [], 1);
  try {
    const place = await server.hears<{ port: number; payload: object }>();
    await gather(crowd, place, FIRST);
    for (let index = 0; index < EVENTS; index++) await event(server, crowd);
    await crowd.ask('leave');
    await pause(1000);
    const before = await server.ask<{ rss: number }>('measure');
    await gather(crowd, place, sockets);
    const after = await server.ask<{ rss: number }>('measure');
    const times: number[] = [];
    while (times.length < EVENTS) times.push(await event(server, crowd));
    return { milliseconds: middle(times), bytesEach: (after.rss - before.rss) / sockets };
  } finally {
    await Promise.all([server.stop(), crowd.stop()]);
  }
}

function middle(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
for (const sockets of sizes) {
  print(`${sockets} sockets, the middle of ${EVENTS} events; load ${(loadavg()[0] ?? NaN).toFixed(1)}:`);
  const theirs = await measure('mercurius', sockets);
  const rows: [string, Measured][] = [
    ['mercurius', theirs],
    ['graphql-ws, each client by itself', await measure('plain', sockets)],
    ['this service', await measure('ours', sockets)],
  ];
  for (const [name, { milliseconds, bytesEach }] of rows) {
    const sooner = (theirs.milliseconds / milliseconds).toFixed(2);
    const memory = (bytesEach / theirs.bytesEach).toFixed(2);
    print(
      `  ${name.padEnd(34)} ${milliseconds.toFixed(1).padStart(7)} ms (${sooner}× as soon)  ${(bytesEach / 1024).toFixed(1).padStart(6)} KiB a watcher (${memory}×)`,
    );
  }
}
