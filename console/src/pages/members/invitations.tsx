import { Button, Card, Flex, Form, Input, Select, Table } from 'antd';
import type { ReactNode } from 'react';
import type { MemberRole, TeamQuery } from '../../api/generated/graphql.ts';
import {
  InviteMemberDocument,
  ResendInvitationDocument,
  RevokeInvitationDocument,
} from '../../api/generated/graphql.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { Nothing } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem.tsx';
import { Time } from '../../parts/time.tsx';
import { useRoleOptions } from './use-role-options.ts';

interface Fields {
  readonly email: string;
  readonly role: MemberRole;
}

export function Invitations({ invitations }: { invitations: TeamQuery['invitations'] }): ReactNode {
  const { words } = useLanguage();
  const roles = useRoleOptions();
  const [form] = Form.useForm<Fields>();
  const invite = useSubmit(InviteMemberDocument);
  const send = async (input: Fields): Promise<void> => {
    if ((await invite.submit({ input })) !== null) form.resetFields();
  };
  return (
    <Card title={words.invitations}>
      <Flex vertical gap={16}>
        <Form
          form={form}
          className="filter"
          layout="vertical"
          requiredMark={false}
          onFinish={send}
          initialValues={{ role: 'AGENT' }}
        >
          <Form.Item name="email" label={words.email} rules={[{ required: true, message: words.required }]}>
            <Input type="email" autoComplete="off" />
          </Form.Item>
          <Form.Item name="role" label={words.role}>
            <Select options={roles} popupMatchSelectWidth={false} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={invite.isBusy}>
            {words.invite}
          </Button>
        </Form>
        <ProblemAlert problem={invite.problem} />
        {invitations.length === 0 ? <Nothing say={words.noInvitations} /> : <Open invitations={invitations} />}
      </Flex>
    </Card>
  );
}

function Open({ invitations }: { invitations: TeamQuery['invitations'] }): ReactNode {
  const { words } = useLanguage();
  const resend = useSubmit(ResendInvitationDocument);
  const revoke = useSubmit(RevokeInvitationDocument);
  return (
    <>
      <ProblemAlert problem={resend.problem ?? revoke.problem} />
      <Table
        rowKey="id"
        dataSource={invitations}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: words.email, dataIndex: 'email' },
          { title: words.role, render: (_, { role }) => words.roles[role] },
          { title: words.expiresAt, render: (_, { expiresAt }) => <Time of={expiresAt} /> },
          {
            title: words.actions,
            render: (_, { id }) => (
              <Flex gap={8}>
                <Button size="small" onClick={() => void resend.submit({ input: { invitationId: id } })}>
                  {words.resend}
                </Button>
                <Button size="small" danger onClick={() => void revoke.submit({ input: { invitationId: id } })}>
                  {words.revoke}
                </Button>
              </Flex>
            ),
          },
        ]}
      />
    </>
  );
}
