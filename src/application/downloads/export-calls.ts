import type { CallFilter } from '../../domain/call-filter.ts';
import type { Download } from '../../domain/download.ts';
import { linkEnd, USUAL_LINK_SECONDS } from '../../domain/download.ts';
import type { Language } from '../../domain/language.ts';
import type { Principal } from '../../domain/principal.ts';
import { permit } from '../../domain/role.ts';
import type { Ports } from '../ports/ports.ts';
import { callColumns } from './call-table.ts';
import type { DownloadFile, DownloadLink } from './download-file.ts';
import { csvOf } from './table.ts';

/** STAT-2: a link to the calls and conferences that pass, as CSV. */
export function exportCalls({ downloads, clock }: Ports) {
  return (principal: Principal, filter: CallFilter, language: Language): DownloadLink => {
    permit(principal, 'viewCalls');
    const expires = linkEnd(clock.wall(), USUAL_LINK_SECONDS);
    const subject = JSON.stringify({ filter, language });
    const fileName = language === 'ZH' ? '通话记录.csv' : 'calls.csv';
    const url = downloads.linkTo({ kind: 'calls.csv', account: principal.account, subject, fileName, expires });
    return { url, fileName, expires };
  };
}

export function callsFile(ports: Pick<Ports, 'reads'>) {
  return ({ account, subject }: Download): Promise<DownloadFile> => {
    const { filter, language } = JSON.parse(subject) as { filter: Told; language: Language };
    const { from, to, ...rest } = filter;
    const chosen: CallFilter = {
      ...rest,
      ...(from !== undefined && { from: new Date(from) }),
      ...(to !== undefined && { to: new Date(to) }),
    };
    const pieces = csvOf(ports, account, callColumns(language), language, (reads, page) =>
      reads.callRecords(chosen, page),
    );
    return Promise.resolve({ contentType: 'text/csv; charset=utf-8', pieces });
  };
}

/** A filter as JSON has it. */
type Told = Omit<CallFilter, 'from' | 'to'> & { readonly from?: string; readonly to?: string };
