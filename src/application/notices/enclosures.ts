import { linkEnd, LONGEST_LINK_SECONDS } from '../../domain/download.ts';
import { billCsv, billDownload, billPdf } from '../billing/export-bill.ts';
import type { DownloadFile } from '../downloads/download-file.ts';
import type { Attachment } from '../ports/mailer.ts';
import type { NoticeMail } from '../ports/notice-mails.ts';
import type { Ports } from '../ports/ports.ts';

/** BILL-2: what comes with a mail: files, or where they are when they are too large for one. */
export interface Enclosures {
  readonly attachments: readonly Attachment[];
  readonly links: readonly { readonly fileName: string; readonly url: string }[];
}

const MOST_BYTES = 5 * 1024 * 1024;

/** BILL-2: a bill goes with its notice, as PDF and CSV; above 5 MiB by links that live for 30 days. */
export function enclosuresOf(ports: Pick<Ports, 'reads' | 'printer' | 'downloads' | 'clock'>) {
  const open = { PDF: billPdf(ports), CSV: billCsv(ports) };
  return async ({ account, language, notice: { facts } }: NoticeMail): Promise<Enclosures> => {
    if (facts.kind !== 'BILL_ISSUED') return { attachments: [], links: [] };
    const attachments: Attachment[] = [];
    let room = MOST_BYTES;
    const both = (['PDF', 'CSV'] as const).map((format) => ({
      format,
      download: billDownload(account, facts.month, format, language),
    }));
    for (const { format, download } of both) {
      const file = await open[format](download);
      if (file === null) throw new Error('A bill whose notice is due is there.');
      const content = await collected(file, room);
      if (content === null) {
        const expires = linkEnd(ports.clock.wall(), LONGEST_LINK_SECONDS);
        const links = both.map(({ download: one }) => ({
          fileName: one.fileName,
          url: ports.downloads.linkTo({ ...one, expires }),
        }));
        return { attachments: [], links };
      }
      room -= content.length;
      attachments.push({ fileName: download.fileName, contentType: file.contentType, content });
    }
    return { attachments, links: [] };
  };
}

/** Null where it is more than there is room for; the rest is not read then. */
async function collected({ pieces }: DownloadFile, room: number): Promise<Buffer | null> {
  const all: Buffer[] = [];
  let left = room;
  for await (const piece of pieces) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece);
    left -= bytes.length;
    if (left < 0) return null;
    all.push(bytes);
  }
  return Buffer.concat(all);
}
