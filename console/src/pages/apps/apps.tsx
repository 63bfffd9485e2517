import { PlusOutlined } from '@ant-design/icons';
import { Button, Card, Table } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AppFieldsFragment } from '../../api/generated/graphql.ts';
import { AppsDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { Answered, Nothing, Page } from '../../parts/page.tsx';
import { Time } from '../../parts/time.tsx';
import { useMember } from '../../session/member.tsx';
import { may } from '../../session/rights.ts';
import { CreateApp } from './create-app.tsx';
import { ServiceSwitch } from './service-switch.tsx';

export function Apps(): ReactNode {
  const { words } = useLanguage();
  const { role } = useMember();
  const [isCreating, setCreating] = useState(false);
  const asked = useAsk(AppsDocument, {}, { about: ['App'] });
  const create = may(role, 'BUILD') && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
      {words.createApp}
    </Button>
  );
  return (
    <Page title={words.places.apps} about={words.appsAbout} actions={create}>
      <Answered asked={asked}>
        {({ apps }) => (
          <Card>{apps.length === 0 ? <Nothing say={words.noApps}>{create}</Nothing> : <AppTable apps={apps} />}</Card>
        )}
      </Answered>
      <CreateApp isOpen={isCreating} close={() => setCreating(false)} />
    </Page>
  );
}

function AppTable({ apps }: { apps: readonly AppFieldsFragment[] }): ReactNode {
  const { words } = useLanguage();
  return (
    <Table
      rowKey="id"
      dataSource={apps}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: words.appName, render: (_, { id, name }) => <Link to={`/apps/${id}`}>{name}</Link> },
        { title: words.service, render: (_, app) => <ServiceSwitch app={app} /> },
        { title: 'AppKey', dataIndex: 'appKey', responsive: ['md'] },
        { title: words.created, responsive: ['lg'], render: (_, { createdAt }) => <Time of={createdAt} /> },
      ]}
    />
  );
}
