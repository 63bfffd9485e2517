import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import {
  cleanUpAfterTests,
  hasEnded,
  member,
  nextLine,
  postmasterPid,
  query,
  start,
  usedFolder,
  value,
} from './embedded-harness.ts';

cleanUpAfterTests();

const begun = 'SELECT pg_postmaster_start_time()::text';

describe('The embedded PostgreSQL, after a crash,', () => {
  it('is taken over alive when the process that started it was killed', async () => {
    const folder = await usedFolder();
    const killed = await member(folder);
    await query(killed.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const since = await value(killed.url, begun);
    const gone = once(killed.child, 'exit');
    killed.child.kill('SIGKILL');
    await gone;
    const next = await start(folder);
    expect(await value(next.url, begun)).toBe(since);
    expect(await value(next.url, 'SELECT answer FROM kept')).toBe(42);
    const pid = await postmasterPid(join(folder, 'cluster'));
    await next.stop();
    expect(await hasEnded(pid)).toBe(true);
  });

  it('recovers what was committed when the server itself was killed, and its old members can still leave', async () => {
    const folder = await usedFolder();
    const first = await start(folder);
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pid = await postmasterPid(join(folder, 'cluster'));
    process.kill(pid, 'SIGKILL');
    const second = await start(folder);
    expect(await value(second.url, 'SELECT answer FROM kept')).toBe(42);
    await first.stop();
    expect(await value(second.url, 'SELECT 1')).toBe(1);
    await second.stop();
    await expect(query(second.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('believes no pid file whose process and port have become those of a copy of the folder', async () => {
    const [folder, copy] = [await usedFolder(), await usedFolder()];
    const [first, foreign] = [await start(folder), await start(copy)];
    const pid = await postmasterPid(join(folder, 'cluster'));
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => hasEnded(pid)).toBe(true);
    const lines = (await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8')).split('\n');
    const became = lines.with(0, String(await postmasterPid(join(copy, 'cluster')))).with(3, new URL(foreign.url).port);
    await writeFile(join(folder, 'cluster', 'postmaster.pid'), became.join('\n'));
    const second = await start(folder);
    expect(await value(second.url, 'SHOW data_directory')).toBe(join(folder, 'cluster'));
    expect(await value(foreign.url, 'SHOW data_directory')).toBe(join(copy, 'cluster'));
    await first.stop();
  });

  it('waits for a server that is just shutting down, and starts anew', async () => {
    const folder = await usedFolder();
    const first = await start(folder);
    const since = await value(first.url, begun);
    const lingering = new Client({ connectionString: first.url });
    await lingering.connect();
    // A smart shutdown refuses newcomers, and goes on until the last session has ended.
    process.kill(await postmasterPid(join(folder, 'cluster')), 'SIGTERM');
    const refusal = (): Promise<unknown> => query(first.url, 'SELECT').catch((error: unknown) => error);
    await expect.poll(refusal).toMatchObject({ code: '57P03' });
    let started = false;
    const second = start(folder).finally(() => (started = true));
    await expect.poll(async () => (await readdir(join(folder, 'lock'))).length).toBe(1);
    expect(started).toBe(false);
    await lingering.end();
    expect(await value((await second).url, begun)).not.toBe(since);
  });

  it('does not hear the Ctrl-C that its starter hears', async () => {
    const folder = await usedFolder();
    const { child, url } = await member(folder);
    const heard = nextLine(child);
    process.kill(-child.pid!, 'SIGINT');
    expect(await heard).toBe('interrupted');
    expect(await value(url, 'SELECT 1')).toBe(1);
    const left = once(child, 'exit');
    child.stdin?.end();
    expect(await left).toEqual([0, null]);
  });
});
