import { App, Button, Card, Flex, Popconfirm, Select, Table } from 'antd';
import type { ReactNode } from 'react';
import type { MemberRole, TeamQuery } from '../../api/generated/graphql.ts';
import { ChangeMemberRoleDocument, RemoveMemberDocument, TeamDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { Answered, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem.tsx';
import { Time } from '../../parts/time.tsx';
import { useMember } from '../../session/member.tsx';
import { Invitations } from './invitations.tsx';
import { useRoleOptions } from './use-role-options.ts';

export function Members(): ReactNode {
  const { words } = useLanguage();
  const asked = useAsk(TeamDocument, {}, { about: ['Member', 'Invitation'] });
  return (
    <Page title={words.places.members} about={words.membersAbout}>
      <Answered asked={asked}>
        {({ members, invitations }) => (
          <>
            <Card title={words.members}>
              <People members={members} />
            </Card>
            <Invitations invitations={invitations} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function People({ members }: { members: TeamQuery['members'] }): ReactNode {
  const { words } = useLanguage();
  const { id: me } = useMember();
  const roles = useRoleOptions();
  const change = useSubmit(ChangeMemberRoleDocument);
  const remove = useSubmit(RemoveMemberDocument);
  const { modal } = App.useApp();
  const askFor = (id: string, email: string, role: MemberRole): void =>
    void modal.confirm({
      title: id === me ? words.changeOwnRoleAsk(words.roles[role]) : words.changeRoleAsk(email, words.roles[role]),
      okText: words.changeRole,
      onOk: () => void change.submit({ input: { memberId: id, role } }),
    });
  return (
    <Flex vertical gap={16}>
      <ProblemAlert problem={change.problem ?? remove.problem} />
      <Table
        rowKey="id"
        dataSource={members}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: words.email, dataIndex: 'email' },
          { title: words.mobile, dataIndex: 'mobile', className: 'figures', responsive: ['md'] },
          {
            title: words.role,
            render: (_, { id, email, role }) => (
              <Select<MemberRole>
                value={role}
                options={roles}
                aria-label={words.roleOf(email)}
                popupMatchSelectWidth={false}
                loading={change.isBusy}
                onChange={(next) => askFor(id, email, next)}
              />
            ),
          },
          { title: words.since, responsive: ['md'], render: (_, { createdAt }) => <Time of={createdAt} /> },
          {
            title: words.actions,
            render: (_, { id, email }) =>
              id === me ? (
                words.you
              ) : (
                <Popconfirm
                  title={words.removeAsk(email)}
                  okText={words.remove}
                  onConfirm={() => void remove.submit({ input: { memberId: id } })}
                >
                  <Button danger size="small">
                    {words.remove}
                  </Button>
                </Popconfirm>
              ),
          },
        ]}
      />
    </Flex>
  );
}
