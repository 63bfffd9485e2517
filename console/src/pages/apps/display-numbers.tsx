import { Button, Card, Flex, Form, Input, Select, Table, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { RequestDisplayNumberDocument, WithdrawDisplayNumberDocument } from '../../api/generated/graphql.ts';
import type { DisplaySide } from '../../api/generated/graphql.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { Nothing } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem.tsx';
import { Time } from '../../parts/time.tsx';
import { useMember } from '../../session/member.tsx';
import { may } from '../../session/rights.ts';
import type { WholeApp } from './app.tsx';

interface Fields {
  readonly number: string;
  readonly side: DisplaySide;
}

/** What the parties are shown: asked for here, set up by customer service (ACC-7). */
export function DisplayNumbers({ app }: { app: WholeApp }): ReactNode {
  const { words } = useLanguage();
  const { role } = useMember();
  const [form] = Form.useForm<Fields>();
  const ask = useSubmit(RequestDisplayNumberDocument);
  const withdraw = useSubmit(WithdrawDisplayNumberDocument);
  const numbers = app.displayNumbers.edges.map(({ node }) => node);
  const request = async ({ number, side }: Fields): Promise<void> => {
    if ((await ask.submit({ input: { appId: app.id, number, side } })) !== null) form.resetFields();
  };
  return (
    <Card title={words.displayNumbers}>
      <Flex vertical gap={16}>
        <Typography.Text type="secondary">{words.displayNumbersAbout}</Typography.Text>
        {may(role, 'BUILD') && (
          <Form
            form={form}
            layout="vertical"
            className="filter"
            requiredMark={false}
            onFinish={request}
            initialValues={{ side: 'CALLEE_SEES' }}
          >
            <Form.Item name="number" label={words.number} rules={[{ required: true, message: words.required }]}>
              <Input inputMode="tel" placeholder="4001234567" />
            </Form.Item>
            <Form.Item name="side" label={words.shownTo}>
              <Select
                popupMatchSelectWidth={false}
                options={[
                  { value: 'CALLEE_SEES', label: words.sides.CALLEE_SEES },
                  { value: 'CALLER_SEES', label: words.sides.CALLER_SEES },
                ]}
              />
            </Form.Item>
            <Button htmlType="submit" loading={ask.isBusy}>
              {words.askFor}
            </Button>
          </Form>
        )}
        <ProblemAlert problem={ask.problem ?? withdraw.problem} />
        {numbers.length === 0 ? (
          <Nothing say={words.noDisplayNumbers} />
        ) : (
          <Table
            rowKey="id"
            size="small"
            dataSource={numbers}
            pagination={false}
            scroll={{ x: 'max-content' }}
            columns={[
              { title: words.number, dataIndex: 'number' },
              { title: words.shownTo, render: (_, { side }) => words.sides[side] },
              { title: words.state, render: (_, { status }) => <Tag>{words.displayStates[status]}</Tag> },
              { title: words.askedAt, render: (_, { requestedAt }) => <Time of={requestedAt} /> },
              { title: words.appliesFrom, render: (_, { appliesFrom }) => <Time of={appliesFrom} /> },
              {
                title: words.remark,
                render: (_, { id, status, reason }) =>
                  status === 'REQUESTED' && may(role, 'BUILD') ? (
                    <Button size="small" onClick={() => void withdraw.submit({ input: { displayNumberId: id } })}>
                      {words.withdraw}
                    </Button>
                  ) : (
                    reason
                  ),
              },
            ]}
          />
        )}
      </Flex>
    </Card>
  );
}
