import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response, Router } from 'express';
import express from 'express';
import type { DownloadAnswer } from '../../application/downloads/download.ts';
import type { Log } from '../../application/ports/ports.ts';
import { ServiceBusy } from '../../application/ports/service-busy.ts';

interface Serving {
  /** By path and query. */
  readonly download: (link: string) => Promise<DownloadAnswer>;
  readonly log: Log;
  /** At once, of one account and of all; on this replica. */
  readonly most?: { readonly perAccount: number; readonly all: number };
  /** Wall milliseconds for which a reader may take nothing. */
  readonly stalledMs?: number;
}

type File = Extract<DownloadAnswer, { kind: 'FILE' }>;

/** Each reads from the database as fast as it is read. */
const standardPlaces = { perAccount: 3, all: 8 };

const refusals = {
  FORGED: { status: 403, error: 'This is no link of ours: it was changed on its way.' },
  EXPIRED: { status: 410, error: 'This link has expired. Ask for a new one.' },
  ABSENT: { status: 404, error: 'There is nothing behind this link any more.' },
  BUSY: { status: 503, error: 'The service is busy. Try again in a moment.' },
  CROWDED: { status: 429, error: 'Too many downloads are under way. Try again in a minute.' },
} as const;

/** What is under way now, so that downloads leave room for the rest. */
class Places {
  #all = 0;
  readonly #accounts = new Map<string, number>();

  constructor(private readonly most: { readonly perAccount: number; readonly all: number }) {}

  /** How to leave; null where there is no room. */
  enter(account: string): (() => void) | null {
    const own = this.#accounts.get(account) ?? 0;
    if (own >= this.most.perAccount || this.#all >= this.most.all) return null;
    this.#all += 1;
    this.#accounts.set(account, own + 1);
    return () => {
      this.#all -= 1;
      const left = (this.#accounts.get(account) ?? 1) - 1;
      if (left === 0) this.#accounts.delete(account);
      else this.#accounts.set(account, left);
    };
  }
}

/**
 * Serves what signed links lead to (STAT-2), as fast as it is read and no faster. A download that fails halfway ends
 * without its end, so that nobody takes it for whole.
 */
export function downloadsRouter({ download, log, most = standardPlaces, stalledMs = 60_000 }: Serving): Router {
  const places = new Places(most);
  const router = express.Router();
  router.get('/downloads/*path', async (request, response) => {
    response.set({
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    });
    try {
      const answer = await download(request.originalUrl);
      if (answer.kind !== 'FILE') refuse(response, answer.kind);
      else if (request.method === 'HEAD') announce(response, answer).end();
      else await send(response, answer, places, stalledMs);
    } catch (error) {
      if (!hasGone(error)) log('warn', 'A download ended before its end.', { reason: String(error) });
      if (response.headersSent || !(error instanceof ServiceBusy)) response.destroy();
      else refuse(response, 'BUSY');
    }
  });
  return router;
}

async function send(response: Response, file: File, places: Places, stalledMs: number): Promise<void> {
  const leave = places.enter(file.download.account);
  if (leave === null) {
    refuse(response, 'CROWDED');
    return;
  }
  try {
    response.setTimeout(stalledMs, () => response.destroy());
    await pipeline(Readable.from(file.pieces), announce(response, file));
  } finally {
    leave();
  }
}

function announce(response: Response, { contentType, download: { fileName } }: File): Response {
  return response.attachment(fileName).type(contentType);
}

function refuse(response: Response, why: keyof typeof refusals): void {
  const { status, error } = refusals[why];
  if (status === 429 || status === 503) response.set('Retry-After', '60');
  response.status(status).json({ code: why, error });
}

/** The reader closed the connection, or stood still for too long. */
function hasGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE';
}
