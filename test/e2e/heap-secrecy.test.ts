import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, secretsKey } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { openForBusiness, registerCustomer, startCall } from '../support/customer.ts';
import type { ServiceProcess } from '../support/process.ts';
import { startServiceProcess } from '../support/process.ts';
import type { TestService } from '../support/service.ts';
import { startTestService } from '../support/service.ts';
import { until } from '../support/until.ts';

/** With `LONG=1` only: a snapshot of the heap takes a minute where the machine has other work. */
describe.runIf(process.env['LONG'] === '1')('ABUSE-5: the memory of a service that is idle', () => {
  const appSecret = 'heapcanary0123456789';
  let provider: TestService;
  let database: TestDatabase;
  let folder: string;
  let service: ServiceProcess;

  /** Its sandbox is another process's: what the provider knows is no matter here. */
  beforeAll(async () => {
    await promisify(execFile)('npm', ['run', 'build:service']);
    provider = await startTestService(20);
    database = await createDatabase();
    folder = await mkdtemp(join(tmpdir(), 'zhuanxian heap '));
    const command = [process.execPath, '--heapsnapshot-signal=SIGUSR2', resolve('dist/main.js')] as const;
    const variables = {
      DATA_FOLDER: folder,
      DATABASE_URL: database.url,
      SECRETS_KEY: secretsKey.toString('base64'),
      SANDBOX_URL: provider.sandboxUrl,
      PORT: '0',
    };
    service = await startServiceProcess(variables, { cwd: folder, command });
  }, 120_000);
  afterAll(async () => {
    await service.end('SIGTERM');
    await database.drop();
    await provider.stop();
    await rm(folder, { recursive: true });
  });

  it('holds an AppSecret only while it is used', async () => {
    const customer = await registerCustomer(service.url, provider.sandboxUrl);
    const credentials = { appKey: 'heap-key', appSecret, accid: 'agent' };
    const { app } = await customer.client.mutate<{ app: { id: string } }>(
      'createApp',
      { name: 'Canary', credentials },
      'app { id }',
    );
    const own = { ...customer, appId: app.id };
    await openForBusiness(own);
    expect((await startCall(own, '13800000001')).call.status).toBe('DIALING');
    // What came and went since has taken the buffers in which the secret was.
    for (let count = 0; count < 50; count += 1) await customer.client.ask('{ account { balance } }');
    service.child.kill('SIGUSR2');
    const file = await until(
      'the snapshot is written',
      async () => {
        const found = (await readdir(folder)).find((name) => name.endsWith('.heapsnapshot'));
        if (found === undefined) return null;
        const text = await readFile(join(folder, found), 'utf8');
        return text.trimEnd().endsWith('}') ? text : null;
      },
      150,
    );
    expect(file).toContain('zhuanxian');
    expect(file.includes(appSecret)).toBe(false);
  }, 200_000);
});
