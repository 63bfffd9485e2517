import { Alert, Button, Card, Flex, Form, Input, Popconfirm, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { ChangePasswordDocument } from '../../api/generated/graphql.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { Page } from '../../parts/page.tsx';
import { PasswordField } from '../../parts/password-field.tsx';
import { ProblemAlert } from '../../parts/problem.tsx';
import { session } from '../../session/session.ts';

interface Fields {
  readonly currentPassword: string;
  readonly newPassword: string;
}

export function Settings(): ReactNode {
  const { words } = useLanguage();
  return (
    <Page title={words.places.settings}>
      <div className="two">
        <NewPassword />
        <Card title={words.signOutEverywhere}>
          <Flex vertical gap={16} align="start">
            <Typography.Text type="secondary">{words.signOutEverywhereAbout}</Typography.Text>
            <Popconfirm
              title={words.signOutEverywhere}
              okText={words.signOut}
              onConfirm={() => void session.signOut(true)}
            >
              <Button danger>{words.signOutEverywhere}</Button>
            </Popconfirm>
          </Flex>
        </Card>
      </div>
    </Page>
  );
}

function NewPassword(): ReactNode {
  const { words } = useLanguage();
  const [form] = Form.useForm<Fields>();
  const [isDone, setDone] = useState(false);
  const { submit, isBusy, problem } = useSubmit(ChangePasswordDocument);
  const change = async (input: Fields): Promise<void> => {
    if ((await submit({ input })) === null) return;
    form.resetFields();
    setDone(true);
  };
  return (
    <Card title={words.changePassword}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={change}>
        <Form.Item
          name="currentPassword"
          label={words.currentPassword}
          rules={[{ required: true, message: words.required }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <PasswordField name="newPassword" label={words.newPassword} />
        <Flex vertical gap={16} align="start">
          {isDone && <Alert type="success" showIcon title={words.passwordChanged} />}
          <ProblemAlert problem={problem} />
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {words.changePassword}
          </Button>
        </Flex>
      </Form>
    </Card>
  );
}
