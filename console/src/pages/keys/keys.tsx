import { PlusOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Popconfirm, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { ApiKeysQuery } from '../../api/generated/graphql.ts';
import { ApiKeysDocument, RevokeApiKeyDocument } from '../../api/generated/graphql.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { Answered, Nothing, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem.tsx';
import { Time } from '../../parts/time.tsx';
import { CreateKey } from './create-key.tsx';

export function Keys(): ReactNode {
  const { words } = useLanguage();
  const [isCreating, setCreating] = useState(false);
  const asked = useAsk(ApiKeysDocument, {}, { about: ['ApiKey'] });
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
      {words.createKey}
    </Button>
  );
  return (
    <Page title={words.places.keys} about={words.keysAbout} actions={create}>
      <Card>
        <Answered asked={asked}>
          {({ apiKeys }) => (apiKeys.length === 0 ? <Nothing say={words.noKeys} /> : <Rows keys={apiKeys} />)}
        </Answered>
      </Card>
      <CreateKey isOpen={isCreating} close={() => setCreating(false)} />
    </Page>
  );
}

function Rows({ keys }: { keys: ApiKeysQuery['apiKeys'] }): ReactNode {
  const { words } = useLanguage();
  const revoke = useSubmit(RevokeApiKeyDocument);
  return (
    <Flex vertical gap={16}>
      <ProblemAlert problem={revoke.problem} />
      <Table
        rowKey="id"
        dataSource={keys}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: words.keyName, dataIndex: 'name' },
          { title: words.keyPrefix, render: (_, { prefix }) => <code>{prefix}…</code> },
          {
            title: words.scopesTitle,
            render: (_, { scopes }) => (
              <Flex gap={4} wrap>
                {scopes.map((scope) => (
                  <Tag key={scope}>{words.scopes[scope]}</Tag>
                ))}
              </Flex>
            ),
          },
          {
            title: words.lastUsed,
            render: (_, { lastUsedAt }) => (lastUsedAt == null ? words.never : <Time of={lastUsedAt} />),
          },
          {
            title: words.expiresAt,
            render: (_, { expiresAt }) => (expiresAt == null ? words.noEnd : <Time of={expiresAt} />),
          },
          {
            title: words.actions,
            render: (_, { id, name, revokedAt }) =>
              revokedAt == null ? (
                <Popconfirm
                  title={words.revokeAsk(name)}
                  okText={words.revoke}
                  onConfirm={() => void revoke.submit({ input: { apiKeyId: id } })}
                >
                  <Button size="small" danger>
                    {words.revoke}
                  </Button>
                </Popconfirm>
              ) : (
                <Tag>{words.revoked}</Tag>
              ),
          },
        ]}
      />
    </Flex>
  );
}
