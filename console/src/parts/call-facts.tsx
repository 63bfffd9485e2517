import { Card, Descriptions } from 'antd';
import type { ReactNode } from 'react';
import type { CallFieldsFragment, ConferenceFieldsFragment } from '../api/generated/graphql.ts';
import { useLanguage } from '../i18n/language.tsx';
import { yuan } from './money.tsx';
import { clock, Time } from './time.tsx';

/** What is said of a call or conference beside how far it is. */
export function CallFacts({ of }: { of: CallFieldsFragment | ConferenceFieldsFragment }): ReactNode {
  const { words } = useLanguage();
  const { pricePerMinute, basis } = of.tariff;
  return (
    <Card title={words.facts}>
      <Descriptions
        column={{ xs: 1, md: 2 }}
        items={[
          { key: 'app', label: words.app, children: of.app.name },
          { key: 'placed', label: words.placedAt, children: <Time of={of.placedAt} /> },
          { key: 'started', label: words.startedAt, children: <Time of={of.conversationStartedAt} /> },
          { key: 'ended', label: words.endedAt, children: <Time of={of.endedAt} /> },
          { key: 'by', label: words.endedBy, children: of.endedBy == null ? '–' : words.enders[of.endedBy] },
          { key: 'granted', label: words.granted, children: clock(of.grantedSeconds) },
          {
            key: 'price',
            label: words.price,
            children: `${words.perMinute(yuan(pricePerMinute))} · ${words.bases[basis]}`,
          },
          { key: 'reference', label: words.reference, children: of.reference ?? '–' },
          { key: 'session', label: words.session, children: of.session ?? '–' },
        ]}
      />
    </Card>
  );
}
