import type { Download, DownloadKind } from '../../domain/download.ts';
import { billCsv, billPdf } from '../billing/export-bill.ts';
import type { Ports } from '../ports/ports.ts';
import type { DownloadFile } from './download-file.ts';
import { callsFile } from './export-calls.ts';
import { ledgerFile } from './export-ledger.ts';

/** EXPIRED: its link was ours, and is over. ABSENT: what it names is not there any more. FORGED: we never made it. */
export type DownloadAnswer =
  | (DownloadFile & { readonly kind: 'FILE'; readonly download: Download })
  | { readonly kind: 'EXPIRED' | 'ABSENT' | 'FORGED' };

/** Null where there is nothing of that name. */
type Open = (download: Download) => Promise<DownloadFile | null>;

/** STAT-2: what a link leads to. The link is the leave to read it: who made it had asked as somebody who may. */
export function download(ports: Ports) {
  const files: Readonly<Record<DownloadKind, Open>> = {
    'calls.csv': callsFile(ports),
    'ledger.csv': ledgerFile(ports),
    'bill.pdf': billPdf(ports),
    'bill.csv': billCsv(ports),
  };
  return async (link: string): Promise<DownloadAnswer> => {
    const found = ports.downloads.read(link);
    if (found === null) return { kind: 'FORGED' };
    if (found.expires <= ports.clock.wall()) return { kind: 'EXPIRED' };
    const file = await files[found.kind](found);
    return file === null ? { kind: 'ABSENT' } : { kind: 'FILE', download: found, ...file };
  };
}
