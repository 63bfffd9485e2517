import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded/embedded-postgres.ts';
import { projectFolder } from '../../src/config.ts';
import { DemoClient } from '../../src/demo/client.ts';
import { openForBusiness, registerCustomer, startCall } from '../support/customer.ts';
import type { Target } from './target.ts';

const run = promisify(execFile);
const PASSWORD = 'ten characters 电池';
const EMAIL = 'desk@example.cn';

export interface Attacked extends Target {
  /** Null while the process lives; else with what it ended. */
  readonly ended: () => string | null;
  stop(): Promise<void>;
}

/** The built service in a process of its own, without limits that would refuse before anything is looked at. */
export async function startAttacked(): Promise<Attacked> {
  const folder = await mkdtemp(join(tmpdir(), 'zhuanxian-fuzz-'));
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), log: () => undefined });
  const env = {
    ...{ PATH: process.env['PATH'], DATABASE_URL: postgres.url, DATA_FOLDER: folder, PORT: '0', LOG_LEVEL: 'error' },
    ...{ SECRETS_KEY: randomBytes(32).toString('base64'), COST_BUDGET: '1000000000', COST_REFILL: '1000000000' },
    ...{ TRIES_PER_NAME: 'none', TRIES_PER_ADDRESS: 'none', CODES_PER_ADDRESS_PER_HOUR: 'none' },
    ...{ SOCKETS_PER_PERSON: 'none', SOCKETS_PER_ADDRESS: '100000', SOCKETS_PER_SECOND: 'none' },
    ...{ ACCESS_TOKEN_SECONDS: '86400', NODE_ENV: 'production' },
  };
  const child = spawn(process.execPath, ['--enable-source-maps', join(projectFolder, 'dist/main.js')], {
    env: { ...env, EXPLORER: 'false' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let [printed, ended]: [string, string | null] = ['', null];
  const end = new Promise<void>((resolve) =>
    child.once('exit', (code, signal) => resolve(void (ended = `exit ${code ?? ''} ${signal ?? ''}`))),
  );
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += String(chunk);
      if (printed.includes('stops everything')) resolve();
    });
    void end.then(() => reject(new Error(`The service ended: ${printed}`)));
  });
  const url = /GraphQL\s+(\S+)\/graphql/.exec(printed)?.[1] ?? '';
  const sandboxUrl = /Sandbox\s+(\S+)/.exec(printed)?.[1] ?? '';
  const operatorEnv = { ...env, OPERATOR_PASSWORD: PASSWORD };
  await run(process.execPath, [join(projectFolder, 'dist/operator.js'), 'create', EMAIL], { env: operatorEnv });
  return {
    ...(await peopleOf(url, sandboxUrl)),
    ended: () => ended,
    stop: async () => {
      child.kill('SIGTERM');
      await end;
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function peopleOf(url: string, sandboxUrl: string): Promise<Target> {
  const customer = await registerCustomer(url, sandboxUrl);
  await openForBusiness(customer);
  const { call } = await startCall(customer, '13800000600');
  const { accessToken: operator } = await new DemoClient(url).mutate<{ accessToken: string }>(
    'operatorSignIn',
    { email: EMAIL, password: PASSWORD },
    'accessToken',
  );
  const known = [customer.accountId, customer.appId, call.id];
  return { url, owner: customer.client.token ?? '', operator, known };
}
