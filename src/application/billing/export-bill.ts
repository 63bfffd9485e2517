import type { BillLine } from '../../domain/bill.ts';
import type { Download } from '../../domain/download.ts';
import { linkEnd, USUAL_LINK_SECONDS } from '../../domain/download.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Month } from '../../domain/month.ts';
import { monthName, monthNamed } from '../../domain/month.ts';
import type { Principal } from '../../domain/principal.ts';
import { permit } from '../../domain/role.ts';
import type { DownloadFile, DownloadLink } from '../downloads/download-file.ts';
import { csvOf } from '../downloads/table.ts';
import type { Ports } from '../ports/ports.ts';
import type { Page, PageRequest, Place } from '../ports/reads.ts';
import { within } from '../view.ts';
import { billPaper, LINES_ON_PAPER } from './bill-paper.ts';
import { billColumns } from './bill-table.ts';

export type BillFormat = 'PDF' | 'CSV';

const kinds = { PDF: 'bill.pdf', CSV: 'bill.csv' } as const;
const LINES_AT_A_TIME = 200;

/** STAT-2: a link to a month's bill, which leads nowhere while it is not issued. */
export function exportBill({ downloads, clock }: Ports) {
  return (principal: Principal, month: Month, format: BillFormat, language: Language): DownloadLink => {
    permit(principal, 'viewMoney');
    const download = billDownload(principal.account, monthName(month), format, language);
    const expires = linkEnd(clock.wall(), USUAL_LINK_SECONDS);
    const { fileName } = download;
    return { url: downloads.linkTo({ ...download, expires }), fileName, expires };
  };
}

/** BILL-2: what stands behind such a link. */
export function billDownload(
  account: AccountId,
  month: string,
  format: BillFormat,
  language: Language,
): Omit<Download, 'expires'> {
  const subject = JSON.stringify({ month, language });
  const name = language === 'ZH' ? `账单-${month}` : `bill-${month}`;
  return { kind: kinds[format], account, subject, fileName: `${name}.${format.toLowerCase()}` };
}

export type BillDownload = Pick<Download, 'account' | 'subject'>;

/** Null while the month has no bill. */
export function billPdf({ reads, printer }: Pick<Ports, 'reads' | 'printer'>) {
  return async ({ account, subject }: BillDownload): Promise<DownloadFile | null> => {
    const { month, language } = parse(subject);
    const found = await within({ reads }, account, async (view) => {
      const bill = await view.bill(month);
      return bill && { bill, owner: (await view.account()).name };
    });
    if (found === null) return null;
    const lines = firstLines({ reads }, account, month);
    return { contentType: 'application/pdf', pieces: printer.print(billPaper({ ...found, language, lines })) };
  };
}

/** Null while the month has no bill. */
export function billCsv({ reads }: Pick<Ports, 'reads'>) {
  return async ({ account, subject }: BillDownload): Promise<DownloadFile | null> => {
    const { month, language } = parse(subject);
    if ((await within({ reads }, account, (view) => view.bill(month))) === null) return null;
    const columns = billColumns(language);
    const pieces = csvOf({ reads }, account, columns, language, (view, page) => view.billLines(month, page));
    return { contentType: 'text/csv; charset=utf-8', pieces };
  };
}

function parse(subject: string): { month: Month; language: Language } {
  const { month: name, language } = JSON.parse(subject) as { month: string; language: Language };
  const month = monthNamed(name);
  if (month === null) throw new Error('A link that we made names a month.');
  return { month, language };
}

/** The lines of an issued bill never change, so each page may be read in a view of its own. */
async function* firstLines(ports: Pick<Ports, 'reads'>, account: AccountId, month: Month): AsyncGenerator<BillLine> {
  let count = 0;
  for (let after: Place | null = null, more = true; more && count < LINES_ON_PAPER;) {
    const request: PageRequest = { first: LINES_AT_A_TIME, after };
    const page: Page<BillLine> = await within(ports, account, (view) => view.billLines(month, request));
    for (const { item } of page.items) if (count++ < LINES_ON_PAPER) yield item;
    after = page.items.at(-1) ?? null;
    more = page.hasNext;
  }
}
