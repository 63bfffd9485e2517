const REFUSALS = ['CROWDED', 'BUSY', 'EXPIRED', 'ABSENT', 'FORGED'] as const;

/** Why there is no file. BROKEN: it ended before its end, or the service was not reached. */
export type FileRefusal = (typeof REFUSALS)[number] | 'BROKEN';

export class FileRefused extends Error {
  constructor(readonly why: FileRefusal) {
    super(why);
  }
}

/**
 * What a signed link leads to, whole: the service cuts a download that fails halfway, and no part of it is kept. How long
 * it will be, the service does not know before it has read it.
 *
 * @param link on whatever address the service is known by; it is fetched from where the console comes from.
 * @param onBytes how much has come so far.
 * @throws FileRefused, or the signal's reason.
 */
export async function fetchFile(link: string, signal: AbortSignal, onBytes: (bytes: number) => void): Promise<Blob> {
  const { pathname, search } = new URL(link);
  try {
    const response = await fetch(pathname + search, { signal });
    if (!response.ok || response.body === null) throw new FileRefused(await refusalIn(response));
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let count = 0;
    for (const reader = response.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      onBytes((count += value.length));
    }
    return new Blob(pieces, { type: response.headers.get('content-type') ?? '' });
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof FileRefused ? error : new FileRefused('BROKEN');
  }
}

async function refusalIn(response: Response): Promise<FileRefusal> {
  const told = (await response.json().catch(() => null)) as { code?: unknown } | null;
  return REFUSALS.find((one) => one === told?.code) ?? 'BROKEN';
}

/** Puts a file where the browser puts downloads. */
export function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}

/** For as long as a browser may take to begin with it. */
const KEPT_MS = 60_000;
