import { Button, Flex, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { RegisterAccountDocument } from '../../api/generated/graphql.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { CodeFields } from '../../parts/code-field.tsx';
import { Entry } from '../../parts/entry.tsx';
import { PasswordField } from '../../parts/password-field.tsx';
import { ProblemAlert } from '../../parts/problem.tsx';
import { TermsConsent } from '../../parts/terms-consent.tsx';
import { session } from '../../session/session.ts';

interface Fields {
  readonly email: string;
  readonly password: string;
  readonly company: string;
  readonly mobile: string;
  readonly code: string;
  readonly acceptsTerms: boolean;
}

/** Opens an account, and signs its owner in. */
export function SignUp(): ReactNode {
  const { words } = useLanguage();
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const { submit, isBusy, problem } = useSubmit(RegisterAccountDocument);
  const required = { required: true, message: words.required };
  const register = async (fields: Fields): Promise<void> => {
    if ((await submit({ input: fields })) === null) return;
    const { email, password } = fields;
    const refusal = await session.signIn({ email, password }).catch(() => null);
    await navigate(refusal === null ? '/' : '/sign-in', { replace: true });
  };
  return (
    <Entry title={words.signUp} about={words.signUpAbout}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={register}>
        <Form.Item name="email" label={words.email} extra={words.companyAddress} rules={[required]}>
          <Input type="email" autoComplete="username" autoFocus />
        </Form.Item>
        <PasswordField name="password" label={words.password} />
        <Form.Item name="company" label={words.company} rules={[required]}>
          <Input autoComplete="organization" maxLength={100} />
        </Form.Item>
        <CodeFields form={form} purpose="REGISTRATION" />
        <TermsConsent />
        <Flex vertical gap={16}>
          <ProblemAlert problem={problem} />
          <Button type="primary" htmlType="submit" size="large" block loading={isBusy}>
            {words.signUpNow}
          </Button>
          <Link to="/sign-in">{words.toSignIn}</Link>
        </Flex>
      </Form>
    </Entry>
  );
}
