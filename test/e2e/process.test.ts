import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DemoClient, sandboxTruth } from '../../src/demo/client.ts';
import { openForBusiness, registerCustomer, startCall } from '../support/customer.ts';
import { startServiceProcess } from '../support/process.ts';
import { until } from '../support/until.ts';

const run = promisify(execFile);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('The service as a process of its own', () => {
  let folder: string;

  beforeAll(async () => {
    await run('npm', ['run', 'build']);
    folder = await mkdtemp(join(tmpdir(), 'zhuanxian data '));
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
    await expect(readFile(join(folder, 'postgres', 'cluster', 'postmaster.pid'))).rejects.toThrow('ENOENT');

    const two = await startServiceProcess({ DATA_FOLDER: folder, PORT: '0' });
    const client = new DemoClient(two.url, customer.client.token);
    expect(await client.ask('{ apps { name } }')).toEqual({ apps: [{ name: 'Test app' }] });
    expect(await two.end('SIGTERM')).toBe(0);
  }, 60_000);

  it('runs twice at once over one folder, on other ports', async () => {
    const one = await startServiceProcess({ DATA_FOLDER: folder, PORT: '0' });
    const two = await startServiceProcess({ DATA_FOLDER: folder, PORT: '0' });
    const customer = await registerCustomer(one.url, one.sandboxUrl);
    expect(await one.end('SIGTERM')).toBe(0);
    await registerCustomer(two.url, two.sandboxUrl);
    expect(customer.accountId).not.toBe('');
    expect(await two.end('SIGTERM')).toBe(0);
  }, 60_000);

  it('says what is wrong and does not start on a real telephone network with play money', async () => {
    await expect(startServiceProcess({ DATA_FOLDER: folder, GATEWAY: 'netease' })).rejects.toThrow(
      /GATEWAY=netease needs real payments and real SMS/,
    );
  });

  it('tells a newcomer’s story with `npm run demo`', async () => {
    const env = { ...process.env, DEMO_FOLDER: join(folder, 'demo') };
    const { stdout } = await run('node', ['dist/demo.js'], { env });
    expect(stdout).toContain('61 s cost 0.24 yuan');
    expect(stdout).toContain('charge = ledger = sandbox, to the fen');
  }, 60_000);
});
