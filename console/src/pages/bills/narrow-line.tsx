import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { BillLineFieldsFragment } from '../../api/generated/graphql.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { aboutText, placeOf } from '../../parts/call-link.tsx';
import { Money, Signed } from '../../parts/money.tsx';
import { NarrowRow } from '../../parts/narrow-row.tsx';
import { talkText } from '../../parts/talk.ts';
import { Time } from '../../parts/time.tsx';

/** A line of a bill on a telephone. */
export function NarrowLine({ of }: { of: BillLineFieldsFragment }): ReactNode {
  const { words } = useLanguage();
  const { kind, posting, adjusts, amount, owed, accountingAt, minutes, call, reference } = of;
  const about = aboutText(call, reference, words);
  const isAdjustment = kind === 'ADJUSTMENT';
  return (
    <NarrowRow
      to={call == null ? undefined : placeOf(call)}
      first={[
        <span key="item">
          <Tag color={isAdjustment ? 'warning' : call == null ? 'default' : 'processing'}>
            {words.bills.lineKinds[kind]}
          </Tag>
          {isAdjustment && words.ledgerKinds[posting]}
        </span>,
        <Signed key="amount" of={amount} />,
      ]}
      details={[
        adjusts == null ? null : [words.bills.adjusts(adjusts)],
        [<Time key="accounted" of={accountingAt} />, call == null ? null : talkText(call.talkSeconds, minutes, words)],
        about === null ? null : [about],
        owed === '0.00' ? null : [words.bills.owed, <Money key="owed" of={owed} />],
      ]}
    />
  );
}
