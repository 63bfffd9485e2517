import { Button, Flex, Form, Input, Result } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link } from 'react-router';
import { ResetPasswordDocument } from '../../api/generated/graphql.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { CodeFields } from '../../parts/code-field.tsx';
import { Entry } from '../../parts/entry.tsx';
import { PasswordField } from '../../parts/password-field.tsx';
import { ProblemAlert } from '../../parts/problem.tsx';

interface Fields {
  readonly email: string;
  readonly mobile: string;
  readonly code: string;
  readonly newPassword: string;
}

/** A new password for who has forgotten it, by a code that is sent to the member's mobile. */
export function Reset(): ReactNode {
  const { words } = useLanguage();
  const [form] = Form.useForm<Fields>();
  const [isDone, setDone] = useState(false);
  const { submit, isBusy, problem } = useSubmit(ResetPasswordDocument);
  const reset = async (input: Fields): Promise<void> => {
    if ((await submit({ input })) !== null) setDone(true);
  };
  if (isDone)
    return (
      <Entry title={words.reset}>
        <Result status="success" title={words.resetDone} extra={<Link to="/sign-in">{words.signIn}</Link>} />
      </Entry>
    );
  return (
    <Entry title={words.reset} about={words.resetAbout}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={reset}>
        <Form.Item name="email" label={words.email} rules={[{ required: true, message: words.required }]}>
          <Input type="email" autoComplete="username" autoFocus />
        </Form.Item>
        <CodeFields form={form} purpose="PASSWORD_RESET" />
        <PasswordField name="newPassword" label={words.newPassword} />
        <Flex vertical gap={16}>
          <ProblemAlert problem={problem} />
          <Button type="primary" htmlType="submit" size="large" block loading={isBusy}>
            {words.resetNow}
          </Button>
          <Link to="/sign-in">{words.toSignIn}</Link>
        </Flex>
      </Form>
    </Entry>
  );
}
