import type { ReactNode } from 'react';
import type { BillsQuery } from '../../api/generated/graphql.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { yuan } from '../../parts/money.tsx';
import { NarrowRow } from '../../parts/narrow-row.tsx';
import { BillDownloads } from './bill-downloads.tsx';

type Bill = BillsQuery['bills']['edges'][number]['node'];

/** A month's bill on a telephone. */
export function NarrowBill({ of: { month, calls, minutes, charges, closing } }: { of: Bill }): ReactNode {
  const { words } = useLanguage();
  return (
    <>
      <NarrowRow
        to={`/bills/${month}`}
        first={[
          <span key="month" className="figures">
            {month}
          </span>,
          <strong key="closing" className="figures">{`${words.bills.closing} ${yuan(closing)}`}</strong>,
        ]}
        details={[
          [`${words.someCalls(calls)} · ${words.someMinutes(minutes)}`, `${words.bills.charges} ${yuan(charges)}`],
        ]}
      />
      <div className="narrow-actions">
        <BillDownloads month={month} size="small" />
      </div>
    </>
  );
}
