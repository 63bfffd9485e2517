import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import type { CallUpdate } from '../../examples/call-updates.js';
import { callUpdates } from '../../examples/call-updates.js';
import { Live } from '../../examples/live.js';
import { DemoClient, sandboxTruth } from '../../src/demo/client.ts';
import { openForBusiness, registerCustomer, startCall } from '../support/customer.ts';
import { freePort } from '../support/free-port.ts';
import { interruptTwice, postgresOf, startProcess, startServiceProcess } from '../support/process.ts';
import { until } from '../support/until.ts';

const run = promisify(execFile);

describe('The service as a process of its own', () => {
  let folder: string;

  beforeAll(async () => {
    await run('npm', ['run', 'build:service']);
    folder = await mkdtemp(join(tmpdir(), 'zhuanxian data '));
    // As root, PostgreSQL runs as somebody else, and would put its data elsewhere.
    await chmod(folder, 0o755);
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true }));

  it('settles a call exactly once when it was killed in the middle of it and started again', async () => {
    const variables = {
      DATA_FOLDER: folder,
      PORT: String(await freePort()),
      SANDBOX_PORT: String(await freePort()),
      CLOCK_RATE: '20',
    };
    const first = await startServiceProcess(variables);
    const customer = await registerCustomer(first.url, first.sandboxUrl);
    await openForBusiness(customer);
    const { call } = await startCall(customer, '13800000061');
    expect(call.status).toBe('DIALING');
    expect(await first.end('SIGKILL')).toBe('SIGKILL');

    const second = await startServiceProcess(variables);
    const ask = async () =>
      await customer.client.ask<{
        call: { status: string; charge: string | null };
        account: { balance: string; reserved: string };
      }>('query ($id: ID!) { call(id: $id) { status charge } account { balance reserved } }', { id: call.id });
    const settled = await until('the call has settled', async () => {
      const answer = await ask();
      return answer.call.status === 'COMPLETED' ? answer : null;
    });
    expect(settled).toEqual({
      call: { status: 'COMPLETED', charge: '0.24' },
      account: { balance: '999.76', reserved: '0.00' },
    });
    const truth = await sandboxTruth<{ talkSeconds: number }>(
      second.sandboxUrl,
      `/sandbox/calls/${call.session ?? ''}`,
    );
    expect(truth.talkSeconds).toBe(61);
    const { ledger } = await customer.client.ask<{ ledger: { edges: unknown[] } }>(
      '{ ledger { edges { node { id } } } }',
    );
    expect(ledger.edges).toHaveLength(2);
    expect(await second.end('SIGTERM')).toBe(0);
  }, 60_000);

  it('stops everything that it started on SIGTERM and SIGINT, and finds its data again', async () => {
    const one = await startServiceProcess({ DATA_FOLDER: folder, PORT: '0' });
    const customer = await registerCustomer(one.url, one.sandboxUrl);
    expect(await one.end('SIGINT')).toBe(0);
    expect(await postgresOf(folder)).toBeNull();

    const two = await startServiceProcess({ DATA_FOLDER: folder, PORT: '0' });
    const client = new DemoClient(two.url, customer.client.token);
    expect(await client.ask('{ apps { name } }')).toEqual({ apps: [{ name: 'Test app' }] });
    expect(await two.end('SIGTERM')).toBe(0);
  }, 60_000);

  it('takes two signals of one Ctrl-C for one, when it runs and while it starts', async () => {
    const running = await startServiceProcess({ DATA_FOLDER: folder, PORT: '0' });
    expect(await postgresOf(folder)).not.toBeNull();
    await interruptTwice(running);
    expect(await running.ended).toBe(0);
    expect(await postgresOf(folder)).toBeNull();

    const starting = startProcess({ DATA_FOLDER: folder, PORT: '0' });
    await until('PostgreSQL is starting', () => postgresOf(folder));
    await interruptTwice(starting);
    expect(await starting.ended).toBe(0);
    expect(await postgresOf(folder)).toBeNull();
  }, 60_000);

  it('records what became of a start before it stops, although its client has gone', async () => {
    const one = await startServiceProcess({ DATA_FOLDER: folder, PORT: '0', CLOCK_RATE: '1' });
    const customer = await registerCustomer(one.url, one.sandboxUrl);
    await openForBusiness(customer);
    const callee = '13800000600';
    await fetch(`${one.sandboxUrl}/sandbox/faults`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ on: 'start', match: { callee }, fault: { kind: 'LATE', ms: 3000 } }),
    });
    const client = new AbortController();
    const start = fetch(`${one.url}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${customer.client.token ?? ''}` },
      body: JSON.stringify({
        query: 'mutation ($input: StartCallInput!) { startCall(input: $input) { __typename } }',
        variables: { input: { appId: customer.appId, caller: '13900000001', callee, idempotencyKey: 'left alone' } },
      }),
      signal: client.signal,
    });
    await until('the provider has the start', async () => {
      const calls = await sandboxTruth<unknown[]>(one.sandboxUrl, `/sandbox/calls?callee=${callee}`);
      return calls.length > 0 ? true : null;
    });
    client.abort();
    await expect(start).rejects.toThrow();
    expect(await one.end('SIGTERM')).toBe(0);

    const two = await startServiceProcess({ DATA_FOLDER: folder, PORT: '0' });
    const { calls } = await new DemoClient(two.url, customer.client.token).ask<{
      calls: { edges: { node: { status: string; session: string | null } }[] };
    }>('{ calls { edges { node { status session } } } }');
    expect(calls.edges).toEqual([{ node: { status: 'DIALING', session: expect.any(String) as string } }]);
    expect(await two.end('SIGTERM')).toBe(0);
  }, 60_000);

  it('stops with the npm that started it', async () => {
    const command = ['npm', 'start', '--ignore-scripts'] as const;
    const npm = await startServiceProcess({ DATA_FOLDER: folder, PORT: '0' }, { command });
    expect(await postgresOf(folder)).not.toBeNull();
    // Its output stays open until the last process below it has ended.
    await npm.end('SIGTERM');
    expect(await postgresOf(folder)).toBeNull();
    await expect(fetch(`${npm.url}/health`)).rejects.toThrow();
  }, 60_000);

  it('answers an address that is no text, and writes nothing of it', async () => {
    const service = await startServiceProcess({ DATA_FOLDER: folder, PORT: '0' });
    const before = service.printed().length;
    for (const path of ['/downloads/', '/', '/callbacks/netease/']) {
      const response = await fetch(`${service.url}${path}13800000001%zz`);
      expect(response.status).toBeLessThan(500);
      expect(await response.text()).toMatch(/^\{"status":"[a-z ]+"\}$/);
    }
    expect(await service.end('SIGTERM')).toBe(0);
    const lines = service.printed().slice(before).split('\n');
    expect(lines.filter((line) => line.startsWith('URIError') || line.includes('13800000001'))).toEqual([]);
  }, 60_000);

  it('does not wait for a connection that says nothing', async () => {
    const service = await startServiceProcess({ DATA_FOLDER: folder, PORT: '0' });
    const silent = connect(Number(new URL(service.url).port), '127.0.0.1').on('error', () => undefined);
    await new Promise((resolve) => silent.once('connect', resolve));
    const begun = performance.now();
    expect(await service.end('SIGTERM')).toBe(0);
    expect(performance.now() - begun).toBeLessThan(8000);
  }, 60_000);

  it('runs twice at once over one folder, and the second settles the calls of the first', async () => {
    const one = await startServiceProcess({ DATA_FOLDER: folder, PORT: '0', CLOCK_RATE: '20' });
    const two = await startServiceProcess({ DATA_FOLDER: folder, PORT: '0', CLOCK_RATE: '20' });
    const customer = await registerCustomer(one.url, one.sandboxUrl);
    await openForBusiness(customer);
    const { call } = await startCall(customer, '13800000030');
    expect(call.status).toBe('DIALING');
    expect(await one.end('SIGTERM')).toBe(0);
    const client = new DemoClient(two.url, customer.client.token);
    await until('the call has settled', async () => {
      const { call: now } = await client.ask<{ call: { status: string } }>(
        'query ($id: ID!) { call(id: $id) { status } }',
        { id: call.id },
      );
      return now.status === 'COMPLETED' ? now : null;
    });
    await registerCustomer(two.url, two.sandboxUrl);
    expect(await two.end('SIGTERM')).toBe(0);
  }, 60_000);

  it('runs three replicas behind one port, whose clients go on with another when one is killed', async () => {
    const command = [process.execPath, 'dist/cluster.js', '--replicas', '3'] as const;
    const variables = { DATA_FOLDER: folder, PORT: '0', CLOCK_RATE: '20', LOG_LEVEL: 'info' };
    const all = await startServiceProcess(variables, { command });
    const customer = await registerCustomer(all.url, all.sandboxUrl);
    await openForBusiness(customer);
    const { call } = await startCall(customer, '13800000120');
    const token = customer.client.token ?? '';
    // Connections are dealt out in turn: more than there are replicas sit on all of them.
    const watchers = [1, 2, 3, 4, 5].map(() => new ClusterWatcher(all.url, token, call.id));
    for (const watcher of watchers) await watcher.begun;
    const [victim] = /the processes ([\d, ]+)/.exec(all.printed())?.[1]?.split(', ') ?? [];
    process.kill(Number(victim), 'SIGKILL');
    for (const { ended } of watchers) expect(await ended).toBe('COMPLETED');
    const cut = watchers.filter(({ connections }) => connections > 1);
    expect(cut.length).toBeGreaterThan(0);
    expect(cut.length).toBeLessThan(watchers.length);
    for (const { versions } of watchers) expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    await until('it was started again', () =>
      Promise.resolve(all.printed().includes('A replica serves again') ? true : null),
    );
    expect(await all.end('SIGTERM')).toBe(0);
    expect(await postgresOf(folder)).toBeNull();
  }, 60_000);

  it('says what is wrong and does not start on a real telephone network with play money', async () => {
    await expect(startServiceProcess({ DATA_FOLDER: folder, GATEWAY: 'netease' })).rejects.toThrow(
      /GATEWAY=netease needs PAYMENTS=bank/,
    );
  });

  it('tells a newcomer’s story with `npm run demo`', async () => {
    const env = { ...process.env, DEMO_FOLDER: join(folder, 'demo') };
    const { stdout } = await run('node', ['dist/demo.js'], { env });
    expect(stdout).toContain('61 s cost 0.24 yuan');
    expect(stdout).toContain('charge = ledger = sandbox, to the fen');
  }, 60_000);

  it('stops what the demo started at Ctrl-C', async () => {
    const data = join(folder, 'demo');
    const demo = startProcess({ DEMO_FOLDER: data }, { command: [process.execPath, 'dist/demo.js'] });
    await until('the story has begun', () => Promise.resolve(demo.printed().includes('Registered') ? true : null));
    await interruptTwice(demo);
    expect(await demo.ended).toBe(130);
    expect(await postgresOf(data)).toBeNull();
  }, 60_000);

  it.each([
    ['SANDBOX_URL', { ZHUANXIAN_URL: 'http://127.0.0.1:1' }],
    ['ZHUANXIAN_URL', { SANDBOX_URL: 'http://127.0.0.1:1' }],
  ])('tells that the demo lacks %s', async (name, variables) => {
    const demo = startProcess(variables, { command: [process.execPath, 'dist/demo.js'] });
    expect(await demo.ended).toBe(1);
    expect(demo.printed()).toContain(`${name} is missing`);
  });
});

/** Watches a call to its end, as the example clients do, and counts how often it had to connect. */
class ClusterWatcher {
  connections = 0;
  readonly versions: number[] = [];
  readonly begun: Promise<unknown>;
  readonly ended: Promise<string | undefined>;

  constructor(url: string, token: string, call: string) {
    const live = new Live(url, { token: () => Promise.resolve(token), refuse: () => undefined }, this.#counting());
    const updates = live.watch<CallUpdate>(callUpdates, { id: call });
    this.begun = updates.next().then(({ value }) => this.#see(value as CallUpdate));
    this.ended = this.begun.then(() => this.#toTheEnd(updates)).finally(() => live.close());
  }

  async #toTheEnd(updates: AsyncIterable<CallUpdate>): Promise<string | undefined> {
    let status: string | undefined;
    for await (const update of updates) {
      this.#see(update);
      status = update.call.status;
    }
    return status;
  }

  #see({ kind, version }: CallUpdate): void {
    if (kind !== 'COST') this.versions.push(version);
  }

  #counting(): unknown {
    const count = (): void => void (this.connections += 1);
    return class extends WebSocket {
      constructor(url: string, protocols: string) {
        super(url, protocols);
        count();
      }
    };
  }
}
