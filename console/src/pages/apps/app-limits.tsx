import { Card, Descriptions, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useAccount } from '../../app/account.tsx';
import type { AppFieldsFragment } from '../../api/generated/graphql.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { yuan } from '../../parts/money.tsx';
import { clock } from '../../parts/time.tsx';

/** What limits calls beside money; customer service sets it (ACC-7). */
export function AppLimits({ app }: { app: AppFieldsFragment }): ReactNode {
  const { words } = useLanguage();
  const { limits } = useAccount();
  const orNone = (limit: number | null | undefined): string => (limit == null ? words.noLimit : String(limit));
  const { spendPerDay, coolDownSeconds } = limits;
  return (
    <Card title={words.limits}>
      <Typography.Paragraph type="secondary">{words.limitsAbout}</Typography.Paragraph>
      <Descriptions
        column={{ xs: 1, md: 2 }}
        items={[
          { key: 'default', label: words.durationDefault, children: clock(app.maxDurationSecondsDefault) },
          { key: 'ceiling', label: words.durationCeiling, children: clock(app.maxDurationSecondsCeiling) },
          {
            key: 'parties',
            label: words.parties,
            children: `${app.minConferenceParties}–${app.maxConferenceParties}`,
          },
          { key: 'app', label: words.callsAtOnceApp, children: orNone(app.callsAtOnce) },
          { key: 'account', label: words.callsAtOnceAccount, children: orNone(limits.callsAtOnce) },
          { key: 'rings', label: words.ringsPerCallee, children: orNone(limits.ringsPerCalleePerHour) },
          { key: 'spend', label: words.spendPerDay, children: spendPerDay == null ? words.noLimit : yuan(spendPerDay) },
          {
            key: 'cool',
            label: words.coolDown,
            children: coolDownSeconds === 0 ? words.noLimit : clock(coolDownSeconds),
          },
        ]}
      />
    </Card>
  );
}
