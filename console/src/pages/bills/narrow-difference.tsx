import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../../i18n/language.tsx';
import { callText, placeOf } from '../../parts/call-link.tsx';
import { NarrowRow } from '../../parts/narrow-row.tsx';
import { Signed } from '../../parts/money.tsx';
import { talkClock } from '../../parts/talk.ts';
import { Time } from '../../parts/time.tsx';
import type { Difference } from './check.tsx';

/** A call that the provider tells otherwise, on a telephone. */
export function NarrowDifference({ of: { call, check, amount, accountingAt } }: { of: Difference }): ReactNode {
  const { words } = useLanguage();
  const names = words.bills.check;
  return (
    <NarrowRow
      to={call == null ? undefined : placeOf(call)}
      first={[call == null ? '–' : callText(call, words), <Signed key="amount" of={amount} />]}
      second={[
        check != null && (
          <Tag key="difference" color="warning">
            {names.states[check.state]}
          </Tag>
        ),
      ]}
      details={[
        [`${names.ours} ${talkClock(call?.talkSeconds)}`, `${names.theirs} ${talkClock(check?.providerSeconds)}`],
        [<Time key="accounted" of={accountingAt} />],
      ]}
    />
  );
}
