import type { Download } from '../../domain/download.ts';
import { linkEnd, USUAL_LINK_SECONDS } from '../../domain/download.ts';
import type { Language } from '../../domain/language.ts';
import type { Principal } from '../../domain/principal.ts';
import { permit } from '../../domain/role.ts';
import type { Ports } from '../ports/ports.ts';
import type { Span } from '../ports/reads.ts';
import type { DownloadFile, DownloadLink } from './download-file.ts';
import { ledgerColumns } from './ledger-table.ts';
import { csvOf } from './table.ts';

/** STAT-2: a link to the postings on the balance, as CSV. */
export function exportLedger({ downloads, clock }: Ports) {
  return (principal: Principal, { from, to }: Span, language: Language): DownloadLink => {
    permit(principal, 'viewMoney');
    const expires = linkEnd(clock.wall(), USUAL_LINK_SECONDS);
    const subject = JSON.stringify({ from, to, language });
    const fileName = language === 'ZH' ? '流水.csv' : 'ledger.csv';
    const url = downloads.linkTo({ kind: 'ledger.csv', account: principal.account, subject, fileName, expires });
    return { url, fileName, expires };
  };
}

export function ledgerFile(ports: Pick<Ports, 'reads'>) {
  return ({ account, subject }: Download): Promise<DownloadFile> => {
    const { language, ...times } = JSON.parse(subject) as { from?: string; to?: string; language: Language };
    const span: Span = {
      ...(times.from !== undefined && { from: new Date(times.from) }),
      ...(times.to !== undefined && { to: new Date(times.to) }),
    };
    const pieces = csvOf(ports, account, ledgerColumns(language), language, (reads, page) => reads.ledger(page, span));
    return Promise.resolve({ contentType: 'text/csv; charset=utf-8', pieces });
  };
}
