import { Card, Flex, Table, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { NoticeSettingsDocument, TeamDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { Answered, Page } from '../../parts/page.tsx';
import { useMember } from '../../session/member.tsx';
import { may } from '../../session/rights.ts';
import { NoticeSettingsForm } from './notice-settings-form.tsx';

/** NOTICE-1 to 3: who is told of what by e-mail, and how. */
export function Notices(): ReactNode {
  const { words } = useLanguage();
  const { role } = useMember();
  const { notices } = words;
  const asked = useAsk(NoticeSettingsDocument, {});
  return (
    <Page title={notices.title} about={notices.about}>
      <div className="two">
        <Card title={notices.settings}>
          <Answered asked={asked}>{({ account }) => <NoticeSettingsForm settings={account.noticeSettings} />}</Answered>
        </Card>
        <Card title={notices.readers}>{may(role, 'TEAM') ? <Readers /> : <p>{notices.readersHidden}</p>}</Card>
      </div>
      <Card>
        <Table
          rowKey="kind"
          size="middle"
          pagination={false}
          dataSource={notices.kindRows}
          columns={[
            { title: notices.kinds, dataIndex: 'kind' },
            { title: notices.when, dataIndex: 'when' },
            { title: notices.once, dataIndex: 'once' },
          ]}
        />
      </Card>
    </Page>
  );
}

function Readers(): ReactNode {
  const { words } = useLanguage();
  const asked = useAsk(TeamDocument, {}, { about: ['Member'] });
  return (
    <Answered asked={asked}>
      {({ members }) => (
        <Flex vertical gap={8} align="start">
          <Typography.Text type="secondary">{words.notices.readersAbout}</Typography.Text>
          {members
            .filter(({ role }) => role === 'OWNER' || role === 'FINANCE')
            .map(({ id, email, role }) => (
              <div key={id} className="secret">
                {email} <Tag>{words.roles[role]}</Tag>
              </div>
            ))}
          <Link to="/members">{words.notices.toMembers}</Link>
        </Flex>
      )}
    </Answered>
  );
}
