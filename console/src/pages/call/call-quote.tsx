import { Form } from 'antd';
import type { FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { QuoteCallDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { QuoteCard } from '../../parts/quote-card.tsx';

/** What the call may cost at most, as soon as it is known by which app. */
export function CallQuote({ form }: { form: FormInstance }): ReactNode {
  const appId = Form.useWatch<string | undefined>('appId', { form, preserve: true });
  const minutes = Form.useWatch<number | null | undefined>('maxMinutes', { form, preserve: true });
  const input = { appId: appId ?? '', maxDurationSeconds: minutes == null ? null : minutes * 60 };
  const asked = useAsk(QuoteCallDocument, { input }, { pause: appId === undefined, about: ['App', 'Account'] });
  return <QuoteCard asked={asked} isReady={appId !== undefined} />;
}
