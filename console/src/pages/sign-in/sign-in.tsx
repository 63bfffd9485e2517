import { Alert, Button, Flex, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import type { Problem } from '../../api/use-submit.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { Entry } from '../../parts/entry.tsx';
import { ProblemAlert } from '../../parts/problem.tsx';
import { session } from '../../session/session.ts';
import { useSessionState } from '../../session/use-session.ts';

interface Credentials {
  readonly email: string;
  readonly password: string;
}

export function SignIn(): ReactNode {
  const { words } = useLanguage();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const state = useSessionState();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const to = ownPath(search.get('to'));
  const submit = async (credentials: Credentials): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const refusal = await session.signIn(credentials);
      if (refusal === null) await navigate(to, { replace: true });
      else setProblem({ refusal });
    } catch (error) {
      setProblem({ trouble: error as Error });
    } finally {
      setBusy(false);
    }
  };
  if (state === 'IN') return <Navigate to={to} replace />;
  return (
    <Entry title={words.signIn}>
      <Flex vertical gap={16}>
        {state === 'ENDED' && <Alert type="info" showIcon title={words.sessionEnded} />}
        <Form layout="vertical" requiredMark={false} onFinish={submit} disabled={isBusy}>
          <Form.Item name="email" label={words.email} rules={[{ required: true, message: words.required }]}>
            <Input type="email" autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item name="password" label={words.password} rules={[{ required: true, message: words.required }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Flex vertical gap={16}>
            <ProblemAlert problem={problem} />
            <Button type="primary" htmlType="submit" size="large" block loading={isBusy}>
              {words.signIn}
            </Button>
            <Flex justify="space-between" wrap gap={8}>
              <Link to="/sign-up">{words.toSignUp}</Link>
              <Link to="/reset">{words.forgotten}</Link>
            </Flex>
          </Flex>
        </Form>
      </Flex>
    </Entry>
  );
}

/** Only a place of this console: a link must not lead out of it. */
function ownPath(to: string | null): string {
  return to !== null && /^\/(?![/\\])/.test(to) ? to : '/';
}
