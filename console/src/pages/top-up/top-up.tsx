import { Button, Card, Flex, Form, InputNumber, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useAccount } from '../../app/account.tsx';
import type { TopUpFieldsFragment, TopUpsQuery } from '../../api/generated/graphql.ts';
import { TopUpDocument, TopUpsDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useFresh } from '../../api/use-fresh.ts';
import { usePages } from '../../api/use-pages.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { Money, yuan } from '../../parts/money.tsx';
import { Answered, Nothing, Page } from '../../parts/page.tsx';
import { Pager } from '../../parts/pager.tsx';
import { ProblemAlert } from '../../parts/problem.tsx';
import { Time } from '../../parts/time.tsx';
import { useOrderKey } from '../../parts/use-order-key.ts';
import { isPayable, Outcome, Payee } from './outcome.tsx';

const COLORS = { PENDING: 'processing', PAID: 'success', CANCELED: 'default' };

export function TopUp(): ReactNode {
  const { words } = useLanguage();
  const { balance } = useAccount();
  const pages = usePages();
  const asked = useAsk(TopUpsDocument, { after: pages.after }, { about: ['TopUp'] });
  useFresh(balance, () => asked.again());
  return (
    <Page title={words.places.topUp} about={words.topUpAbout}>
      <div className="two">
        <Order />
        <Balance />
      </div>
      <Card title={words.topUpHistory}>
        <Answered asked={asked}>
          {({ topUps }) =>
            topUps.edges.length === 0 ? (
              <Nothing say={words.noTopUps} />
            ) : (
              <>
                <History topUps={topUps} />
                <Pager pages={pages} info={topUps.pageInfo} isTurning={asked.isRefreshing} />
              </>
            )
          }
        </Answered>
      </Card>
    </Page>
  );
}

/** One order at a time: its key is used again until it is known what became of it. */
function Order(): ReactNode {
  const { words } = useLanguage();
  const order = useOrderKey();
  const [done, setDone] = useState<TopUpFieldsFragment | null>(null);
  const { submit, isBusy, problem } = useSubmit(TopUpDocument);
  const pay = async ({ amount }: { amount: string }): Promise<void> => {
    const exact = /\./.test(amount) ? amount : `${amount}.00`;
    const paid = await submit({ input: { amount: exact, idempotencyKey: order.key(exact) } });
    if (paid === null) return;
    order.renew();
    setDone(paid.topUp);
  };
  return (
    <Card title={words.topUpNow}>
      <Form layout="vertical" requiredMark={false} onFinish={pay} initialValues={{ amount: '1000.00' }}>
        <Form.Item
          name="amount"
          label={words.amount}
          extra={words.topUpLeast}
          rules={[{ required: true, message: words.required }]}
        >
          <InputNumber
            stringMode
            min="0"
            step="100"
            precision={2}
            controls={false}
            prefix="¥"
            className="figures whole"
          />
        </Form.Item>
        <Flex vertical gap={16}>
          <ProblemAlert problem={problem} />
          {done !== null && <Outcome topUp={done} />}
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {words.topUpNow}
          </Button>
        </Flex>
      </Form>
    </Card>
  );
}

function Balance(): ReactNode {
  const { words } = useLanguage();
  const { balance, reserved, available, minutesLeft, tariff } = useAccount();
  const rows: [string, ReactNode][] = [
    [words.balance, <Money key="balance" of={balance} />],
    [words.reserved, <Money key="reserved" of={reserved} />],
    [words.available, <Money key="available" of={available} />],
    [
      words.minutes,
      <span key="minutes" className="figures">
        {minutesLeft.toLocaleString('en')}
      </span>,
    ],
    [words.price, words.perMinute(yuan(tariff.pricePerMinute))],
  ];
  return (
    <Card title={words.account}>
      {rows.map(([name, figure]) => (
        <Flex key={name} justify="space-between" className="row">
          <span>{name}</span>
          <strong>{figure}</strong>
        </Flex>
      ))}
    </Card>
  );
}

/** Where to pay stands below each order that waits for the money. */
function History({ topUps }: { topUps: TopUpsQuery['topUps'] }): ReactNode {
  const { words } = useLanguage();
  const rows = topUps.edges.map(({ node }) => node);
  const payable = rows.filter(isPayable).map(({ id }) => id);
  return (
    <Table
      key={payable.join()}
      rowKey="id"
      dataSource={rows}
      pagination={false}
      expandable={{
        defaultExpandedRowKeys: payable,
        rowExpandable: isPayable,
        expandedRowRender: (topUp) => <Payee topUp={topUp} />,
        showExpandColumn: payable.length > 0,
      }}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: words.orderedAt, render: (_, { createdAt }) => <Time of={createdAt} /> },
        { title: words.amount, align: 'right', render: (_, { amount }) => <Money of={amount} /> },
        {
          title: words.state,
          render: (_, { status }) => <Tag color={COLORS[status]}>{words.topUpStates[status]}</Tag>,
        },
        { title: words.paidAt, render: (_, { paidAt }) => <Time of={paidAt} /> },
        { title: words.paymentReference, render: (_, one) => one.reference ?? one.transferReference ?? '–' },
      ]}
    />
  );
}
