import { Alert, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { TopUpFieldsFragment } from '../../api/generated/graphql.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { yuan } from '../../parts/money.tsx';

/** What became of an order, and while it waits for the money, where that goes. */
export function Outcome({ topUp }: { topUp: TopUpFieldsFragment }): ReactNode {
  const { words } = useLanguage();
  const { status, amount } = topUp;
  if (status === 'PAID') return <Alert type="success" showIcon role="status" title={words.topUpPaid(yuan(amount))} />;
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      title={words.topUpWaits(yuan(amount))}
      description={isPayable(topUp) && <Payee topUp={topUp} />}
    />
  );
}

/** Whether the customer has to transfer money to somebody. */
export function isPayable({ status, payTo }: TopUpFieldsFragment): boolean {
  return status === 'PENDING' && payTo != null;
}

/** To whom it is transferred, and what is written on the transfer, so that it is known whose it is. */
export function Payee({ topUp: { payTo, transferReference } }: { topUp: TopUpFieldsFragment }): ReactNode {
  const { words } = useLanguage();
  const payee = payTo ?? '';
  const reference = transferReference ?? '';
  return (
    <Flex vertical gap={4}>
      <Typography.Text copyable={{ text: payee }}>{words.payTo(payee)}</Typography.Text>
      <Typography.Text copyable={{ text: reference }}>{words.transferReference(reference)}</Typography.Text>
    </Flex>
  );
}
