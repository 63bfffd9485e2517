import { Button, Flex, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { AcceptInvitationDocument } from '../../api/generated/graphql.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { CodeFields } from '../../parts/code-field.tsx';
import { Entry } from '../../parts/entry.tsx';
import { PasswordField } from '../../parts/password-field.tsx';
import { ProblemAlert } from '../../parts/problem.tsx';
import { TermsConsent } from '../../parts/terms-consent.tsx';
import { session } from '../../session/session.ts';

interface Fields {
  readonly token: string;
  readonly mobile: string;
  readonly code: string;
  readonly password: string;
  readonly acceptsTerms: boolean;
}

/** For who was invited to an account by mail: with the code of that mail, and one of an SMS. */
export function Invitation(): ReactNode {
  const { words } = useLanguage();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const { submit, isBusy, problem } = useSubmit(AcceptInvitationDocument);
  const accept = async (input: Fields): Promise<void> => {
    const done = await submit({ input });
    if (done === null) return;
    const refusal = await session.signIn({ email: done.member.email, password: input.password }).catch(() => null);
    await navigate(refusal === null ? '/' : '/sign-in', { replace: true });
  };
  return (
    <Entry title={words.invitation} about={words.invitationAbout}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={accept}
        initialValues={{ token: search.get('code') ?? '' }}
      >
        <Form.Item name="token" label={words.invitationCode} rules={[{ required: true, message: words.required }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <PasswordField name="password" label={words.password} />
        <CodeFields form={form} purpose="REGISTRATION" />
        <TermsConsent />
        <Flex vertical gap={16}>
          <ProblemAlert problem={problem} />
          <Button type="primary" htmlType="submit" size="large" block loading={isBusy}>
            {words.joinNow}
          </Button>
          <Link to="/sign-in">{words.toSignIn}</Link>
        </Flex>
      </Form>
    </Entry>
  );
}
