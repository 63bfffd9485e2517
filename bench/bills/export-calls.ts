import { AesSecrets } from '../../src/adapters/system/aes-secrets.ts';
import { SignedDownloads } from '../../src/adapters/system/signed-downloads.ts';
import type { AccountId } from '../../src/domain/ids.ts';
import { Service } from '../service.ts';

export interface Exported {
  /** Without the head. */
  readonly rows: number;
  readonly bytes: number;
  readonly seconds: number;
  /** Memory of the whole service: before the file was asked for, and the most while it was written. */
  readonly memoryBefore: number;
  readonly memory: number;
}

/** Wall milliseconds. */
const EVERY = 50;
const LINK_MS = 600_000;

/** Downloads all calls of an account as CSV from a service of its own on this database, built as people run it. */
export async function exportCalls(url: string, key: Buffer, account: AccountId): Promise<Exported> {
  const service = await Service.start({
    DATABASE_URL: url,
    SECRETS_KEY: key.toString('base64'),
    SANDBOX_PORT: '0',
  });
  try {
    const downloads = new SignedDownloads(key, new AesSecrets(key), service.url);
    const link = downloads.linkTo({
      ...{ kind: 'calls.csv', account, fileName: 'calls.csv', subject: JSON.stringify({ filter: {}, language: 'EN' }) },
      expires: new Date(Math.ceil((Date.now() + LINK_MS) / 1000) * 1000),
    });
    const memoryBefore = service.residentBytes();
    let memory = memoryBefore;
    const look = (): void => void (memory = Math.max(memory, service.residentBytes()));
    const timer = setInterval(look, EVERY);
    const begun = performance.now();
    const { lines, bytes } = await read(link).finally(() => clearInterval(timer));
    return { rows: lines - 1, bytes, seconds: (performance.now() - begun) / 1000, memoryBefore, memory };
  } finally {
    await service.stop();
  }
}

async function read(link: string): Promise<{ readonly lines: number; readonly bytes: number }> {
  const response = await fetch(link);
  if (!response.ok || response.body === null) throw new Error(`The export was answered with ${response.status}.`);
  let [lines, bytes] = [0, 0];
  for await (const piece of response.body as AsyncIterable<Uint8Array>) {
    bytes += piece.length;
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines += 1;
  }
  return { lines, bytes };
}
