import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secretsKey } from '../src/secrets-key.ts';

describe('The secrets key', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhuanxian-key-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is made once, also by processes that start at once, and found again', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => secretsKey(null, join(folder, 'data'))));
    expect(new Set(keys.map((key) => key.toString('base64'))).size).toBe(1);
    expect(await secretsKey(null, join(folder, 'data'))).toEqual(keys[0]);
  });

  it('can be read by nobody else', async () => {
    await secretsKey(null, folder);
    expect((await stat(join(folder, 'secrets.key'))).mode & 0o777).toBe(0o600);
  });

  it('is not written where it is configured', async () => {
    const key = Buffer.alloc(32, 1);
    expect(await secretsKey(key, folder)).toBe(key);
    await expect(readFile(join(folder, 'secrets.key'))).rejects.toThrow('ENOENT');
  });

  it('is not made up anew when its file is damaged', async () => {
    await writeFile(join(folder, 'secrets.key'), 'half');
    await expect(secretsKey(null, folder)).rejects.toThrow('does not hold 32 bytes');
  });
});
