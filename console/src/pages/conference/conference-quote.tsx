import { Form } from 'antd';
import type { FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { QuoteConferenceDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { QuoteCard } from '../../parts/quote-card.tsx';

export function ConferenceQuote({ form }: { form: FormInstance }): ReactNode {
  const appId = Form.useWatch<string | undefined>('appId', { form, preserve: true });
  const callees = Form.useWatch<readonly string[] | undefined>('callees', { form, preserve: true });
  const input = { appId: appId ?? '', parties: (callees?.length ?? 2) + 1 };
  const asked = useAsk(QuoteConferenceDocument, { input }, { pause: appId === undefined, about: ['App', 'Account'] });
  return <QuoteCard asked={asked} isReady={appId !== undefined} />;
}
