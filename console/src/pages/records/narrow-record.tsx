import type { ReactNode } from 'react';
import { useLanguage } from '../../i18n/language.tsx';
import { pathOf } from '../../parts/call-link.tsx';
import { CallStatusTag } from '../../parts/call-status.tsx';
import { Money } from '../../parts/money.tsx';
import { NarrowRow } from '../../parts/narrow-row.tsx';
import { talkText } from '../../parts/talk.ts';
import { Time } from '../../parts/time.tsx';
import type { CallRecord } from './columns.tsx';
import { numbersOf } from './columns.tsx';

/** A call or conference on a telephone. */
export function NarrowRecord({ of }: { of: CallRecord }): ReactNode {
  const { words } = useLanguage();
  const { caller, callees } = numbersOf(of);
  const { talkSeconds, minutes, lateCharge } = of;
  return (
    <NarrowRow
      to={pathOf(of)}
      first={[
        <span key="numbers" className="figures">
          {of.__typename === 'Call'
            ? `${caller} → ${callees.join('')}`
            : `${words.conferenceOf(callees.length + 1)} · ${caller}`}
        </span>,
      ]}
      second={[
        <CallStatusTag key="status" status={of.status} />,
        <strong key="charge">
          <Money of={of.charge} />
        </strong>,
      ]}
      details={[
        [<Time key="placed" of={of.placedAt} />, talkText(talkSeconds, minutes, words)],
        lateCharge == null ? null : [words.records.lateCharge, <Money key="late" of={lateCharge} />],
      ]}
    />
  );
}
